"""Reads what the process of a test has measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from prometheus_client import CollectorRegistry
from prometheus_client.metrics_core import Metric
from prometheus_client.samples import Sample

from bot.infra import metrics


def samples(found: CollectorRegistry | Sequence[Metric]) -> Iterator[Sample]:
    for family in found.collect() if isinstance(found, CollectorRegistry) else found:
        yield from family.samples


def values(found: CollectorRegistry | Sequence[Metric], name: str) -> Mapping[tuple[str, ...], float]:
    """The values of a metric, by its labels in the order in which it has them."""
    return {tuple(one.labels.values()): one.value for one in samples(found) if one.name == name}


class Counted(dict[tuple[str, ...], float]):
    """What has come to a counter since, by labels; what has not changed is left out."""


@contextmanager
def counted(name: str) -> Iterator[Counted]:
    before, since = values(metrics.registry(), name), Counted()
    yield since
    for labels, value in values(metrics.registry(), name).items():
        if more := value - before.get(labels, 0):
            since[labels] = more

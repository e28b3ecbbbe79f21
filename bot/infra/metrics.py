"""What a running process measures: every metric by name, with its labels.

1. A process counts and times a thing where it happens, by the metrics of `MEASURED`.
2. What the database knows is asked of it when somebody scrapes (`READ`), and no process keeps it: it is the same whichever
   process answers.
3. A label takes its values from a list that the code has: a channel, a reason, an outcome. It never names a person, a pair, a
   conversation, a workspace or a process. Every metric of `MEASURED` has a label, so that no value is made before it is used.
4. With `PROMETHEUS_MULTIPROC_DIR` in the environment, prometheus-client keeps the values in files of that folder, and whichever
   process answers adds up what all of them have measured. Otherwise each process answers for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from time import perf_counter
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.metrics_core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

if TYPE_CHECKING:
    from aiohttp import TraceConfig


class Kind(StrEnum):
    """What falls due."""

    WAKE = "wake"
    MESSAGE = "message"
    CALENDAR = "calendar"
    """A linked calendar that is to be read."""
    EVENT = "event"
    """A séance that is to be written into a calendar."""


class Outcome(StrEnum):
    """What one try to deliver a message came to."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    BUSY = "busy"
    """The platform, or our own pace, wants it later."""
    UNREACHED = "unreached"
    DOUBTFUL = "doubtful"
    BROKEN = "broken"
    """A fault of the channel's own."""


class Deed(StrEnum):
    """What somebody did."""

    TYPED = "typed"
    PRESSED = "pressed"
    SUBMITTED = "submitted"
    OTHER = "other"
    """What a platform tells of by itself."""


class State(StrEnum):
    """How far an owed message is."""

    READY = "ready"
    """It may go at once, as soon as those before it in its conversation have."""
    SENDING = "sending"
    WAITING = "waiting"
    """For its time, for another try, or for the platform."""


# Measured where it happens ---------------------------------------------------------------------------------------

_own = CollectorRegistry(auto_describe=False)
_MOMENTS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_ANSWERS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 3, 5, 10)
_LAGS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 6 * 3600, 24 * 3600)


def _counter(name: str, told: str, *labels: str) -> Counter:
    return Counter(name, told, labels, registry=_own)


def _histogram(name: str, told: str, label: str, *more: str, buckets: Sequence[float]) -> Histogram:
    return Histogram(name, told, (label, *more), registry=_own, buckets=buckets)


LAG = _histogram(
    "together_due_lag_seconds",
    "How long after it was due a wake-up was begun, or a message with a time of its own tried first.",
    "kind",
    buckets=_LAGS,
)
TRANSACTION = _histogram(
    "together_transaction_seconds",
    "How long a transaction took, with what it waited for locks; each time that it was run.",
    "mode",
    buckets=_MOMENTS,
)
TRANSACTION_TROUBLES = _counter(
    "together_transaction_troubles",
    "Transactions that ended without a commit, because another one was in the way (conflict), the connection broke (lost), "
    "the disk was full (full) or the database could not take them (unavailable).",
    "trouble",
)
ACKNOWLEDGEMENT = _histogram(
    "together_acknowledgement_seconds",
    "From the arrival of what somebody did until it was stored and answered.",
    *("channel", "deed"),
    buckets=_ANSWERS,
)
TRIES = _counter("together_tries", "Tries to deliver a message, by what they came to.", "channel", "outcome")
DELIVERED = _counter("together_delivered", "Messages delivered, and written down as such.", "channel")
REFUSED = _counter(
    "together_refused", "Messages set aside because they cannot be delivered, by reason.", "channel", "reason"
)
TOO_MANY = _counter("together_too_many_requests", "Answers of other services with the status 429.", "service")
CALENDAR_READS = _counter(
    "together_calendar_reads", "Linked calendars read, or not read and why.", "calendar", "outcome"
)
CALENDAR_WRITES = _counter(
    "together_calendar_writes", "Séances written into calendars, or not written and why.", "calendar", "outcome"
)

MEASURED: tuple[Counter | Histogram, ...] = (
    *(LAG, TRANSACTION, TRANSACTION_TROUBLES, ACKNOWLEDGEMENT, TRIES, DELIVERED, REFUSED, TOO_MANY),
    *(CALENDAR_READS, CALENDAR_WRITES),
)
"""What processes measure themselves."""

DONE = "done"
"""The outcome of a calendar that was read or written; any other is the reason why not."""


class Acknowledging:
    """What is being answered; whoever reads it says what it is, and what is refused unread is not measured."""

    deed: Deed | None = None


@contextmanager
def acknowledging(channel: str) -> Iterator[Acknowledging]:
    """Times what somebody did, from its arrival to its answer."""
    begun, heard = perf_counter(), Acknowledging()
    try:
        yield heard
    finally:
        if heard.deed is not None:
            ACKNOWLEDGEMENT.labels(channel, heard.deed).observe(perf_counter() - begun)


def watched(service: str) -> list[TraceConfig]:
    """For an `aiohttp.ClientSession`: counts how often this service answers that there are too many requests."""
    from aiohttp import ClientSession, TraceConfig, TraceRequestEndParams

    async def ended(_session: ClientSession, _context: object, told: TraceRequestEndParams) -> None:
        if told.response.status == 429:
            TOO_MANY.labels(service).inc()

    config = TraceConfig()
    config.on_request_end.append(ended)
    return [config]


# Read from the database ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """A metric that is read when it is asked for."""

    name: str
    told: str
    labels: tuple[str, ...] = ()

    def of(self, values: Mapping[tuple[str, ...], float]) -> Metric:
        family = GaugeMetricFamily(self.name, self.told, labels=self.labels)
        for labels, value in values.items():
            family.add_metric(labels, value)
        return family


DATABASE = Reading("together_database_up", "Whether the database could be read just now.")
OWED = Reading("together_owed", "Messages that are owed, by how far they are.", ("channel", "state"))
OLDEST = Reading(
    "together_oldest_due_seconds",
    "How long the oldest has been due of what is not done yet; 0 if nothing is.",
    ("kind", "channel"),
)
DEAD = Reading("together_dead_letters", "Messages that are set aside, by reason.", ("channel", "reason"))
WORKERS = Reading("together_workers", "Workers that have noted within a minute that they live.", ("channel",))
LAST_WORKER = Reading(
    "together_worker_last_seen_seconds", "How long ago a worker last noted that it lives; none if none ever has."
)
TROUBLES = Reading(
    "together_channel_troubles", "What keeps a channel from working, in how many workspaces.", ("channel", "trouble")
)

READ = (DATABASE, OWED, OLDEST, DEAD, WORKERS, LAST_WORKER, TROUBLES)
"""What is the whole installation's, whichever process is asked."""


# What is answered ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Found:
    """What was read just now, as prometheus-client collects it."""

    families: Sequence[Metric]

    def collect(self) -> Iterator[Metric]:
        yield from self.families


def registry(families: Sequence[Metric] = (), folder: str = "") -> CollectorRegistry:
    """All that is answered: what was measured, by this process or by all that share a folder, and what was read."""
    answered = CollectorRegistry(auto_describe=False)
    if folder:
        MultiProcessCollector(answered, folder)  # type: ignore[no-untyped-call]
    else:
        answered.register(_own)
        ProcessCollector(registry=answered)
    answered.register(Found(families))
    return answered


def catalogue() -> Mapping[str, frozenset[str]]:
    """Every name that can be asked for in a query, with its labels."""
    found = {one.name: frozenset(one.labels) for one in READ}
    for measure in MEASURED:
        labels = frozenset(measure._labelnames)
        if isinstance(measure, Counter):
            found[f"{measure._name}_total"] = labels
        else:
            found |= {f"{measure._name}_{end}": labels for end in ("sum", "count")}
            found[f"{measure._name}_bucket"] = labels | {"le"}
    return found

"""Each benchmark, small: that it runs, and that all it prints is a number."""

from __future__ import annotations

import importlib
import math
import pkgutil
from collections.abc import Mapping

import pytest

import benchmarks
from benchmarks.figures import Figure

SMALL: Mapping[str, Mapping[str, object]] = {
    "calendars": {"ROUNDS": 1, "MEGABYTE": 1 << 14},
    "coordination": {"PAIRS": 200},
    "dates": {"PAIRS": 4},
    "engine": {"ROUNDS": 1, "TIMES": 1},
    "latency": {"WARM": 2, "EVENTS": 20},
    "queue": {"FUTURE": 2000, "ROUNDS": 3, "POLLS": 2, "BATCHES": 2},
    "sealing": {"ROUNDS": 1, "WARM": 1, "PRESSES": 2},
    "slack": {"PAIRS": 4, "ROUNDS": 1, "REQUESTS": 70, "ALONE": 5, "PACED": 20, "WAITING": 4},
    "store": {"BLOCKS": 2, "PRESSES": 3, "DUE": 20, "ANSWER_SECONDS": 0.01},
    "teams": {"ROUNDS": 1, "REQUESTS": 64},
}
ELSEWHERE = {"chaos", "durable", "monday", "peers", "scale"}
"""They have tests of their own."""


def test_no_benchmark_is_left_out() -> None:
    names = {module.name for module in pkgutil.iter_modules(benchmarks.__path__)}
    assert {name for name in names if name[0] != "_"} - {"figures"} == {*SMALL} | ELSEWHERE


@pytest.mark.postgres
@pytest.mark.parametrize("name", SMALL)
def test_it_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module = importlib.import_module(f"benchmarks.{name}")
    for constant, value in SMALL[name].items():
        monkeypatch.setattr(module, constant, value)
    figures: Mapping[str, Figure] = module.measure()
    assert figures
    for figure in figures.values():
        assert math.isfinite(figure.value)
        assert figure.floor is None or figure.floor > 0

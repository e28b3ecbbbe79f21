"""Holds what a benchmark finds, and prints it."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """A figure is a `value` in `unit`; `floor` is the same on the bare library or driver, or the bound that holds."""

    value: float
    unit: str
    floor: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None


def show(figures: Mapping[str, Figure], *, as_json: bool) -> str:
    if as_json:
        rows = {
            name: {"value": f.value, "unit": f.unit, "floor": f.floor, "ratio": f.ratio} for name, f in figures.items()
        }
        return json.dumps({"figures": rows})
    return "\n".join(_line(name, figure) for name, figure in figures.items())


def _line(name: str, figure: Figure) -> str:
    floor = "" if figure.floor is None else f"   floor {figure.floor:,.2f}   ratio {figure.ratio:.2f}"
    return f"{name:32} {figure.value:14,.2f} {figure.unit:12}{floor}"


def seconds(work: Callable[[], object]) -> float:
    """Returns how long `work` takes once."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median_rate(work: Callable[[], int], rounds: int = 5) -> float:
    """Returns the median over `rounds` of how many a second `work` does; `work` says how many it did."""
    rates = []
    for _ in range(rounds):
        start = time.perf_counter()
        done = work()
        rates.append(done / (time.perf_counter() - start))
    return statistics.median(rates)

"""`python -m benchmarks monday`, small: that it runs on both databases, and what a played hour says of whose turn it is."""

from __future__ import annotations

import pytest

from benchmarks import monday

BOUNDS = {
    "sqlite_messages_per_s": 600,
    "postgresql_messages_per_s": 450,
    "sqlite_kb_per_message": 40,
    "press_p99_ms": 150,
    "appointment_late_p99_s": 30,
}


@pytest.mark.postgres
def test_it_measures_each_of_what_is_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"BEGINNING": 60, "MEETING": 10, "PRESSING": 40}.items():
        monkeypatch.setattr(monday, name, value)
    figures = monday.measure()
    assert {name: figures[name].floor for name in BOUNDS} == BOUNDS
    assert all(figure.value > 0 for name, figure in figures.items() if name not in ("appointment_late_p99_s", "load"))
    assert figures["load"].floor, "beside the number of cores"
    assert figures["appointment_late_p99_s"].value <= 30

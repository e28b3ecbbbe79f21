"""A short evening of `benchmarks.chaos`: processes are killed, the platform misbehaves, and nothing is lost or doubled."""

from __future__ import annotations

import pytest

from benchmarks.chaos import Plan, Result, run

SHORT = Plan(
    messages=300,
    pairs=30,
    leavers=6,
    seconds_between_kills=0.8,
    most_kills=8,
    seconds_between_deeds=0.3,
    lease=5,
    patience=240,
)


@pytest.fixture
def result(url: str) -> Result:
    return run(url, SHORT, say=print)


def test_nothing_is_lost_or_shown_twice(result: Result) -> None:
    assert result.owed == SHORT.owed
    assert sum(result.kills.values()) >= 2
    assert (result.lost, result.twice, result.once_twice, result.held, result.buried) == (0, 0, 0, 0, 0)
    assert (result.out_of_order, result.crashes) == (0, [])

"""Waits between tries."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.infra.backoff import Backoff

MINUTE = timedelta(minutes=1)
WAITS = Backoff(MINUTE, 60 * MINUTE)


def test_each_wait_is_about_twice_the_one_before_up_to_the_last() -> None:
    for tries, about in enumerate([1, 2, 4, 8, 16, 32, 60, 60]):
        assert 0.75 * about * MINUTE <= WAITS.after("post", tries) <= 1.25 * about * MINUTE


def test_the_same_try_waits_the_same_and_another_otherwise() -> None:
    assert WAITS.after("a", 3) == WAITS.after("a", 3)
    assert len({WAITS.after(str(name), 3) for name in range(20)}) == 20


@pytest.mark.parametrize("tries", [20, 21, 10_000])
def test_it_is_known_however_often_it_was_tried(tries: int) -> None:
    assert 45 * MINUTE <= WAITS.after("a", tries) <= 75 * MINUTE

"""Pauses grow while the database is away, and whatever has to be done is done in the end."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.infra.backoff import Backoff
from bot.infra.patience import LOOKING, Pauses, regularly, until_there
from bot.ports import Unavailable

QUICK = Backoff(timedelta(milliseconds=1), timedelta(milliseconds=4))


def test_pauses_grow_to_a_bound_and_are_short_again_once_it_is_back() -> None:
    pauses = Pauses("w1")
    waits = [pauses.longer() for _ in range(12)]
    assert waits[0] < 1.3
    assert max(waits[:2]) < waits[3] < waits[5]
    assert max(waits) <= 1.25 * LOOKING.last.total_seconds()
    pauses.over()
    assert pauses.longer() == waits[0]


def test_two_processes_do_not_come_at_the_same_moment() -> None:
    assert Pauses("w1").longer() != Pauses("w2").longer()


def test_what_has_to_be_done_is_done_once_the_database_is_there() -> None:
    tries: list[int] = []

    async def work() -> str:
        tries.append(1)
        if len(tries) < 20:
            raise Unavailable("away")
        return "done"

    assert asyncio.run(until_there(work, "w1", QUICK)) == "done"
    assert len(tries) == 20


def test_a_bug_is_not_waited_for() -> None:
    async def work() -> None:
        raise LookupError

    with pytest.raises(LookupError):
        asyncio.run(until_there(work, "w1", QUICK))


def test_a_loop_goes_on_after_any_number_of_absences(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def pause(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr("bot.infra.patience.asyncio.sleep", pause)
    looks: list[int] = []

    async def look() -> None:
        looks.append(1)
        if len(looks) == 9:
            raise asyncio.CancelledError
        if len(looks) not in (1, 6):
            raise Unavailable("away")

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(regularly(look, 0.25, "w1"))
    assert waits[0] == waits[5] == 0.25
    assert 0.25 < waits[1] < waits[4]
    assert waits[6] == waits[1]

"""How fast Teams is written to, counted where it arrives: in each conversation, and in all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest

from adapters.teams.pace import GroupPace
from bot.engine.people import Place
from bot.ports import Lane, OutboxMessage, UnitOfWork
from tests.adapters.local.samples import note
from tests.adapters.teams.fakes import AWA, TENANT, Account, account
from tests.scenarios.teams.house import ROSTER, House, house

HEADER = ROSTER.partition("\n")[0]
ALLOWED = ((1, 7), (2, 8), (30, 60), (3600, 1800))
"""Requests in so many seconds, in one conversation (learn.microsoft.com, "Rate limiting")."""


def roster(*pairs: tuple[Account, Account]) -> str:
    lines = [
        f"{a.name},{b.name},mentoring,2026-01-05,fr,fr,Africa/Dakar,Europe/Paris,teams,{a.address},teams,{b.address}"
        for a, b in pairs
    ]
    return "\n".join([HEADER, *lines])


async def owe(one: House) -> None:
    """Two messages to each pair, all of them at once."""

    def work(unit: UnitOfWork) -> None:
        for number in range(2):
            for journey in unit.journeys.all():
                lane = Lane("teams", TENANT, f"pair:{journey.pair}")
                unit.outbox.enqueue(
                    [
                        OutboxMessage(
                            journey.pair, f"k{number}", Place.PAIR, lane, note("Bonjour"), ("fr",), ("Europe/Paris",)
                        )
                    ]
                )

    await one.parts.store.run(work)


def watched(one: House) -> list[tuple[float, str]]:
    """When each request went where, by the clock of the house."""
    log: list[tuple[float, str]] = []

    def note(request: Any) -> None:
        if "conversation" in request.match_info and request.method != "GET":
            log.append((one.clock.now().timestamp(), request.match_info["conversation"]))

    one.cloud.faults.append(note)
    return log


def most(instants: Sequence[float], seconds: float) -> int:
    return max(sum(at <= other < at + seconds for other in instants) for at in instants)


def test_a_person_of_many_pairs_is_not_written_to_faster_than_teams_allows() -> None:
    """Each pair has a lane of its own in the queue; without a shared chat all of them end in her own."""

    async def run() -> None:
        folk = [account(f"P{n}", 10 + n) for n in range(30)]
        async with house(roster=roster(*((AWA, one) for one in folk))) as one:
            await one.install(AWA, *folk)
            log = watched(one)
            await owe(one)
            await one.settle()
            hers = [at for at, where in log if where == AWA.chat]
            assert len(hers) > 40
            for seconds, allowed in ALLOWED:
                assert most(hers, seconds) <= allowed, f"in {seconds} s"
            assert not await one.parts.store.run(lambda unit: unit.dead_letters.all())

    asyncio.run(run())


def test_two_requests_for_a_post_are_counted_as_two() -> None:
    async def run() -> None:
        pairs = [(account(f"M{n}", 100 + n), account(f"P{n}", 300 + n)) for n in range(40)]
        async with house(roster=roster(*pairs)) as one:
            for pair in pairs:
                for who in pair:
                    await one.post(one.pen.installs(who))
            log = watched(one)
            await owe(one)
            await one.settle()
            assert len(log) >= 2 * len(pairs)
            assert most([at for at, _ in log], 1) <= 50

    asyncio.run(run())


def test_who_asks_is_answered_at_once_however_much_was_written() -> None:
    async def run() -> None:
        async with house() as one:
            await one.install(AWA)
            before = len(one.cloud.at(AWA.chat))
            for _ in range(12):
                await one.do(one.pen.says(AWA, "aide"))
            assert len(one.cloud.at(AWA.chat)) == before + 12

    asyncio.run(run())


def test_the_windows() -> None:
    from tests.values import BEFORE, MINUTE

    pace = GroupPace({1: 2, 60: 3})
    assert pace.wait("c", BEFORE) == 0
    pace.count("c", BEFORE)
    pace.count("c", BEFORE)
    assert pace.wait("c", BEFORE) == 1
    assert pace.wait("another", BEFORE) == 0
    later = BEFORE + MINUTE / 6
    assert pace.wait("c", later) == 0
    pace.count("c", later)
    assert pace.wait("c", later) == pytest.approx(50)
    assert pace.wait("c", BEFORE + MINUTE) == 0

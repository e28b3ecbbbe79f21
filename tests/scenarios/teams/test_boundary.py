"""Programmes and tenants: who is not the pair's coordinator is told what a stranger is."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

from bot import app
from bot.engine.flows.nudge.state import NUDGE, Nudge
from bot.ports import Address, ProgrammeRecord
from bot.settings import Coordinator
from tests.adapters.teams.fakes import AWA, CAMILLE, LEO, TENANT, Account, Pen, Post, account, button
from tests.scenarios.teams.house import House, house
from tests.values import at

SISTER = "dddddddd-0000-4000-8000-000000000002"
MIA, NOBODY = account("Mia", 4), account("Nobody", 9)


async def pressed(one: House, pen: Pen, who: Account, digest: Post, pair: str = "") -> str:
    """Somebody presses the nudge of another's digest in their own chat, as a request made by hand would: what they read."""
    before = len(one.cloud.at(who.chat))
    action = json.loads(json.dumps(button(digest.card, "nudge")).replace(one.pair, pair or one.pair))
    body = await one.do(pen.presses(who, replace(digest, conversation=who.chat), action))
    shown = one.cloud.at(who.chat)[before:]
    assert len(shown) == 1
    return json.dumps([body, shown[0].card], sort_keys=True)


async def _asked(one: House) -> bool:
    return await one.parts.store.run(lambda unit: next(unit.journeys.all()).of(NUDGE) != Nudge())


async def _digest(one: House) -> Post:
    await one.install(AWA, CAMILLE, LEO, MIA)
    await one.parts.store.run(lambda unit: unit.programmes.put(ProgrammeRecord("second", "Le second")))
    mia = Coordinator(Address("teams", MIA.address), "Mia", ("fr",), "Europe/Paris")
    assert await app.appointments(one.parts).appoint("second", mia, by="op")
    for day in ("2026-01-05 09:00", "2026-01-28 10:00"):
        one.clock.at = at(day)
        await one.settle()
    await one.do(one.pen.says(LEO, "digest"))
    return one.cloud.at(LEO.chat)[-1]


def test_only_the_pairs_own_coordinator_nudges_it() -> None:
    async def run() -> None:
        leo = Coordinator(Address("teams", LEO.address), "Léo", ("fr",), "Europe/Paris")
        async with house(tenants=(TENANT, SISTER), coordinators=(leo,)) as one:
            digest, sisters = await _digest(one), Pen(one.cloud.service, tenant=SISTER)
            strangers = await pressed(one, one.pen, NOBODY, digest)
            for pair in ("", "mentoring-000000000000"):
                for pen, who in ((one.pen, MIA), (one.pen, AWA), (one.pen, CAMILLE), (sisters, LEO)):
                    assert await pressed(one, pen, who, digest, pair) == strangers, (who.name, pair)
            assert await pressed(one, one.pen, LEO, digest, "mentoring-000000000000") == strangers
            assert not await _asked(one)
            assert await pressed(one, one.pen, LEO, digest) != strangers
            assert await _asked(one)

    asyncio.run(run())


def test_each_coordinator_reads_of_their_own_programme() -> None:
    async def run() -> None:
        leo = Coordinator(Address("teams", LEO.address), "Léo", ("fr",), "Europe/Paris")
        async with house(coordinators=(leo,)) as one:
            digest = await _digest(one)
            await one.do(one.pen.says(MIA, "digest"))
            assert "Awa et Camille" in json.dumps(digest.card, ensure_ascii=False)
            hers = json.dumps(one.cloud.at(MIA.chat)[-1].card, ensure_ascii=False)
            assert "La semaine du programme" in hers
            assert not any(name in hers for name in ("Awa", "Camille", "nudge"))

    asyncio.run(run())

"""What people do in an evening of the chaos program: a pause, its end, a pause …, over HTTP, until they are heard."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import aiohttp

from adapters.local.places import shared

if TYPE_CHECKING:
    from benchmarks._house import House
    from benchmarks.chaos import Plan

Pair = tuple[str, str]
"""Its id, and the address of its mentor."""


async def deeds(house: House, session: aiohttp.ClientSession, pairs: Sequence[Pair], plan: Plan) -> None:
    """Does one deed of each pair after another, while there is time; whoever has begun a pause ends it.

    A pause is sent again, with its id, once it has ended, as a platform does that was slow to hear: nothing may come of it.
    """
    for number in range(0, plan.deeds, 2):
        paused = []
        for pair in pairs:
            if not await _may_begin(house):
                break
            await _until_heard(session, "/api/type", _pause(pair, number))
            paused.append(pair)
            house.expected += 1
            await asyncio.sleep(plan.seconds_between_deeds)
        for pair in paused:
            press = {"pair": pair[0], "card": "", "action": "run", "values": ["resume"]}
            await _until_heard(session, "/api/press", {**_deed(pair, number + 1), **press})
            await _until_heard(session, "/api/type", _pause(pair, number))
            house.expected += 1
            await asyncio.sleep(plan.seconds_between_deeds)
        if len(paused) < len(pairs):
            return


async def _may_begin(house: House) -> bool:
    """Waits while there is a crowd; False once it is too late to begin anything."""
    while time.monotonic() < house.until:
        if not house.crowded:
            return True
        await asyncio.sleep(0.1)
    return False


def _pause(pair: Pair, number: int) -> dict[str, object]:
    return {**_deed(pair, number), "text": "pause"}


def _deed(pair: Pair, number: int) -> dict[str, object]:
    id, mentor = pair
    return {"id": f"{id}/{number}", "as": mentor, "conversation": shared(id)}


async def _until_heard(session: aiohttp.ClientSession, path: str, deed: Mapping[str, object]) -> None:
    """Sends a deed again with the same id on anything but 200, as a platform does."""
    while True:
        with suppress(aiohttp.ClientError, TimeoutError):
            async with session.post(path, json=deed, timeout=aiohttp.ClientTimeout(10)) as response:
                if response.status == 200:
                    return
        await asyncio.sleep(0.1)

"""Brings what is stored of where pairs stand up to date, where the rules for it have changed since it was stored.

It is worked out whenever a journey is saved. A release that has other rules, an installation that calls something else late, and
a database of before there was any of it have it worked out once more, for every pair, before anything is served.
"""

from __future__ import annotations

from bot.ports import Store, UnitOfWork

FACT = "standing"
"""The fact that names the rules by which it was stored."""
BATCH = 500
"""Pairs in one transaction."""


async def refreshed(store: Store) -> None:
    """Raises `Unavailable`."""
    if await store.read(_is_current):
        return
    after: str | None = ""
    while after is not None:
        after = await _piece(store, after)
    await store.run(lambda unit: unit.facts.put(FACT, unit.standings.version))


async def _piece(store: Store, after: str) -> str | None:
    return await store.run(lambda unit: unit.standings.refresh(after, BATCH))


def _is_current(unit: UnitOfWork) -> bool:
    return unit.facts.get(FACT) == unit.standings.version

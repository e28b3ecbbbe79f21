"""What coordinators have given of the links that `together-bot content check` speaks of."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence

from bot.app.keys import new_key
from bot.engine.flows.coordination.links import missing, named
from bot.engine.programme import Programme
from bot.ports import ProgrammeRecord, Unavailable
from bot.settings import Settings
from storage.database import schema
from storage.database.sqlite import Sqlite
from storage.database.urls import database
from storage.seal import AesSeal
from storage.store import open_store


def given(settings: Settings, content: Programme) -> Iterator[str]:
    """A line for each programme whose coordinators gave some; none where there is no database of this release yet."""
    for one in _programmes(settings):
        if one.links:
            yield f"the programme «{one.name}»: {'; '.join(_told(one, content))}."


def _told(one: ProgrammeRecord, content: Programme) -> Iterator[str]:
    known, lacking = named(content), missing(content, one.links)
    yield f"its coordinators say where {len(one.links.keys() & known.keys())} of {len(known)} links lead"
    yield f"without an address: {', '.join(lacking)}" if lacking else "all have an address"
    if unused := sorted(one.links.keys() - known.keys()):
        yield f"given, and named by no item any more: {', '.join(unused)}"


def _programmes(settings: Settings) -> Sequence[ProgrammeRecord]:
    kind = database(settings.database_url)
    if isinstance(kind, Sqlite) and not kind.file.exists():
        return []
    try:
        schema.check(settings.database_url)
        return asyncio.run(_read(settings))
    except (schema.SchemaTooOld, schema.SchemaTooNew, Unavailable):
        return []


async def _read(settings: Settings) -> Sequence[ProgrammeRecord]:
    store = open_store(settings.database_url, seal=AesSeal((new_key(),)))  # nothing that is sealed is read
    try:
        return await store.read(lambda unit: unit.programmes.all())
    finally:
        await store.close()

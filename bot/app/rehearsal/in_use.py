"""Whether people take part already, on the same platform, in the installation that the settings name."""

from __future__ import annotations

import asyncio
from collections.abc import Collection

from sqlalchemy import func, or_, select

from bot.settings import Settings
from storage.database import schema
from storage.database.sqlite import Sqlite
from storage.database.urls import database
from storage.repositories.people import ADDRESS, PAIR


async def pairs_under_way(settings: Settings, channels: Collection[str]) -> int:
    """How many pairs have not ended and are reached on one of these channels; 0 without a database of this release.

    It only reads. Raises `Unavailable`: what cannot be looked at may hold any number.
    """
    return await asyncio.to_thread(_counted, settings.database_url, channels)


def _counted(url: str, channels: Collection[str]) -> int:
    kind = database(url)
    if isinstance(kind, Sqlite) and not kind.file.exists():
        return 0
    try:
        schema.check(url)
    except (schema.SchemaTooOld, schema.SchemaTooNew):
        return 0
    theirs = or_(*(ADDRESS.c.person == PAIR.c[role] for role in ("mentor", "mentee")))
    there = select(ADDRESS.c.id).where(theirs, ADDRESS.c.channel.in_(channels)).exists()
    with schema.connection_to(url) as connection:
        return connection.scalar(select(func.count()).select_from(PAIR).where(~PAIR.c.ended, there)) or 0

"""The database as the checks see it: opened once, when the first of them asks, and never made or brought up to date."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from bot.app.channels import pace
from bot.cli.doctor.examining import aside
from bot.ports import Unavailable, WordSeal
from bot.ports.plugins.doctor import Found, skipped
from bot.settings import Settings
from storage.database import schema
from storage.database.schema import SchemaTooNew, SchemaTooOld
from storage.seal import AesSeal
from storage.store import SqlStore, open_store


@dataclass(slots=True)
class OpenedDatabase:
    """Opens the store for whoever asks first."""

    settings: Settings
    keys: tuple[str, ...]
    """None: there is nothing to open what is sealed with, and then nothing is opened."""
    _opening: asyncio.Task[SqlStore] | None = field(default=None)

    @property
    def seal(self) -> WordSeal:
        return AesSeal(self.keys)

    async def store(self) -> SqlStore:
        """Raises `Found` if the database is not as this release needs it: another check says why."""
        if self._opening is None:
            self._opening = asyncio.create_task(self._opened())
        return await asyncio.shield(self._opening)

    async def _opened(self) -> SqlStore:
        try:
            await aside(lambda: schema.check(self.settings.database_url))
        except (Unavailable, SchemaTooOld, SchemaTooNew) as error:
            raise Found(skipped("left out until the database can be used (database.schema)")) from error
        if not self.keys:
            raise Found(skipped("left out until there is a key (keys)"))
        return open_store(self.settings.database_url, seal=self.seal, pace=pace(self.settings))

    async def close(self) -> None:
        if self._opening is None:
            return
        try:
            store = await self._opening
        except Found:
            return
        await store.close()

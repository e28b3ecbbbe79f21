"""The bot's installations in workspaces. Their tokens are encrypted: who reads the database cannot speak for the bot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import bindparam, select

from bot.ports import Installation, Unavailable
from storage.database.instants import instant, micros
from storage.database.session import Row
from storage.database.sql import matches, put, table
from storage.store import SqlStore
from storage.tables import InstallationRow
from storage.unit import SqlUnit

TABLE = table(InstallationRow)

_COLUMNS = TABLE.c[("workspace", "app", "bot", "token", "scopes", "at")]
_PUT = put(TABLE)
_ONE = select(*_COLUMNS).where(matches(TABLE, "channel", "workspace"))
_EVERY = select(*_COLUMNS).where(matches(TABLE, "channel")).order_by(TABLE.c.workspace)
_REMOVE = TABLE.delete().where(matches(TABLE, "channel", "workspace"), TABLE.c.at <= bindparam("until"))

_scopes = msgspec.json.Decoder(tuple[str, ...])


class KeyMissing(Unavailable):
    """A stored token was encrypted with a key that the settings do not name any more."""

    def __init__(self, workspace: str) -> None:
        super().__init__(
            f"The token of the workspace {workspace} was stored with another key: "
            "put the old key back at the end of TOGETHER_SECRET_KEYS. "
            "If it is lost, delete the row of that workspace in the table installation, and install the app there again."
        )


class SqlInstallations:
    """`bot.ports.Installations` in a store's database, for one channel."""

    def __init__(self, store: SqlStore, channel: str, keys: Sequence[str]) -> None:
        """`keys` are Fernet's: the first encrypts, all decrypt. Raises `ValueError` for something else."""
        self._store, self._channel = store, channel
        self._box = MultiFernet([Fernet(key) for key in keys])

    async def put(self, installation: Installation) -> None:
        def work(unit: SqlUnit) -> None:
            self._put(unit, installation)
            unit.dead_letters.reinstate(f"{self._channel}/{installation.workspace}", installation.at)

        await self._store.run(work)

    async def get(self, workspace: str) -> Installation | None:
        """Raises `KeyMissing`."""
        row = await self._store.run(lambda unit: unit.session.row(_ONE, channel=self._channel, workspace=workspace))
        return None if row is None else self._opened(row)

    async def remove(self, workspace: str, until: datetime) -> bool:
        named = {"channel": self._channel, "workspace": workspace, "until": micros(until)}
        return await self._store.run(lambda unit: unit.session.do(_REMOVE, **named)) > 0

    async def every(self) -> Sequence[Installation]:
        """Raises `KeyMissing`."""
        rows = await self._store.run(lambda unit: unit.session.rows(_EVERY, channel=self._channel))
        return [self._opened(row) for row in rows]

    async def rotate(self) -> int:
        """Encrypts every token with the first key, so that older ones can be dropped; how many. Raises `KeyMissing`."""

        def work(unit: SqlUnit) -> int:
            found = [self._opened(row) for row in unit.session.rows(_EVERY, channel=self._channel)]
            for one in found:
                self._put(unit, one)
            return len(found)

        return await self._store.run(work)

    def _put(self, unit: SqlUnit, one: Installation) -> None:
        unit.session.do(
            _PUT,
            channel=self._channel,
            workspace=one.workspace,
            app=one.app,
            bot=one.bot,
            token=self._box.encrypt(one.token.encode()).decode(),
            scopes=msgspec.json.encode(one.scopes).decode(),
            at=micros(one.at),
        )

    def _opened(self, row: Row) -> Installation:
        workspace, app, bot, token, scopes, at = row
        try:
            plain = self._box.decrypt(token.encode()).decode()
        except InvalidToken as error:
            raise KeyMissing(workspace) from error
        return Installation(workspace, app, bot, plain, _scopes.decode(scopes), instant(at))

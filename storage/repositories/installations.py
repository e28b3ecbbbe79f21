"""The bot's installations in workspaces. Their tokens are encrypted: who reads the database cannot speak for the bot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import msgspec
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from sqlalchemy import bindparam, or_, select

from bot.ports import Installation, Unavailable
from storage.database.instants import instant, micros
from storage.database.session import Row
from storage.database.sql import NULL, matches, put, table
from storage.store import SqlStore
from storage.tables import InstallationRow
from storage.unit import SqlUnit

TABLE = table(InstallationRow)

_COLUMNS = TABLE.c[("workspace", "app", "bot", "token", "scopes", "at", "refresh", "expires_at")]
_PUT = put(TABLE)
_ONE = select(*_COLUMNS).where(matches(TABLE, "channel", "workspace"))
_EVERY = select(*_COLUMNS).where(matches(TABLE, "channel")).order_by(TABLE.c.workspace)
_REMOVE = TABLE.delete().where(matches(TABLE, "channel", "workspace"), TABLE.c.at <= bindparam("until"))
_SAME = (matches(TABLE, "channel", "workspace"), TABLE.c.at == bindparam("old"))
_CLAIM = (
    TABLE.update()
    .where(*_SAME, or_(TABLE.c.claimed_until.is_(None), TABLE.c.claimed_until <= bindparam("now")))
    .values(claimed_until=bindparam("until"))
)
_RENEW = (
    TABLE.update()
    .where(*_SAME)
    .values(
        token=bindparam("new_token"),
        refresh=bindparam("new_refresh"),
        expires_at=bindparam("new_expires"),
        at=bindparam("new_at"),
        claimed_until=NULL,
    )
)
_RESEAL = (
    TABLE.update()
    .where(*_SAME, TABLE.c.token == bindparam("sealed"))
    .values(token=bindparam("new_token"), refresh=bindparam("new_refresh"))
)

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
        row = await self._store.read(lambda unit: unit.session.row(_ONE, channel=self._channel, workspace=workspace))
        return None if row is None else self._opened(row)

    async def remove(self, workspace: str, until: datetime) -> bool:
        named = {"channel": self._channel, "workspace": workspace, "until": micros(until)}
        return await self._store.run(lambda unit: unit.session.do(_REMOVE, **named)) > 0

    async def every(self) -> Sequence[Installation]:
        """Raises `KeyMissing`."""
        rows = await self._store.read(lambda unit: unit.session.rows(_EVERY, channel=self._channel))
        return [self._opened(row) for row in rows]

    async def rotate(self) -> int:
        """Encrypts every token with the first key, so that older ones can be dropped; how many. Raises `KeyMissing`."""

        def work(unit: SqlUnit) -> int:
            rows = unit.session.rows(_EVERY, channel=self._channel)
            for row in rows:
                one = self._opened(row)  # what another process has refreshed meanwhile is newer, and stays
                unit.session.do(_RESEAL, **self._named(one), sealed=row[3], **self._tokens(one))
            return len(rows)

        return await self._store.run(work)

    async def claim(self, one: Installation, now: datetime, until: datetime) -> bool:
        named = {**self._named(one), "now": micros(now), "until": micros(until)}
        return await self._store.run(lambda unit: unit.session.do(_CLAIM, **named)) > 0

    async def renew(self, old: Installation, new: Installation) -> bool:
        values = {"new_at": micros(new.at), "new_expires": _micros(new.expires), **self._tokens(new)}
        return await self._store.run(lambda unit: unit.session.do(_RENEW, **self._named(old), **values)) > 0

    def _named(self, one: Installation) -> dict[str, object]:
        """The installation with the tokens that it has now: its instant is another once they are refreshed."""
        return {"channel": self._channel, "workspace": one.workspace, "old": micros(one.at)}

    def _tokens(self, one: Installation) -> dict[str, object]:
        return {"new_token": self._sealed(one.token), "new_refresh": self._sealed(one.refresh) if one.refresh else None}

    def _sealed(self, secret: str) -> str:
        return self._box.encrypt(secret.encode()).decode()

    def _put(self, unit: SqlUnit, one: Installation) -> None:
        unit.session.do(
            _PUT,
            channel=self._channel,
            workspace=one.workspace,
            app=one.app,
            bot=one.bot,
            token=self._sealed(one.token),
            scopes=msgspec.json.encode(one.scopes).decode(),
            at=micros(one.at),
            refresh=self._sealed(one.refresh) if one.refresh else None,
            expires_at=_micros(one.expires),
            claimed_until=None,
        )

    def _opened(self, row: Row) -> Installation:
        workspace, app, bot, token, scopes, at, refresh, expires = row
        try:
            plain = self._box.decrypt(token.encode()).decode()
            again = self._box.decrypt(refresh.encode()).decode() if refresh else ""
        except InvalidToken as error:
            raise KeyMissing(workspace) from error
        found = Installation(workspace, app, bot, plain, _scopes.decode(scopes), instant(at))
        return found if expires is None else replace(found, refresh=again, expires=instant(expires))


def _micros(at: datetime | None) -> int | None:
    return None if at is None else micros(at)

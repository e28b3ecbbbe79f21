"""Small facts that belong to the installation, by name."""

from __future__ import annotations

from sqlalchemy import select

from storage.database.session import Session
from storage.database.sql import matches, put, table
from storage.tables import SettingRow

SETTING = table(SettingRow)

_GET = select(SETTING.c.value).where(matches(SETTING, "name"))
_PUT = put(SETTING)


class SqlKeyValues:
    """`bot.ports.KeyValues` in SQL."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, name: str) -> str | None:
        row = self._session.row(_GET, name=name)
        return None if row is None else row[0]

    def put(self, name: str, value: str) -> None:
        self._session.do(_PUT, name=name, value=value)

"""Small facts that belong to the installation, by name."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import bindparam, func, literal_column, select

from storage.database.session import Session
from storage.database.sql import matches, put, table
from storage.tables import SettingRow

SETTING = table(SettingRow)

_GET = select(SETTING.c.value).where(matches(SETTING, "name"))
_PUT = put(SETTING)
_DROP = SETTING.delete().where(matches(SETTING, "name"))
_STARTING = select(SETTING.c.name, SETTING.c.value).where(
    func.substr(SETTING.c.name, literal_column("1"), func.length(bindparam("prefix"))) == bindparam("prefix")
)
"""The table holds a few dozen rows, so it may be read whole."""


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

    def drop(self, name: str) -> None:
        self._session.do(_DROP, name=name)

    def starting(self, prefix: str) -> Mapping[str, str]:
        return dict(self._session.rows(_STARTING, prefix=prefix))

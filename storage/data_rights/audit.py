"""The audit trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.ports.store.audit import Act, AuditEntry, checked
from storage.database.instants import instant, micros
from storage.database.session import Session
from storage.database.sql import table
from storage.tables import AuditRow

AUDIT = table(AuditRow)

_COLUMNS = ("at", "programme", "who", "kind", "about")
_NOTE = AUDIT.insert().values({name: bindparam(name) for name in _COLUMNS})
_SINCE = select(*AUDIT.c[_COLUMNS]).where(AUDIT.c.at >= bindparam("since")).order_by(AUDIT.c.at, AUDIT.c.id)
_FORGET = AUDIT.delete().where(AUDIT.c.at < bindparam("before"))


class SqlAudit:
    """`bot.ports.Audit` in SQL."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def note(self, programme: str, who: str, kind: Act, about: str, at: datetime) -> None:
        row = {"at": micros(at), "programme": checked(programme), "who": checked(who), "kind": str(kind)}
        row["about"] = checked(about)
        if self._session.reading:
            self._session.later.append(lambda session: session.do(_NOTE, **row))
        else:
            self._session.do(_NOTE, **row)

    def all(self, since: datetime | None = None) -> Sequence[AuditEntry]:
        rows = self._session.rows(_SINCE, since=0 if since is None else micros(since))
        return [AuditEntry(instant(at), *words) for at, *words in rows]

    def forget(self, before: datetime) -> int:
        return self._session.do(_FORGET, before=micros(before))

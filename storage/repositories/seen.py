"""What happened already: events that were handled, names that were claimed, unprompted messages of a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import bindparam, func, select

from storage.database.instants import instant, micros
from storage.database.session import Session
from storage.database.sql import ZERO, add, matches, put, table
from storage.tables import ContactRow, EventRow, OnceRow

EVENT, ONCE, CONTACT = table(EventRow), table(OnceRow), table(ContactRow)

_MARK = add(EVENT)
_ONCE = add(ONCE)
_CLAIMED = select(ONCE.c.at).where(matches(ONCE, "name"))
_CONTACTED = select(func.coalesce(func.sum(CONTACT.c.count), ZERO)).where(
    matches(CONTACT, "person", "day"), CONTACT.c.pair != bindparam("apart_from")
)
_CONTACT = put(CONTACT)
_FORGET = (
    EVENT.delete().where(EVENT.c.at < bindparam("before")),
    ONCE.delete().where(ONCE.c.at < bindparam("before")),
)
_FORGET_CONTACTS = CONTACT.delete().where(CONTACT.c.day < bindparam("before"))


class SqlSeenLog:
    """`bot.ports.SeenLog` in SQL."""

    __slots__ = ("_contacted", "_session")

    def __init__(self, session: Session) -> None:
        self._session = session
        self._contacted: dict[tuple[str, date, str], int] = {}
        """What this transaction has read: each timer of a wake asks."""

    def mark(self, event: str, pair: str, at: datetime) -> bool:
        self._session.at = at
        return self._session.do(_MARK, id=event, pair=pair, at=micros(at)) == 1

    def mark_all(self, events: Mapping[str, str], at: datetime) -> None:
        self._session.at = at
        self._session.do_each(_MARK, [{"id": id, "pair": pair, "at": micros(at)} for id, pair in events.items()])

    def claim_once(self, name: str, at: datetime) -> bool:
        return self._session.do(_ONCE, name=name, at=micros(at)) == 1

    def is_claimed(self, name: str) -> bool:
        return self._session.row(_CLAIMED, name=name) is not None

    def claimed_at(self, name: str) -> datetime | None:
        row = self._session.row(_CLAIMED, name=name)
        return None if row is None else instant(row[0])

    def contacted(self, person: str, day: date, apart_from: str) -> int:
        asked = person, day, apart_from
        if asked not in self._contacted:
            row = self._session.row(_CONTACTED, person=person, day=day.isoformat(), apart_from=apart_from)
            self._contacted[asked] = 0 if row is None else int(row[0])
        return self._contacted[asked]

    def contact(self, person: str, day: date, pair: str, count: int) -> None:
        self._contacted.clear()
        self._session.do(_CONTACT, person=person, day=day.isoformat(), pair=pair, count=count)

    def forget(self, before: datetime) -> int:
        self._contacted.clear()
        days = self._session.do(_FORGET_CONTACTS, before=before.date().isoformat())
        return days + sum(self._session.do(statement, before=micros(before)) for statement in _FORGET)

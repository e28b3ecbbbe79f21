"""The calendars that people let the bot look into."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, select

from bot.ports import LinkedCalendar
from storage.database.instants import instant, micros, span
from storage.database.session import Row, Session
from storage.database.sql import NULL, matches, put, table
from storage.tables import CalendarRow

CALENDAR = table(CalendarRow)

_COLUMNS = CALENDAR.c[
    ("person", "kind", "sealed", "shown", "linked_at", "read_at", "failing_at", "trouble", "tries", "told", "writes")
]
_PUT = put(CALENDAR)
_ONE = select(*_COLUMNS).where(matches(CALENDAR, "person"))
_ANY = select(CALENDAR.c.person).limit(1)
_REMOVE = CALENDAR.delete().where(matches(CALENDAR, "person"))
_WRITE = (
    CALENDAR.update()
    .where(CALENDAR.c.person == bindparam("whose"), CALENDAR.c.writes != bindparam("now"))
    .values(writes=bindparam("now"))
)
_RENEW = (
    CALENDAR.update()
    .where(CALENDAR.c.person == bindparam("whose"), CALENDAR.c.sealed == bindparam("old"))
    .values(sealed=bindparam("new"))
)
_AGAIN = (
    CALENDAR.update()
    .where(CALENDAR.c.person == bindparam("whose"), CALENDAR.c.lease_owner.is_(None))
    .values(ready_at=bindparam("at"))
)
_DUE = (
    select(CALENDAR.c.person)
    .where(CALENDAR.c.ready_at.is_not(None), CALENDAR.c.ready_at <= bindparam("now"))
    .order_by(CALENDAR.c.ready_at)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
    .cte("claimed")
)
_DUE_SINCE = select(func.min(CALENDAR.c.ready_at)).where(
    CALENDAR.c.ready_at.is_not(None), CALENDAR.c.ready_at <= bindparam("now")
)
CLAIM = (
    CALENDAR.update()
    .where(CALENDAR.c.person.in_(select(_DUE.c.person)))
    .values(lease_owner=bindparam("owner"), ready_at=bindparam("until"))
    .returning(*_COLUMNS)
)
_SETTLE = (
    CALENDAR.update()
    .where(CALENDAR.c.person == bindparam("whose"), CALENDAR.c.lease_owner == bindparam("owner"))
    .values(
        {
            **{
                name: bindparam(f"new_{name}")
                for name in ("sealed", "read_at", "failing_at", "trouble", "tries", "told")
            },
            "ready_at": bindparam("again"),
            "lease_owner": NULL,
        }
    )
)


class SqlCalendars:
    """`bot.ports.Calendars` in SQL."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def link(self, calendar: LinkedCalendar) -> None:
        self._session.do(
            _PUT,
            person=calendar.person,
            kind=calendar.kind,
            sealed=calendar.sealed,
            shown=calendar.shown,
            linked_at=micros(calendar.at),
            ready_at=micros(calendar.at),
            lease_owner=None,
            writes=calendar.writes,
            **_known(calendar),
        )

    def of(self, person: str) -> LinkedCalendar | None:
        row = self._session.row(_ONE, person=person)
        return None if row is None else _calendar(row)

    def linked(self) -> bool:
        return self._session.row(_ANY) is not None

    def unlink(self, person: str) -> bool:
        return self._session.do(_REMOVE, person=person) == 1

    def write(self, person: str, writes: bool) -> bool:
        return self._session.do(_WRITE, whose=person, now=writes) == 1

    def renew(self, calendar: LinkedCalendar, sealed: str) -> bool:
        return self._session.do(_RENEW, whose=calendar.person, old=calendar.sealed, new=sealed) == 1

    def read_again(self, person: str, at: datetime) -> None:
        self._session.do(_AGAIN, whose=person, at=micros(at))

    def claim(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[LinkedCalendar]:
        at = micros(now)
        rows = self._session.rows(CLAIM, now=at, limit=limit, owner=owner, until=at + span(lease))
        return [_calendar(row) for row in rows]

    def settle(self, calendar: LinkedCalendar, owner: str, again: datetime | None) -> bool:
        known = {f"new_{name}": value for name, value in {"sealed": calendar.sealed, **_known(calendar)}.items()}
        next_look = None if again is None else micros(again)
        return self._session.do(_SETTLE, whose=calendar.person, owner=owner, again=next_look, **known) == 1

    def due_since(self, now: datetime) -> datetime | None:
        row = self._session.row(_DUE_SINCE, now=micros(now))
        return None if row is None or row[0] is None else instant(row[0])


def _known(calendar: LinkedCalendar) -> dict[str, object]:
    return {
        "read_at": None if calendar.read is None else micros(calendar.read),
        "failing_at": None if calendar.failing is None else micros(calendar.failing),
        "trouble": calendar.trouble,
        "tries": calendar.tries,
        "told": calendar.told,
    }


def _calendar(row: Row) -> LinkedCalendar:
    person, kind, sealed, shown, linked, read, failing, trouble, tries, told, writes = row
    return LinkedCalendar(
        person=person,
        kind=kind,
        sealed=sealed,
        shown=shown,
        at=instant(linked),
        read=None if read is None else instant(read),
        failing=None if failing is None else instant(failing),
        trouble=trouble,
        tries=tries,
        told=bool(told),
        writes=bool(writes),
    )

"""What is owed to people's own calendars: a row a séance and person, leased to who writes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, bindparam, case, func, literal_column, select

from bot.ports.calendars.events import OwedEvent
from storage.database.instants import instant, micros, span
from storage.database.session import Row, Session
from storage.database.sql import NULL, ZERO, add, literal, matches, table
from storage.tables import CalendarEventRow

CALENDAR_EVENT = table(CalendarEventRow)
_C = CALENDAR_EVENT.c

_COLUMNS = _C[
    (
        "person",
        "pair",
        "number",
        "key",
        "wanted",
        "tries",
        "event",
        "written",
        "starts_at",
        "ends_at",
        "asked",
        "trouble",
        "told",
    )
]
_ONE_MORE: ColumnElement[int] = literal_column("1")
_SINCE: ColumnElement[int] = case((_C.lease_owner.is_(None), bindparam("at")), else_=_C.ready_at)
"""What is being written just now falls due when that has ended."""
_ADD = add(CALENDAR_EVENT)
_TOUCH = (
    CALENDAR_EVENT.update().where(_C.pair == bindparam("whose")).values(wanted=_C.wanted + _ONE_MORE, ready_at=_SINCE)
)
_REWRITE = (
    CALENDAR_EVENT.update()
    .where(_C.person == bindparam("whose"))
    .values(wanted=_C.wanted + _ONE_MORE, ready_at=_SINCE, written=literal(""))
)
_OF = select(*_COLUMNS).where(matches(CALENDAR_EVENT, "person")).order_by(_C.pair, _C.number)
_NEXT = select(func.min(_C.ready_at))
_DUE = (
    select(_C.person, _C.pair, _C.number)
    .where(_C.ready_at <= bindparam("now"))
    .order_by(_C.ready_at)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
    .cte("claimed")
)
_DUE_SINCE = select(func.min(_C.ready_at)).where(_C.ready_at > ZERO, _C.ready_at <= bindparam("now"))
"""What is due at once, at 0, does not say since when."""
CLAIM = (
    CALENDAR_EVENT.update()
    .where(_C.person == _DUE.c.person, _C.pair == _DUE.c.pair, _C.number == _DUE.c.number)
    .values(lease_owner=bindparam("owner"), ready_at=bindparam("until"), tries=_C.tries + _ONE_MORE)
    .returning(*_COLUMNS)
)
_MINE = (
    _C.person == bindparam("whose"),
    _C.pair == bindparam("of_pair"),
    _C.number == bindparam("nth"),
    _C.lease_owner == bindparam("owner"),
)
_KEPT = ("key", "tries", "event", "written", "starts_at", "ends_at", "asked", "trouble", "told")
_SETTLE = (
    CALENDAR_EVENT.update()
    .where(*_MINE)
    .values(
        {
            **{name: bindparam(f"new_{name}") for name in _KEPT},
            "ready_at": case((_C.wanted == bindparam("known"), bindparam("again")), else_=literal_column("0")),
            "lease_owner": NULL,
        }
    )
)
_DROP = CALENDAR_EVENT.delete().where(*_MINE, _C.wanted == bindparam("known"))
_FORGET = CALENDAR_EVENT.delete().where(matches(CALENDAR_EVENT, "person"))


class SqlCalendarEvents:
    """`bot.ports.calendars.events.CalendarEvents` in SQL."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, event: OwedEvent, at: datetime) -> bool:
        row = {"wanted": event.wanted, "ready_at": micros(at), "lease_owner": None, **_kept(event)}
        return self._session.do(_ADD, person=event.person, pair=event.pair, number=event.number, **row) == 1

    def touch(self, pair: str, at: datetime) -> int:
        return self._session.do(_TOUCH, whose=pair, at=micros(at))

    def rewrite(self, person: str, at: datetime) -> int:
        return self._session.do(_REWRITE, whose=person, at=micros(at))

    def of(self, person: str) -> Sequence[OwedEvent]:
        return [_event(row) for row in self._session.rows(_OF, person=person)]

    def next_due(self) -> datetime | None:
        ((soonest,),) = self._session.rows(_NEXT)
        return None if soonest is None else instant(soonest)

    def claim(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[OwedEvent]:
        at = micros(now)
        rows = self._session.rows(CLAIM, now=at, limit=limit, owner=owner, until=at + span(lease))
        return [_event(row) for row in rows]

    def settle(self, event: OwedEvent, owner: str, again: datetime) -> bool:
        new = {f"new_{name}": value for name, value in _kept(event).items()}
        return self._session.do(_SETTLE, **_mine(event, owner), again=micros(again), **new) == 1

    def drop(self, event: OwedEvent, owner: str) -> bool:
        return self._session.do(_DROP, **_mine(event, owner)) == 1

    def due_since(self, now: datetime) -> datetime | None:
        row = self._session.row(_DUE_SINCE, now=micros(now))
        return None if row is None or row[0] is None else instant(row[0])

    def forget(self, person: str) -> int:
        return self._session.do(_FORGET, person=person)


def _mine(event: OwedEvent, owner: str) -> dict[str, object]:
    return {
        "whose": event.person,
        "of_pair": event.pair,
        "nth": event.number,
        "owner": owner,
        "known": event.wanted,
    }


def _kept(event: OwedEvent) -> dict[str, object]:
    return {
        "key": event.key,
        "tries": event.tries,
        "event": event.id,
        "written": event.written,
        "starts_at": None if event.start is None else micros(event.start),
        "ends_at": None if event.end is None else micros(event.end),
        "asked": event.asked,
        "trouble": event.trouble,
        "told": event.told,
    }


def _event(row: Row) -> OwedEvent:
    person, pair, number, key, wanted, tries, id, written, start, end, asked, trouble, told = row
    return OwedEvent(
        person=person,
        pair=pair,
        number=number,
        key=key,
        wanted=wanted,
        tries=tries,
        id=id,
        written=written,
        start=None if start is None else instant(start),
        end=None if end is None else instant(end),
        asked=asked,
        trouble=trouble,
        told=bool(told),
    )

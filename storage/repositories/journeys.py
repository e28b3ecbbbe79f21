"""The part of a unit that keeps journeys, with the one wake-up that each has coming, and what was heard already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import bindparam, func, literal_column, select
from sqlalchemy.dialects.postgresql import insert

from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.infra.codec import decode_journey, encode_journey
from bot.ports import Lane, Person
from storage.database.instants import micros
from storage.database.sql import add, literal, matches, put, table
from storage.database.trouble import Conflict
from storage.outbox.lanes import lane_of
from storage.repositories.people import PAIR, People
from storage.tables import ContactRow, DueRow, EventRow, OnceRow, SettingRow

EVENT, DUE, CONTACT = table(EventRow), table(DueRow), table(ContactRow)
ONCE, SETTING = table(OnceRow), table(SettingRow)

BATCH = 200
"""Journeys read at once by `journeys`."""
NEAR = timedelta(minutes=1)
"""A wake-up this close is announced to workers that may be asleep; they look by themselves at least so often."""

_NOTE_EVENT = add(EVENT)
_KNOWN = select(PAIR.c.id).where(matches(PAIR, "id"))
_ADD_PAIR = add(PAIR)
_LANE = select(PAIR.c.lane, PAIR.c.scope).where(matches(PAIR, "id"))
_JOURNEY = select(PAIR.c.journey).where(matches(PAIR, "id")).with_for_update()
_SAVE = (
    PAIR.update()
    .where(PAIR.c.id == bindparam("pair"))
    .values(journey=bindparam("journey"), ended=bindparam("ended"), track=bindparam("track"), start=bindparam("start"))
)
_JOURNEYS = (
    select(PAIR.c.id, PAIR.c.journey)
    .where(PAIR.c.id > bindparam("after"))
    .order_by(PAIR.c.id)
    .limit(bindparam("batch"))
)

_WAKE = insert(DUE).values(
    kind=literal("wake"), pair=bindparam("pair"), due_at=bindparam("at"), ready_at=bindparam("at")
)
_SET_WAKE = _WAKE.on_conflict_do_update(
    index_elements=[DUE.c.pair],
    index_where=DUE.c.kind == literal("wake"),
    set_={"due_at": _WAKE.excluded.due_at, "ready_at": _WAKE.excluded.ready_at, "lease_owner": literal_column("NULL")},
)
_NO_WAKE = DUE.delete().where(DUE.c.kind == literal("wake"), matches(DUE, "pair"))

_CONTACTED = select(func.coalesce(func.sum(CONTACT.c.count), literal_column("0"))).where(
    matches(CONTACT, "person", "day"), CONTACT.c.pair != bindparam("apart_from")
)
_CONTACT = put(CONTACT)
_ONCE = add(ONCE)
_FORGET = (
    EVENT.delete().where(EVENT.c.at < bindparam("before")),
    ONCE.delete().where(ONCE.c.at < bindparam("before")),
)
_FORGET_CONTACTS = CONTACT.delete().where(CONTACT.c.day < bindparam("before"))
_GET = select(SETTING.c.value).where(matches(SETTING, "name"))
_PUT = put(SETTING)


class Journeys(People):
    stirred = False
    """Whether this transaction leaves something that a sleeping worker should hear of."""
    _at: datetime | None = None

    def mark_seen(self, event: str, pair: str, at: datetime) -> bool:
        self._at = at
        return self.do(_NOTE_EVENT, id=event, pair=pair, at=micros(at)) == 1

    def enrol(self, journey: Journey, people: Mapping[Role, Person], lane: Lane | None, wake: datetime | None) -> bool:
        if self.row(_KNOWN, id=journey.pair) is not None:
            return False
        self.put_people(people.values())
        added = self.do(
            _ADD_PAIR,
            id=journey.pair,
            track=journey.track,
            mentor=people[Role.MENTOR].id,
            mentee=people[Role.MENTEE].id,
            start=journey.start.isoformat(),
            ended=journey.ended is not None,
            lane=None if lane is None else str(lane),
            scope=None if lane is None else lane.scope,
            journey=encode_journey(journey),
        )
        if not added:  # somebody else enrolled the pair between the two statements
            raise Conflict
        self._wake(journey.pair, wake)
        return True

    def lane(self, pair: str) -> Lane | None:
        """The shared conversation that the pair was enrolled with."""
        row = self.row(_LANE, id=pair)
        return None if row is None or row[0] is None else lane_of(*row)

    def journey(self, pair: str) -> Journey | None:
        row = self.row(_JOURNEY, id=pair)
        return None if row is None else decode_journey(row[0])

    def save(self, journey: Journey, wake: datetime | None) -> None:
        """Raises `LookupError` if the pair was never enrolled."""
        changed = self.do(
            _SAVE,
            pair=journey.pair,
            journey=encode_journey(journey),
            ended=journey.ended is not None,
            track=journey.track,
            start=journey.start.isoformat(),
        )
        if not changed:
            raise LookupError(f"there is no pair {journey.pair}: enrol it first")
        self._wake(journey.pair, wake)

    def _wake(self, pair: str, at: datetime | None) -> None:
        if at is None:
            self.do(_NO_WAKE, pair=pair)
            return
        self.do(_SET_WAKE, pair=pair, at=micros(at))
        if self._at is None or at <= self._at + NEAR:
            self.stirred = True

    def journeys(self) -> Iterator[Journey]:
        after = ""
        while rows := self.rows(_JOURNEYS, after=after, batch=BATCH):
            for _, journey in rows:
                yield decode_journey(journey)
            after = rows[-1][0]

    def contacted(self, person: str, day: date, apart_from: str) -> int:
        row = self.row(_CONTACTED, person=person, day=day.isoformat(), apart_from=apart_from)
        return 0 if row is None else int(row[0])

    def forget(self, before: datetime) -> int:
        days = self.do(_FORGET_CONTACTS, before=before.date().isoformat())
        return days + sum(self.do(statement, before=micros(before)) for statement in _FORGET)

    def contact(self, person: str, day: date, pair: str, count: int) -> None:
        self.do(_CONTACT, person=person, day=day.isoformat(), pair=pair, count=count)

    def claim_once(self, name: str, at: datetime) -> bool:
        return self.do(_ONCE, name=name, at=micros(at)) == 1

    def get(self, name: str) -> str | None:
        row = self.row(_GET, name=name)
        return None if row is None else row[0]

    def put(self, name: str, value: str) -> None:
        self.do(_PUT, name=name, value=value)

"""Journeys, with the one wake-up that each has coming."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, select
from sqlalchemy.dialects.postgresql import insert

from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.infra.codec import decode_journey, encode_journey
from bot.ports import FIRST, Lane, Person
from storage.database.instants import micros
from storage.database.session import Session
from storage.database.sql import NULL, add, literal, matches, table
from storage.database.trouble import Conflict
from storage.outbox.lanes import lane_of
from storage.repositories.people import SqlPeople
from storage.tables import CoordinatorRow, DueRow, PairRow

PAIR, DUE, COORDINATOR = table(PairRow), table(DueRow), table(CoordinatorRow)

BATCH = 200
"""Journeys read at once by `all`."""
NEAR = timedelta(minutes=1)
"""A wake-up this close is announced to workers that may be asleep; they look by themselves at least so often."""

_KNOWN = select(PAIR.c.id).where(matches(PAIR, "id"))
_ADD_PAIR = add(PAIR)
_LANE = select(PAIR.c.lane, PAIR.c.scope).where(matches(PAIR, "id"))
_JOURNEY = select(PAIR.c.journey).where(matches(PAIR, "id")).with_for_update()
_SAVE = (
    PAIR.update()
    .where(PAIR.c.id == bindparam("pair"))
    .values(journey=bindparam("journey"), ended=bindparam("ended"), track=bindparam("track"), start=bindparam("start"))
)
_COORDINATED = (
    select(PAIR.c.journey)
    .where(
        matches(PAIR, "id"),
        bindparam("person", type_=PAIR.c.mentor.type).not_in((PAIR.c.mentor, PAIR.c.mentee)),
        exists().where(COORDINATOR.c.programme == PAIR.c.programme, matches(COORDINATOR, "person")),
    )
    .with_for_update(of=PAIR)
)
_JOURNEYS = (
    select(PAIR.c.id, PAIR.c.journey)
    .where(PAIR.c.id > bindparam("after"))
    .order_by(PAIR.c.id)
    .limit(bindparam("batch"))
)
_JOURNEYS_IN = _JOURNEYS.where(matches(PAIR, "programme"))

_WAKE = insert(DUE).values(
    kind=literal("wake"), pair=bindparam("pair"), due_at=bindparam("at"), ready_at=bindparam("at")
)
_SET_WAKE = _WAKE.on_conflict_do_update(
    index_elements=[DUE.c.pair],
    index_where=DUE.c.kind == literal("wake"),
    set_={"due_at": _WAKE.excluded.due_at, "ready_at": _WAKE.excluded.ready_at, "lease_owner": NULL},
)
_NO_WAKE = DUE.delete().where(DUE.c.kind == literal("wake"), matches(DUE, "pair"))


class SqlJourneys:
    """`bot.ports.Journeys` in SQL."""

    __slots__ = ("_people", "_session")

    def __init__(self, session: Session, people: SqlPeople) -> None:
        self._session = session
        self._people = people

    def enrol(
        self,
        journey: Journey,
        people: Mapping[Role, Person],
        lane: Lane | None,
        wake: datetime | None,
        programme: str = FIRST,
    ) -> bool:
        if self._session.row(_KNOWN, id=journey.pair) is not None:
            return False
        self._people.put_all(people.values())
        added = self._session.do(
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
            programme=programme,
        )
        if not added:  # somebody else enrolled the pair between the two statements
            raise Conflict
        self._wake(journey.pair, wake)
        return True

    def lane(self, pair: str) -> Lane | None:
        """The shared conversation that the pair was enrolled with."""
        row = self._session.row(_LANE, id=pair)
        return None if row is None or row[0] is None else lane_of(*row)

    def of(self, pair: str) -> Journey | None:
        row = self._session.row(_JOURNEY, id=pair)
        return None if row is None else decode_journey(row[0])

    def coordinated(self, person: str, pair: str) -> Journey | None:
        row = self._session.row(_COORDINATED, id=pair, person=person)
        return None if row is None else decode_journey(row[0])

    def save(self, journey: Journey, wake: datetime | None) -> None:
        """Raises `LookupError` if the pair was never enrolled."""
        changed = self._session.do(
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
            self._session.do(_NO_WAKE, pair=pair)
            return
        self._session.do(_SET_WAKE, pair=pair, at=micros(at))
        if self._session.at is None or at <= self._session.at + NEAR:
            self._session.stirred = True

    def all(self, programme: str | None = None) -> Iterator[Journey]:
        after, which = "", _JOURNEYS if programme is None else _JOURNEYS_IN
        within = {} if programme is None else {"programme": programme}
        while rows := self._session.rows(which, after=after, batch=BATCH, **within):
            for _, journey in rows:
                yield decode_journey(journey)
            after = rows[-1][0]

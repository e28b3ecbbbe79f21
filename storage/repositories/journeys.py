"""Journeys, with the one wake-up that each has coming.

1. A journey is four columns: its facts in plain JSON, and sealed the words of the pair and those of each of the two.
2. What is sealed is opened when somebody first reads it, and written only if it has changed: if the journey holds other slots
   than those that this transaction has read.
3. What cannot be opened reads as empty and is never written over; the facts go on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations
from types import MappingProxyType
from typing import Any

from sqlalchemy import Executable, bindparam, exists, or_, select
from sqlalchemy.dialects.postgresql import insert

from bot.engine.journey import SHARED, Journey
from bot.engine.people import Role
from bot.infra.codec import decode_facts, decode_own_words, decode_words, encode_facts, encode_words
from bot.ports import FIRST, KeyLost, Lane, Person, WordSeal
from bot.ports.store.journeys import NewPair
from storage.database.instants import micros
from storage.database.session import Session
from storage.database.sql import NULL, add, among, batches, literal, matches, numbered, table
from storage.database.trouble import Conflict
from storage.outbox.lanes import lane_of
from storage.repositories.people import SqlPeople
from storage.repositories.programmes import calendar_of, links_of
from storage.repositories.words import StoredWords, Unreadable
from storage.sealed import OWN_WORDS, WORDS, SealedColumn
from storage.standings.lists import SqlStandings
from storage.tables import CoordinatorRow, DueRow, PairRow, ProgrammeRow

PAIR, DUE, COORDINATOR, PROGRAMME = (table(row) for row in (PairRow, DueRow, CoordinatorRow, ProgrammeRow))

BATCH = 200
"""Journeys read at once by `all`."""
NEAR = timedelta(minutes=1)
"""A wake-up this close is announced to workers that may be asleep; they look by themselves at least so often."""

_Read = Callable[[bytes], Mapping[str, object]]

_KNOWN = select(PAIR.c.id).where(matches(PAIR, "id"))
_THERE = select(PAIR.c.id).where(among(PAIR.c.id, "pair"))
_ADD_PAIR = add(PAIR)
_LANE = select(PAIR.c.lane, PAIR.c.scope).where(matches(PAIR, "id"))
_COLUMNS: Mapping[str, tuple[SealedColumn, _Read]] = {
    SHARED: (WORDS, decode_words),
    **{role: (OWN_WORDS[role], decode_own_words) for role in Role},
}
"""The words of a journey, by the name under which it says that they are unreadable."""
_SEALED = tuple(column.column for column, _ in _COLUMNS.values())
_STORED = PAIR.c[("journey", *_SEALED)]
_READ = (
    select(*PROGRAMME.c[("outside_contact", "calendar", "links", "zone")], PAIR.c.content, *_STORED)
    .join(PROGRAMME, PROGRAMME.c.id == PAIR.c.programme)
    .where(matches(PAIR, "id"))
)
_JOURNEY = _READ.with_for_update(of=PAIR)
_FACTS = ("journey", "ended", "track", "start")


def _update(*columns: str) -> Executable:
    return PAIR.update().where(PAIR.c.id == bindparam("pair")).values({name: bindparam(name) for name in columns})


_SOME_WORDS = tuple(words for many in range(len(_SEALED) + 1) for words in combinations(_SEALED, many))
_SAVES = {words: _update(*_FACTS, *words) for words in _SOME_WORDS}
"""By the columns of words that are written beside the facts."""
_SAVES_OF_WORDS = {words: _update(*words) for words in _SOME_WORDS if words}
_COORDINATED = _JOURNEY.where(
    bindparam("person", type_=PAIR.c.mentor.type).not_in((PAIR.c.mentor, PAIR.c.mentee)),
    exists().where(COORDINATOR.c.programme == PAIR.c.programme, matches(COORDINATOR, "person")),
)
_JOURNEYS = (
    select(PAIR.c.id, *_STORED).where(PAIR.c.id > bindparam("after")).order_by(PAIR.c.id).limit(bindparam("batch"))
)
_JOURNEYS_IN = _JOURNEYS.where(matches(PAIR, "programme"))

_WAKE = insert(DUE).values(
    kind=literal("wake"), pair=bindparam("pair"), due_at=bindparam("at"), ready_at=bindparam("at")
)
_SET_WAKE = _WAKE.on_conflict_do_update(
    index_elements=[DUE.c.pair],
    index_where=DUE.c.kind == literal("wake"),
    set_={"due_at": _WAKE.excluded.due_at, "ready_at": _WAKE.excluded.ready_at, "lease_owner": NULL},
    where=or_(  # most events leave it as it is, and what is unchanged is not written
        DUE.c.due_at != _WAKE.excluded.due_at,
        DUE.c.ready_at != _WAKE.excluded.ready_at,
        DUE.c.lease_owner.is_not(None),
    ),
)
_ROUSE = insert(DUE).from_select(
    ["kind", "pair", "due_at", "ready_at"],
    select(literal("wake"), PAIR.c.id, *(bindparam("at", type_=DUE.c.due_at.type),) * 2).where(
        matches(PAIR, "programme")
    ),
)
_ROUSE_ALL = _ROUSE.on_conflict_do_update(
    index_elements=[DUE.c.pair],
    index_where=DUE.c.kind == literal("wake"),
    set_={"due_at": _ROUSE.excluded.due_at, "ready_at": _ROUSE.excluded.ready_at, "lease_owner": NULL},
)
_NO_WAKE = DUE.delete().where(DUE.c.kind == literal("wake"), matches(DUE, "pair"))


class SqlJourneys:
    """`bot.ports.Journeys` in SQL."""

    __slots__ = ("_people", "_seal", "_session", "_standings")

    def __init__(self, session: Session, people: SqlPeople, standings: SqlStandings, seal: WordSeal) -> None:
        self._session = session
        self._standings = standings
        self._seal = seal
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
        added = self._session.do(_ADD_PAIR, **self._row(NewPair(journey, people, (), lane, wake, programme)))
        if not added:  # somebody else enrolled the pair between the two statements
            raise Conflict
        self._standings.put(journey)
        self._wake(journey.pair, wake)
        return True

    def there(self, pairs: Collection[str]) -> Collection[str]:
        found: set[str] = set()
        with self._session.planned_anew():
            for some in batches(pairs):
                found |= {pair for (pair,) in self._session.rows(_THERE, **numbered("pair", some))}
        return found

    def enrol_all(self, pairs: Sequence[NewPair]) -> None:
        self._people.add_all([one.people[role] for one in pairs for role in one.newcomers])
        if self._session.do_each(_ADD_PAIR, map(self._row, pairs)) != len(pairs):
            raise Conflict  # somebody else enrolled one of them meanwhile
        self._standings.put_all(one.journey for one in pairs)
        wakes = [(one.journey.pair, one.wake) for one in pairs if one.wake is not None]
        self._session.do_each(_SET_WAKE, [{"pair": pair, "at": micros(at)} for pair, at in wakes])
        for _, at in wakes:
            self._near(at)

    def _row(self, one: NewPair) -> dict[str, object]:
        journey = one.journey
        return {
            "id": journey.pair,
            "track": journey.track,
            "mentor": one.people[Role.MENTOR].id,
            "mentee": one.people[Role.MENTEE].id,
            "start": journey.start.isoformat(),
            "ended": journey.ended is not None,
            "lane": None if one.lane is None else str(one.lane),
            "scope": None if one.lane is None else one.lane.scope,
            "journey": encode_facts(journey),
            "programme": one.programme,
            "content": journey.content,
            **self._words(journey, every=True),
        }

    def lane(self, pair: str) -> Lane | None:
        """The shared conversation that the pair was enrolled with."""
        row = self._session.row(_LANE, id=pair)
        return None if row is None or row[0] is None else lane_of(*row)

    def of(self, pair: str) -> Journey | None:
        which = _READ if self._session.reading else _JOURNEY
        return self._of_programme(pair, self._session.row(which, id=pair))

    def coordinated(self, person: str, pair: str) -> Journey | None:
        return self._of_programme(pair, self._session.row(_COORDINATED, id=pair, person=person))

    def save(self, journey: Journey, wake: datetime | None) -> None:
        """Raises `LookupError` if the pair was never enrolled."""
        words = self._words(journey)
        changed = self._session.do(
            _SAVES[tuple(words)],
            pair=journey.pair,
            journey=encode_facts(journey),
            ended=journey.ended is not None,
            track=journey.track,
            start=journey.start.isoformat(),
            **words,
        )
        if not changed:
            raise _unknown(journey)
        self._standings.put(journey)
        self._wake(journey.pair, wake)

    def save_private(self, journey: Journey) -> None:
        """Raises `LookupError` if the pair was never enrolled."""
        words = self._words(journey)
        if words and not self._session.do(_SAVES_OF_WORDS[tuple(words)], pair=journey.pair, **words):
            raise _unknown(journey)

    def rouse(self, programme: str, at: datetime) -> None:
        self._session.do(_ROUSE_ALL, programme=programme, at=micros(at))
        self._session.stirred = True

    def _wake(self, pair: str, at: datetime | None) -> None:
        if at is None:
            self._session.do(_NO_WAKE, pair=pair)
            return
        if self._session.do(_SET_WAKE, pair=pair, at=micros(at)):
            self._near(at)

    def _near(self, at: datetime) -> None:
        if self._session.at is None or at <= self._session.at + NEAR:
            self._session.stirred = True

    def all(self, programme: str | None = None) -> Iterator[Journey]:
        after, which = "", _JOURNEYS if programme is None else _JOURNEYS_IN
        within = {} if programme is None else {"programme": programme}
        while rows := self._session.rows(which, after=after, batch=BATCH, **within):
            for pair, *row in rows:
                yield self._journey(pair, row)
            after = rows[-1][0]

    def _of_programme(self, pair: str, row: Sequence[Any] | None) -> Journey | None:
        if row is None:
            return None
        outside, calendar, links, zone, content, *stored = row
        beside = {
            "outside": outside,
            "calendar": calendar_of(calendar),
            "links": links_of(links, zone),
            "content": content,
        }
        return self._journey(pair, stored, beside)

    def _journey(self, pair: str, row: Sequence[Any], beside: Mapping[str, Any] = MappingProxyType({})) -> Journey:
        facts, *sealed = row
        words = {
            name: self._unopened(pair, name, stored)
            for name, stored in zip(_COLUMNS, sealed, strict=True)
            if stored is not None
        }
        private = {role: words[role] for role in Role if role in words}
        return decode_facts(facts, words.get(SHARED, {}), private, Unreadable(words) if words else frozenset(), beside)

    def _unopened(self, pair: str, name: str, stored: bytes) -> StoredWords:
        column, read = _COLUMNS[name]
        return StoredWords(lambda: read(self._seal.open(stored, column.where(pair))), (self._session, pair, name))

    def _words(self, journey: Journey, *, every: bool = False) -> dict[str, bytes | None]:
        """The columns to write, by name: those that have changed, or `every`. Raises `KeyLost` for words that are to go
        elsewhere and cannot be opened."""
        pair, found = journey.pair, dict[str, bytes | None]()
        for name, (column, _) in _COLUMNS.items():
            slots = journey.words_shared if name == SHARED else journey.private.get(Role(name), {})
            if isinstance(slots, StoredWords):
                if not every and slots.are_of((self._session, pair, name)):
                    continue
                if slots.lost:
                    raise KeyLost
            words = encode_words(slots)
            found[column.column] = None if words is None else self._seal.close(words, column.where(pair))
        return found


def _unknown(journey: Journey) -> LookupError:
    return LookupError(f"there is no pair {journey.pair}: enrol it first")

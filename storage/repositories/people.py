"""People, and which pairs and conversations are theirs.

What is stored of a person is read off the fields of `Person`: each is the column of its name in `PersonRow`. Text and whole
numbers are kept as they are, everything else as JSON. The address alone has a table of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, get_type_hints

import msgspec
from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    String,
    and_,
    bindparam,
    column,
    exists,
    not_,
    or_,
    select,
    text,
    union_all,
    values,
)

from bot.engine.people import Role
from bot.engine.programme import Track
from bot.ports import FIRST, Address, Lane, Membership, Person
from storage.database.session import Row, Session
from storage.database.sql import AT_ONCE, add, among, batches, literal, matches, numbered, put, table
from storage.database.trouble import Conflict
from storage.outbox.lanes import lane_of
from storage.tables import AddressRow, ConversationRow, CoordinatorRow, DueRow, PairRow, PersonRow

PERSON, ADDRESS, PAIR = table(PersonRow), table(AddressRow), table(PairRow)
CONVERSATION, COORDINATOR, DUE = table(ConversationRow), table(CoordinatorRow), table(DueRow)

_TYPES = {name: type for name, type in get_type_hints(Person).items() if name != "address"}
_PERSON = (*(PERSON.c[name] for name in _TYPES), ADDRESS.c.channel, ADDRESS.c.id)
_REACHED = PERSON.join(ADDRESS, ADDRESS.c.person == PERSON.c.id)

_PUT_PERSON = put(PERSON)
_ADDRESS_OF = select(ADDRESS.c.channel, ADDRESS.c.id).where(matches(ADDRESS, "person"))
_PERSON_AT = select(ADDRESS.c.person).where(matches(ADDRESS, "channel", "id"))
_FORGET_ADDRESS = ADDRESS.delete().where(matches(ADDRESS, "person"))
_ADD_ADDRESS = add(ADDRESS)
_BY_ADDRESS = select(*_PERSON).select_from(_REACHED).where(matches(ADDRESS, "channel", "id"))
_BY_ID = select(*_PERSON).select_from(_REACHED).where(PERSON.c.id == bindparam("id"))
_OF_PAIR = (
    select(PAIR.c.mentor, *_PERSON)
    .select_from(PAIR.join(PERSON, PERSON.c.id.in_((PAIR.c.mentor, PAIR.c.mentee))).join(ADDRESS))
    .where(PAIR.c.id == bindparam("pair"))
)

_WANTED = (
    values(column("channel", String), column("id", String), name="wanted")
    .data([(bindparam(f"channel_{n}", type_=String), bindparam(f"id_{n}", type_=String)) for n in range(AT_ONCE)])
    .cte()
)
_AT_EACH = select(*_PERSON).select_from(
    _REACHED.join(_WANTED, and_(ADDRESS.c.channel == _WANTED.c.channel, ADDRESS.c.id == _WANTED.c.id))
)
_TAKEN = select(PERSON.c.id).where(among(PERSON.c.id, "id"))
_ADD_PERSON = add(PERSON)
_MENTOR, _MENTEE = (PERSON.alias(role) for role in Role)
_NAMES = (
    select(PAIR.c.id, _MENTOR.c.id, _MENTOR.c.name, _MENTEE.c.id, _MENTEE.c.name)
    .join(_MENTOR, _MENTOR.c.id == PAIR.c.mentor)
    .join(_MENTEE, _MENTEE.c.id == PAIR.c.mentee)
    .where(among(PAIR.c.id, "pair"))
)


def _pairs_as(role: Role, *which: ColumnElement[bool]) -> Select[tuple[str, str, str, str, str]]:
    return (
        select(PAIR.c.start, PAIR.c.id, literal(role), PERSON.c.name, PAIR.c.track)
        .join(PERSON, PERSON.c.id == PAIR.c[role.other])
        .where(PAIR.c[role] == bindparam("person"), *which)
    )


def _pairs(*which: ColumnElement[bool]) -> Executable:
    return union_all(*(_pairs_as(role, *which) for role in Role)).order_by(text("1, 2"))


_MEMBERSHIPS = _pairs(~PAIR.c.ended)
_EVERY_MEMBERSHIP = _pairs()
_PAIRS_AT = (
    select(PAIR.c.id)
    .join(CONVERSATION, CONVERSATION.c.pair == PAIR.c.id)
    .where(matches(CONVERSATION, "channel", "conversation"))
    .order_by(PAIR.c.ended, PAIR.c.start.desc(), PAIR.c.id.desc())
)
_COORDINATE = COORDINATOR.join(PERSON, PERSON.c.id == COORDINATOR.c.person).join(
    ADDRESS, ADDRESS.c.person == PERSON.c.id
)
_COORDINATORS = (
    select(COORDINATOR.c.lane, COORDINATOR.c.scope, *_PERSON).distinct().select_from(_COORDINATE).order_by(PERSON.c.id)
)
_COORDINATORS_IN = (
    select(COORDINATOR.c.lane, COORDINATOR.c.scope, *_PERSON)
    .select_from(_COORDINATE)
    .where(matches(COORDINATOR, "programme"))
    .order_by(PERSON.c.id)
)
_COORDINATORS_OF = (
    select(COORDINATOR.c.lane, COORDINATOR.c.scope, *_PERSON)
    .select_from(_COORDINATE.join(PAIR, PAIR.c.programme == COORDINATOR.c.programme))
    .where(PAIR.c.id == bindparam("pair"), PERSON.c.id.not_in((PAIR.c.mentor, PAIR.c.mentee)))
    .order_by(PERSON.c.id)
)
"""Those of the pair's programme who are not of the pair."""
_PUT_COORDINATOR = put(COORDINATOR)
_OTHERS = select(COORDINATOR.c.programme).where(
    matches(COORDINATOR, "person"), COORDINATOR.c.programme != bindparam("programme")
)
_WITHDRAW = DUE.delete().where(
    DUE.c.kind == literal("post"),
    DUE.c.pair == literal(""),
    DUE.c.lane.in_(select(COORDINATOR.c.lane).where(matches(COORDINATOR, "person", "programme"))),
    or_(
        not_(exists(_OTHERS)),
        DUE.c.key.like(literal("%.").concat(bindparam("programme"))),
        exists().where(matches(PAIR, "programme"), DUE.c.key.like(literal("%.").concat(PAIR.c.id))),
    ),
)
"""What a coordinator was still to get of the programme; all of it, if they coordinate no other."""
_DISMISS = COORDINATOR.delete().where(matches(COORDINATOR, "person", "programme"))

_encode = msgspec.json.Encoder().encode
KEPT = 1024
"""Texts of a column whose values are kept: many people have the same hours, and the same public holidays."""


class _Column(NamedTuple):
    """How a field is stored and read; None: as it is."""

    name: str
    store: Callable[[Any], object] | None = None
    read: Callable[[Any], Any] | None = None


def _column(name: str, type: object) -> _Column:
    if name == "chosen":  # older than the rule
        return _Column(name, " ".join, lambda words: tuple(words.split()))
    if type in (str, int):
        return _Column(name)
    return _Column(name, lambda value: _encode(value).decode(), lru_cache(KEPT)(msgspec.json.Decoder(type).decode))


_COLUMNS = tuple(_column(name, type) for name, type in _TYPES.items())


class AddressTaken(ValueError):
    """An address belongs to one person: two would answer in each other's name."""

    def __init__(self, person: Person, other: str) -> None:
        super().__init__(f"{person.address} is the address of {other}, so it cannot be that of {person.id} too")


def _person(row: Sequence[Any]) -> Person:
    *values, channel, id = row
    told = {
        name: value if read is None else read(value) for (name, _, read), value in zip(_COLUMNS, values, strict=True)
    }
    return Person(address=Address(channel, id), **told)


def _coordinators(rows: Sequence[Row]) -> Sequence[tuple[Lane, Person]]:
    return [(lane_of(lane, scope), _person(row)) for lane, scope, *row in rows]


def _row(person: Person) -> dict[str, object]:
    told = ((name, store, getattr(person, name)) for name, store, _ in _COLUMNS)
    return {name: value if store is None else store(value) for name, store, value in told}


class SqlPeople:
    """`bot.ports.People` in SQL."""

    __slots__ = ("_pairs", "_session")

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pairs: dict[str, Mapping[Role, Person]] = {}
        """Who the two of a pair are, as this transaction has read it: each event asks more than once."""

    def written(self) -> None:
        """Somebody's rows have changed, so what was read of pairs is read anew."""
        self._pairs.clear()

    def put(self, person: Person) -> None:
        """Raises `AddressTaken`."""
        self.written()
        self._session.do(_PUT_PERSON, **_row(person))
        address = (person.address.channel, person.address.id)
        if self._session.row(_ADDRESS_OF, person=person.id) == address:
            return
        owner = self._session.row(_PERSON_AT, channel=address[0], id=address[1])
        if owner is not None:
            raise AddressTaken(person, owner[0])
        self._session.do(_FORGET_ADDRESS, person=person.id)
        if not self._session.do(_ADD_ADDRESS, channel=address[0], id=address[1], person=person.id):
            raise Conflict  # somebody took it between the two statements

    def put_all(self, people: Iterable[Person]) -> None:
        # always in the same order, so that two transactions never wait for each other
        for person in sorted(people, key=lambda person: person.id):
            self.put(person)

    def at(self, address: Address) -> Person | None:
        row = self._session.row(_BY_ADDRESS, channel=address.channel, id=address.id)
        return None if row is None else _person(row)

    def at_each(self, addresses: Collection[Address]) -> Mapping[Address, Person]:
        found: dict[Address, Person] = {}
        with self._session.planned_anew():
            for some in batches(addresses):
                channels, ids = (one.channel for one in some), (one.id for one in some)
                named = numbered("channel", channels) | numbered("id", ids)
                people = map(_person, self._session.rows(_AT_EACH, **named))
                found |= {one.address: one for one in people}
        return found

    def taken(self, ids: Collection[str]) -> Collection[str]:
        found: set[str] = set()
        with self._session.planned_anew():
            for some in batches(ids):
                found |= {id for (id,) in self._session.rows(_TAKEN, **numbered("id", some))}
        return found

    def add_all(self, people: Sequence[Person]) -> None:
        # always in the same order, so that two transactions never wait for each other
        people = sorted(people, key=lambda one: one.id)
        places: list[dict[str, object]] = [
            {"channel": one.address.channel, "id": one.address.id, "person": one.id} for one in people
        ]
        if people and (
            self._session.do_each(_ADD_PERSON, map(_row, people)) != len(people)
            or self._session.do_each(_ADD_ADDRESS, places) != len(people)
        ):
            raise Conflict  # somebody stored one of them meanwhile

    def of_id(self, id: str) -> Person | None:
        row = self._session.row(_BY_ID, id=id)
        return None if row is None else _person(row)

    def of_pair(self, pair: str) -> Mapping[Role, Person]:
        known = self._pairs.get(pair)
        if known is None:
            found = ((mentor, _person(row)) for mentor, *row in self._session.rows(_OF_PAIR, pair=pair))
            known = {Role.MENTOR if person.id == mentor else Role.MENTEE: person for mentor, person in found}
            if known:  # a pair that is not there yet may be enrolled in this very transaction
                self._pairs[pair] = known
        return known

    def names(self, pairs: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        found: dict[str, Mapping[str, str]] = {}
        for some in batches(pairs):
            for pair, mentor, its_name, mentee, other in self._session.rows(_NAMES, **numbered("pair", some)):
                found[pair] = {mentor: its_name, mentee: other}
        return found

    def memberships(self, person: str) -> Sequence[Membership]:
        return self._memberships(_MEMBERSHIPS, person)

    def every_membership(self, person: str) -> Sequence[Membership]:
        return self._memberships(_EVERY_MEMBERSHIP, person)

    def _memberships(self, which: Executable, person: str) -> Sequence[Membership]:
        rows = self._session.rows(which, person=person)
        return [Membership(pair, Role(role), partner, Track(track)) for _, pair, role, partner, track in rows]

    def pairs_at(self, channel: str, conversation: str) -> Sequence[str]:
        return [row[0] for row in self._session.rows(_PAIRS_AT, channel=channel, conversation=conversation)]

    def coordinators(self, programme: str | None = None) -> Sequence[tuple[Lane, Person]]:
        if programme is None:
            return _coordinators(self._session.rows(_COORDINATORS))
        return _coordinators(self._session.rows(_COORDINATORS_IN, programme=programme))

    def coordinators_of(self, pair: str) -> Sequence[tuple[Lane, Person]]:
        return _coordinators(self._session.rows(_COORDINATORS_OF, pair=pair))

    def put_coordinator(self, person: Person, lane: Lane, programme: str = FIRST) -> None:
        self.put(person)
        kept = {"person": person.id, "programme": programme}
        self._session.do(_PUT_COORDINATOR, **kept, lane=str(lane), scope=lane.scope)

    def dismiss_coordinator(self, person: str, programme: str = FIRST) -> None:
        self._session.do(_WITHDRAW, person=person, programme=programme)
        self._session.do(_DISMISS, person=person, programme=programme)

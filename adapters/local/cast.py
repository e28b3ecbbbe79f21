"""Who is shown on the page: every pair, and the coordinators who read there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.local.channel import LocalChannel
from adapters.local.context import Cast, PairView, PersonView
from bot.engine.people import Role
from bot.ports import Person, UnitOfWork


def cast(unit: UnitOfWork) -> Cast:
    pairs = [pair for programme in unit.programmes.all() for pair in _pairs(unit, programme.id)]
    return Cast(tuple(pairs), tuple(map(_person, _here(unit))))


def _pairs(unit: UnitOfWork, programme: str) -> Iterator[PairView]:
    readers = frozenset(person.address.id for person in _here(unit, programme))
    for journey in unit.journeys.all(programme):
        people = unit.people.of_pair(journey.pair)
        mentor, mentee = _person(people[Role.MENTOR]), _person(people[Role.MENTEE])
        yield PairView(journey.pair, journey.track.value, mentor, mentee, readers)


def _here(unit: UnitOfWork, programme: str | None = None) -> Sequence[Person]:
    """The coordinators who read on the page."""
    found = unit.people.coordinators(programme)
    return [person for _, person in found if person.address.channel == LocalChannel.name]


def _person(person: Person) -> PersonView:
    return PersonView(person.address.id, person.name, person.languages, person.zone)

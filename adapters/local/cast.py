"""Who is shown on the page: every pair, and the coordinators who read there."""

from __future__ import annotations

from adapters.local.channel import LocalChannel
from adapters.local.context import Cast, PairView, PersonView
from bot.engine.people import Role
from bot.ports import Person, UnitOfWork


def cast(unit: UnitOfWork) -> Cast:
    pairs = []
    for journey in unit.journeys.all():
        people = unit.people.of_pair(journey.pair)
        views = {role: _person(people[role]) for role in Role}
        pairs.append(PairView(journey.pair, journey.track.value, views[Role.MENTOR], views[Role.MENTEE]))
    here = [person for _, person in unit.people.coordinators() if person.address.channel == LocalChannel.name]
    return Cast(tuple(pairs), tuple(map(_person, here)))


def _person(person: Person) -> PersonView:
    return PersonView(person.address.id, person.name, person.languages, person.zone)

"""What an operator may see of a person: facts, and never an answer, a line or a goal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.engine.journey import Journey
from bot.ports import Membership, Person, UnitOfWork


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    value: str


def facts_of(unit: UnitOfWork, person: Person, at: datetime) -> Iterator[Fact]:
    """In English, as everything that the terminal says."""
    yield Fact("name", person.name)
    yield Fact("id", person.id)
    yield Fact("address", str(person.address))
    yield Fact("mail", person.mail or "unknown")
    yield Fact("languages", " ".join(person.languages))
    yield Fact("time zone", person.zone)
    yield Fact("hours", f"{person.hours.start:%H:%M}-{person.hours.end:%H:%M}")
    calendar = unit.calendars.of(person.id)
    if calendar is not None:
        well = "" if calendar.failing is None else f", cannot be read since {calendar.failing:%Y-%m-%d}"
        yield Fact("calendar", f"{calendar.kind}, linked {calendar.at:%Y-%m-%d}{well}")
    for programme in unit.programmes.of_coordinator(person.id):
        yield Fact("coordinates", f"{programme.id} ({programme.name})")
    for one in unit.people.every_membership(person.id):
        journey = unit.journeys.of(one.pair)
        if journey is not None:
            yield Fact("pair", _pair(unit, one, journey, at))


def _pair(unit: UnitOfWork, one: Membership, journey: Journey, at: datetime) -> str:
    programme = unit.programmes.of_pair(one.pair)
    held = sum(sitting.held is not None for sitting in journey.sittings)
    told = [
        f"{one.pair}: {one.role} of {one.partner}",
        str(one.track),
        f"programme {programme.id}" if programme is not None else "",
        f"since {journey.start}",
        f"{held} séances held",
        str(journey.stage(at)),
        f"ended {journey.ended:%Y-%m-%d}" if journey.ended is not None else "",
        "left" if one.role in journey.left else "",
    ]
    return ", ".join(filter(None, told))

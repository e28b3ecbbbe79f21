"""What a platform says of somebody who is known: their time zone and language hold here too, unless others were chosen."""

from __future__ import annotations

from dataclasses import replace

from bot.application.event_handler import EventHandler
from bot.engine.events import Changed
from bot.engine.people import ProfileChange
from bot.ports import PlatformProfile, UnitOfWork
from bot.ports.people import TOLD
from bot.settings import is_zone


def follow(service: EventHandler, unit: UnitOfWork, id: str, profile: PlatformProfile) -> None:
    """What the programme does not know changes nothing."""
    person, zone, language = unit.people.at(profile.who), profile.zone, profile.language
    if person is None:
        return
    new_zone = zone if "zone" not in person.chosen and is_zone(zone) else person.zone
    languages = person.languages
    if "languages" not in person.chosen and language in service.programme.languages:
        languages = (language, *(other for other in languages if other != language))
        person = replace(person, chosen=tuple(dict.fromkeys((*person.chosen, TOLD))))
        unit.people.put(person)
    if (new_zone, languages) == (person.zone, person.languages):
        return
    change = ProfileChange(replace(person, zone=new_zone, languages=languages), ("zone", "languages"))
    unit.people.put(change.applied_to(person))
    at = service.clock.now()
    for one in unit.people.memberships(person.id):
        service.answers(unit, Changed(f"{id}/{one.pair}", at, one.pair, one.role, change))

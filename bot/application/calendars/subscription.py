"""What a person's calendar is given of their séances: one séance's entry, or the feed of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.application.calendars.card import generation
from bot.application.event_handler import EventHandler
from bot.engine.flows.calendar import words
from bot.engine.flows.date.invite import Invite, invite
from bot.engine.people import Place, Role
from bot.ports import UnitOfWork, Voice


@dataclass(frozen=True, slots=True)
class Feed:
    """What a person subscribes to. `generation`: how often they asked for a new address."""

    generation: int
    title: str
    invites: Sequence[tuple[Invite, Voice]]


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Finds what the signed links on the cards lead to."""

    service: EventHandler

    async def meeting(self, pair: str, number: int, reader: Place) -> tuple[Invite, Voice] | None:
        """A séance's entry in its reader's words; None if there is no such séance, or no date for it."""
        return await self.service.store.read(lambda unit: self._meeting(unit, pair, number, reader))

    def _meeting(self, unit: UnitOfWork, pair: str, number: int, reader: Place) -> tuple[Invite, Voice] | None:
        journey = unit.journeys.of(pair)
        found = invite(self.service.programme_of(unit, journey), journey, number) if journey is not None else None
        if journey is None or found is None or not reader.roles:
            return None
        zones = tuple(dict.fromkeys(journey.members[role].zone for role in reader.roles))
        return replace(found, mails=_mails(unit, pair, reader)), self.service.voices(journey.languages(reader), zones)

    async def feed(self, person: str) -> Feed | None:
        """Everything of a person's pairs, past ones too; None if there is nobody of that id in any."""
        return await self.service.store.read(lambda unit: self._feed(unit, person))

    def _feed(self, unit: UnitOfWork, person: str) -> Feed | None:
        found: list[tuple[Invite, Voice]] = []
        mine: Voice | None = None
        for one in unit.people.every_membership(person):
            journey = unit.journeys.of(one.pair)
            if journey is None:
                continue
            member = journey.members[one.role]
            mine = self.service.voices((member.language,), (member.zone,))
            programme = self.service.programme_of(unit, journey)
            every = (invite(programme, journey, sitting.number) for sitting in journey.sittings)
            found += [(each, mine) for each in every if each is not None]
        return None if mine is None else Feed(generation(unit, person), mine.label(words.FEED_NAME()), found)


def _mails(unit: UnitOfWork, pair: str, reader: Place) -> Mapping[Role, str]:
    """The reader's own, by which their calendar knows them: whose calendar it is, nobody else's address goes there."""
    if len(reader.roles) > 1:
        return {}
    return {role: person.mail for role, person in unit.people.of_pair(pair).items() if role in reader.roles}

"""What a person's calendar is given of their séances: one séance's entry, or the feed of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.application.calendars.card import generation
from bot.engine.flows.calendar import words
from bot.engine.flows.date.invite import Invite, invite
from bot.engine.people import Place, Role
from bot.engine.programme import Programme
from bot.ports import Store, UnitOfWork, Voice, Voices


@dataclass(frozen=True, slots=True)
class Feed:
    """What a person subscribes to. `generation`: how often they asked for a new address."""

    generation: int
    title: str
    invites: Sequence[tuple[Invite, Voice]]


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """Finds what the signed links on the cards lead to."""

    store: Store
    programme: Programme
    voices: Voices

    async def meeting(self, pair: str, number: int, reader: Place) -> tuple[Invite, Voice] | None:
        """A séance's entry in its reader's words; None if there is no such séance, or no date for it."""
        journey, mails = await self.store.run(lambda unit: (unit.journeys.of(pair), _mails(unit, pair)))
        found = invite(self.programme, journey, number) if journey is not None else None
        if journey is None or found is None or not reader.roles:
            return None
        zones = tuple(dict.fromkeys(journey.members[role].zone for role in reader.roles))
        return replace(found, mails=mails), self.voices(journey.languages(reader), zones)

    async def feed(self, person: str) -> Feed | None:
        """Everything of a person's pairs, past ones too; None if there is nobody of that id in any."""
        return await self.store.run(lambda unit: self._feed(unit, person))

    def _feed(self, unit: UnitOfWork, person: str) -> Feed | None:
        found: list[tuple[Invite, Voice]] = []
        mine: Voice | None = None
        for one in unit.people.every_membership(person):
            journey = unit.journeys.of(one.pair)
            if journey is None:
                continue
            member = journey.members[one.role]
            mine = self.voices((member.language,), (member.zone,))
            every = (invite(self.programme, journey, sitting.number) for sitting in journey.sittings)
            mails = _mails(unit, one.pair)
            found += [(replace(each, mails=mails), mine) for each in every if each is not None]
        return None if mine is None else Feed(generation(unit, person), mine.label(words.FEED_NAME()), found)


def _mails(unit: UnitOfWork, pair: str) -> Mapping[Role, str]:
    return {role: person.mail for role, person in unit.people.of_pair(pair).items()}

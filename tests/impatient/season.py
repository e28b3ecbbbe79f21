"""One season of impatient people, the same for the same seed: what they do is drawn, done, and held to the invariants."""

from __future__ import annotations

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from bot.engine.flows.activities import ACTIVITIES
from bot.engine.flows.date.actions import TAP
from bot.engine.people import Role
from tests.impatient.deeds import EAGER, Deed, possible, weight
from tests.impatient.house import House, Json, Seen, house
from tests.impatient.invariants import INVARIANTS, Invariant, Moment

PEOPLE = {"awa": ("fr", Role.MENTOR), "camille": ("fr", Role.MENTEE), "sam": ("en", Role.MENTEE)}
WORDS = (
    "prep",
    "date",
    "agenda",
    "status",
    "évaluer",
    "settings",
    "aide",
    "reprendre",
    "resume",
    "bonjour",
    "\ud83d",
    "pause",
    *(str(one.command) for one in ACTIVITIES.values()),
)
HOW = {"time": 30, "wait": 4, "one": 40, "double": 7, "same id": 3, "late": 6, "both": 7, "word": 4}
"""What happens at a moment, and how often of a hundred."""

GETTING_ON = 0.5
"""How often somebody presses what brings the season on: few would come far otherwise."""

LAST = 6
"""Cards of a conversation that people look at; versions that somebody may still have before them."""


@dataclass
class Told:
    """How far a season came."""

    deeds: int = 0
    held: int = 0
    delivered: int = 0
    kinds: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return f"{self.deeds} deeds, {self.held} séances held, {self.delivered} posts delivered"


def play(folder: Path, seed: int, moments: int, leave_out: Sequence[Invariant] = ()) -> Told:
    """Plays so many moments of a season; raises at the first invariant that is broken."""

    async def run() -> Told:
        async with house(folder) as home:
            kept = [one for one in INVARIANTS if one not in leave_out]
            return await _Season(home, random.Random(seed), kept).run(moments)

    return asyncio.run(run())


class _Season:
    def __init__(self, home: House, chance: random.Random, invariants: Sequence[Invariant]) -> None:
        self._home, self._chance, self._invariants = home, chance, invariants
        self._old: list[Seen] = []
        self._answers: list[Seen] = []
        self._told = Told()
        self._count = 0

    async def run(self, moments: int) -> Told:
        home = self._home
        await home.settle()
        self._cards, self._journeys = await home.cards(), await home.journeys()
        for _ in range(moments):
            how = self._chance.choices(list(HOW), list(HOW.values()))[0]
            self._told.kinds[how] += 1
            if how in ("time", "wait"):
                await self._let_time_pass(how)
                await self._look((), ())
            elif deeds := self._drawn(how):
                await self._do(deeds)
        self._told.held = sum(one.held is not None for each in self._journeys.values() for one in each.sittings)
        self._told.delivered = home.shown.count
        return self._told

    async def _let_time_pass(self, how: str) -> None:
        due = await self._home.next()
        now = self._home.clock.at
        if how == "time" and due is not None:
            self._home.clock.at = max(now, due)
        else:
            self._home.clock.at = now + timedelta(minutes=self._chance.choice((1, 20, 90, 600, 3000)))

    async def _do(self, deeds: Sequence[Deed]) -> None:
        """At the same instant, if they are several."""
        paths = {"press": "/api/press", "submit": "/api/submit", "type": "/api/type"}
        answers = await asyncio.gather(*(self._home.does(paths[deed.kind], deed.json()) for deed in deeds))
        self._told.deeds += len(deeds)
        for deed, said in zip(deeds, answers, strict=True):
            self._hear(deed, said)
        await self._look(deeds, answers)

    def _hear(self, deed: Deed, answers: Sequence[Json]) -> None:
        """An answer stands before the person who got it, with buttons of its own, until the next ones."""
        for answer in answers:
            seen = Seen(deed.conversation, answer["key"], answer["pair"], answer["content"], only=deed.sender)
            self._answers = [*self._answers[-LAST:], seen]

    async def _look(self, deeds: Sequence[Deed], answers: Sequence[Sequence[Json]]) -> None:
        home = self._home
        await home.settle()
        before, cards_before = self._journeys, self._cards
        self._journeys, self._cards = await home.journeys(), await home.cards()
        due = await home.next()
        self._old += [card for id, card in cards_before.items() if self._cards[id].content != card.content]
        self._old = self._old[-4 * LAST :]
        owed = due is not None and due <= home.clock.at
        moment = Moment(
            deeds, answers, before, self._journeys, cards_before, self._cards, home.shown,
            await home.undelivered(), owed,
        )  # fmt: skip
        for invariant in self._invariants:
            invariant(moment)

    def _drawn(self, how: str) -> Sequence[Deed]:
        if how == "word":
            return self._word()
        seen = self._before_somebody(late=how == "late")
        choices = list(possible(seen, self._chance)) if seen is not None else []
        if seen is None or not choices:
            return ()
        first = self._chance.choices(choices, [weight(deed) for deed in choices])[0]
        if how != "late" and self._chance.random() < GETTING_ON:
            seen, first = self._leading_on() or (seen, first)
            choices = list(possible(seen, self._chance))
        readers = self._readers(seen)
        fresh = how != "late" and not seen.only
        one = self._by(replace(first, fresh=fresh), self._chance.choice(readers))
        match how:
            case "double":
                return one, one.again(self._id())
            case "same id":
                return one, one
            case "both" if len(readers) > 1:
                other = self._chance.choices(choices, [weight(deed) for deed in choices])[0]
                wanted = (first, self._chance.choice((first, other)))
                both = zip(wanted, readers, strict=True)
                return tuple(self._by(replace(which, fresh=fresh), reader) for which, reader in both)
            case _:
                return (one,)

    def _leading_on(self) -> tuple[Seen, Deed] | None:
        """Something that brings a season on; of dates, the first, or two people would seldom agree."""
        found = []
        for card in self._cards.values():
            wanted = [deed for deed in possible(card, self._chance) if deed.action in EAGER]
            found += [(card, deed) for deed in wanted if deed.action != TAP or deed == wanted[0]]
        return self._chance.choice(found) if found else None

    def _word(self) -> Sequence[Deed]:
        sender = self._chance.choice(list(PEOPLE))
        places = [f"dm:{sender}", *(f"pair:{pair}" for pair in self._home.pairs if self._is_in(sender, pair))]
        _, role = PEOPLE[sender]
        text = self._chance.choice(WORDS)
        return (Deed(self._id(), "type", sender, role, self._chance.choice(places), text=text),)

    def _before_somebody(self, *, late: bool) -> Seen | None:
        """A version of a card that somebody has before them: one of the newest cards, an answer, or what has changed since."""
        if late:
            return self._chance.choice(self._old) if self._old else None
        if self._answers and self._chance.random() < 0.2:
            return self._chance.choice(self._answers)
        places = sorted({card.conversation for card in self._cards.values() if card.pair})
        if not places:
            return None
        where = self._chance.choice(places)
        there = [card for card in self._cards.values() if card.conversation == where and card.pair]
        return self._chance.choice(sorted(there, key=lambda card: card.revision)[-LAST:])

    def _readers(self, seen: Seen) -> list[str]:
        if seen.only:
            return [seen.only]
        kind, _, whose = seen.conversation.partition(":")
        return [whose] if kind == "dm" else [one for one in PEOPLE if self._is_in(one, whose)]

    def _is_in(self, person: str, pair: str) -> bool:
        names = {member.name.lower() for member in self._journeys[pair].members.values()}
        return person in names

    def _by(self, deed: Deed, sender: str) -> Deed:
        return replace(deed, id=self._id(), sender=sender, role=PEOPLE[sender][1])

    def _id(self) -> str:
        self._count += 1
        return f"deed-{self._count}"

"""`handle(event)`: one transaction. Seen before? → load → step → save, timers and outbox. Answers come after the commit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.application.calendars import busy_times
from bot.application.calendars.card import unlink
from bot.application.delivery.addressing import addressed, is_shared
from bot.application.digest.weekly import WeeklyDigests
from bot.engine.contact_policy import due
from bot.engine.effects import Effect, Learned, Outcome, Post, Reply
from bot.engine.events import ByMember, Changed, Event, Joined, Left, Woke
from bot.engine.journey import Journey
from bot.engine.people import Place, ProfileChange
from bot.engine.programme import Programme
from bot.engine.step import is_personal, step
from bot.engine.timers import pending, timers
from bot.infra.clock import Clock
from bot.ports import Address, Answer, Person, Store, UnitOfWork, Voice, Voices

ROUNDS = 100
"""Timers of one pair that may ring in one transaction: far more than any journey has at once."""


class UnknownPair(Exception):
    """No such pair is enrolled."""


class EventHandler:
    """Handles one event in one transaction. `threshold`: people below which the digest shows no total."""

    def __init__(self, store: Store, programme: Programme, voices: Voices, clock: Clock, threshold: int = 5) -> None:
        self.store, self.programme, self.voices, self.clock = store, programme, voices, clock
        self.digests = WeeklyDigests(store, programme, clock, threshold)

    # What people do

    async def handle(self, event: Event) -> Sequence[Answer]:
        """Everything that `event` brings is stored when this returns; the same event id again changes nothing.

        Raises `UnknownPair`, or `Unavailable` if the store cannot be written just now.
        """
        return await self.store.run(lambda unit: self.answers(unit, event))

    def answers(self, unit: UnitOfWork, event: Event) -> Sequence[Answer]:
        """`handle` inside a transaction that is already open."""
        if not unit.seen.mark(event.id, event.pair, event.at):
            return ()
        before = unit.journeys.of(event.pair)
        if before is None:
            raise UnknownPair(event.pair)
        outcome = self._step(unit, before, event)
        self._keep(unit, before, outcome, event)
        if not isinstance(event, ByMember):
            return ()
        return tuple(
            Answer(effect.message, self._voice(outcome.journey, event, effect), event.pair, effect.key, effect.redraw)
            for effect in outcome.effects
            if isinstance(effect, Reply)
        )

    def _voice(self, journey: Journey, event: ByMember, reply: Reply) -> Voice:
        """The actor's own; but a card that both see, and that is drawn again, speaks to both, as it did."""
        member = journey.members[event.actor]
        if reply.redraw and is_shared(reply.key) and event.place is Place.PAIR:
            zones = dict.fromkeys(journey.members[role].zone for role in Place.PAIR.roles)
            return self.voices(journey.languages(Place.PAIR), tuple(zones))
        return self.voices(member.languages[:1], (member.zone,))

    def _step(self, unit: UnitOfWork, journey: Journey, event: Event) -> Outcome:
        """One step, in which the engine may look into both calendars."""
        lent = busy_times.lent(unit, self.programme, journey, event)
        outcome = step(self.programme, lent, event)
        if lent is journey:
            return outcome
        after = journey if outcome.journey is lent else replace(outcome.journey, calendars={})
        return replace(outcome, journey=after)

    def _keep(self, unit: UnitOfWork, before: Journey, outcome: Outcome, event: Event) -> None:
        journey = outcome.journey
        if journey is not before or isinstance(event, Joined):
            self._save(unit, journey)
        self._send(unit, journey, outcome.effects)
        for effect in outcome.effects:
            if isinstance(effect, Learned):
                self._spread(unit, journey, effect, event)

    def _save(self, unit: UnitOfWork, journey: Journey) -> None:
        unit.journeys.save(journey, next_wake(self.programme, journey))
        if journey.ended is None:
            return
        for member in journey.members.values():  # no date will be looked for: there is no reason left to know
            if not unit.people.memberships(member.person):
                unlink(unit, member.person)

    def _send(self, unit: UnitOfWork, journey: Journey, effects: Iterable[Effect], due: datetime | None = None) -> None:
        """What a person waits for is owed at once, and overtakes in other conversations what time brings at `due`."""
        posts = [effect for effect in effects if isinstance(effect, Post)]
        if posts:
            people = unit.people.of_pair(journey.pair)
            marked = (self._marked(journey, post) for post in posts)
            unit.outbox.enqueue(replace(owed, due=due) for post in marked for owed in addressed(journey, people, post))

    def _marked(self, journey: Journey, post: Post) -> Post:
        if not is_personal(self.programme, journey, post):
            return post
        return replace(post, message=replace(post.message, personal=True))

    def _spread(self, unit: UnitOfWork, journey: Journey, learned: Learned, event: Event) -> None:
        """What a member said about themselves holds in their other pairs too."""
        person = unit.people.of_pair(journey.pair)[learned.role]
        unit.people.put(replace(learned.change.applied_to(person), chosen=_chosen(person, learned.change)))
        for other in unit.people.memberships(person.id):
            if other.pair != journey.pair:
                self.answers(
                    unit, Changed(f"{event.id}/{other.pair}", event.at, other.pair, other.role, learned.change)
                )

    async def leave(self, address: Address) -> tuple[str, int] | None:
        """Ends every journey of a person: their name and how many that were; None if nobody is known there."""
        at = self.clock.now()
        return await self.store.run(lambda unit: self._leave(unit, address, at))

    def _leave(self, unit: UnitOfWork, address: Address, at: datetime) -> tuple[str, int] | None:
        person = unit.people.at(address)
        if person is None:
            return None
        mine = unit.people.memberships(person.id)
        for one in mine:
            self.answers(unit, Left(f"left/{one.pair}/{one.role}", at, one.pair, one.role))
        return person.name, len(mine)

    # What time brings

    async def wake(self, pair: str) -> None:
        """Lets every timer of the pair that is due have its say."""
        at = self.clock.now()
        await self.store.run(lambda unit: self._wake(unit, pair, at))

    def _wake(self, unit: UnitOfWork, pair: str, at: datetime) -> None:
        before = journey = unit.journeys.of(pair)
        if before is None or journey is None:
            return
        effects: list[Effect] = []
        for _ in range(ROUNDS):
            rung = self._ring(unit, journey, at)
            if rung is None:
                break
            journey = rung.journey
            effects.extend(rung.effects)
        self._save(unit, journey)
        self._send(unit, journey, effects, at)
        for role, contact in journey.contacts.items():
            if contact != before.contacts.get(role):
                unit.seen.contact(journey.members[role].person, contact.day, pair, contact.count)

    def _ring(self, unit: UnitOfWork, journey: Journey, at: datetime) -> Outcome | None:
        """The earliest timer that is due."""
        waiting = pending(self.programme, journey)
        ready = sorted((due(journey, timer), id) for id, timer in waiting.items())
        if not ready or ready[0][0] > at:
            return None
        timer = waiting[ready[0][1]]
        elsewhere = {
            role: unit.seen.contacted(member.person, member.local(at).date(), journey.pair)
            for role, member in journey.members.items()
            if role in timer.readers
        }
        event = Woke(f"{journey.pair}/{timer.id}/{at.isoformat()}", at, journey.pair, timer.id, elsewhere)
        return self._step(unit, journey, event)


def _chosen(person: Person, change: ProfileChange) -> tuple[str, ...]:
    """A zone that is handed in as it was is not chosen."""
    said = set(change.names)
    if change.profile.zone == person.zone:
        said.discard("zone")
    return tuple(name for name in ("languages", "zone") if name in said or name in person.chosen)


def next_wake(programme: Programme, journey: Journey) -> datetime | None:
    """When the journey's next timer is due."""
    return next(iter(timers(programme, journey).values()), None)

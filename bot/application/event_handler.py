"""`handle(event)`: one transaction. Seen before? → load → step → save, timers and outbox. Answers come after the commit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.application import totals
from bot.application.calendars import busy_times
from bot.application.calendars.planning import note_dates, retire
from bot.application.contacts import note_contacts, with_other_pairs
from bot.application.coordination.recipients import to_coordinators
from bot.application.data_rights.keeping import of_person
from bot.application.data_rights.own_pairs import other_pairs
from bot.application.data_rights.taken_part import all_taken_part
from bot.application.delivery.addressing import addressed, is_shared, readers_of, shared_languages
from bot.application.digest.weekly import WeeklyDigests
from bot.application.noting import note_person
from bot.application.versions import OneVersion, Versions
from bot.engine import contact_policy
from bot.engine.contact_policy import Timer, due, wanted
from bot.engine.effects import Closed, Effect, Felt, Learned, Outcome, Post, Reply
from bot.engine.events import ByMember, Changed, Delivered, Event, Joined, Left, Rested, Restored, Returned, Woke
from bot.engine.flows.common import UNREADABLE, reply
from bot.engine.flows.leaving.state import AWAY
from bot.engine.ids import CardId, Rule, TimerId
from bot.engine.journey import Journey
from bot.engine.people import Place, ProfileChange, Role
from bot.engine.programme import Programme
from bot.engine.state import Unreadable
from bot.engine.step import is_reminded, step
from bot.engine.steps.links import linked
from bot.engine.steps.needs import needs
from bot.engine.steps.views import is_personal
from bot.engine.timers import first, pending, same_but_private
from bot.infra import logs
from bot.infra.clock import Clock
from bot.ports import Act, Address, Answer, OutboxMessage, Person, Sent, Store, UnitOfWork, Voice, Voices
from bot.ports.people import TOLD

ROUNDS = 100
"""Timers of one pair that may ring in one transaction: far more than any journey has at once."""


class UnknownPair(Exception):
    """No such pair is enrolled."""


class EventHandler:
    """Handles one event in one transaction."""

    def __init__(
        self, store: Store, programme: Programme, voices: Voices, clock: Clock, versions: Versions | None = None
    ) -> None:
        self.store, self.programme, self.voices, self.clock = store, programme, voices, clock
        self.versions = versions or OneVersion()
        self.digests = WeeklyDigests(store, programme, clock)

    def programme_of(self, unit: UnitOfWork, journey: Journey) -> Programme:
        """The programme as a pair began with it."""
        if journey.content == self.programme.version:
            return self.programme
        return self.versions.programme(unit, self.programme, journey.content)

    # What people do

    async def handle(self, event: Event) -> Sequence[Answer]:
        """Everything that `event` brings is stored when this returns; the same event id again changes nothing.

        Raises `UnknownPair`, or `Unavailable` if the store cannot be written just now.
        """
        return await self.store.run(lambda unit: self.answers(unit, event))

    def answers(self, unit: UnitOfWork, event: Event) -> Sequence[Answer]:
        """`handle` inside a transaction that is already open."""
        with logs.about(event=event.id, pair=event.pair):
            return self._answers(unit, event)

    def _answers(self, unit: UnitOfWork, event: Event) -> Sequence[Answer]:
        if not unit.seen.mark(event.id, event.pair, event.at):
            return ()
        before = unit.journeys.of(event.pair)
        if before is None:
            raise UnknownPair(event.pair)
        try:
            outcome = self._step(unit, before, event)
        except Unreadable:
            if not isinstance(event, ByMember):
                raise
            outcome = reply(before, UNREADABLE.text())
        self._keep(unit, before, outcome, event)
        if not isinstance(event, ByMember):
            return ()
        return tuple(
            Answer(
                effect.message,
                self._voice(unit, outcome.journey, event, effect),
                event.pair,
                effect.key,
                effect.redraw,
                effect.shared,
            )
            for effect in outcome.effects
            if isinstance(effect, Reply)
        )

    def _voice(self, unit: UnitOfWork, journey: Journey, event: ByMember, reply: Reply) -> Voice:
        """The actor's own; but a card that both see, and that is drawn again, speaks to both, as it did."""
        member = journey.members[event.actor]
        if reply.redraw and is_shared(reply.key) and event.place is Place.PAIR:
            zones = dict.fromkeys(journey.members[role].zone for role in Place.PAIR.roles)
            return self.voices(shared_languages(unit.people.of_pair(journey.pair)), tuple(zones))
        if len(member.languages) == 1:
            return self.voices(member.languages, (member.zone,))
        return self.voices(unit.people.of_pair(journey.pair)[event.actor].reads, (member.zone,))

    def _step(self, unit: UnitOfWork, journey: Journey, event: Event) -> Outcome:
        """One step, in which the engine may look into both calendars, or see who coordinates."""
        programme = linked(self.programme_of(unit, journey), journey.links, event.at)
        needed = needs(programme, event)
        lent = busy_times.lent(unit, journey, event.at) if needed.calendars else journey
        if needed.coordinators:
            lent = replace(
                lent, coordinators=tuple(person.name for _, person in unit.people.coordinators_of(journey.pair))
            )
        if journey.outside != programme.keeping.contact:
            programme = replace(programme, keeping=replace(programme.keeping, contact=journey.outside))
        if isinstance(event, ByMember) and needed.beyond:
            person = journey.members[event.actor].person
            others, taken_part = other_pairs(unit, journey, event.actor), all_taken_part(unit, person)
            lent = replace(lent, elsewhere=others, taken_part=taken_part)
            programme = replace(programme, keeping=of_person(unit, programme.keeping, person))
        outcome = step(programme, lent, event)
        if lent is journey:
            return outcome
        after = (
            journey
            if outcome.journey is lent
            else replace(outcome.journey, calendars={}, coordinators=(), elsewhere=(), taken_part=())
        )
        return replace(outcome, journey=after)

    def _keep(self, unit: UnitOfWork, before: Journey, outcome: Outcome, event: Event) -> None:
        journey = outcome.journey
        if isinstance(event, Joined) or not same_but_private(before, journey):
            self._save(unit, journey)
            note_dates(unit, before, journey, event.at)
        elif journey is not before:
            unit.journeys.save_private(journey)
        self._send(unit, journey, outcome.effects)
        _add_up(unit, journey, outcome.effects)
        for effect in outcome.effects:
            if isinstance(effect, Learned):
                self._spread(unit, journey, effect, event)

    def _save(self, unit: UnitOfWork, journey: Journey) -> None:
        unit.journeys.save(journey, next_wake(self.programme_of(unit, journey), journey))
        if journey.ended is None:
            return
        for member in journey.members.values():  # no date will be looked for: there is no reason left to know
            if not unit.people.memberships(member.person):
                retire(unit, member.person)

    def _send(self, unit: UnitOfWork, journey: Journey, effects: Iterable[Effect], due: datetime | None = None) -> None:
        """What a person waits for is owed at once, and overtakes in other conversations what time brings at `due`."""
        posts = [effect for effect in effects if isinstance(effect, Post)]
        if posts:
            people = unit.people.of_pair(journey.pair)
            marked = (self._marked(unit, journey, post) for post in posts if post.to is not Place.COORDINATORS)
            owed = (one for post in marked for one in addressed(journey, people, post))
            unit.outbox.enqueue(owed if due is None else (replace(one, due=due) for one in owed))
        for post in posts:
            if post.to is Place.COORDINATORS:
                to = unit.people.coordinators_of(journey.pair)
                unit.outbox.enqueue(to_coordinators(journey, post, to, self.clock.now()))

    def _marked(self, unit: UnitOfWork, journey: Journey, post: Post) -> Post:
        if not is_personal(self.programme_of(unit, journey), journey, post):
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

    async def leave(self, address: Address, by: str = "") -> tuple[str, int] | None:
        """Ends every journey of a person: their name and how many that were; None if nobody is known there.

        `by` is whom the audit trail names; a person who leaves by themselves is in none.
        """
        at = self.clock.now()
        return await self.store.run(lambda unit: self._leave(unit, address, at, by))

    def _leave(self, unit: UnitOfWork, address: Address, at: datetime, by: str) -> tuple[str, int] | None:
        person = unit.people.at(address)
        if person is None:
            return None
        if by:
            note_person(unit, by, Act.LEAVE, person.id, at)
        mine = unit.people.memberships(person.id)
        for one in mine:
            self.answers(unit, Left(f"left/{one.pair}/{one.role}/{at.isoformat()}", at, one.pair, one.role))
        return person.name, len(mine)

    async def restore(self, address: Address, by: str = "") -> tuple[str, int] | None:
        """Takes back that a person left: their name, and how many journeys go on; None if nobody is known there."""
        at = self.clock.now()
        return await self.store.run(lambda unit: self._restore(unit, address, at, by))

    def _restore(self, unit: UnitOfWork, address: Address, at: datetime, by: str) -> tuple[str, int] | None:
        person = unit.people.at(address)
        if person is None:
            return None
        if by:
            note_person(unit, by, Act.RESTORE, person.id, at)
        under_way = len(unit.people.memberships(person.id))
        for one in unit.people.every_membership(person.id):
            self.answers(unit, Restored(f"restored/{one.pair}/{one.role}/{at.isoformat()}", at, one.pair, one.role))
        return person.name, len(unit.people.memberships(person.id)) - under_way

    async def rest(self, address: Address) -> None:
        """A person's account was deactivated: their journeys rest until it is there again, or until they have left."""
        at = self.clock.now()
        await self.store.run(lambda unit: self._moved(unit, address, at, Rested, "rested"))

    async def back(self, address: Address) -> None:
        """A person's account is there: what rested goes on, and what could not be delivered meanwhile is."""
        at = self.clock.now()

        def returned(unit: UnitOfWork) -> None:
            self._moved(unit, address, at, Returned, "returned")
            if unit.people.at(address) is not None:  # also if nobody had said that they were away
                unit.dead_letters.reached(address, at)

        await self.store.run(returned)

    def _moved(
        self, unit: UnitOfWork, address: Address, at: datetime, kind: type[Rested | Returned], word: str
    ) -> None:
        person = unit.people.at(address)
        for one in unit.people.memberships(person.id) if person is not None else ():
            journey = unit.journeys.of(one.pair)
            away = journey is not None and one.role in journey.of(AWAY).since
            if away is (kind is Returned):
                self.answers(unit, kind(f"{word}/{one.pair}/{one.role}/{at.isoformat()}", at, one.pair, one.role))

    # What time brings

    async def wake(self, pair: str) -> None:
        """Lets every timer of the pair that is due have its say."""
        at = self.clock.now()
        await self.store.run(lambda unit: self.ring(unit, pair, at))

    def ring(self, unit: UnitOfWork, pair: str, at: datetime) -> None:
        """`wake` at an instant, in a transaction that is already open."""
        with logs.about(pair=pair):
            self._rung(unit, pair, at)

    def _rung(self, unit: UnitOfWork, pair: str, at: datetime) -> None:
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
        note_dates(unit, before, journey, at)
        self._send(unit, journey, effects, at)
        _add_up(unit, journey, effects)
        note_contacts(unit, before, journey, at)

    def _ring(self, unit: UnitOfWork, journey: Journey, at: datetime) -> Outcome | None:
        """The earliest timer that is due."""
        waiting = pending(self.programme_of(unit, journey), journey)
        ready = sorted((due(journey, timer), id) for id, timer in waiting.items() if wanted(journey, timer) <= at)
        if not ready or ready[0][0] > at:
            return None
        timer = waiting[ready[0][1]]
        event = Woke(f"{journey.pair}/{timer.id}/{at.isoformat()}", at, journey.pair, timer.id)
        return self._step(unit, journey, with_other_pairs(unit, journey, timer, event))

    def tell(self, unit: UnitOfWork, journey: Journey, role: Role, post: Post, at: datetime) -> datetime | None:
        """Posts what neither an event nor a timer of the pair brings, unasked, as manners allow; else when to try again."""
        timer = Timer(TimerId(post.key), Rule(post.key), at, (role,), can_wait=True)
        member = journey.members[role]
        elsewhere = {role: unit.seen.contacted(member.person, member.local(at).date(), journey.pair)}
        when = contact_policy.moment(journey, timer, at, elsewhere)
        if when > at:
            return when
        contacts, posts = contact_policy.counted(journey, timer, (post,), at)
        after = replace(journey, contacts=contacts)
        self._save(unit, after)
        self._send(unit, after, posts)
        note_contacts(unit, journey, after, at)
        return None

    # What was delivered

    def delivered(self, unit: UnitOfWork, post: OutboxMessage, owner: str, sent: Sent, at: datetime) -> None:
        """Acknowledges a post, and tells the journey of the first delivery of a card that reminders hang on.

        Both are one transaction, and the post is gone with it: a journey hears of a delivery once. Nothing else of what is
        delivered costs a look at the journey.
        """
        is_settled = unit.outbox.delivered(post, owner, sent.conversation, sent.card)
        is_news = not post.card and is_reminded(post.key)
        journey = unit.journeys.of(post.pair) if is_settled and is_news else None
        if journey is None:
            return
        readers = readers_of(post, unit.people.of_pair(post.pair))
        event = Delivered(f"{post.pair}/{post.key}/{at.isoformat()}", at, post.pair, CardId(post.key), readers)
        self._keep(unit, journey, self._step(unit, journey, event), event)


def _add_up(unit: UnitOfWork, journey: Journey, effects: Iterable[Effect]) -> None:
    """What is closed counts among the programme's totals, in this very transaction."""
    for effect in effects:
        if isinstance(effect, Closed):
            totals.add(unit, journey, effect)
        elif isinstance(effect, Felt):
            totals.add_fit(unit, journey, effect)


def _chosen(person: Person, change: ProfileChange) -> tuple[str, ...]:
    """A zone that is handed in as it was is not chosen."""
    said = set(change.names)
    if change.profile.zone == person.zone:
        said.discard("zone")
    return tuple(name for name in ("languages", "zone", TOLD) if name in said or name in person.chosen)


def next_wake(programme: Programme, journey: Journey) -> datetime | None:
    """When the journey's next timer is due."""
    return first(programme, journey)

"""Tells coordinators the same day that something cannot be delivered, so that nobody waits for Monday in vain.

1. A coordinator is told while they are at work, and at most once a day of each programme: what comes later waits for the next.
2. They are told of what was set aside since they were told last, and has not been delivered since. What is tried anew now and
   then, and refused each time, is not news.
3. Nobody is told of a pair that they are in, nor of what is for themselves: it would not reach them either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.application.coordination.undelivered import whom
from bot.engine.flows.digest.model import Names
from bot.engine.flows.digest.undelivered import undelivered
from bot.engine.messages import Message
from bot.engine.people import Member, Place
from bot.infra.clock import Clock
from bot.ports import DeadLetter, Lane, OutboxMessage, Person, ProgrammeRecord, Store, UnitOfWork

DAYS = 7
"""What is older is for the digest alone, and for the list."""
TRIED_FOR = timedelta(hours=12)
"""For how long a message is tried before it is set aside, and more."""


@dataclass(frozen=True, slots=True)
class UndeliveredToday:
    store: Store
    clock: Clock

    async def tell(self) -> int:
        """Owes each coordinator what is news to them; returns how many messages that is."""
        at = self.clock.now()
        if not await self.store.read(lambda unit: any(True for _ in _due(unit, at))):
            return 0
        return await self.store.run(lambda unit: _told(unit, at))


@dataclass(frozen=True, slots=True)
class _News:
    programme: ProgrammeRecord
    lane: Lane
    person: Person
    dead: Sequence[DeadLetter]


def _told(unit: UnitOfWork, at: datetime) -> int:
    owed = [
        _owed(unit, news, at)
        for news in list(_due(unit, at))
        if unit.seen.claim_once(_name(news.programme.id, news.person, _day(news.person, at)), at)
    ]
    unit.outbox.enqueue(owed)
    return len(owed)


def _due(unit: UnitOfWork, at: datetime) -> Iterator[_News]:
    for programme in unit.programmes.all():
        dead = [one for one in unit.dead_letters.all(programme.id) if at - timedelta(days=DAYS) < one.at]
        for lane, person in unit.people.coordinators(programme.id) if dead else ():
            news = _news(unit, programme.id, (lane, person), dead, at)
            if news:
                yield _News(programme, lane, person, news)


def _news(
    unit: UnitOfWork, programme: str, to: tuple[Lane, Person], dead: Sequence[DeadLetter], at: datetime
) -> Sequence[DeadLetter]:
    lane, person = to
    today = _day(person, at)
    if not Member.of(person.id, person).works_at(at) or unit.seen.is_claimed(_name(programme, person, today)):
        return ()
    told = max((then for n in range(1, DAYS + 1) if (then := _then(unit, programme, person, today, n))), default=None)
    own = {one.pair for one in unit.people.every_membership(person.id)}
    return [
        one
        for one in dead
        if one.pair not in own
        and str(lane) not in (one.lane, one.behind)
        and (told is None or (told < one.at and told - TRIED_FOR < one.since))
    ]


def _then(unit: UnitOfWork, programme: str, person: Person, today: date, days: int) -> datetime | None:
    """When they were told so many days ago, if they were."""
    return unit.seen.claimed_at(_name(programme, person, today - timedelta(days=days)))


def _owed(unit: UnitOfWork, news: _News, at: datetime) -> OutboxMessage:
    person = news.person
    return OutboxMessage(
        pair="",
        key=_name(news.programme.id, person, _day(person, at)).partition(" ")[0],
        to=Place.COORDINATORS,
        lane=news.lane,
        message=_message(unit, news),
        languages=person.languages[:1],
        zones=(person.zone,),
    )


def _message(unit: UnitOfWork, news: _News) -> Message:
    programme = news.programme
    found, people = whom(unit, programme.id, news.dead)
    coordinators = {person.id: person.name for _, person in unit.people.coordinators(programme.id)}
    names = Names(unit.people.names([one.pair for one in found if one.pair]), coordinators)
    several = len(unit.programmes.of_coordinator(news.person.id)) > 1
    return undelivered(found, people, names, programme.id, programme.name if several else "")


def _day(person: Person, at: datetime) -> date:
    return Member.of(person.id, person).local(at).date()


def _name(programme: str, person: Person, day: date) -> str:
    """What is claimed once: it ends with who is told, so that it goes with them."""
    return f"undelivered:{day.isoformat()}.{programme} {person.id}"

"""Nothing is kept for longer than a programme says (`Retention`); the worker carries it out.

1. So many months after a journey's end what the two said is deleted: the sealed columns, whether a key opens them or not, what is
   still queued, and the pair's cards on the local page.
2. Some months later the rest goes: the pair, and each of the two who is in no other pair and coordinates nothing.
3. What was heard, who was written to on which day, and what coordinators announced goes after so many days; a frozen week as late
   as a pair.
4. In Slack and Teams people keep their own chats; nobody asked to have those emptied (`erase` does, for who does ask).
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ports import ProgrammeRecord, Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class Expired:
    """What was deleted: pairs' words, whole pairs, people, events and counts."""

    words: int = 0
    pairs: int = 0
    people: int = 0
    events: int = 0

    def __add__(self, other: Expired) -> Expired:
        return Expired(
            self.words + other.words,
            self.pairs + other.pairs,
            self.people + other.people,
            self.events + other.events,
        )


async def expire(store: Store, at: datetime) -> Expired:
    """Deletes what is due at `at`, a pair a transaction: nobody waits for it."""
    done = Expired()
    for programme in await store.read(lambda unit: unit.programmes.all()):
        done += Expired(events=await store.run(lambda unit, one=programme: _events(unit, one, at)))  # type: ignore[misc]
        for pair in await store.read(lambda unit, id=programme.id: unit.erasures.ended(id)):  # type: ignore[misc]
            done += await store.run(lambda unit, pair=pair, one=programme: _pair(unit, one, pair, at))  # type: ignore[misc]
    return done + Expired(events=await store.run(lambda unit: _of_no_programme(unit, at)))


def _events(unit: UnitOfWork, programme: ProgrammeRecord, at: datetime) -> int:
    weeks = unit.weeks.forget(programme.id, months_after(at, -programme.retention.rest_months).date())
    before = at - timedelta(days=programme.retention.events_days)
    return weeks + unit.announcements.forget(programme.id, before) + unit.erasures.forget_events(programme.id, before)


def _of_no_programme(unit: UnitOfWork, at: datetime) -> int:
    """What belongs to no pair, or to one that is gone, and what was done once."""
    longest = max((one.retention.events_days for one in unit.programmes.all()), default=90)
    return unit.seen.forget(at - timedelta(days=longest))


def _pair(unit: UnitOfWork, programme: ProgrammeRecord, pair: str, at: datetime) -> Expired:
    journey = unit.journeys.of(pair)
    if journey is None or journey.ended is None:
        return Expired()
    if months_after(journey.ended, programme.retention.rest_months) <= at:
        people = list(unit.people.of_pair(pair).values())
        unit.erasures.forget_pair(pair, withdraw=False)
        alone = [
            one for one in people if not unit.people.every_membership(one.id) and not unit.erasures.coordinates(one.id)
        ]
        for one in alone:
            unit.erasures.forget(one, [], withdraw=False)
        return Expired(pairs=1, people=len(alone))
    if months_after(journey.ended, programme.retention.answers_months) <= at:
        return Expired(words=int(unit.erasures.forget_words(pair)))
    return Expired()


def months_after(at: datetime, months: int) -> datetime:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return at.replace(year=year, month=month + 1, day=min(at.day, calendar.monthrange(year, month + 1)[1]))

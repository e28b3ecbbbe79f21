"""Delivers announcements: to each person once, when manners allow it.

1. Each is written to in private, in their working hours, as one of the two messages a day that nobody asked for, over all
   that they are in; and not while their pair pauses.
2. Whoever is in several pairs gets it by the one that was meant or, if that pauses, by another one of the same programme.
3. Who cannot be written to before the announcement closes gets it no more: what is two months old helps nobody.
4. One person a transaction: a crash leaves each either owed or posted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.application.event_handler import EventHandler
from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.coordination.actions import ANNOUNCEMENT
from bot.engine.flows.coordination.desk.announcing import announcement
from bot.engine.flows.willing.state import is_before
from bot.engine.journey import Journey
from bot.engine.people import PRIVATE, Role
from bot.ports import UnitOfWork
from bot.ports.store.announcements import Announcement, Recipient

AGAIN = timedelta(hours=1)
"""When somebody is looked at again who pauses, or whose words no key opens."""


@dataclass(frozen=True, slots=True)
class Announcing:
    service: EventHandler

    async def send(self) -> int:
        """Owes to whoever may be written to now; returns how many people were looked at."""
        store, at = self.service.store, self.service.clock.now()
        if not await store.read(lambda unit: unit.announcements.is_due(at)):
            return 0
        count = 0
        while await store.run(lambda unit: self._next(unit, at)):
            count += 1
        return count

    def _next(self, unit: UnitOfWork, at: datetime) -> bool:
        """Whether there was anybody."""
        one = unit.announcements.claim(at)
        if one is None:
            return False
        about = unit.announcements.read(one.announcement)
        if about is None or about.withdrawn is not None or about.closes is None or about.closes <= at:
            unit.announcements.give_up(one)
        elif about.text is None:
            unit.announcements.put_off(one, at + AGAIN)
        else:
            self._tell(unit, one, about, at)
        return True

    def _tell(self, unit: UnitOfWork, one: Recipient, about: Announcement, at: datetime) -> None:
        found = list(_places(unit, one, about.programme))
        awake = next(((journey, role) for journey, role in found if journey.pause is None), None)
        if not found:
            unit.announcements.give_up(one)
            return
        if awake is None:
            unit.announcements.put_off(one, at + AGAIN)  # whoever pauses may be back at any time
            return
        writer = unit.records.person(about.by)
        journey, role = awake
        key = ids.card(ANNOUNCEMENT, role=role, rest=about.id)
        message = announcement("" if writer is None else writer.name, about.text or "")
        when = self.service.tell(unit, journey, role, Post(key, PRIVATE[role], message), at)
        if when is None:
            unit.announcements.posted(replace(one, pair=journey.pair, role=role), at)
        else:
            unit.announcements.put_off(one, when)


def _places(unit: UnitOfWork, one: Recipient, programme: str) -> Iterator[tuple[Journey, Role]]:
    """Where they can be written to: the pair that was meant first, then their others of the programme."""
    mine = sorted(unit.people.memberships(one.person), key=lambda each: each.pair != one.pair)
    for each in mine:
        whose, journey = unit.programmes.of_pair(each.pair), unit.journeys.of(each.pair)
        if whose is None or whose.id != programme or journey is None:
            continue
        if journey.ended is None and each.role not in journey.left and not is_before(journey):
            yield journey, each.role

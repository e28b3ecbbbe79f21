"""What could not be delivered, as coordinators hear of it: whom it concerns, not which messages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from bot.engine.flows.digest import words
from bot.engine.flows.digest.model import Undelivered
from bot.engine.messages import Say, typed
from bot.engine.people import Role
from bot.ports import UnitOfWork


def undelivered(unit: UnitOfWork, programme: str, reader: str, since: datetime) -> list[Undelivered]:
    """What was set aside from `since` on: one entry for each pair, or one of its two, and reason.

    Without the pairs that the `reader`, a person, is in: there they are a member like any other.
    """
    own = {one.pair for one in unit.people.every_membership(reader)}
    counts = Counter(
        (dead.pair, dead.behind or dead.lane, dead.reason)
        for dead in unit.dead_letters.all(programme)
        if dead.at >= since and dead.pair not in own
    )
    names = {str(lane): person.name for lane, person in unit.people.coordinators(programme)}
    return [
        Undelivered(_names(unit, pair, lane, names), reason, count) for (pair, lane, reason), count in counts.items()
    ]


def _names(unit: UnitOfWork, pair: str, lane: str, coordinators: Mapping[str, str]) -> Say:
    """Of a pair, of one of the two, or of a coordinator."""
    people = unit.people.of_pair(pair)
    if not people:
        return typed(coordinators.get(lane, lane))
    mentor, mentee = people[Role.MENTOR].name, people[Role.MENTEE].name
    for person in people.values():
        if lane.endswith(f"/dm:{person.id}"):
            return words.MEMBER(name=person.name, mentor=mentor, mentee=mentee)
    return words.PAIR(mentor=mentor, mentee=mentee)

"""People, pairs and posts to test with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from bot.engine.journey import Journey, begin
from bot.engine.messages import Message, text
from bot.engine.people import DaysOff, Hours, Member, Place, Role
from bot.engine.programme import Track
from bot.ports import Address, Lane, OutboxMessage, Person
from storage.store import SqlStore
from storage.unit import SqlUnit

T = TypeVar("T")

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
TRACK = next(iter(Track))


def do(store: SqlStore, work: Callable[[SqlUnit], T]) -> T:
    """Runs one transaction to its end."""
    return asyncio.run(store.run(work))


def person(id: str, channel: str = "local") -> Person:
    return Person(
        id=id,
        name=id.capitalize(),
        languages=("fr", "en"),
        zone="Europe/Paris",
        address=Address(channel, id.upper()),
        hours=Hours(days=(0, 1, 3)),
        off=(DaysOff(date(2026, 4, 1), date(2026, 4, 3)),),
        mail=f"{id}@example.org",
    )


AMA, BO = person("ama"), person("bo")


def journey(pair: str = "p1", mentor: Person = AMA, mentee: Person = BO, start: date = date(2026, 3, 2)) -> Journey:
    return begin(pair, TRACK, member(mentor), member(mentee), start)


def member(who: Person) -> Member:
    return Member.of(who.id, who)


def lane(place: str = "pair:p1", workspace: str = "home", channel: str = "local") -> Lane:
    return Lane(channel, workspace, place)


def enrol(
    pair: str = "p1", *, wake: datetime | None = None, start: date = date(2026, 3, 2)
) -> Callable[[SqlUnit], bool]:
    people = {Role.MENTOR: AMA, Role.MENTEE: BO}
    return lambda unit: unit.journeys.enrol(journey(pair, start=start), people, lane(f"pair:{pair}"), wake)


def owed(
    key: str = "s1.agenda",
    place: str = "pair:p1",
    workspace: str = "home",
    *,
    channel: str = "local",
    pair: str = "p1",
    due: datetime | None = None,
    refresh: bool = False,
) -> OutboxMessage:
    return OutboxMessage(
        pair=pair,
        key=key,
        to=Place.PAIR,
        lane=lane(place, workspace, channel),
        message=message(key),
        languages=("fr", "en"),
        zones=("Europe/Paris",),
        seance=2,
        refresh=refresh,
        unprompted=True,
        due=due,
    )


def message(about: str) -> Message:
    return Message((text("a-sentence", about=about, when=NOW),))


def claim(unit: SqlUnit, at: datetime = NOW, limit: int = 20, owner: str = "worker") -> list[OutboxMessage]:
    return list(unit.outbox.claim(at, limit, owner, MINUTE))


def keys(posts: list[OutboxMessage]) -> list[str]:
    return [post.key for post in posts]

"""The versions of the content: every pair keeps the one that it began with, until an operator moves it.

1. A version is what its files say as far as pairs go by it (`content.versions.stored`), kept under an id made of that.
2. Whoever starts stores the version in use, before it makes or moves any pair: a version that is named is there.
3. A pair that was enrolled before there were versions names none, and goes by the first that was stored.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.engine.journey import Journey
from bot.engine.programme import Programme
from bot.engine.timers import first
from bot.ports import UnitOfWork

EARLIEST = "content.first"
"""The fact that names the version of pairs that name none."""


class Versions(Protocol):
    """Makes programmes of versions, and remembers them."""

    def programme(self, unit: UnitOfWork, like: Programme, id: str) -> Programme:
        """`like` with the séances and times of a version; `like` itself if that cannot be read."""
        ...

    def learn(self, unit: UnitOfWork) -> None:
        """From now on whatever a message says in a stored version can be said."""
        ...


class OneVersion:
    """`Versions` where none is told from another."""

    def programme(self, unit: UnitOfWork, like: Programme, id: str) -> Programme:
        return like

    def learn(self, unit: UnitOfWork) -> None:
        """There is nothing to learn."""


def keep(unit: UnitOfWork, id: str, files: str, at: datetime) -> None:
    """Stores the version in use."""
    unit.contents.put(id, files, at)
    if unit.facts.get(EARLIEST) is None:
        unit.facts.put(EARLIEST, id)


def named(unit: UnitOfWork, id: str) -> str:
    """The version that a pair means which names `id`, or none."""
    return id or unit.facts.get(EARLIEST) or ""


class Stays(StrEnum):
    """Why a pair cannot go by another version just now."""

    ENDED = "it has ended"
    MEETING = "its meeting is under way: try again afterwards"
    BEYOND = "it is in a séance that would be no more"
    GATE = "both would be asked at another point whether to go on, which it has reached or passed"


def stays(before: Programme, after: Programme, journey: Journey) -> Stays | None:
    """None if the pair can go on by `after` from where it stands."""
    now, track = journey.current, journey.track
    if journey.ended is not None:
        return Stays.ENDED
    if now is None:
        return None
    if now.number > after.last(track):
        return Stays.BEYOND
    if now.held is None and now.meeting is not None and now.meeting.topic and now.meeting.ended is None:
        return Stays.MEETING
    gates = {one.gate(track) for one in (before, after) if one.gate(track) <= one.last(track)}
    is_other = before.gate(track) != after.gate(track)
    return Stays.GATE if is_other and any(now.number >= gate - 1 for gate in gates) else None


def move(unit: UnitOfWork, pair: str, before: Programme, after: Programme) -> Stays | None:
    """Lets a pair go by `after` from now on, and wakes it when that says; nothing happens to one that stays.

    What stands in its chats stays as it is until it is drawn again.
    """
    journey = unit.journeys.of(pair)
    if journey is None:
        return Stays.ENDED
    if (why := stays(before, after, journey)) is not None:
        return why
    unit.contents.move(pair, after.version)
    unit.journeys.save(journey, first(after, journey))
    return None

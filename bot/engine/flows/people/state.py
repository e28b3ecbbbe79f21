"""Whom the mentee would like to meet, whom the mentor can introduce, and who was met."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.engine.commands import fold
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.state import Reads, SharedState

MOST = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. `number` is given once: another name is another entry."""

    number: int = 0
    name: str = ""
    """A name, a profession or a place, as typed."""
    why: str = ""
    offered: bool = False
    """The mentor can introduce them."""
    met: bool = False


@dataclass(frozen=True, slots=True)
class People:
    entries: tuple[Entry, ...] = ()
    given: int = 0
    """The last number that was given."""
    told: int = 0
    """How often the mentee was told of an offer: what tells one message about it from the next."""
    unseen: datetime | None = None
    """When that last was, until the mentee has done something about the list."""

    @property
    def met(self) -> tuple[Entry, ...]:
        return tuple(one for one in self.entries if one.met)

    @property
    def is_full(self) -> bool:
        return len(self.entries) >= MOST

    def has(self, name: str, why: str) -> bool:
        return any((one.name, one.why) == (name, why) for one in self.entries)


PEOPLE = SharedState("people", People(), Reads.PAIR)


def with_added(people: People, name: str, why: str) -> People:
    """The same with one person more; nobody is on it twice, and a full list stays as it is."""
    if people.is_full or people.has(name, why):
        return people
    number = people.given + 1
    return replace(people, entries=(*people.entries, Entry(number, name, why)), given=number)


def with_worded(people: People, number: int, name: str, why: str) -> People:
    """The same with other words for one of them: without a name they are off the list, with another it is somebody else.

    An accent or a capital more is the same name, better written.
    """
    entries, given = list[Entry](), people.given
    for one in people.entries:
        if one.number != number:
            entries.append(one)
        elif name and fold(name) == fold(one.name):
            entries.append(replace(one, name=name, why=why))
        elif name:
            given += 1
            entries.append(Entry(given, name, why, met=one.met))
    return replace(people, entries=tuple(entries), given=given)


def with_entry(people: People, number: int, change: Callable[[Entry], Entry]) -> People:
    """The same with one of them changed; of a number that there is not, nothing is."""
    return replace(people, entries=tuple(change(one) if one.number == number else one for one in people.entries))


def carried(old: Journey, new: Journey, role: Role) -> Journey:
    """The list is the mentee's; what the mentor offered is said no more."""
    people = old.of(PEOPLE)
    if role is not Role.MENTEE or not people.entries:
        return new
    entries = tuple(replace(one, offered=False) for one in people.entries)
    return new.keeping(PEOPLE, People(entries, people.given))


def erased(journey: Journey, role: Role) -> Journey:
    """The list is the mentee's, the offers are the mentor's."""
    people = journey.of(PEOPLE)
    if not people.entries:
        return journey
    kept = () if role is Role.MENTEE else tuple(replace(one, offered=False) for one in people.entries)
    return journey.keeping(PEOPLE, replace(people, entries=kept, unseen=None))

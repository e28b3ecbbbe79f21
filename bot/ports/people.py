"""Who there is, where they are reached, and the conversations that are theirs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.engine.people import Profile, Role
from bot.engine.programme import Track
from bot.ports.programmes import FIRST


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is reached: a channel and their id there, `slack` and `U024BE7LH`."""

    channel: str
    id: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.id}"

    @property
    def workspace(self) -> str:
        """What stands before the slash of `T0123/U024BE7LH`: the Slack workspace, the Teams tenant; or nothing."""
        return self.id.rpartition("/")[0]


TOLD = "told"
"""Among what is `chosen` of a person, though they chose nothing: their platform has said which language is theirs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Profile):
    """Somebody whom the bot knows: their profile, and what the engine need not know of them."""

    id: str
    address: Address
    mail: str = ""
    """For invitations; empty if it is not known."""
    chosen: tuple[str, ...] = ()
    """What of `zone` and `languages` was chosen, by them or in the enrolment: a platform's profile no longer changes it.
    `TOLD` among them: a platform has said which language is theirs."""

    @property
    def reads(self) -> tuple[str, ...]:
        """In which languages the bot writes to them alone: one, or two until one is known to be theirs."""
        known = "languages" in self.chosen or TOLD in self.chosen
        return self.languages[: 1 if known else 2]


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's place in one pair."""

    pair: str
    role: Role
    partner: str
    """The other one's name."""
    track: Track


@dataclass(frozen=True, slots=True)
class Lane:
    """A conversation as the queue knows it: messages of one lane go out one after another, in order.

    A pair on one channel shares a lane; a private lane belongs to a person, whatever pair a message is about.
    """

    channel: str
    workspace: str
    place: str
    """`pair:PAIR`, `dm:PERSON` or `coordinator:ID`."""

    def __str__(self) -> str:
        return f"{self.channel}/{self.workspace}/{self.place}"

    @property
    def scope(self) -> str:
        """What a platform throttles as a whole: one workspace of one channel."""
        return f"{self.channel}/{self.workspace}"


class People(Protocol):
    """The part of a unit of work that knows people, and which pairs and conversations are theirs."""

    def put(self, person: Person) -> None:
        """Stores or updates a person and their address."""
        ...

    def at(self, address: Address) -> Person | None: ...
    def at_each(self, addresses: Collection[Address]) -> Mapping[Address, Person]:
        """Those who are reached there; without the addresses that are nobody's."""
        ...

    def taken(self, ids: Collection[str]) -> Collection[str]:
        """Ids that are somebody's."""
        ...

    def add_all(self, people: Sequence[Person]) -> None:
        """Stores people whom nobody has stored, very many at once."""
        ...

    def of_pair(self, pair: str) -> Mapping[Role, Person]: ...
    def names(self, pairs: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        """Pair → person → name, the mentor first; without pairs that are gone."""
        ...

    def memberships(self, person: str) -> Sequence[Membership]:
        """The pairs of a person that have not ended, oldest first."""
        ...

    def every_membership(self, person: str) -> Sequence[Membership]:
        """All pairs that a person is or was in, oldest first."""
        ...

    def pairs_at(self, channel: str, conversation: str) -> Sequence[str]:
        """The pairs whose shared conversation this is, newest first, those that have ended last.

        Two people may be a pair in two tracks, or have been one before.
        """
        ...

    def coordinators(self, programme: str | None = None) -> Sequence[tuple[Lane, Person]]:
        """Of a programme; None: of any, each person once."""
        ...

    def coordinators_of(self, pair: str) -> Sequence[tuple[Lane, Person]]:
        """Those of the pair's programme, without any who is of the pair."""
        ...

    def put_coordinator(self, person: Person, lane: Lane, programme: str = FIRST) -> None: ...
    def dismiss_coordinator(self, person: str, programme: str = FIRST) -> None:
        """They see nothing of the programme any more; what they were still to get of it is withdrawn."""
        ...

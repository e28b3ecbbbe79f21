"""Who there is, where they are reached, and the conversations that are theirs."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.engine.people import DaysOff, Hours, Role
from bot.engine.programme import Track


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


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    languages: tuple[str, ...]
    zone: str
    address: Address
    hours: Hours = field(default_factory=Hours)
    off: tuple[DaysOff, ...] = ()
    mail: str = ""
    """For invitations; empty if it is not known."""
    chosen: tuple[str, ...] = ()
    """What of `zone` and `languages` was chosen, by them or in the enrolment: a platform's profile no longer changes it."""


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

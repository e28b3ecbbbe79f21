"""The part of a unit of work that owes messages and wake-ups: what is due, and who is at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.engine import ids
from bot.engine.effects import Urgency
from bot.engine.flows.digest.reasons import Reason
from bot.engine.messages import Message
from bot.engine.people import Place
from bot.ports.people import Lane

SUSPICIOUS = 2
"""Workers in a row that ended while they had a message: after so many it is claimed alone."""


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """A message to be delivered: what a `Post` becomes for one lane."""

    pair: str
    key: str
    to: Place
    lane: Lane
    message: Message
    languages: tuple[str, ...]
    zones: tuple[str, ...]
    seance: int = 0
    refresh: bool = False
    unprompted: bool = False
    resend_if_uncertain: bool = True
    """Better sent twice than never, where nobody can tell whether it arrived."""
    urgency: Urgency = Urgency.WAITED
    due: datetime | None = None
    """Not before this instant; at once if None."""
    id: int = 0
    """The queue's own, rising; 0 before it is stored. A channel writes it into the message if it can."""
    attempts: int = 0
    """Tries so far that ended, this one left out."""
    lapses: int = 0
    """Workers that ended, one after another, while they had it. From the second on it is claimed alone (`claim_suspect`)."""
    doubtful: bool = False
    """An earlier try may have arrived: look it up before sending again."""
    restored: bool = False
    """It was due in hours that a restore has undone: what was shown then under the same key is this, whatever its number."""
    tried: datetime | None = None
    """When it was first claimed: nothing of it arrived before."""
    card: str = ""
    """The channel's reference of the card that this updates; empty if it is to be created."""
    conversation: str = ""
    """The channel's id of the conversation, once it is known."""

    @property
    def kind(self) -> str:
        """What logs call it: the key would tell who was reminded, and so who has not answered."""
        return ids.read(self.key).kind


@dataclass(frozen=True, slots=True)
class Wake:
    """A pair whose next timer is due."""

    pair: str
    due: datetime


@dataclass(frozen=True, slots=True)
class ChannelBacklog:
    """How many messages a channel is owed."""

    ready: int = 0
    """May go at once, as soon as those before them in their conversation have."""
    sending: int = 0
    waiting: int = 0
    """For their time, for another try, or for the platform."""
    oldest: datetime | None = None
    """Since when the oldest is due of those that have a time of their own, or have been tried."""
    untried: int = 0
    """The oldest that is due at once and was never tried: nothing says since when. 0 if there is none."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What is owed at an instant, in figures."""

    channels: Mapping[str, ChannelBacklog]
    set_aside: Mapping[tuple[str, Reason], int]
    """By channel and reason."""
    wake: datetime | None
    """Since when the oldest wake-up is due; None if none is."""


class Outbox(Protocol):
    """Owes messages and wake-ups, and hands out what is due under a lease."""

    def enqueue(self, posts: Iterable[OutboxMessage]) -> None: ...
    def claim_wakes(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[Wake]: ...
    def claim(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[OutboxMessage]:
        """Due posts, leased to `owner`: the most urgent of a scope first, fairly between scopes; at most one a lane.

        Of a lane it is the oldest, or one that is about a moment.
        """
        ...

    def claim_suspect(self, now: datetime, owner: str, lease: timedelta) -> OutboxMessage | None:
        """The due post that waits longest of those that two workers in a row did not outlive: `claim` hands out none of them.

        For a worker that has nothing else in hand: if it ends, it is this message that ends workers.
        """
        ...

    def delivered(self, post: OutboxMessage, owner: str, conversation: str, card: str) -> bool:
        """Forgets the post and remembers its card; False if the lease is no longer `owner`'s."""
        ...

    def reschedule(
        self,
        post: OutboxMessage,
        owner: str,
        until: datetime,
        *,
        doubtful: bool,
        count: bool = True,
    ) -> bool:
        """Gives the post back, to be tried again at `until`; `count` it as an attempt or not."""
        ...

    def throttle(self, scope: str, until: datetime) -> None:
        """Keeps everything of a scope (`Lane.scope`, or one lane's `str`) back until then: the platform said so."""
        ...

    def release(self, owner: str) -> int:
        """Gives back every lease of `owner`."""
        ...

    def set_apart(self, since: datetime, until: datetime) -> None:
        """After a restore: gives every lease back, and goes on with numbers that the lost hours cannot have given."""
        ...

    def doubt(self, since: datetime, until: datetime) -> int:
        """Lets whatever was due until then be looked up before it is sent, or held where nobody can look; how much that is."""
        ...

    def ring_all(self, now: datetime) -> int:
        """Lets every pair's wake be due: who has nothing to be told is only given its next wake anew; how many that is."""
        ...

    def steady(self, now: datetime, lease: timedelta, longest: timedelta) -> int:
        """After the clock was set back: no lease ends later than `lease` from now, and nothing is tried again, and no scope held,
        for longer than `longest`; how much that changed."""
        ...

    def next_due(self) -> datetime | None:
        """When anything at all is due next."""
        ...

    def backlog(self, now: datetime) -> Backlog:
        """What is owed, for those who watch over it. It only reads."""
        ...

    def owes(self, now: datetime) -> bool:
        """Whether a message is due that is neither delivered nor set aside; waiting behind one that is not due yet is no debt."""
        ...

"""A channel, where messages are shown, and what may come of trying."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.engine.flows.digest.reasons import Reason
from bot.engine.people import Role
from bot.ports.logged import Logged
from bot.ports.outbox import OutboxMessage
from bot.ports.people import Lane, Person


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a message arrived: the channel's ids of the conversation and of the message."""

    conversation: str
    card: str


class Refused(Logged):
    """The channel will never take this message; `detail`, the platform's words, is for the operator.

    If the reason lasts, nothing more goes to `lane` (the post's own unless it is named: that of one reader, when another
    one has the message) until the person acts there, the app is back, or an operator tries again; or, if it is to be
    `probed` since the platform may tell of none of these, until it is tried again by itself.
    """

    def __init__(self, reason: Reason, detail: str, lane: Lane | None = None, *, probed: bool = False) -> None:
        super().__init__(detail)
        self.reason, self.detail, self.lane, self.probed = reason, detail, lane, probed

    @property
    def logged(self) -> str:
        """What a platform says may be anything; `together-bot undelivered` shows it."""
        return f"{type(self).__name__} ({self.reason})"


class Busy(Exception):
    """The channel takes nothing from this scope for `after` seconds; nothing was posted."""

    def __init__(self, after: float, scope: str = "") -> None:
        super().__init__(f"busy for {after} s")
        self.after, self.scope = after, scope


class Unreached(Exception):
    """The message did not arrive, and can safely be sent again."""


class Unexplained(Unreached):
    """The platform refused the message without a reason that it names, as it also does while something is wrong with itself.

    It is tried for hours before the platform is taken at its word: `Refused`, with the same fields.
    """

    def __init__(self, reason: Reason, detail: str, lane: Lane | None = None) -> None:
        super().__init__(detail)
        self.reason, self.detail, self.lane = reason, detail, lane


class Doubtful(Exception):
    """Nobody knows whether the message arrived."""


class Channel(Protocol):
    """A place where messages are shown. Implementations raise the exceptions above and no others."""

    name: str
    looks_up: bool
    """Whether `find` can tell if a doubtful message arrived."""

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        """Creates the message, or updates the card `post.card`."""
        ...

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        """The message of an earlier try, recognised by `post.id`."""
        ...

    async def close(self) -> None:
        """Ends the connections that it keeps open, if any."""
        ...

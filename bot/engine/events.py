"""The events, a closed union. Each carries its id, its instant and its pair."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.engine.ids import Action, CardId, TimerId
from bot.engine.people import Place, ProfileChange, Role


@dataclass(frozen=True, slots=True)
class Joined:
    """The pair was enrolled."""

    id: str
    at: datetime
    pair: str


@dataclass(frozen=True, slots=True)
class Commanded:
    """A member typed something, `prep` or `pause 2026-03-01`, in `place`.

    A flow is given what follows the word of its command.
    """

    id: str
    at: datetime
    pair: str
    actor: Role
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Pressed:
    """A member pressed a button, ticked a list or chose an answer on the card `card`."""

    id: str
    at: datetime
    pair: str
    actor: Role
    card: str
    """As the channel brought it: `ids.read` says what it is."""
    action: Action
    values: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Submitted:
    """A member sent a form."""

    id: str
    at: datetime
    pair: str
    actor: Role
    card: str
    action: Action
    fields: Mapping[str, str]
    place: Place


@dataclass(frozen=True, slots=True)
class Woke:
    """A timer of the journey came due. `elsewhere` counts what each was sent unasked today in their other pairs.

    `together`: who had one there today that counts together with what this timer posts.
    """

    id: str
    at: datetime
    pair: str
    timer: TimerId
    elsewhere: Mapping[Role, int] = field(default_factory=dict)
    together: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivered:
    """A card that reminders hang on reached its readers for the first time."""

    id: str
    at: datetime
    pair: str
    card: CardId
    readers: tuple[Role, ...]
    """Who sees it from now on: one of the two only, where a pair is split across channels."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A member changed something about themselves in another pair of theirs."""

    id: str
    at: datetime
    pair: str
    actor: Role
    change: ProfileChange


@dataclass(frozen=True, slots=True)
class Nudged:
    """A coordinator asked the bot to encourage the pair."""

    id: str
    at: datetime
    pair: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A coordinator sees to what a member asked for, or no longer does."""

    id: str
    at: datetime
    pair: str
    actor: Role
    """Who asked."""
    back: bool = False
    """Somebody else is to see to it."""


@dataclass(frozen=True, slots=True)
class CallBegan:
    """A video call began in a chat of the pair, as its platform tells."""

    id: str
    at: datetime
    pair: str


@dataclass(frozen=True, slots=True)
class CallEnded:
    """Everybody has left that call."""

    id: str
    at: datetime
    pair: str


@dataclass(frozen=True, slots=True)
class RoomOpened:
    """The service behind a member's calendar opened a room for a séance."""

    id: str
    at: datetime
    pair: str
    number: int
    round: int
    link: str


@dataclass(frozen=True, slots=True)
class Rested:
    """A member's account was deactivated; it may come back."""

    id: str
    at: datetime
    pair: str
    actor: Role


@dataclass(frozen=True, slots=True)
class Returned:
    """A member's account is there again."""

    id: str
    at: datetime
    pair: str
    actor: Role


@dataclass(frozen=True, slots=True)
class Left:
    """A member left the programme."""

    id: str
    at: datetime
    pair: str
    actor: Role


@dataclass(frozen=True, slots=True)
class Restored:
    """A member who had left takes part again."""

    id: str
    at: datetime
    pair: str
    actor: Role


@dataclass(frozen=True, slots=True)
class Stopped:
    """A coordinator ended the pair."""

    id: str
    at: datetime
    pair: str


@dataclass(frozen=True, slots=True)
class Reopened:
    """A coordinator took that back."""

    id: str
    at: datetime
    pair: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """A coordinator gave the one who stays somebody else, in another pair: this one ends."""

    id: str
    at: datetime
    pair: str
    actor: Role
    """Who goes."""
    successor: str
    """The other pair."""
    carried: bool = False
    """Something that the one who stays has written goes with them."""


ByMember = Commanded | Pressed | Submitted
Presence = Rested | Returned | Left | Restored | Stopped | Reopened | Replaced
"""Somebody goes or comes back, or a pair does."""
Call = CallBegan | CallEnded
Event = (
    Joined
    | Commanded
    | Pressed
    | Submitted
    | Woke
    | Delivered
    | Changed
    | Nudged
    | Taken
    | Call
    | RoomOpened
    | Presence
)

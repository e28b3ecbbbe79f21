"""The queue of due work: what is owed, and what could not be delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.engine.flows.digest.reasons import Reason
from bot.engine.messages import Message
from bot.engine.people import Place
from bot.ports.people import Lane


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
    due: datetime | None = None
    """Not before this instant; at once if None."""
    id: int = 0
    """The queue's own, rising; 0 before it is stored. A channel writes it into the message if it can."""
    attempts: int = 0
    """Tries so far, this one left out."""
    doubtful: bool = False
    """An earlier try may have arrived: look it up before sending again."""
    tried: datetime | None = None
    """When it was first claimed: nothing of it arrived before."""
    card: str = ""
    """The channel's reference of the card that this updates; empty if it is to be created."""
    conversation: str = ""
    """The channel's id of the conversation, once it is known."""


@dataclass(frozen=True, slots=True)
class Wake:
    """A pair whose next timer is due."""

    pair: str
    due: datetime


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that could not be delivered, and why."""

    id: int
    pair: str
    key: str
    lane: str
    reason: Reason
    detail: str
    """For the operator: what the platform said."""
    at: datetime
    behind: str = ""
    """The lane that must open again first, its own or one of its readers'; empty if none must."""

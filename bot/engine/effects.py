"""The effects of a step, a closed union: what to post, reply or learn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum

from bot.engine.ids import NO_CARD, CardId
from bot.engine.journey import Journey
from bot.engine.messages import Message
from bot.engine.people import Place, ProfileChange, Role


class Urgency(IntEnum):
    """Says what goes first where a platform takes less than is owed."""

    MOMENT = 0
    """It is about a moment: the agenda, « held ». It overtakes what is older, in its own conversation too."""
    WAITED = 1
    """Somebody waits for it: it follows from what was just done."""
    REMINDER = 2
    REST = 3
    """What is as good an hour later: the first words of a season, a digest, a letter to everybody."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post is owed to `to`: the first under a key creates a card, a later one updates it in place, silently.

    `refresh` redraws a card that is there and creates none. `unprompted`: it is among the two a day that nobody asked for.
    `resend_if_uncertain`: where nobody can tell whether it arrived, better twice than never; otherwise it is held for a
    person to decide.
    """

    key: CardId
    to: Place
    message: Message
    seance: int = 0
    refresh: bool = False
    unprompted: bool = False
    resend_if_uncertain: bool = True
    urgency: Urgency = Urgency.WAITED


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply answers one interaction, to that person alone; `key` names the card that it shows, if it shows one.

    `redraw` puts it where the pressed card was. `shared`: what it is there if both see that card, and this is for one of them.
    """

    message: Message
    key: CardId = NO_CARD
    seance: int = 0
    redraw: bool = False
    shared: Message | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """A member said something about themselves that holds in all their pairs."""

    role: Role
    change: ProfileChange


@dataclass(frozen=True, slots=True)
class Closed:
    """Somebody's evaluation is final: it goes into the programme's totals. `answers`: what was rated and what helped, never a line.

    Without answers it is void.
    """

    role: Role
    seance: int
    answers: Mapping[str, tuple[str, ...]]
    at: datetime


@dataclass(frozen=True, slots=True)
class Felt:
    """What somebody has answered, or not, to how it goes with the other one is final: it goes into the programme's totals."""

    role: Role
    answer: str
    """`flows.fit.answers.Feeling`; empty for none."""
    at: datetime


Effect = Post | Reply | Learned | Closed | Felt


@dataclass(frozen=True, slots=True)
class Outcome:
    journey: Journey
    effects: tuple[Effect, ...] = ()

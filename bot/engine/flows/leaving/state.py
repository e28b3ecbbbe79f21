"""Who is away without having left, and who has come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.engine.journey import Pause
from bot.engine.people import Role
from bot.engine.state import Reads, SharedState


@dataclass(frozen=True, slots=True)
class Replacement:
    """Somebody else has taken the place of one of the two, in a pair of their own."""

    goes: Role
    at: datetime
    successor: str
    """That pair. The one who stays is in it too."""
    carried: bool = False
    """Something that the one who stays has written goes with them."""
    told: tuple[Role, ...] = ()
    """Who had heard before that the two go on together no more."""


@dataclass(frozen=True, slots=True)
class Away:
    since: Mapping[Role, datetime] = field(default_factory=dict)
    """Whose account rests, and since when: the journey is paused for as long."""
    paused: Pause | None = None
    """The pause that there was before."""
    back: Mapping[Role, datetime] = field(default_factory=dict)
    """Who came back after the other had been told that they were away or gone."""
    gone: Mapping[Role, datetime] = field(default_factory=dict)
    """Who left, and when; nobody of whom an earlier release did not keep it."""
    erased: Mapping[Role, datetime] = field(default_factory=dict)
    """Who has had themselves erased, and when: the cards that both see are drawn again without them, and the journey ends."""
    stopped: datetime | None = None
    """When a coordinator ended the pair, unless that was taken back."""
    reopened: Mapping[Role, datetime] = field(default_factory=dict)
    """Who had been told of that end, and when it was taken back."""
    emptied: tuple[Role, ...] = ()
    """For whom that is done."""
    replaced: Replacement | None = None
    """One of the two is replaced: it cannot be taken back."""


AWAY = SharedState("leaving", Away(), Reads.NOBODY, sealed=False)
"""A fact: the pause and the timers of an account at rest hang on it."""

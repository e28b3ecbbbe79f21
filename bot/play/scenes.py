"""A scene is what the two do once a card is before them, written as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.engine.ids import NO_ACTION, Action, read
from bot.engine.people import Place, Role
from bot.play.acts import Pick, has, nothing
from bot.ports import OutboxMessage


@dataclass(frozen=True)
class Turn:
    """A turn is one act, so many minutes `after` the card came: `action` is pressed or filled in, or a command typed."""

    after: int
    actor: Role
    action: Action = NO_ACTION
    pick: Pick = nothing
    said: Mapping[str, str] = field(default_factory=dict)
    """What a form is filled in with: for a field, the name that the language's folder gives the words (`play: said`)."""
    days: Mapping[str, int] = field(default_factory=dict)
    """… for a date, how many days ahead."""
    times: Mapping[str, str] = field(default_factory=dict)
    """… and for a time, the time."""
    answer: bool = False
    """It is done with what they were answered last."""
    command: str = ""
    """The name of the words that are typed (`play: said`)."""


@dataclass(frozen=True)
class Scene:
    """Begins once, when a card of that kind has what its first turn uses."""

    card: str
    turns: tuple[Turn, ...]
    seances: tuple[int, ...] = ()
    """Only then; any if empty."""
    to: Place | None = None
    """Only before this reader."""

    def begins(self, post: OutboxMessage) -> bool:
        """Whether the card is the one, and can be used as the first turn does."""
        first = self.turns[0]
        return (
            read(post.key).kind == self.card
            and (not self.seances or post.seance in self.seances)
            and self.to in (None, post.to)
            and (bool(first.command) or has(post.message, first.action, next(iter(first.pick(post.message)), "")))
        )

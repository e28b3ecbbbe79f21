"""A programme's week as it is frozen once it is over: what every coordinator reads of it, whenever and wherever they ask.

It names nobody: pairs and people stand in it by their ids, so that whoever is erased is gone from it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from bot.engine.flows.coordination.needs import LATE
from bot.engine.flows.coordination.standing import Standing
from bot.engine.flows.digest.fits import Tone
from bot.engine.flows.digest.model import Week
from bot.engine.flows.digest.reasons import Reason
from bot.engine.flows.digest.totals import Totals
from bot.engine.journey import Stage
from bot.engine.people import Role


class Why(StrEnum):
    """Why a pair is named: `digest-late-WHY` says it in words."""

    UNDATED = "undated"
    """They have no date."""
    UNSAID = "unsaid"
    """Nobody has said whether they met."""


@dataclass(frozen=True, slots=True)
class Late:
    """A pair that may need a kind word, why, and since when."""

    pair: str
    seance: int
    why: Why
    since: datetime


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody whom something could not reach: a person of a pair, both (`person` is empty), or a coordinator (`pair` is)."""

    pair: str
    person: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who asked the coordinators for a word that week; never what about."""

    pair: str
    person: str


@dataclass(frozen=True, slots=True)
class FrozenWeek:
    """What a week's digest is drawn from."""

    week: Week
    met: int = 0
    coming: int = 0
    left: int = 0
    stages: Mapping[Stage, int] = field(default_factory=dict)
    late: tuple[Late, ...] = ()
    """The longest first."""
    late_in_all: int = 0
    unreached: tuple[Unreached, ...] = ()
    unreached_in_all: int = 0
    """People."""
    asked: tuple[Asked, ...] = ()
    """The latest last."""
    totals: Totals | None = None
    fits: Mapping[Tone, int] = field(default_factory=dict)
    """How it goes with the other one: how many at least, in threes."""
    unreadable: bool = False
    """The box could not be opened: its totals will be in a later week."""

    def without(self, pairs: Iterable[str]) -> FrozenWeek:
        """As somebody reads it who is in these pairs: every figure is the same, and their own pairs are not named."""
        own = frozenset(pairs)
        if not own:
            return self
        return replace(
            self,
            late=tuple(one for one in self.late if one.pair not in own),
            unreached=tuple(one for one in self.unreached if one.pair not in own),
            asked=tuple(one for one in self.asked if one.pair not in own),
        )


def late_by(standing: Standing, at: datetime) -> Late | None:
    """The pair as it is named to coordinators, if it is late by then."""
    need = next((one for one in standing.needs_at(at) if one.kind in LATE), None)
    return Late(standing.pair, standing.seance, Why(need.kind), need.since) if need is not None else None


def asked_in(standing: Standing, week: Week) -> Iterator[tuple[datetime, Role]]:
    """Who of the pair asked for a word, and when last in that week."""
    for role, asked in standing.asked.items():
        times = [at for at in asked if at in week]
        if times:
            yield max(times), role

"""A programme's week as it is frozen once it is over: what every coordinator reads of it, whenever and wherever they ask.

It names nobody: pairs and people stand in it by their ids, so that whoever is erased is gone from it too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from bot.engine.flows.coordination.needs import LATE, PRIVATE, NeedKind
from bot.engine.flows.coordination.standing import Standing
from bot.engine.flows.digest.fits import Tone
from bot.engine.flows.digest.model import Week
from bot.engine.flows.digest.reasons import Reason
from bot.engine.flows.digest.totals import Totals
from bot.engine.flows.digest.tracks import TrackCount
from bot.engine.journey import Stage
from bot.engine.people import Role
from bot.engine.programme import Track

WEEKS = 8
"""Weeks whose figures stand side by side."""
KEPT = 100
"""Pairs that are kept by name: more than anybody is shown, so that who is gone by then, or reads of no pair of their own, leaves
no gap."""


@dataclass(frozen=True, slots=True)
class Late:
    """A pair that may need a kind word, why, and since when."""

    pair: str
    seance: int
    why: NeedKind
    """`digest-late-WHY` says it in words."""
    since: datetime


@dataclass(frozen=True, slots=True)
class Unreached:
    """Somebody whom something could not reach: a person of a pair, both (`person` is empty), or a coordinator (`pair` is)."""

    pair: str
    person: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody who asked the coordinators for a word, that week or before, and may wait for it; never what about."""

    pair: str
    person: str
    since: datetime | None = None
    taken: bool = False
    """A coordinator has taken it."""
    role: Role | None = None
    """None in weeks of earlier releases."""


@dataclass(frozen=True, slots=True)
class Announced:
    """What a coordinator has written to the people of several pairs that week; never what."""

    by: str
    """The person."""
    at: datetime
    people: int
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class StageCount:
    """How many pairs of a track are at a stage of a séance; séance 0: before the first."""

    track: Track
    seance: int
    stage: Stage
    pairs: int


@dataclass(frozen=True, slots=True)
class PastWeek:
    """What is told again of a week before."""

    sunday: date
    """The first day after it."""
    met: int


@dataclass(frozen=True, slots=True)
class FrozenWeek:
    """What a week's digest is drawn from."""

    week: Week
    met: int = 0
    coming: int = 0
    left: int = 0
    stages: Mapping[Stage, int] = field(default_factory=dict)
    seances: tuple[StageCount, ...] = ()
    """Stages, séance by séance; empty in weeks of earlier releases."""
    late: tuple[Late, ...] = ()
    """The longest first."""
    unlisted: int = 0
    """How many more there are."""
    late_in_all: int = 0
    """Without a date, or without a word after one."""
    needs: Mapping[NeedKind, int] = field(default_factory=dict)
    """How many pairs each of them concerns."""
    past: tuple[PastWeek, ...] = ()
    """Weeks before it, the oldest first."""
    unreached: tuple[Unreached, ...] = ()
    unreached_in_all: int = 0
    """People."""
    linkless: int = 0
    """What séances have people read or watch, and has no address."""
    asked: tuple[Asked, ...] = ()
    """Who waits, the longest first, and then whose word was taken."""
    announced: tuple[Announced, ...] = ()
    """The newest first."""
    totals: Totals | None = None
    fits: Mapping[Tone, int] = field(default_factory=dict)
    """How it goes with the other one: how many at least, in threes."""
    tracks: tuple[TrackCount, ...] = ()
    """Where all pairs have come to; empty in weeks of earlier releases."""
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


@dataclass(frozen=True, slots=True)
class Needing:
    """Pairs that need something by an instant: fields of `FrozenWeek`."""

    late: tuple[Late, ...] = ()
    unlisted: int = 0
    late_in_all: int = 0
    needs: Mapping[NeedKind, int] = field(default_factory=dict)


def needing(standings: Iterable[Standing], at: datetime) -> Needing:
    """Who asked for a word is told elsewhere. What is `PRIVATE` is in no figure, and so never among the `unlisted`."""
    found, needs, late = list[Late](), Counter[NeedKind](), 0
    for one in standings:
        theirs = [need for need in one.needs_at(at) if need.kind is not NeedKind.ASKED]
        if theirs:
            found.append(Late(one.pair, one.seance, theirs[0].kind, theirs[0].since))
            kinds = {need.kind for need in theirs}
            needs.update(kinds - PRIVATE)
            late += bool(kinds & LATE)
    found.sort(key=lambda one: (one.since, one.pair))
    public = [one for one in found if one.why not in PRIVATE]
    left_out = frozenset(one.pair for one in public[KEPT:])
    return Needing(tuple(one for one in found if one.pair not in left_out), len(left_out), late, needs)


def asked_in(standing: Standing, week: Week) -> Iterator[tuple[Role, datetime, bool]]:
    """Who of the pair asked for a word: since when they wait, or when they asked last in that week and it was taken since."""
    for role, asked in standing.asked.items():
        since = standing.waiting.get(role)
        if since is not None and since < week.end:
            yield role, since, False
        elif times := [at for at in asked if at in week]:
            yield role, max(times), True


def with_past(frozen: FrozenWeek, last: FrozenWeek | None) -> FrozenWeek:
    """With the weeks before it, as the last one that was frozen knows them."""
    if last is None:
        return frozen
    return replace(frozen, past=(*last.past, PastWeek(last.week.sunday, last.met))[1 - WEEKS :])

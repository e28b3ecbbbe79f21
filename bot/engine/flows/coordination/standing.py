"""Where a pair stands, as its coordinators see it: facts of its journey, and not a word of theirs.

It hangs on the journey alone, and on how long is usual (`Timing`). What hangs on the time of day as well is told by an instant:
a date that has come (`stage_at`), a need that begins (`needs_at`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from bot.engine.commands import fold
from bot.engine.flows.closing.state import CLOSED
from bot.engine.flows.contact.state import asked, waiting
from bot.engine.flows.coordination.needs import Need, needs
from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.willing.state import Doubtful, doubts
from bot.engine.journey import Journey, Pause, Stage
from bot.engine.people import Role
from bot.engine.programme import Timing, Track

VERSION = 5
"""To be raised with whatever changes where the same journey stands: what is stored is then worked out anew."""

_EARLIEST = datetime.min.replace(tzinfo=UTC)
"""Every agreed date lies ahead of it."""


@dataclass(frozen=True, slots=True)
class SeanceStanding:
    """One séance of a pair."""

    number: int
    opened: datetime
    meeting: datetime | None = None
    """The agreed date, until another one is."""
    held: datetime | None = None
    moves: int = 0
    """How often an agreed date was given up."""


@dataclass(frozen=True, slots=True)
class Standing:
    pair: str
    track: Track
    start: date
    """The Monday of the first week."""
    stage: Stage
    """As long as the agreed date lies ahead: see `stage_at`."""
    languages: Mapping[Role, str]
    """The one that each reads first."""
    names: str
    """Both of them, folded, to be found by."""
    seances: tuple[SeanceStanding, ...] = ()
    needs: tuple[Need, ...] = ()
    """That which begins first before the others."""
    asked: Mapping[Role, tuple[datetime, ...]] = field(default_factory=dict)
    """When one of them asked for a word."""
    waiting: Mapping[Role, datetime] = field(default_factory=dict)
    """Who waits for a word, and since when: nobody has taken it yet."""
    doubts: tuple[Doubtful, ...] = ()
    """Who may not take part, before it has begun; a silence may lie ahead."""
    left: tuple[Role, ...] = ()
    """Who takes part no more, by their own doing or not."""
    replaced: Role | None = None
    """In whose place somebody else has come, in another pair."""
    stopped: datetime | None = None
    """When a coordinator ended it; a while it can be taken back."""
    pause: Pause | None = None
    ended: datetime | None = None
    closed: datetime | None = None
    """When it ended with its programme, before its own end."""

    @property
    def is_finished(self) -> bool:
        """Whether it came to its own end: nobody left, and neither its coordinators nor the programme's last day cut it short."""
        return self.ended is not None and not self.left and self.stopped is None and self.closed is None

    @property
    def current(self) -> SeanceStanding | None:
        """The séance under way."""
        return self.seances[-1] if self.seances else None

    @property
    def seance(self) -> int:
        """The number of the séance under way; 0 before the first."""
        return self.seances[-1].number if self.seances else 0

    @property
    def meeting(self) -> datetime | None:
        """The agreed date of which nobody has said yet whether they met."""
        now = self.current
        return now.meeting if now is not None and now.held is None else None

    @property
    def last(self) -> datetime | None:
        """When they met last."""
        return max((one.held for one in self.seances if one.held is not None), default=None)

    @property
    def begins(self) -> datetime | None:
        """From when on they need anything; None as long as nothing changes."""
        return self.needs[0].begins if self.needs else None

    def stage_at(self, at: datetime) -> Stage:
        due = self.stage is Stage.BOOKED and self.meeting is not None and self.meeting <= at
        return Stage.MET if due else self.stage

    def needs_at(self, at: datetime) -> tuple[Need, ...]:
        """What they need by then."""
        return tuple(one for one in self.needs if one.begins <= at)


def standing(timing: Timing, journey: Journey) -> Standing:
    """Where the pair stands."""
    replaced = journey.of(AWAY).replaced
    return Standing(
        pair=journey.pair,
        track=journey.track,
        start=journey.start,
        stage=journey.stage(_EARLIEST),
        languages={role: member.language for role, member in journey.members.items()},
        names=" ".join(fold(journey.members[role].name) for role in Role),
        seances=tuple(
            SeanceStanding(one.number, one.opened, one.meeting.at if one.meeting else None, one.held, len(one.moves))
            for one in journey.sittings
        ),
        needs=needs(timing, journey),
        asked={role: times for role in Role if (times := asked(journey, role))},
        waiting={role: since for role in Role if (since := waiting(journey, role)) is not None},
        doubts=doubts(timing, journey),
        left=journey.left if replaced is None else tuple(dict.fromkeys((*journey.left, replaced.goes))),
        replaced=None if replaced is None else replaced.goes,
        stopped=journey.of(AWAY).stopped,
        pause=journey.pause,
        ended=journey.ended,
        closed=journey.of(CLOSED).at,
    )

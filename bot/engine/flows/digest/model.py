"""What the digest counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.engine.flows.coordination.needs import late
from bot.engine.journey import Journey
from bot.engine.programme import Timing


@dataclass(frozen=True, slots=True)
class Week:
    """A programme's week: from Sunday (included) to the end of Saturday, as aware instants of its own zone.

    So it is over for everybody, wherever they are, before the first of them begins their Monday.
    """

    start: datetime
    end: datetime

    def __contains__(self, at: datetime) -> bool:
        return self.start <= at < self.end

    @classmethod
    def before(cls, at: datetime, zone: str) -> Week:
        """The last week that is over at that instant."""
        today = at.astimezone(ZoneInfo(zone)).date()
        return cls.ended(today - timedelta(days=today.isoweekday() % 7), zone)

    @classmethod
    def ended(cls, sunday: date, zone: str) -> Week:
        """The week that ends when that day begins."""
        start, end = (datetime.combine(day, time(), ZoneInfo(zone)) for day in (sunday - timedelta(days=7), sunday))
        return cls(start, end)

    @classmethod
    def of(cls, at: datetime, zone: str) -> Week:
        """The week that the instant lies in."""
        return cls.ended(cls.before(at, zone).sunday + timedelta(days=7), zone)

    @property
    def sunday(self) -> date:
        """The first day after it."""
        return self.end.date()

    @property
    def monday(self) -> date:
        """The day on which it is read."""
        return self.sunday + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Names:
    """What pairs and people are called just now; whoever is not among them is named no more."""

    pairs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Pair → person → name, the mentor first."""
    coordinators: Mapping[str, str] = field(default_factory=dict)
    """Person → name."""


def is_late(journey: Journey, at: datetime, timing: Timing) -> bool:
    """No date, or no word after one, for longer than is usual."""
    need = late(timing, journey)
    return need is not None and need.begins <= at

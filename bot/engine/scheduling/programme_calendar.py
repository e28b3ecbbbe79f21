"""The days of a programme: from when to when it is, and those on which its organisation is closed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.engine.people import DaysOff, Member, Off

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Closure:
    """Nobody is written to from `first` to `last`, both included, in each one's own calendar, and no date is proposed."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class ProgrammeCalendar:
    """When a programme begins and ends, and its closures, as its coordinators have set them."""

    starts: date | None = None
    """No pair begins before that day."""
    ends: date | None = None
    """Its last day; no date is proposed after it."""
    extension: date | None = None
    """The last day instead, for the pairs that need longer."""
    closures: tuple[Closure, ...] = ()

    @property
    def last(self) -> date | None:
        """The last day on which two people may be offered to meet."""
        return self.ends if self.extension is None else self.extension

    @property
    def off(self) -> tuple[DaysOff, ...]:
        """The closures, as days off of everybody."""
        return tuple(DaysOff(one.first, one.last, Off.CLOSED) for one in self.closures)

    def is_closed(self, day: date) -> bool:
        return any(day in one for one in self.closures)

    def open_day(self, first: date, later: int) -> date:
        """The weekday without a closure that lies so many of these after `first`; `first` itself if that is none."""
        day = first
        for _ in range(366):
            if later <= 0:
                break
            day += timedelta(days=1)
            later -= day.weekday() < SATURDAY and not self.is_closed(day)
        return day

    def working(self, member: Member) -> Member:
        """Somebody as the closures leave them: those days are off."""
        return _with(member, self.off) if self.closures else member

    def meeting(self, member: Member) -> Member:
        """The same for dates on offer: after the last day there are none."""
        last = self.last
        if last is None or last == date.max:
            return self.working(member)
        return _with(member, (*self.off, DaysOff(last + timedelta(days=1), date.max, Off.CLOSED)))


def _with(member: Member, off: tuple[DaysOff, ...]) -> Member:
    return replace(member, off=(*member.off, *off)) if off else member


ALWAYS = ProgrammeCalendar()
"""Of a programme that says nothing about its days."""

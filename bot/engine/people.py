"""Describes the two of a pair: their roles, languages and hours, and the places where the bot writes to them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo


class Role(StrEnum):
    MENTOR = "mentor"
    MENTEE = "mentee"

    @property
    def other(self) -> Role:
        return Role.MENTEE if self is Role.MENTOR else Role.MENTOR


class Place(StrEnum):
    """A place says where a message goes. Only the store knows which conversation of which platform that is."""

    PAIR = "pair"
    MENTOR = "mentor"
    MENTEE = "mentee"
    COORDINATORS = "coordinators"

    @property
    def roles(self) -> tuple[Role, ...]:
        """Returns who of the pair reads what is posted there."""
        return _READERS[self]


_READERS: Mapping[Place, tuple[Role, ...]] = {
    Place.PAIR: (Role.MENTOR, Role.MENTEE),
    Place.MENTOR: (Role.MENTOR,),
    Place.MENTEE: (Role.MENTEE,),
    Place.COORDINATORS: (),
}

ERASED = "erased"
"""The id that stands for whoever has had themselves erased: nothing tells one of them from another."""

NOBODY = "—"
"""What stands where their name stood."""

PRIVATE: Mapping[Role, Place] = {Role.MENTOR: Place.MENTOR, Role.MENTEE: Place.MENTEE}


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours are working hours in local time, from `start` to `end` on `days` (Monday is 0), and how meetings fit into them."""

    start: time = time(9, 0)
    end: time = time(17, 30)
    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    edge: int = 0
    """Minutes before and after that are acceptable for a meeting."""
    usual: tuple[time, time] | None = None
    """When they like to meet best; None: they have not said."""
    minutes: int = 0
    """How long a meeting they like; 0: as the programme has it."""
    every: int = 0
    """Days from one meeting to the next as they like it; 0: as the programme has it."""
    holidays: str = ""
    """Whose public holidays they keep: `FR`, `CH-GE`, or a list of an organisation's own."""


class Off(StrEnum):
    """Says why a day is off."""

    LEAVE = "leave"
    HOLIDAY = "holiday"
    ESTIMATED = "estimated"
    """A day that may be a holiday, because its date is not certain yet or only some regions keep it: better avoided, but a
    working day until it is known to be one."""
    CLOSED = "closed"
    """Their programme's: it is no day for the programme, and never among what is kept of a person."""


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Days off run from `first` to `last`, both included, in the person's own calendar."""

    first: date
    last: date
    kind: Off = Off.LEAVE


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the programme needs to know of a person: the same in every pair of theirs.

    A field is named here once: the store, journeys, and what members change of themselves take it from this class. It needs a
    default, because journeys that are stored already do not have it.
    """

    name: str
    languages: tuple[str, ...]
    """What they read, the preferred one first."""
    zone: str
    """An IANA time zone, `Europe/Paris`."""
    hours: Hours = field(default_factory=Hours)
    off: tuple[DaysOff, ...] = ()


P = TypeVar("P", bound=Profile)
_PROFILE = tuple(one.name for one in fields(Profile))


@dataclass(frozen=True, slots=True)
class ProfileChange:
    """What a person said anew about themselves: those `names` of the fields of `profile`. The rest is as before."""

    profile: Profile
    names: tuple[str, ...]

    def applied_to(self, profile: P) -> P:
        return replace(profile, **{name: getattr(self.profile, name) for name in self.names})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member(Profile):
    """One of the two of a pair."""

    person: str
    """The id of the person."""

    @classmethod
    def of(cls, person: str, profile: Profile) -> Member:
        return cls(person=person, **{name: getattr(profile, name) for name in _PROFILE})

    @property
    def language(self) -> str:
        return self.languages[0]

    def local(self, at: datetime) -> datetime:
        return at.astimezone(ZoneInfo(self.zone))

    def works_on(self, day: date) -> bool:
        return day.weekday() in self.hours.days and not any(
            off.first <= day <= off.last and off.kind is not Off.ESTIMATED for off in self.off
        )

    def may_be_off(self, at: datetime) -> bool:
        """Returns whether the day may turn out to be a holiday."""
        day = self.local(at).date()
        return any(off.first <= day <= off.last and off.kind is Off.ESTIMATED for off in self.off)

    def works_at(self, at: datetime) -> bool:
        here = self.local(at)
        return self.hours.start <= here.time() < self.hours.end and self.works_on(here.date())

    def opening(self, day: date) -> datetime:
        """Returns when this person's working day `day` begins."""
        return datetime.combine(day, self.hours.start, ZoneInfo(self.zone))

    def closing(self, day: date) -> datetime:
        """Returns when this person's working day `day` ends."""
        return datetime.combine(day, self.hours.end, ZoneInfo(self.zone))

    def working_days_before(self, at: datetime, days: int) -> datetime:
        """Returns the opening of the day that lies `days` working days before `at`; aware UTC."""
        day = self.local(at).date()
        for _ in range(366):
            if days == 0:
                break
            day -= timedelta(days=1)
            if self.works_on(day):
                days -= 1
        return self.opening(day).astimezone(UTC)


def nobody_beside(partner: Member) -> Member:
    """Whoever has been erased, as a pair still needs two: nothing of it is theirs, and what both see is in the other's words."""
    return Member(person=ERASED, name=NOBODY, languages=partner.languages[:1], zone=partner.zone)


def common_languages(mentor: Profile, mentee: Profile) -> tuple[str, ...]:
    """Returns what the bot writes in a pair's shared conversation: one language of both, or one of each."""
    first, second = mentor.languages[0], mentee.languages[0]
    if first == second:
        return (first,)
    for language in mentee.languages:
        if language in mentor.languages:
            return (language,)
    return (first, second)

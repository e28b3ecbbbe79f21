"""Whether it suits the mentee, what the two have planned, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.engine.commands import after
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.state import OwnState, Reads, SharedState


class Kind(StrEnum):
    """What the mentee observes."""

    MEETING = "meeting"
    DOCUMENTS = "documents"
    TASK = "task"
    LATER = "later"
    """The séance serves to plan one for later."""


class How(StrEnum):
    """How the mentee takes part in a meeting."""

    LISTEN = "listen"
    ASK = "ask"
    SPEAK = "speak"


@dataclass(frozen=True, slots=True)
class Wish:
    suits: bool | None = None
    """None: not said."""


@dataclass(frozen=True, slots=True)
class Plan:
    begun: bool = False
    """The mentee has said in private that it suits them, and so the card is before both."""
    about: str = ""
    """Which meeting, documents or task, as typed."""
    how: How | None = None
    where: str = ""
    """A place or a link, as typed."""
    by: Role | None = None
    """Who typed these two last."""
    dress: str = ""
    introduce: str = ""
    """What the mentor suggests to wear, and whom they introduce, as typed."""


@dataclass(frozen=True, slots=True)
class Day:
    kind: Kind | None = None
    day: date | None = None
    at: datetime | None = None
    """When it begins, if it is a meeting whose time is known."""
    since: datetime | None = None
    """When this day was set."""
    told: int = 0
    """How often a day was set, moved or dropped: what tells one message about it from the next."""


WISH = OwnState("shadowing-wish", Wish(), Reads.OWNER)
PLAN = SharedState("shadowing", Plan(), Reads.PAIR)
DAY = SharedState("shadowing-day", Day(), Reads.PAIR, sealed=False)
"""A fact: its reminder and the journey's last words hang on it."""


def on(journey: Journey, day: date) -> datetime:
    """An instant that is on that day for both of the two, if there is one."""
    zones = [ZoneInfo(member.zone) for member in journey.members.values()]
    first = max(datetime.combine(day, time(), zone).astimezone(UTC) for zone in zones)
    last = min(datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC) for zone in zones)
    return first + (last - first) / 2


def begins(journey: Journey) -> datetime | None:
    """When it is, or an instant of its day; None while that is open."""
    one = journey.of(DAY)
    return one.at or (on(journey, one.day) if one.day is not None else None)


def over(journey: Journey) -> datetime | None:
    """When its day has ended for both of the two."""
    one = journey.of(DAY)
    if one.day is None:
        return None
    return max(after(one.day, member.zone) for member in journey.members.values())


def without(plan: Plan, role: Role) -> Plan:
    """The plan without what `role` wrote."""
    if plan.by is role:
        plan = replace(plan, about="", where="", by=None)
    return replace(plan, dress="", introduce="") if role is Role.MENTOR else plan

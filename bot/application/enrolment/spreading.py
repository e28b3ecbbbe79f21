"""Spreads the first days of many pairs that are enrolled in one go, so that their first messages do not queue for an hour.

1. A platform takes about four posts a second in a workspace, and a pair begins with four: `AT_ONCE` pairs take ten minutes.
2. So many or fewer begin as they were enrolled. More are parted evenly, in the order of their lines, over as many working days as
   that takes, and at most `spread` (`timing` in `programme.yaml`). The same lines have the same days.
3. Its first day is kept as the pair's start, and nowhere else. Where the programme begins in a later week, the start keeps the
   weekday alone, and `Journey.first_day` reckons from the programme's first day, should that be moved again.
4. Who is asked first is asked on days parted in the same way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.engine.flows.willing.state import ASKING, Asking
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Programme
from bot.engine.scheduling.programme_calendar import ProgrammeCalendar
from bot.ports import Address

AT_ONCE = 600
"""Pairs of one workspace that begin on the same day."""

HORIZON = 60
"""Days in which working days of both are looked for."""

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Room:
    """How many pairs of one workspace begin on the same day, and over how many days more are spread at most."""

    pairs: int
    days: int


class Group(NamedTuple):
    """Pairs that would be written to in the same workspace on the same day."""

    channel: str
    workspace: str
    first: date


def group_of(mentor: Address, start: date, calendar: ProgrammeCalendar, at: datetime) -> Group:
    return Group(mentor.channel, mentor.workspace, max(start, calendar.starts or start, at.date()))


def turns_of(pairs: Iterable[tuple[Group, str]], room: Room) -> Mapping[str, int]:
    """How many working days each pair waits, by its id; those of a group that fits into one day are not in it."""
    groups = defaultdict[Group, list[str]](list)
    for group, pair in pairs:
        groups[group].append(pair)
    found = dict[str, int]()
    for ids in groups.values():
        days = min(room.days, -(-len(ids) // room.pairs))
        found |= {pair: nth * days // len(ids) for nth, pair in enumerate(ids) if days > 1}
    return found


def waiting(journey: Journey, wait: int, at: datetime) -> Journey:
    """The new journey, to begin so many working days later than it would, and to be asked about so many days later."""
    if not wait:
        return journey
    today = _today(journey, at)
    if journey.of(ASKING).since is not None:
        asked = datetime.combine(_later(journey, today, wait), time(), ZoneInfo(journey.members[Role.MENTOR].zone))
        journey = journey.keeping(ASKING, Asking(asked.astimezone(UTC)))
    starts = journey.calendar.starts
    if starts is not None and starts > today and starts >= journey.start + timedelta(days=7):
        return replace(journey, start=journey.start + wait * A_DAY)
    return replace(journey, start=_later(journey, max(journey.first_day, today), wait))


def first_message(programme: Programme, journey: Journey, at: datetime) -> date:
    """The day of the first message that the new pair gets."""
    since, first, today = journey.of(ASKING).since, journey.first_day, _today(journey, at)
    if since is not None:
        zone = ZoneInfo(journey.members[Role.MENTOR].zone)
        first = max(first - timedelta(days=programme.timing.willing_ahead), since.astimezone(zone).date())
    return _later(journey, max(first, today), 0)


def _later(journey: Journey, first: date, days: int) -> date:
    """The day on which both work that lies so many of these after the first of them, from `first` on."""
    working, both = list[date](), journey.both_working
    for nth in range(HORIZON):
        if all(one.works_on(first + nth * A_DAY) for one in both):
            working.append(first + nth * A_DAY)
        if len(working) > days:
            return working[days]
    return first + days * A_DAY


def _today(journey: Journey, at: datetime) -> date:
    """The day of `at`, or the one after if work is over."""
    mentor = journey.members[Role.MENTOR]
    today = mentor.local(at).date()
    return today if at < mentor.closing(today) else today + A_DAY

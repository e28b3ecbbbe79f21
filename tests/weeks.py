"""A week's facts read off journeys, one after another: what the store's counts must come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.engine.flows.contact.state import asked as asked_for_a_word
from bot.engine.flows.digest.frozen import Asked, FrozenWeek, Late, Why
from bot.engine.flows.digest.model import Week, is_late
from bot.engine.journey import Journey
from bot.engine.programme import Timing


def facts(journeys: Iterable[Journey], week: Week, timing: Timing) -> FrozenWeek:
    """The week as far as facts go."""
    every = list(journeys)
    late = [_late(one) for one in every if is_late(one, week.end, timing)]
    late.sort(key=lambda one: (one.since, one.pair))
    asked = sorted((found for one in every for found in _asked(one, week)), key=lambda one: (one[0], one[1].pair))
    return FrozenWeek(
        week,
        met=sum(any(one.held is not None and one.held in week for one in journey.sittings) for journey in every),
        coming=sum(is_coming(journey, week) for journey in every),
        left=sum(bool(journey.left) for journey in every),
        stages=Counter(journey.stage(week.end) for journey in every),
        late=tuple(late),
        late_in_all=len(late),
        asked=tuple(one for _, one in asked),
    )


def is_coming(journey: Journey, week: Week) -> bool:
    now = journey.current
    if now is None or now.meeting is None or now.held is not None or journey.ended is not None:
        return False
    return week.end <= now.meeting.at < week.end + (week.end - week.start)


def _asked(journey: Journey, week: Week) -> Iterator[tuple[object, Asked]]:
    for role, member in journey.members.items():
        times = [at for at in asked_for_a_word(journey, role) if at in week]
        if times:
            yield max(times), Asked(journey.pair, member.person)


def _late(journey: Journey) -> Late:
    now = journey.current
    assert now is not None
    if now.meeting is None:
        return Late(journey.pair, now.number, Why.UNDATED, now.opened)
    return Late(journey.pair, now.number, Why.UNSAID, now.meeting.at)

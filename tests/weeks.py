"""A week's facts read off journeys, one after another: what the store's counts must come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from bot.engine.flows.closing.state import CLOSED
from bot.engine.flows.contact.state import asked as asked_for_a_word
from bot.engine.flows.contact.state import waiting
from bot.engine.flows.coordination.needs import PRIVATE, Need, NeedKind, needs
from bot.engine.flows.digest.frozen import KEPT, Asked, FrozenWeek, Late, StageCount
from bot.engine.flows.digest.model import Week, is_late
from bot.engine.flows.digest.tracks import TrackCount
from bot.engine.flows.leaving.state import AWAY
from bot.engine.journey import Journey
from bot.engine.programme import Timing, Track


def facts(journeys: Iterable[Journey], week: Week, timing: Timing) -> FrozenWeek:
    """The week as far as facts go."""
    every = list(journeys)
    late = [one for journey in every if (one := _needing(journey, week, timing)) is not None]
    late.sort(key=lambda one: (one.since, one.pair))
    asked = [found for one in every for found in _asked(one, week)]
    return FrozenWeek(
        week,
        met=sum(any(one.held is not None and one.held in week for one in journey.sittings) for journey in every),
        coming=sum(is_coming(journey, week) for journey in every),
        left=sum(bool(journey.left or journey.of(AWAY).replaced) for journey in every),
        stages=Counter(journey.stage(week.end) for journey in every),
        seances=_seances(every, week),
        late=tuple(late[:KEPT]),
        unlisted=max(0, len(late) - KEPT),
        late_in_all=sum(is_late(one, week.end, timing) for one in every),
        needs=Counter(kind for one in every for kind in {need.kind for need in _needs(one, week, timing)} - PRIVATE),
        asked=tuple(sorted(asked, key=lambda one: (one.taken, one.since, one.pair, one.person))),
        tracks=tuple(_track(track, theirs) for track in Track if (theirs := [j for j in every if j.track is track])),
    )


def _track(track: Track, journeys: list[Journey]) -> TrackCount:
    stayed = [one for one in journeys if not one.left and not one.of(AWAY).replaced]
    over = [one for one in stayed if one.ended is not None]
    finished = [one for one in over if one.of(AWAY).stopped is None and one.of(CLOSED).at is None]
    held = Counter(sitting.number for one in journeys for sitting in one.sittings if sitting.held is not None)
    return TrackCount(
        track,
        enrolled=len(journeys),
        finished=len(finished),
        left=len(journeys) - len(stayed),
        cut_short=len(over) - len(finished),
        waiting=sum(not one.sittings for one in stayed if one.ended is None),
        held=dict(held),
    )


def _seances(journeys: Iterable[Journey], week: Week) -> tuple[StageCount, ...]:
    found = Counter(
        (one.track, one.sittings[-1].number if one.sittings else 0, one.stage(week.end)) for one in journeys
    )
    return tuple(StageCount(*where, pairs) for where, pairs in sorted(found.items()))


def _needs(journey: Journey, week: Week, timing: Timing) -> list[Need]:
    return [one for one in needs(timing, journey) if one.begins <= week.end and one.kind is not NeedKind.ASKED]


def _needing(journey: Journey, week: Week, timing: Timing) -> Late | None:
    """By the need that begins first."""
    found = _needs(journey, week, timing)
    number = journey.sittings[-1].number if journey.sittings else 0
    return Late(journey.pair, number, found[0].kind, found[0].since) if found else None


def is_coming(journey: Journey, week: Week) -> bool:
    now = journey.current
    if now is None or now.meeting is None or now.held is not None or journey.ended is not None:
        return False
    return week.end <= now.meeting.at < week.end + (week.end - week.start)


def _asked(journey: Journey, week: Week) -> Iterator[Asked]:
    for role, member in journey.members.items():
        since = waiting(journey, role)
        times = [at for at in asked_for_a_word(journey, role) if at in week]
        if since is not None and since < week.end:
            yield Asked(journey.pair, member.person, since, role=role)
        elif times:
            yield Asked(journey.pair, member.person, max(times), taken=True, role=role)

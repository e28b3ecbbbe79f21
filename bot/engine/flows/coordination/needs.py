"""What a pair may need a human for: facts, never a score.

1. A need holds from an instant on (`begins`) until the journey changes, so that what is stored of a pair is true at any time.
2. A need of the search for a date ends with the date, with the séance, in a pause and at the end of the journey.
3. Whoever asked for a word needs it until a coordinator has taken it, whatever becomes of the journey.
4. Who has said that they are not willing, or says nothing to the question, needs another answer, or the other one somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from bot.engine.flows.contact.state import waiting
from bot.engine.flows.date import actions as date_actions
from bot.engine.flows.willing.state import Doubt, doubts
from bot.engine.journey import Journey, Sitting
from bot.engine.people import Role
from bot.engine.programme import Timing


class NeedKind(StrEnum):
    """Why a pair may need a human."""

    ASKED = "asked"
    """One of them asked for a word, and nobody has taken it yet."""
    UNSAID = "unsaid"
    """Nobody has said whether they met."""
    UNDATED = "undated"
    """They have no date."""
    UNANSWERED = "unanswered"
    """Dates are on offer, and one of them at least has said of none that it suits."""
    MOVED = "moved"
    """Dates that both had agreed on were given up more than once."""
    UNWILLING = "unwilling"
    """One of them has said, before it began, that they do not want to take part."""
    UNHEARD = "unheard"
    """One of them has not said whether they want to."""


LATE = frozenset({NeedKind.UNDATED, NeedKind.UNSAID})
DOUBTED = frozenset({NeedKind.UNWILLING, NeedKind.UNHEARD})
"""One of them may not take part: somebody else may be needed."""
PRIVATE = DOUBTED | {NeedKind.ASKED}
"""Of these the other one is not to learn: a coordinator who is in that pair is told of none, not even as one of a figure."""
_DOUBTS = {Doubt.NO: NeedKind.UNWILLING, Doubt.SILENT: NeedKind.UNHEARD}


@dataclass(frozen=True, slots=True)
class Need:
    kind: NeedKind
    since: datetime
    """Since when it is so."""
    begins: datetime
    """From when on that is longer than is usual."""


def needs(timing: Timing, journey: Journey) -> tuple[Need, ...]:
    """All of them, that which begins first before the others."""
    found = (*_asked(journey), *_doubted(timing, journey), *_dated(timing, journey))
    return tuple(sorted(found, key=lambda one: (one.begins, one.kind)))


def late(timing: Timing, journey: Journey) -> Need | None:
    """That they have no date, or have said nothing after one."""
    return next((one for one in _dated(timing, journey) if one.kind in LATE), None)


def is_unanswered(timing: Timing, journey: Journey, at: datetime) -> bool:
    """Whether dates on offer have waited for an answer for longer than is usual."""
    return any(one.kind is NeedKind.UNANSWERED and one.begins <= at for one in _dated(timing, journey))


def _asked(journey: Journey) -> Iterator[Need]:
    asked = [at for role in Role if (at := waiting(journey, role)) is not None]
    if asked:
        yield Need(NeedKind.ASKED, min(asked), min(asked))


def _doubted(timing: Timing, journey: Journey) -> Iterator[Need]:
    """The first of each kind: there may be one for each of the two."""
    found: dict[NeedKind, Need] = {}
    for one in sorted(doubts(timing, journey), key=lambda one: one.since):
        kind, days = _DOUBTS[one.doubt], timing.willing_open if one.doubt is Doubt.SILENT else 0
        found.setdefault(kind, Need(kind, one.since - timedelta(days=days), one.since))
    yield from found.values()


def _dated(timing: Timing, journey: Journey) -> Iterator[Need]:
    now = journey.current
    if now is None or now.held is not None or journey.pause is not None or journey.ended is not None:
        return
    if now.meeting is not None:
        yield _after(NeedKind.UNSAID, now.meeting.at, timing.silent)
    else:
        yield _after(NeedKind.UNDATED, now.opened, timing.late)
        if (since := _unanswered(journey, now)) is not None:
            yield _after(NeedKind.UNANSWERED, since, timing.unanswered)
    if len(now.moves) >= timing.moved:
        yield _after(NeedKind.MOVED, now.moves[timing.moved - 1], 0)


def _unanswered(journey: Journey, now: Sitting) -> datetime | None:
    """Since when the dates on offer are there, if they wait for an answer; None while they are on their way."""
    if now.offer is None or not now.offer.slots or journey.is_on_its_way(now.card(date_actions.CARD)):
        return None
    return None if all(now.offer.taps.get(role) for role in Role) else now.offer.made


def _after(kind: NeedKind, since: datetime, days: int) -> Need:
    return Need(kind, since, since + timedelta(days=days))

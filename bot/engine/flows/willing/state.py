"""Whether the two are asked before the first word of the programme, and what they have answered: facts.

1. A pair that is asked begins once both have said yes. Until its first word neither learns who the other one is.
2. None of its timers hangs on what the other one has answered.
3. A no, and a week without an answer, are facts for the coordinators (`doubts`); the other one is told of neither.
4. An answer can be changed until the programme has begun for one of the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.engine import ids
from bot.engine.flows.welcome import actions as welcome_actions
from bot.engine.flows.willing import actions
from bot.engine.ids import CardId, of_card
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Timing
from bot.engine.state import OwnState, Reads, SharedState


@dataclass(frozen=True, slots=True)
class Asking:
    since: datetime | None = None
    """From when on they may be asked: the pair was enrolled in a programme that asks; None: its two are told."""


@dataclass(frozen=True, slots=True)
class Willingness:
    willing: bool | None = None
    at: datetime | None = None
    """When it was said last."""


class Doubt(StrEnum):
    """Why a pair that is asked may need its coordinators."""

    NO = "no"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """One of the two may not take part."""

    role: Role
    doubt: Doubt
    since: datetime
    """From when on it is so; a silence may lie ahead."""


ASKING = SharedState("willing", Asking(), Reads.NOBODY, sealed=False)
"""A fact: the first words hang on it."""
WILLING = OwnState("willing-answer", Willingness(), Reads.OWNER, sealed=False)
"""A fact, of which its owner is told that the coordinators learn it."""


def key(role: Role) -> CardId:
    return ids.card(actions.CARD, role=role)


def reminder_key(role: Role) -> CardId:
    return ids.card(actions.CARD, role=role, rest=actions.REMINDER)


def asked_first(journey: Journey, at: datetime, willing: Iterable[Role] = ()) -> Journey:
    """A new journey whose two are asked; those who are known to be `willing` are not asked again."""
    journey = journey.keeping(ASKING, Asking(at))
    for role in willing:
        journey = with_answer(journey, role, at, yes=True)
    return journey


def answer_of(journey: Journey, role: Role) -> bool | None:
    return journey.own_of(WILLING, role).willing


def with_answer(journey: Journey, role: Role, at: datetime, *, yes: bool) -> Journey:
    return journey.keeping_own(WILLING, role, Willingness(yes, at))


def both_willing(journey: Journey) -> bool:
    return all(answer_of(journey, role) for role in Role)


def is_before(journey: Journey) -> bool:
    """Whether the two are asked and the programme has not begun for either: they do not know who the other one is."""
    if journey.of(ASKING).since is None or journey.sittings:
        return False
    return not any(ids.timer(welcome_actions.CARD, role=role) in journey.done for role in Role)


def was_asked(journey: Journey, role: Role) -> bool:
    """Whether the question was put to `role`."""
    return of_card(key(role)) in journey.done


def is_expecting(journey: Journey, role: Role) -> bool:
    """Whether they are to hear that it ends: not who was never asked about it, nor who has said no."""
    return not is_before(journey) or (was_asked(journey, role) and answer_of(journey, role) is not False)


def asked_on(old: Journey, new: Journey, role: Role, at: datetime) -> Journey:
    """The new journey, whose two are asked, as it is for the one who stays: whoever takes part is willing already.

    Before the beginning the question goes on being theirs, with what they have answered and when they had it: to ask anew would
    tell that the other one has declined.
    """
    if not is_before(old):
        return with_answer(new, role, at, yes=True)
    if not was_asked(old, role):
        return new
    cards = [id for id in (key(role), reminder_key(role)) if of_card(id) in old.done]
    new = new.keeping_own(WILLING, role, old.own_of(WILLING, role))
    shown = {**new.shown, **{id: old.shown.get(id) or at for id in cards}}  # what is on its way comes from the old pair
    return replace(new, shown=shown, done=(*new.done, *map(of_card, cards)))


def doubts(timing: Timing, journey: Journey) -> tuple[Doubtful, ...]:
    """Who of the two has said no, or has had the question for too long without an answer."""
    if journey.ended is not None or not is_before(journey):
        return ()
    return tuple(one for role in Role if (one := _doubtful(timing, journey, role)) is not None)


def _doubtful(timing: Timing, journey: Journey, role: Role) -> Doubtful | None:
    said, shown = journey.own_of(WILLING, role), journey.shown.get(key(role))
    if said.willing is False and said.at is not None:
        return Doubtful(role, Doubt.NO, said.at)
    if said.willing is None and shown is not None:
        return Doubtful(role, Doubt.SILENT, shown + timedelta(days=timing.willing_open))
    return None

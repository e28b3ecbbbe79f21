"""Opening, reminding and closing the evaluation (`M1.A1` … `N1.A1`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine import ids
from bot.engine.contact_policy import Timer
from bot.engine.effects import Outcome, Post
from bot.engine.events import ByMember, Woke
from bot.engine.flows.common import run
from bot.engine.flows.evaluation import actions, words
from bot.engine.flows.evaluation.card import key, posted
from bot.engine.flows.evaluation.state import Evaluation, evaluation_of, evaluations_of, with_evaluation
from bot.engine.journey import Journey
from bot.engine.messages import Buttons, Message, Style
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import Programme, Timing


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    """From the last séance back to the first that is closed: they close in their order."""
    own = [(role, evaluations_of(journey, role)) for role in Role]
    for sitting in reversed(journey.sittings):
        if sitting.held is None:
            continue
        n, done = sitting.number, sitting.done
        open_ones = [
            (role, kept[n]) for role, kept in own if n in kept and ids.of_card(key(n, role), actions.CLOSE) not in done
        ]
        if not open_ones:
            return
        for role, one in open_ones:
            yield from _waiting(programme.timing, n, role, one, done)


def _waiting(timing: Timing, n: int, role: Role, one: Evaluation, done: tuple[ids.TimerId, ...]) -> Iterator[Timer]:
    card, closes = key(n, role), one.closes(timing)
    if (shown := ids.of_card(card)) not in done:
        yield Timer(shown, actions.ASKED, one.opened, (role,), closes, n)
    if not one.filled and (nudge := ids.of_card(card, actions.NUDGE)) not in done:
        reminder = one.opened + timedelta(days=timing.evaluation_reminder)
        yield Timer(nudge, actions.REMINDED, reminder, (role,), closes, n)
    yield Timer(ids.of_card(card, actions.CLOSE), actions.CLOSED, closes, (), sitting=n)


def opened(programme: Programme, journey: Journey, event: ByMember) -> Outcome:
    """Both may now answer. The one who pressed is shown the card at once, the other as the contact policy allows.

    What was answered late about the séance before, and never said to be finished, is final now.
    """
    now = journey.current
    assert now is not None
    for role in Role:
        if (before := evaluation_of(journey, now.number - 1, role)) is not None:
            journey = with_evaluation(journey, now.number - 1, role, _final(before, programme.timing, event.at))
        journey = with_evaluation(journey, now.number, role, Evaluation(event.at))
    now = replace(now, done=(*now.done, ids.of_card(key(now.number, event.actor))))
    journey = journey.with_sitting(now)
    return Outcome(journey, (posted(programme, journey, now, event.actor),))


def _final(one: Evaluation, timing: Timing, at: datetime) -> Evaluation:
    late = one.filled and one.done is None and one.closes(timing) <= at
    return replace(one, done=at) if late else one


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    sitting, role = journey.sitting(timer.sitting), timer.readers[0]
    assert sitting is not None
    return Outcome(journey, (posted(programme, journey, sitting, role),))


def reminded(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """One reminder, then none."""
    role, n = timer.readers[0], timer.sitting
    parts = (words.NUDGE.text(seance=n), Buttons((run(actions.EVALUATE, Style.PRIMARY),)))
    return Outcome(journey, (Post(ids.posted(timer.id), PRIVATE[role], Message(parts, words.TITLE(seance=n)), n),))


def closed(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """The card of answers that are now final; one still empty stays open until the next séance."""
    sitting, role = journey.sitting(timer.sitting), ids.read(timer.id).role
    assert sitting is not None
    assert role is not None
    one = evaluation_of(journey, sitting.number, role)
    if one is None or not one.filled:
        return Outcome(journey)
    journey = with_evaluation(journey, sitting.number, role, replace(one, done=one.done or event.at))
    return Outcome(journey, (posted(programme, journey, sitting, role, event.at, refresh=True),))

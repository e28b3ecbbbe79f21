"""Opening, reminding and closing the evaluation (`M1.A1` … `N1.A1`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine import ids
from bot.engine.contact_policy import Counts, Timer
from bot.engine.effects import Closed, Effect, Outcome, Post
from bot.engine.events import ByMember, Delivered, Woke
from bot.engine.flows.common import run
from bot.engine.flows.evaluation import actions, card, words
from bot.engine.flows.evaluation.card import key, posted
from bot.engine.flows.evaluation.questions import REMARK
from bot.engine.flows.evaluation.state import (
    Evaluation,
    evaluation_of,
    evaluations_of,
    with_evaluation,
    without_evaluation,
)
from bot.engine.journey import Journey, Sitting
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
            yield from _waiting(programme.timing, journey, sitting, role, one)


def _waiting(timing: Timing, journey: Journey, sitting: Sitting, role: Role, one: Evaluation) -> Iterator[Timer]:
    """The card; once it was delivered, one reminder; once it was delivered, answered or overtaken by the next, the end."""
    n, done, closes = sitting.number, sitting.done, one.closes(timing)
    own = key(n, role)
    on_its_way = journey.is_on_its_way(own)
    if (shown := ids.of_card(own)) not in done:
        yield Timer(shown, actions.ASKED, one.opened, (role,), closes, n, Counts.NOT)
    elif not one.filled and not on_its_way and (nudge := ids.of_card(own, actions.NUDGE)) not in done:
        reminder = (one.shown or one.opened) + timedelta(days=timing.evaluation_reminder)
        yield Timer(nudge, actions.REMINDED, reminder, (role,), closes, n)
    if one.shown is not None or not on_its_way or _is_overtaken(journey, n):
        yield Timer(ids.of_card(own, actions.CLOSE), actions.CLOSED, closes, (), sitting=n)


def opened(programme: Programme, journey: Journey, event: ByMember) -> Outcome:
    """Both may now answer. The one who pressed is shown the card at once, the other as the contact policy allows.

    What was answered late about the séance before, and never said to be finished, is final now.
    """
    now = journey.current
    assert now is not None
    effects: list[Effect] = []
    for role in Role:
        if (before := evaluation_of(journey, now.number - 1, role)) is not None:
            final = _final(before, programme.timing, event.at)
            journey = with_evaluation(journey, now.number - 1, role, final)
            effects += _ended(programme, journey, now.number - 1, role, event.at)
        one = evaluation_of(journey, now.number, role) or Evaluation(event.at)
        journey = with_evaluation(
            journey, now.number, role, replace(one, opened=event.at, shown=event.at if one.shown else None)
        )
    now = replace(now, done=tuple(dict.fromkeys((*now.done, ids.of_card(key(now.number, event.actor))))))
    journey = journey.with_sitting(now)
    return Outcome(journey, (posted(programme, journey, now, event.actor), *effects))


def _ended(programme: Programme, journey: Journey, number: int, role: Role, at: datetime) -> Iterator[Post]:
    """The card of an evaluation that was open until now, without its buttons."""
    sitting, one = journey.sitting(number), evaluation_of(journey, number, role)
    if sitting is None or one is None or at < one.closes(programme.timing):
        return
    if one.filled:
        yield posted(programme, journey, sitting, role, at, refresh=True)
    else:
        yield card.over(programme, journey, sitting, role)


def _final(one: Evaluation, timing: Timing, at: datetime) -> Evaluation:
    late = one.filled and one.done is None and one.closes(timing) <= at
    return replace(one, done=at) if late else one


def _is_overtaken(journey: Journey, number: int) -> bool:
    """Whether the séance after that one was held."""
    following = journey.sitting(number + 1)
    return following is not None and following.held is not None


def delivered(programme: Programme, journey: Journey, event: Delivered) -> Journey:
    """From now on the days of its reminder and its end count; after the next séance was held it is too late for that."""
    ref = ids.read(event.card)
    sitting = journey.sitting(ref.seance)
    one = evaluation_of(journey, ref.seance, ref.role) if ref.role is not None else None
    if sitting is None or one is None or ref.role is None:
        return journey
    if _is_overtaken(journey, ref.seance) or ids.of_card(event.card, actions.CLOSE) in sitting.done:
        return journey
    return with_evaluation(journey, ref.seance, ref.role, replace(one, shown=event.at))


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    sitting, role = journey.sitting(timer.sitting), timer.readers[0]
    assert sitting is not None
    return Outcome(journey, (posted(programme, journey, sitting, role),))


def reminded(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """One reminder, then none."""
    role, n = timer.readers[0], timer.sitting
    return Outcome(journey, (Post(ids.posted(timer.id), PRIVATE[role], _reminder(n), n),))


def _reminder(n: int) -> Message:
    parts = (words.NUDGE.text(seance=n), Buttons((run(actions.EVALUATE, Style.PRIMARY),)))
    return Message(parts, words.TITLE(seance=n))


def closed(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """The card of answers that are now final; one still empty stays open until the next séance."""
    sitting, role = journey.sitting(timer.sitting), ids.read(timer.id).role
    assert sitting is not None
    assert role is not None
    one = evaluation_of(journey, sitting.number, role)
    if one is None or (not one.filled and not _is_overtaken(journey, sitting.number)):
        return Outcome(journey)
    if not one.filled:
        return Outcome(journey, (card.over(programme, journey, sitting, role), *answered(sitting, role)))
    journey = with_evaluation(journey, sitting.number, role, replace(one, done=one.done or event.at))
    final = posted(programme, journey, sitting, role, event.at, refresh=True)
    answers = {name: values for name, values in one.answers.items() if name != REMARK}
    counted = Closed(role, sitting.number, answers, event.at)
    return Outcome(journey, (final, *answered(sitting, role), counted))


def answered(sitting: Sitting, role: Role) -> Iterator[Post]:
    """The reminder has had its say, once it is answered."""
    nudge = ids.of_card(key(sitting.number, role), actions.NUDGE)
    if nudge in sitting.done:
        message = _reminder(sitting.number).over()
        yield Post(ids.posted(nudge), PRIVATE[role], message, sitting.number, refresh=True)


def withdrawn(journey: Journey, number: int) -> Outcome:
    """The séance was not held after all: the cards have nothing to press until it is; what somebody wrote is kept for then."""
    sitting, effects = journey.sitting(number), list[Effect]()
    assert sitting is not None
    for role in Role:
        one = evaluation_of(journey, number, role)
        if one is None:
            continue
        own = {ids.of_card(key(number, role), rest) for rest in ("", actions.NUDGE, actions.CLOSE)}
        message = Message((words.WITHDRAWN.quiet(),), words.TITLE(seance=number))
        effects += [
            Post(ids.posted(id), PRIVATE[role], message, number, refresh=True) for id in sitting.done if id in own
        ]
        sitting = replace(sitting, done=tuple(id for id in sitting.done if id not in own))
        if not one.filled:
            journey = without_evaluation(journey, number, role)
    return Outcome(journey.with_sitting(sitting), tuple(effects))

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
from bot.engine.flows.evaluation import actions, words
from bot.engine.flows.evaluation.card import key, posted
from bot.engine.flows.evaluation.state import (
    Evaluation,
    answers_of,
    certain_answers_of,
    closes,
    evaluation_of,
    evaluations_of,
    with_evaluation,
)
from bot.engine.flows.prep import card as prep_card
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Buttons, Message, Style
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import Programme, Timing

A_DAY = timedelta(days=1)
"""So often it is looked whether one that was answered late has closed."""


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    """Of those that have not closed. None hangs on an answer; a pause, or that somebody left, leaves their closing alone."""
    for role in Role:
        for n, one in evaluations_of(journey, role).items():
            sitting = journey.sitting(n) if one.closed is None else None
            if sitting is not None and sitting.held is not None:
                yield from _waiting(programme.timing, journey, sitting, role, one)


def _waiting(timing: Timing, journey: Journey, sitting: Sitting, role: Role, one: Evaluation) -> Iterator[Timer]:
    """The card; once it was delivered, one reminder; and the end, from then on once a day until it has closed."""
    n, done, week = sitting.number, sitting.done, one.counts_from(timing.evaluation_open)
    own = key(n, role)
    on_its_way = journey.is_on_its_way(own)
    if journey.pause is None and not journey.left:
        if (shown := ids.of_card(own)) not in done:
            yield Timer(shown, actions.ASKED, one.opened, (role,), week, n, Counts.NOT)
        elif not on_its_way and (nudge := ids.of_card(own, actions.NUDGE)) not in done:
            reminder = one.counts_from(timing.evaluation_reminder)
            yield Timer(nudge, actions.REMINDED, reminder, (role,), week, n, counts_unsaid=True)
    if one.shown is not None or not on_its_way:
        yield Timer(ids.of_card(own, actions.CLOSE), actions.CLOSED, week, (), sitting=n)


def opened(programme: Programme, journey: Journey, event: ByMember) -> Outcome:
    """Both may now answer. The one who pressed is shown the card at once, the other as the contact policy allows.

    What had its week before, of a séance that was then said not to have been held, stays as it is.
    """
    now = journey.current
    assert now is not None
    for role in Role:
        one = evaluation_of(journey, now.number, role) or Evaluation(event.at)
        if one.closed is None and ids.of_card(key(now.number, role)) not in now.done:
            one = replace(one, opened=event.at, shown=event.at if one.shown else None)
            journey = with_evaluation(journey, now.number, role, one)
    mine = evaluation_of(journey, now.number, event.actor)
    if mine is None or mine.closed is not None:
        return Outcome(journey)
    now = replace(now, done=tuple(dict.fromkeys((*now.done, ids.of_card(key(now.number, event.actor))))))
    journey = journey.with_sitting(now)
    return Outcome(journey, (posted(programme, journey, now, event.actor),))


def delivered(programme: Programme, journey: Journey, event: Delivered) -> Journey:
    """From now on the days of its reminder and its end count."""
    ref = ids.read(event.card)
    one = evaluation_of(journey, ref.seance, ref.role) if ref.role is not None else None
    if one is None or ref.role is None or one.closed is not None:
        return journey
    return with_evaluation(journey, ref.seance, ref.role, replace(one, shown=event.at))


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    sitting, role = journey.sitting(timer.sitting), timer.readers[0]
    assert sitting is not None
    return Outcome(journey, (posted(programme, journey, sitting, role),))


def reminded(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """One reminder, then none; whoever has answered needs none."""
    role, n = timer.readers[0], timer.sitting
    if answers_of(journey, n, role).filled or role in journey.unreadable:
        return Outcome(journey)
    return Outcome(journey, (Post(ids.posted(timer.id), PRIVATE[role], _reminder(n), n),))


def _reminder(n: int) -> Message:
    parts = (words.NUDGE.text(seance=n), Buttons((run(actions.EVALUATE, Style.PRIMARY),)))
    return Message(parts, words.TITLE(seance=n))


def closed(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """The answers are final, go into the totals, and their card has nothing to press; unless one came within the last day."""
    sitting, role = journey.sitting(timer.sitting), ids.read(timer.id).role
    assert sitting is not None
    assert role is not None
    one, said = evaluation_of(journey, sitting.number, role), certain_answers_of(journey, sitting.number, role)
    assert one is not None
    if event.at < closes(one, said, programme.timing):
        return Outcome(replace(journey, postponed={**journey.postponed, timer.id: event.at + A_DAY}))
    journey = with_evaluation(journey, sitting.number, role, replace(one, closed=event.at))
    final = posted(programme, journey, sitting, role, event.at, refresh=True)
    counted = Closed(role, sitting.number, said.counted, event.at)
    prepared = () if said.filled else prep_card.refreshed(programme, journey, role)
    return Outcome(journey, (final, *answered(sitting, role), *prepared, counted))


def answered(sitting: Sitting, role: Role) -> Iterator[Post]:
    """The reminder has had its say, once it is answered."""
    nudge = ids.of_card(key(sitting.number, role), actions.NUDGE)
    if nudge in sitting.done:
        message = _reminder(sitting.number).over()
        yield Post(ids.posted(nudge), PRIVATE[role], message, sitting.number, refresh=True)


def _had_its_week(timing: Timing, journey: Journey, number: int, role: Role, at: datetime) -> bool:
    """Whether it has closed, or waits for a late answer to come to rest: no fact tells the one from the other."""
    one = evaluation_of(journey, number, role)
    if one is None or (one.closed is None and one.shown is None and journey.is_on_its_way(key(number, role))):
        return False
    return one.closed is not None or at >= one.counts_from(timing.evaluation_open)


def withdrawn(programme: Programme, journey: Journey, number: int, at: datetime) -> Outcome:
    """The séance was not held after all: the cards have nothing to press until it is; what somebody wrote is kept for then."""
    sitting, effects = journey.sitting(number), list[Effect]()
    assert sitting is not None
    for role in Role:
        one = evaluation_of(journey, number, role)
        if one is None or one.closed is not None:
            continue
        own = {ids.of_card(key(number, role), rest) for rest in ("", actions.NUDGE)}
        message = Message((words.WITHDRAWN.quiet(),), words.TITLE(seance=number))
        effects += [
            Post(ids.posted(id), PRIVATE[role], message, number, refresh=True) for id in sitting.done if id in own
        ]
        if not _had_its_week(programme.timing, journey, number, role, at):
            sitting = replace(sitting, done=tuple(id for id in sitting.done if id not in own))
    return Outcome(journey.with_sitting(sitting), tuple(effects))

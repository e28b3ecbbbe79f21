"""Asking how it goes, the answers, and what of them is final."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.engine import contact_policy, ids
from bot.engine.contact_policy import Timer
from bot.engine.effects import Felt, Outcome, Post, Reply
from bot.engine.events import Commanded, Pressed, Woke
from bot.engine.flows.common import stale
from bot.engine.flows.contact.card import a_wish
from bot.engine.flows.contact.state import asking
from bot.engine.flows.fit import actions, card
from bot.engine.flows.fit.answers import Feeling
from bot.engine.flows.fit.state import (
    answer_of,
    certain_answer_of,
    closes,
    due,
    fit_of,
    is_open,
    key,
    with_answer,
    with_fit,
)
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Programme

NEW = timedelta(days=30)
"""After that, as after a long pause, nobody is asked any more how it has begun."""
PATIENCE = timedelta(days=7)
"""So long it is put off for the sake of a day without another message."""
FIRST_HOUR = timedelta(hours=1)
"""Of a working day: what else has waited for the morning comes in it."""


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    """None of them hangs on an answer; what was asked becomes final in a pause and after the end too."""
    silent = journey.pause is not None or journey.ended is not None or bool(journey.left)
    for role in Role:
        one = fit_of(journey, role)
        if one.asked is None:
            asks = None if silent else due(programme, journey, role)
            if asks is not None:
                yield Timer(ids.of_card(key(role)), actions.ASKED, asks, (role,), asks + NEW)
        elif one.closed is None and (final := closes(one, programme.timing)) is not None:
            yield Timer(ids.of_card(key(role), actions.CLOSE), actions.CLOSED, final, ())


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """Asks one of the two, on a day on which they were sent nothing else, if there is one soon."""
    role = timer.readers[0]
    better = _better(journey, event, role)
    if better > event.at and event.at < timer.due + PATIENCE:
        return Outcome(replace(journey, postponed={**journey.postponed, timer.id: better}))
    journey = with_fit(journey, role, replace(fit_of(journey, role), asked=event.at))
    return Outcome(journey, (card.posted(card.question(programme, journey, role), role),))


def _better(journey: Journey, event: Woke, role: Role) -> datetime:
    """Tomorrow, if they had another message today; otherwise not in the first hour, in which one may come yet."""
    member = journey.members[role]
    if contact_policy.sent(journey, role, event.at) + event.elsewhere.get(role, 0) > 0:
        return contact_policy.tomorrow(member, event.at)
    return member.opening(member.local(event.at).date()).astimezone(UTC) + FIRST_HOUR


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`fit`: the question while it is open, afterwards what was answered, and before what it is for."""
    role, one = event.actor, fit_of(journey, event.actor)
    if one.asked is None:
        return Outcome(journey, (Reply(card.not_yet(programme, journey, role), key(role)),))
    if journey.ended is not None or not is_open(one, programme.timing, event.at):
        return Outcome(journey, (Reply(card.read_only(programme, journey, role), key(role)),))
    return Outcome(journey, (Reply(card.question(programme, journey, role), key(role)),))


def answered(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Kept in private; the same tap again changes nothing."""
    role, one = event.actor, fit_of(journey, event.actor)
    if event.card != key(role) or one.asked is None:
        return stale(journey)
    if not is_open(one, programme.timing, event.at):
        return _over(programme, journey, role)
    return _drawn(programme, with_answer(journey, role, actions.FEELING[event.action]), role)


def tells(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """The coordinators learn that this person would like a word, once, and nothing else."""
    role, one = event.actor, fit_of(journey, event.actor)
    if event.card != key(role) or one.asked is None:
        return stale(journey)
    if not is_open(one, programme.timing, event.at):
        return _over(programme, journey, role)
    is_meant = answer_of(journey, role) is Feeling.TALK and event.values == (card.mark(journey),)
    if one.told is not None or not journey.coordinators or not is_meant:
        return _drawn(programme, journey, role)
    journey = asking(with_fit(journey, role, replace(one, told=event.at)), role, event.at)
    drawn = _drawn(programme, journey, role)
    return Outcome(journey, (a_wish(journey, role), *drawn.effects))


def _drawn(programme: Programme, journey: Journey, role: Role) -> Outcome:
    message = card.question(programme, journey, role)
    return Outcome(journey, (card.posted(message, role, refresh=True), Reply(message, key(role), redraw=True)))


def _over(programme: Programme, journey: Journey, role: Role) -> Outcome:
    return Outcome(journey, (Reply(card.over(programme, journey, role), key(role), redraw=True),))


def closed(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """The answer is final, and goes into the totals."""
    role = ids.read(timer.id).role
    assert role is not None
    feeling = certain_answer_of(journey, role)
    journey = with_fit(journey, role, replace(fit_of(journey, role), closed=event.at))
    final = card.posted(card.over(programme, journey, role), role, refresh=True)
    return Outcome(journey, (final, Felt(role, feeling or "", event.at)))


def ended(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """At the journey's end there is nothing left to press."""
    if after.ended is None:
        return
    for role in Role:
        if fit_of(before, role).asked is not None:
            yield card.posted(card.over(programme, after, role), role, refresh=True)

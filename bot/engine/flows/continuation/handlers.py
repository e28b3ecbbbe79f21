"""Whether to go on (`M6.G2`, `N1.D4`): asked of each in private, and only two yeses count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine import ids
from bot.engine.contact_policy import Timer
from bot.engine.effects import Outcome, Post, Reply
from bot.engine.events import Pressed, Woke
from bot.engine.flows.common import run, stale
from bot.engine.flows.continuation import actions, words
from bot.engine.flows.continuation.card import agreed_card, closed_card, key, question, seance
from bot.engine.flows.continuation.state import ANSWER, QUESTION, GoingOn, Question, Waiting, waiting
from bot.engine.flows.date import search as date_search
from bot.engine.flows.evaluation.state import evaluation_of
from bot.engine.flows.status import actions as status_actions
from bot.engine.journey import Journey
from bot.engine.messages import Buttons, Message
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Programme, Timing, Track


def opened(journey: Journey, at: datetime, gate: int) -> Outcome:
    return Outcome(journey.keeping(QUESTION, Question(gate, at)))


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    asked, goodbye = waiting(journey), _goodbye(programme, journey)
    if asked is not None:
        for role in Role:
            due = _asked_at(programme.timing, journey, asked, role)
            if due is not None and asked.answers[role].yes is None:
                yield Timer(ids.of_card(key(role)), actions.ASKED, due, (role,), asked.closes(programme.timing))
    if goodbye is not None:
        yield Timer(ids.timer(actions.FAREWELL), actions.GOODBYE, goodbye, Place.PAIR.roles)


def _goodbye(programme: Programme, journey: Journey) -> datetime | None:
    """When the last words are due: after the last séance of the track, or when the question closes."""
    if (asked := waiting(journey)) is not None:
        return asked.closes(programme.timing)
    now = journey.current
    if now is None or now.held is None or now.number < programme.last(journey.track):
        return None
    evaluations = [evaluation_of(journey, now.number, role) for role in Role]
    last = max(one.opened for one in evaluations if one is not None)
    return last + timedelta(days=programme.timing.farewell)


def _asked_at(timing: Timing, journey: Journey, asked: Waiting, role: Role) -> datetime | None:
    """In the longer track the mentor's turn comes a day after the mentee's yes."""
    later = timedelta(days=timing.continuation_asked)
    if role is Role.MENTEE or journey.track is Track.NETWORKING:
        return asked.opened + later
    first = asked.answers[Role.MENTEE]
    return first.at + later if first.yes and first.at is not None else None


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    return Outcome(
        journey,
        (Post(key(role), PRIVATE[role], question(journey, role), seance(journey)),),
    )


def said_goodbye(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """The same words to both, whatever was answered."""
    journey = replace(journey, ended=event.at)
    mentor, mentee = (
        journey.members[Role.MENTOR].name,
        journey.members[Role.MENTEE].name,
    )
    message = Message(
        (
            words.FAREWELL[journey.track].text(mentor=mentor, mentee=mentee),
            words.FAREWELL_AFTER.quiet(),
        ),
        words.FAREWELL_TITLE(),
    )
    closed = tuple(
        Post(key(role), PRIVATE[role], closed_card(), seance(journey), refresh=True)
        for role in Role
        if journey.of(QUESTION).opened is not None
    )
    return Outcome(journey, (*closed, Post(ids.card(actions.FAREWELL), Place.PAIR, message, resend_if_uncertain=False)))


def answered(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Kept in private, changeable until the question closes; two yeses open the next séance."""
    asked = waiting(journey)
    if asked is None or event.card != key(event.actor) or journey.ended is not None:
        return stale(journey, Buttons((run(status_actions.STATUS),)))
    yes = event.action == actions.YES
    before = asked.answers[event.actor]
    when = before.at if before.yes == yes else event.at
    done = tuple(dict.fromkeys((*journey.done, ids.of_card(key(event.actor)))))
    journey = replace(journey.keeping_own(ANSWER, event.actor, GoingOn(yes, when)), done=done)
    asked = waiting(journey)
    assert asked is not None
    if asked.agreed:
        journey = date_search.open_sitting(journey, asked.gate, event.at)
        closed = tuple(Post(key(role), PRIVATE[role], agreed_card(), seance(journey), refresh=True) for role in Role)
        return Outcome(journey, (*closed, Reply(agreed_card(), key(event.actor), redraw=True)))
    message = question(journey, event.actor)
    post = Post(key(event.actor), PRIVATE[event.actor], message, seance(journey), refresh=True)
    return Outcome(journey, (post, Reply(message, key(event.actor), redraw=True)))

"""Whether to go on (`M6.G2`, `N1.D4`): asked of each in private, and only two yeses count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine import ids
from bot.engine.contact_policy import Counts, Timer
from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.events import Pressed, Woke
from bot.engine.flows.common import reply, run, stale
from bot.engine.flows.continuation import actions, card, words
from bot.engine.flows.continuation.state import (
    ANSWER,
    QUESTION,
    GoingOn,
    Question,
    ask,
    both_said_yes,
    key,
    opening,
    put_off,
    told,
    waiting,
)
from bot.engine.flows.date import search as date_search
from bot.engine.flows.evaluation.state import evaluation_of
from bot.engine.flows.shadowing.state import over as shadowing_over
from bot.engine.flows.status import actions as status_actions
from bot.engine.journey import Journey
from bot.engine.messages import Buttons
from bot.engine.people import Place, Role
from bot.engine.programme import Programme


def opened(programme: Programme, journey: Journey, at: datetime, gate: int) -> Outcome:
    """Fixes the days."""
    return Outcome(journey.keeping(QUESTION, ask(gate, at, journey, programme.timing)))


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    """None of them hangs on an answer."""
    if (asked := waiting(journey, programme.timing)) is not None:
        for role, member in journey.members.items():
            asks, tells = opening(member, asked.asks), opening(member, asked.decides)
            yield Timer(ids.of_card(key(role)), actions.ASKED, asks, (role,), asked.closes)
            yield Timer(told(role), actions.ANSWERED, max(asked.closes, tells), (role,), counts=Counts.NOT)
    elif (goodbye := _goodbye(programme, journey)) is not None:
        yield Timer(ids.timer(actions.FAREWELL), actions.GOODBYE, goodbye, Place.PAIR.roles)


def _goodbye(programme: Programme, journey: Journey) -> datetime | None:
    """When the last words are due after the last séance of the track, and after what the two still have before them."""
    now = journey.current
    if now is None or now.held is None or now.number < programme.last(journey.track):
        return None
    evaluations = [evaluation_of(journey, now.number, role) for role in Role]
    last = max(one.opened for one in evaluations if one is not None)
    due, still = last + timedelta(days=programme.timing.farewell), shadowing_over(journey)
    return due if still is None else max(due, still)


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """Asks one of the two, on the day on which the other is asked too."""
    asked = waiting(journey, programme.timing)
    assert asked is not None
    return Outcome(journey, (card.posted(journey, asked, timer.readers[0]),))


def decided(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """Tells one of the two how it goes on. Once both know, the next séance opens or the journey is over."""
    role, asked, agreed = timer.readers[0], waiting(journey, programme.timing), both_said_yes(journey)
    assert asked is not None
    news = card.agreed(role) if agreed else card.farewell(journey, role)
    effects = (card.closed(journey, role), replace(news, seance=card.seance(journey)))
    if told(role.other) not in journey.done:
        return Outcome(journey, effects)
    if agreed:
        return Outcome(date_search.open_sitting(journey, asked.gate, event.at), effects)
    return Outcome(replace(journey, ended=event.at), effects)


def said_goodbye(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """The last words after the last séance."""
    return Outcome(replace(journey, ended=event.at), (card.farewell(journey),))


def answered(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Kept in private, and looked at by nobody before the day on which it is decided."""
    asked, role = waiting(journey, programme.timing), event.actor
    if asked is None or event.card != key(role):
        return stale(journey, Buttons((run(status_actions.STATUS),)))
    if event.at >= asked.closes:
        knows = told(role) in journey.done
        return reply(journey, words.CLOSED.text(), *(() if knows else (words.SOON.text(),)))
    journey = journey.keeping_own(ANSWER, role, GoingOn(event.action == actions.YES))
    post = card.posted(journey, asked, role, refresh=True)
    return Outcome(journey, (post, Reply(post.message, post.key, redraw=True)))


def resumed(programme: Programme, journey: Journey, since: datetime, at: datetime) -> Outcome:
    """The question stays open for as long as it would have without the pause, and says until when."""
    asked = waiting(journey, programme.timing)
    if asked is None or since >= asked.closes:
        return Outcome(journey)
    journey = put_off(journey, programme.timing, at - since)
    return Outcome(journey, _redrawn(programme, journey))


def _redrawn(programme: Programme, journey: Journey) -> tuple[Effect, ...]:
    """The cards that are out, with the days as they are now."""
    asked = waiting(journey, programme.timing)
    out = [role for role in Role if ids.of_card(key(role)) in journey.done]
    return tuple(card.posted(journey, asked, role, refresh=True) for role in out) if asked is not None else ()


def withdrawn(journey: Journey) -> Outcome:
    """The séance before was not held after all: nobody is asked yet, and nothing that was answered counts."""
    if journey.of(QUESTION).opened is None:
        return Outcome(journey)
    posts = tuple(card.closed(journey, role) for role in Role if ids.of_card(key(role)) in journey.done)
    asked = {id for role in Role for id in (ids.of_card(key(role)), told(role))}
    journey = replace(journey, done=tuple(id for id in journey.done if id not in asked))
    for role in Role:
        journey = journey.keeping_own(ANSWER, role, GoingOn())
    return Outcome(journey.keeping(QUESTION, Question()), posts)


def closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """A question that was open when the journey ended."""
    if after.ended is not None and waiting(before, programme.timing) is not None:
        for role in Role:
            if ids.of_card(key(role)) in before.done and told(role) not in before.done:
                yield card.closed(before, role)

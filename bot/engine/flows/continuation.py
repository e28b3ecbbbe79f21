"""Whether to go on: asked of each in private, and only two yeses count (`M6.G2`, `N1.D4`).

In the mentoring track the mentee is asked first, the mentor a day after a yes and with time to think. A no is never
announced and never attributed: it looks like an answer that did not come, and both get the same warm end on the same day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.contact_policy import Timer
from bot.engine.effects import Outcome, Post, Reply
from bot.engine.events import Pressed, Woke
from bot.engine.flows import date_search
from bot.engine.flows.common import run, stale
from bot.engine.journey import Continuation, Journey
from bot.engine.messages import Button, Buttons, Message, Style, quiet, say, text
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Command, Programme, Track

A_DAY = timedelta(days=1)
FAREWELL_AFTER = timedelta(days=1)
"""From the last séance of a track to the last words."""


def opened(journey: Journey, at: datetime, gate: int) -> Outcome:
    return Outcome(replace(journey, continuation=Continuation(gate, at)))


def key(role: Role) -> str:
    return f"continuation.{role}"


def _waiting(journey: Journey) -> Continuation | None:
    """The question, while it is open."""
    asked = journey.continuation
    now = journey.current
    return asked if asked is not None and now is not None and now.number < asked.gate else None


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    now = journey.current
    if now is not None and now.held is not None and now.number == programme.last(journey.track):
        last = max(one.opened for one in now.evaluations.values())
        yield Timer("farewell", "farewell", last + FAREWELL_AFTER, Place.PAIR.roles)
    asked = _waiting(journey)
    if asked is None:
        return
    for role in Role:
        first = role is Role.MENTEE or journey.track is Track.NETWORKING
        due = asked.opened + A_DAY if first else _after_yes(asked)
        if due is not None and role not in asked.answers:
            yield Timer(key(role), "continuation", due, (role,), asked.closes)
    yield Timer("farewell", "farewell", asked.closes, Place.PAIR.roles)


def _after_yes(asked: Continuation) -> datetime | None:
    """When the mentor's turn comes: a day after the mentee's yes."""
    return asked.answered[Role.MENTEE] + A_DAY if asked.answers.get(Role.MENTEE) else None


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    return Outcome(
        journey,
        (Post(key(role), PRIVATE[role], _question(journey, role), _seance(journey)),),
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
            text(f"farewell-{journey.track}", mentor=mentor, mentee=mentee),
            quiet("farewell-after"),
        ),
        say("farewell-title"),
    )
    closed = tuple(
        Post(key(role), PRIVATE[role], _closed(), _seance(journey), refresh=True)
        for role in Role
        if journey.continuation is not None
    )
    return Outcome(journey, (*closed, Post("farewell", Place.PAIR, message, resend_if_uncertain=False)))


def _seance(journey: Journey) -> int:
    return journey.current.number if journey.current else 0


def _question(journey: Journey, role: Role) -> Message:
    partner = journey.partner(role).name
    asked = journey.continuation
    answer = asked.answers.get(role) if asked else None
    lead = text(f"continuation-{journey.track}-{role}", partner=partner)
    yes, no = answer is True, answer is False
    buttons = (
        Button(
            "continuation.yes",
            say("continuation-yes"),
            style=Style.PRIMARY,
            pressed=yes,
        ),
        Button("continuation.no", say("continuation-no"), pressed=no),
    )
    after = (text("continuation-noted"),) if answer is not None else ()
    return Message(
        (lead, quiet("continuation-privacy"), Buttons(buttons), *after),
        say("continuation-title"),
    )


def _closed() -> Message:
    return Message((quiet("continuation-closed"),), say("continuation-title"))


def answered(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Kept in private, changeable until the question closes; two yeses open the next séance."""
    asked = _waiting(journey)
    if asked is None or event.card != key(event.actor) or journey.ended is not None:
        return stale(journey, Buttons((run(Command.STATUS),)))
    yes = event.action == "continuation.yes"
    when = asked.answered.get(event.actor, event.at) if asked.answers.get(event.actor) == yes else event.at
    asked = replace(
        asked,
        answers={**asked.answers, event.actor: yes},
        answered={**asked.answered, event.actor: when},
    )
    journey = replace(
        journey,
        continuation=asked,
        done=tuple(dict.fromkeys((*journey.done, key(event.actor)))),
    )
    if asked.agreed:
        journey = date_search.open_sitting(journey, asked.gate, event.at)
        closed = tuple(Post(key(role), PRIVATE[role], _agreed(), _seance(journey), refresh=True) for role in Role)
        return Outcome(journey, (*closed, Reply(_agreed(), key(event.actor), redraw=True)))
    message = _question(journey, event.actor)
    post = Post(key(event.actor), PRIVATE[event.actor], message, _seance(journey), refresh=True)
    return Outcome(journey, (post, Reply(message, key(event.actor), redraw=True)))


def _agreed() -> Message:
    return Message(
        (text("continuation-agreed"), quiet("continuation-next")),
        say("continuation-title"),
    )

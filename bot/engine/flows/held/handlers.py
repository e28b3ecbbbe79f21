"""Whether the séance took place: yes opens the evaluations and what comes next, anything else a new search for a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.engine import ids
from bot.engine.contact_policy import Timer
from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.events import ByMember, Pressed, Woke
from bot.engine.flows.agenda import card as agenda_card
from bot.engine.flows.common import reply, run
from bot.engine.flows.continuation import handlers as continuation_handlers
from bot.engine.flows.date import actions as date_actions
from bot.engine.flows.date import card as date_card
from bot.engine.flows.date import handlers as date_handlers
from bot.engine.flows.date import search as date_search
from bot.engine.flows.date import words as date_words
from bot.engine.flows.evaluation import wakes as evaluation_wakes
from bot.engine.flows.held import actions, words
from bot.engine.flows.held import card as held_card
from bot.engine.flows.status import actions as status_actions
from bot.engine.journey import Journey, Meeting, Sitting
from bot.engine.messages import Buttons, Part
from bot.engine.people import Place
from bot.engine.programme import Programme


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    now = journey.current
    if now is None or now.meeting is None or now.held is not None:
        return
    over, both, n = now.meeting.over, Place.PAIR.roles, now.number
    yield Timer(ids.timer(actions.CARD, n, now.round), actions.ASKED, over, both, sitting=n, appointment=True)
    again = over + timedelta(days=programme.timing.held_again)
    yield Timer(ids.timer(actions.AGAIN, n, now.round), actions.ASKED_AGAIN, again, both, sitting=n)


def asked(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    return Outcome(journey, (held_card.posted(journey, ids.read(timer.id).kind),))


def answered(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Yes opens the evaluations and what comes next; moved or no opens a new search, without a reproach."""
    now = journey.current
    if now is None or now.meeting is None or now.held is not None or event.card not in held_card.cards(now):
        return reply(journey, words.KNOWN.text(), Buttons((run(status_actions.STATUS),)))
    if event.action != actions.YES:
        settled = _settled(now, words.LATER.text())
        close = replace(now, meeting=replace(now.meeting, ended=event.at))
        agenda = agenda_card.posted(programme, journey.with_sitting(close), refresh=True)
        outcome = date_handlers.released(programme, journey, event.at, date_words.NO_MATTER.text())
        return Outcome(outcome.journey, (*settled, agenda, *outcome.effects))
    return _took_place(programme, journey, event, now, now.meeting)


def _settled(now: Sitting, part: Part) -> tuple[Effect, ...]:
    message = held_card.settled(now, part)
    posts = tuple(Post(key, Place.PAIR, message, now.number, refresh=True) for key in held_card.cards(now))
    return (*posts, Reply(message, now.card(actions.CARD), now.number, redraw=True))


def _took_place(programme: Programme, journey: Journey, event: Pressed, now: Sitting, met: Meeting) -> Outcome:
    now = replace(now, held=min(met.at, event.at))
    journey = journey.with_sitting(now)
    effects: list[Effect] = [
        *_settled(now, words.THANKS.text(seance=now.number)),
        agenda_card.posted(programme, journey, refresh=True),
        Post(
            now.card(date_actions.CARD),
            Place.PAIR,
            date_card.card(programme, journey),
            now.number,
            refresh=True,
        ),
    ]
    opened = evaluation_wakes.opened(programme, journey, event)
    effects += opened.effects
    following = _next(programme, opened.journey, event, now.number)
    return Outcome(following.journey, (*effects, *following.effects))


def _next(programme: Programme, journey: Journey, event: ByMember, number: int) -> Outcome:
    if number == programme.last(journey.track):
        return Outcome(journey)
    if number + 1 == programme.gate(journey.track):
        return continuation_handlers.opened(journey, event.at, number + 1)
    return date_search.offer(programme, date_search.open_sitting(journey, number + 1, event.at), event.at)

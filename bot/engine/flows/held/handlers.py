"""Whether the séance took place: yes opens the evaluations and what comes next, anything else a new search for a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.engine import ids
from bot.engine.contact_policy import Counts, Timer
from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.events import ByMember, CallEnded, Pressed, Woke
from bot.engine.flows.agenda import card as agenda_card
from bot.engine.flows.common import run, stale
from bot.engine.flows.continuation import handlers as continuation_handlers
from bot.engine.flows.date import actions as date_actions
from bot.engine.flows.date import card as date_card
from bot.engine.flows.date import handlers as date_handlers
from bot.engine.flows.date import search as date_search
from bot.engine.flows.date import words as date_words
from bot.engine.flows.evaluation import wakes as evaluation_wakes
from bot.engine.flows.held import actions
from bot.engine.flows.held import card as held_card
from bot.engine.flows.held.state import LAST_ANSWER, LastAnswer
from bot.engine.flows.status import actions as status_actions
from bot.engine.flows.takeaways import card as takeaways_card
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Buttons
from bot.engine.people import Place
from bot.engine.programme import Programme

SOON = 4
"""A call that ends within the first of so many parts of a séance has broken off."""


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    now = journey.current
    if now is None or now.meeting is None or now.held is not None:
        return
    over, both, n = now.meeting.over, Place.PAIR.roles, now.number
    asked = ids.timer(actions.CARD, n, now.round)
    yield Timer(asked, actions.ASKED, over, both, sitting=n, counts=Counts.NOT, appointment=True)
    if (since := journey.shown_at(now.card(actions.CARD), over)) is not None:
        again = since + timedelta(days=programme.timing.held_again)
        yield Timer(ids.timer(actions.AGAIN, n, now.round), actions.ASKED_AGAIN, again, both, sitting=n)


def asked(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    return Outcome(journey, (held_card.posted(journey, ids.read(timer.id).kind),))


def hung_up(programme: Programme, journey: Journey, event: CallEnded) -> Outcome:
    """The two are done before their time: they are asked now. A call that broke off soon after the hour says nothing."""
    now = journey.current
    if now is None or now.meeting is None or now.held is not None:
        return Outcome(journey)
    asked, met = ids.timer(actions.CARD, now.number, now.round), now.meeting
    if asked in now.done or event.at < met.at + (met.over - met.at) / SOON:
        return Outcome(journey)
    journey = journey.with_sitting(replace(now, done=(*now.done, asked)))
    return Outcome(journey, (held_card.posted(journey, actions.CARD),))


def answered(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Yes, with the agenda or without, opens the evaluations and what comes next; anything else a new search, without a reproach.

    That the other one did not come is a no for everybody but the one who says so.

    What was answered already stays as it is, whatever is pressed: the card says how it stands.
    """
    now = journey.current
    if now is None or now.meeting is None or now.held is not None:
        return _as_it_stands(journey, event)
    if event.card not in held_card.cards(now.number, now.round):
        return _as_it_stands(journey, event)
    if event.action in (actions.YES, actions.OWN_WAY):
        return _took_place(programme, journey, event, now, now.round)
    answer = LastAnswer(now.number, now.round, now.meeting, _next_round(journey))
    outcome = _did_not(programme, journey, event, answer)
    if event.action != actions.ABSENT:
        return outcome
    return Outcome(outcome.journey, (*outcome.effects, held_card.absent(outcome.journey, now.number, event.actor)))


def _as_it_stands(journey: Journey, event: Pressed) -> Outcome:
    ref = ids.read(event.card)
    sitting = journey.sitting(ref.seance)
    if sitting is None or ref.kind not in held_card.KINDS:
        return stale(journey, Buttons((run(status_actions.STATUS),)))
    message = held_card.card(journey, sitting, ref.round, ref.kind)
    return Outcome(journey, (Reply(message, ids.card(ref.kind, ref.seance, ref.round), ref.seance, redraw=True),))


def _did_not(programme: Programme, journey: Journey, event: Pressed, answer: LastAnswer) -> Outcome:
    """Other dates; what was answered can be put right until one of them is agreed on."""
    outcome = date_handlers.released(programme, journey, event.at, date_words.NO_MATTER.text())
    journey = outcome.journey.keeping(LAST_ANSWER, answer)
    return Outcome(journey, (*held_card.settled(journey, answer.seance, answer.round), *outcome.effects))


def _took_place(programme: Programme, journey: Journey, event: Pressed, now: Sitting, asked: int) -> Outcome:
    """`asked`: the round of the card that says so."""
    assert now.meeting is not None
    now, following = replace(now, held=min(now.meeting.at, event.at)), _next_round(journey)
    journey = journey.with_sitting(now)
    effects: list[Effect] = [
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
    after = _next(programme, opened.journey, event, now.number, following)
    journey = after.journey.keeping(LAST_ANSWER, LastAnswer(now.number, asked, own_way=event.action == actions.OWN_WAY))
    settled = held_card.settled(journey, now.number, asked)
    kept = takeaways_card.opened(programme, journey)  # above the dates, which both are to answer
    return Outcome(journey, (*settled, *effects, *opened.effects, *kept, *after.effects))


def _next_round(journey: Journey) -> int:
    return journey.of(LAST_ANSWER).next_round


def _next(programme: Programme, journey: Journey, event: ByMember, number: int, round: int) -> Outcome:
    if number >= programme.last(journey.track):
        return Outcome(journey)
    if number + 1 == programme.gate(journey.track):
        return continuation_handlers.opened(programme, journey, event.at, number + 1)
    return date_search.offer(programme, date_search.open_sitting(journey, number + 1, event.at, round), event.at)


# A mistaken answer is put right ----------------------------------------------------------------------------------


def met(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """It took place after all: the date that was given up is the séance's again."""
    last, now = journey.of(LAST_ANSWER), journey.current
    if now is None or last.given_up is None or event.card not in held_card.cards(last.seance, last.round):
        return _as_it_stands(journey, event)
    now = replace(now, meeting=last.given_up, gave_up=None, moves=now.moves[:-1])
    return _took_place(programme, journey.with_sitting(now), event, now, last.round)


def not_met(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """It did not take place after all: what the answer has opened is closed again; what somebody wrote is kept."""
    last = journey.of(LAST_ANSWER)
    sitting, following = journey.sitting(last.seance), journey.sitting(last.seance + 1)
    if sitting is None or sitting.held is None or event.card not in held_card.cards(last.seance, last.round):
        return _as_it_stands(journey, event)
    gone = (date_card.farewell(journey),) if following is not None else ()
    before = journey.sittings[: sitting.number - 1]
    journey = replace(journey, sittings=(*before, replace(sitting, held=None)))
    withdrawn = evaluation_wakes.withdrawn(programme, journey, sitting.number, event.at)
    unasked = continuation_handlers.withdrawn(withdrawn.journey)
    round = following.round + 1 if following is not None else last.next_round
    answer = LastAnswer(sitting.number, last.round, sitting.meeting, round)
    outcome = _did_not(programme, unasked.journey, event, answer)
    return Outcome(outcome.journey, (*outcome.effects, *gone, *withdrawn.effects, *unasked.effects))

"""Somebody leaves: the journey ends, and the one who stays is told kindly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.engine import ids
from bot.engine.contact_policy import Timer
from bot.engine.effects import Outcome, Post
from bot.engine.events import Left, Woke
from bot.engine.flow import CardKind, Flow, Timers
from bot.engine.flows.continuation import words as continuation_words
from bot.engine.flows.leaving import actions, words
from bot.engine.flows.leaving.words import WORDS
from bot.engine.journey import Journey
from bot.engine.messages import Message
from bot.engine.people import PRIVATE
from bot.engine.programme import Programme


def left(programme: Programme, journey: Journey, event: Left) -> Outcome:
    """The journey ends; the one who stays is told kindly, and nobody why."""
    if event.actor in journey.left:
        return Outcome(journey)
    return Outcome(replace(journey, left=(*journey.left, event.actor), ended=journey.ended or event.at))


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    if journey.ended is None:
        return
    for role in journey.left:
        if role.other not in journey.left:
            yield Timer(ids.timer(actions.CARD, role=role), actions.TOLD, journey.ended, (role.other,))


def parted(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    message = Message((words.PARTED.text(partner=journey.partner(role).name),), continuation_words.FAREWELL_TITLE())
    return Outcome(journey, (Post(ids.posted(timer.id), PRIVATE[role], message, resend_if_uncertain=False),))


FLOW = Flow(
    name="leaving",
    words=(WORDS,),
    wakes={actions.TOLD: parted},
    timers=Timers(timers, kinds=(actions.CARD,), ended=True, paused=True, left=True),
    cards={actions.CARD: CardKind()},
    left=left,
)

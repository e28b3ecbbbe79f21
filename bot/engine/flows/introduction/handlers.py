"""What people do with their introduction: ask for it, and write it."""

from __future__ import annotations

from bot.engine.effects import Outcome, Reply
from bot.engine.events import Commanded, Submitted
from bot.engine.flows.introduction import words
from bot.engine.flows.introduction.card import LONGEST, card, key, read_only
from bot.engine.flows.introduction.state import INTRODUCTION, PROMPTS, REST
from bot.engine.flows.prep import card as prep_card
from bot.engine.journey import Journey
from bot.engine.programme import Programme


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`introduction`: their own notes and the form, to the one who asks; after the end, to read."""
    role = event.actor
    message = read_only(journey, role) if journey.ended is not None else card(programme, journey, role)
    return Outcome(journey, (Reply(message, key(role)),))


def written(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """Kept for its writer alone; what the form did not ask for stays as it was."""
    said = {one: _line(event, one) for one in (*PROMPTS, REST) if one in event.fields}
    before = journey.own_of(INTRODUCTION, event.actor)
    journey = journey.keeping_own(INTRODUCTION, event.actor, before.saying(**said))
    message = card(programme, journey, event.actor, words.NOTED.text())
    answer = Reply(message, key(event.actor), redraw=True)
    return Outcome(journey, (answer, *prep_card.refreshed(programme, journey, event.actor)))


def _line(event: Submitted, name: str) -> str:
    return " ".join(event.fields[name].split())[:LONGEST]

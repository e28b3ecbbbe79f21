"""What people do with the colleagues' views: ask for the message, wish or not, note, hand over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.engine import ids
from bot.engine.effects import Effect, Outcome, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Submitted
from bot.engine.flows.activities import held_in, is_open
from bot.engine.flows.agenda import card as agenda_card
from bot.engine.flows.colleagues import actions, card
from bot.engine.flows.colleagues.state import (
    ANSWER,
    NOTES,
    PROMPTS,
    VIEW,
    WISH,
    Answer,
    Notes,
    Wish,
    is_handed,
    is_wished,
)
from bot.engine.flows.prep import card as prep_card
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Programme


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`colleagues`: each one's own card; after the end, to read."""
    return Outcome(journey, (_card(programme, journey, event.actor),))


def _card(programme: Programme, journey: Journey, role: Role, *, redraw: bool = False) -> Reply:
    if journey.ended is not None:
        message = card.read_only(journey, role)
    elif role is Role.MENTEE and not is_open(programme, journey, actions.CARD):
        message = card.later()
    else:
        message = card.card(journey, role)
    return Reply(message, card.key(role), redraw=redraw)


def answered(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """A no is kept with the mentee, and nothing follows from it; a yes is told, until it is taken back."""
    may = event.actor is Role.MENTEE and is_open(programme, journey, actions.CARD) and not is_handed(journey)
    if not may:
        return _shown(programme, journey, event)
    yes, before = event.action == actions.YES, is_wished(journey)
    journey = journey.keeping_own(ANSWER, Role.MENTEE, Answer(not yes))
    if yes == before:
        return _shown(programme, journey, event)
    journey = journey.keeping(WISH, _wish(programme, journey, event.at) if yes else Wish())
    return _shown(programme, journey, event, *_told(programme, journey))


def _wish(programme: Programme, journey: Journey, at: datetime) -> Wish:
    """What is wished for once the mentor has prepared is said, and not left to be found."""
    sitting = held_in(programme, journey, actions.CARD)
    late = sitting is not None and (sitting.held is not None or prep_card.is_out(sitting, Role.MENTOR))
    return Wish(at, late)


def _told(programme: Programme, journey: Journey) -> tuple[Effect, ...]:
    """The cards that speak of a wish, as it stands now."""
    out = ids.of_card(card.NEWS) in journey.done
    news = (card.news(journey, refresh=True),) if out else ()
    return (*prep_card.refreshed(programme, journey), *agenda_card.refreshed(programme, journey), *news)


def _shown(programme: Programme, journey: Journey, event: ByMember, *more: Effect) -> Outcome:
    """The actor's own card, wherever it is."""
    mine = (card.asked(journey, refresh=True),) if event.actor is Role.MENTEE else ()
    return Outcome(journey, (*mine, _card(programme, journey, event.actor, redraw=True), *more))


def noted(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """The mentor's notes, for nobody else."""
    if event.actor is Role.MENTOR and is_wished(journey) and not is_handed(journey):
        said = {one: " ".join(event.fields.get(one, "").split())[: card.LONGEST] for one in PROMPTS}
        journey = journey.keeping_own(NOTES, Role.MENTOR, Notes(**said))
    return _shown(programme, journey, event)


def handed(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Hands over what stood above the button, which has asked first; pressed twice, once."""
    notes = journey.own_of(NOTES, Role.MENTOR) if event.actor is Role.MENTOR else Notes()
    may = is_wished(journey) and not is_handed(journey)
    if not (may and notes.filled and event.values == (notes.mark,)):
        return _shown(programme, journey, event)
    journey = journey.keeping(VIEW, notes)
    journey = journey.keeping(WISH, replace(journey.of(WISH), handed=event.at))
    return _shown(programme, journey, event, *_told(programme, journey))

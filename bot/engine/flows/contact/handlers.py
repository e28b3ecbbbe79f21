"""What people do with the contact: write a line, read it again, send it or drop it."""

from __future__ import annotations

from bot.engine.effects import Outcome, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Submitted, Taken
from bot.engine.flows.contact import card, words
from bot.engine.flows.contact.state import asking, draft_of, giving_back, mark, taking, waiting, with_draft
from bot.engine.journey import Journey
from bot.engine.messages import Message
from bot.engine.programme import Programme


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`contact`: what was begun, or an empty line. What follows the word is not taken for a line: nothing goes unread."""
    line = draft_of(journey, event.actor)
    return Outcome(journey, (Reply(_as_it_stands(programme, journey, line), card.key(event.actor)),))


def _as_it_stands(programme: Programme, journey: Journey, line: str) -> Message:
    if line:
        return card.to_send(programme, journey, line)
    return card.to_write(programme, journey, line)


def wrote(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """The line is kept for its writer, and shown as it would go."""
    line = " ".join(event.fields.get(card.LINE, "").split())[: card.LONGEST]
    if not journey.coordinators:
        return _redrawn(journey, event, card.nobody(programme))
    journey = with_draft(journey, event.actor, line)
    if not line:
        return _redrawn(journey, event, card.to_write(programme, journey, line, words.EMPTY.text()))
    return _redrawn(journey, event, card.to_send(programme, journey, line))


def changing(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    line = draft_of(journey, event.actor)
    return _redrawn(journey, event, card.to_write(programme, journey, line))


def dropped(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Nothing has gone, and nothing is left of it."""
    return _redrawn(with_draft(journey, event.actor, ""), event, card.told(programme, words.DROPPED.text()))


def sent(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """The words that stood above the button go to those who were named there; pressed twice, once."""
    role, line = event.actor, draft_of(journey, event.actor)
    if not journey.coordinators:
        return _redrawn(journey, event, card.nobody(programme))
    if not line:
        return _redrawn(journey, event, card.told(programme, words.SENT_ALREADY.text()))
    if event.values != (mark(line, journey.coordinators),):
        return _redrawn(journey, event, card.to_send(programme, journey, line, words.CHANGED_MEANWHILE.text()))
    journey = asking(with_draft(journey, role, ""), role, event.at)
    answer = Reply(card.sent(programme, journey, line), card.key(role), redraw=True)
    return Outcome(journey, (card.a_line(journey, role, line), answer))


def taken(programme: Programme, journey: Journey, event: Taken) -> Outcome:
    """Who waits is seen to by one coordinator, until that one gives it back. Nobody of the pair is told."""
    waits = waiting(journey, event.actor) is not None
    if waits is event.back:
        return Outcome(journey)
    if event.back:
        return Outcome(giving_back(journey, event.actor))
    return Outcome(taking(journey, event.actor, event.at))


def _redrawn(journey: Journey, event: ByMember, message: Message) -> Outcome:
    return Outcome(journey, (Reply(message, card.key(event.actor), redraw=True),))

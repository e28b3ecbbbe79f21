"""What follows once the service behind one's calendar has opened a room, or its owner has moved a séance there."""

from __future__ import annotations

from bot.engine import ids
from bot.engine.effects import Effect, Outcome, Reply
from bot.engine.events import Pressed, RoomOpened
from bot.engine.flows.agenda import card as agenda_card
from bot.engine.flows.agreement.state import link_of
from bot.engine.flows.common import stale
from bot.engine.flows.date import card as date_card
from bot.engine.flows.date import own
from bot.engine.flows.date import words as date_words
from bot.engine.flows.date.handlers import read_slot
from bot.engine.flows.entries.state import ROOM, Room
from bot.engine.flows.prep import card as prep_card
from bot.engine.journey import Journey
from bot.engine.messages import Message
from bot.engine.programme import Programme
from bot.engine.state import Unreadable


def room_opened(programme: Programme, journey: Journey, event: RoomOpened) -> Outcome:
    """Its link comes onto every card that says when; a room for another date, or none that can be followed, is none."""
    now = journey.current
    room = Room(event.number, event.round, link_of(event.link))
    if now is None or (now.number, now.round) != (room.number, room.round) or now.held is not None:
        return Outcome(journey)
    if journey.ended is not None or journey.pause is not None or not room.link or journey.of(ROOM) == room:
        return Outcome(journey)
    try:
        journey = journey.keeping(ROOM, room)
    except Unreadable:
        return Outcome(journey)
    return Outcome(journey, where_shown(programme, journey))


def proposed(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """The date of somebody's own calendar is proposed to the other one, in place of the agreed one."""
    now, ref = journey.current, ids.read(event.card)
    slot = read_slot(event.values)
    if now is None or now.meeting is None or now.held is not None or ref.role is not event.actor:
        return stale(journey)
    if (ref.seance, ref.round) != (now.number, now.round) or slot is None or event.at >= now.meeting.at:
        return stale(journey)
    if slot <= event.at:
        return Outcome(journey, (Reply(Message((date_words.IN_THE_PAST.text(),))),))
    outcome = own.instead(programme, journey, event, slot)
    thanks = Message((date_words.PROPOSED.text(when=slot, partner=journey.partner(event.actor).name),))
    return Outcome(outcome.journey, (*outcome.effects, Reply(thanks, ids.CardId(event.card), now.number, redraw=True)))


def where_shown(programme: Programme, journey: Journey) -> tuple[Effect, ...]:
    """The cards that say where the two meet, drawn again."""
    return (
        *date_card.refreshed(programme, journey),
        *prep_card.refreshed(programme, journey),
        *prep_card.reminded(programme, journey),
        *agenda_card.refreshed(programme, journey),
    )

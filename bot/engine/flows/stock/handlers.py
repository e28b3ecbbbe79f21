"""What people do with the stock they take: ask for it, and say which conversations counted most."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.effects import Outcome, Reply
from bot.engine.events import Commanded, Pressed
from bot.engine.flows.common import hint, reply
from bot.engine.flows.prep import card as prep_card
from bot.engine.flows.status import actions as status_actions
from bot.engine.flows.stock import actions, words
from bot.engine.flows.stock.card import KEY, card, posted, read_only
from bot.engine.flows.stock.state import STOCK, held
from bot.engine.journey import Journey
from bot.engine.messages import Message
from bot.engine.people import Place, Role
from bot.engine.programme import Programme


def commanded(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`stock`: the card as it stands, to the one who asks, once its séance is there; after the end, to read."""
    if journey.ended is not None:
        return Outcome(journey, (Reply(read_only(programme, journey), KEY),))
    (first, *_) = programme.holding(journey.track, actions.CARD)
    if journey.sitting(first) is None:
        not_yet = (words.NOT_YET.text(seance=first), hint(status_actions.STATUS))
        return Outcome(journey, (Reply(Message(not_yet, words.TITLE())),))
    return Outcome(journey, (Reply(card(programme, journey, event.actor), KEY),))


def chosen(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """The mentee's choice, on whichever card it was made; the same again changes nothing."""
    if event.actor is not Role.MENTEE:
        return reply(journey, words.MENTEES.text(name=journey.members[Role.MENTEE].name))
    stock = replace(
        journey.of(STOCK), counted=tuple(one.number for one in held(journey) if str(one.number) in event.values)
    )
    if stock == journey.of(STOCK):
        return Outcome(journey, (_answer(programme, journey, event),))
    journey = journey.keeping(STOCK, stock)
    drawn = (posted(programme, journey, refresh=True), *prep_card.refreshed(programme, journey))
    return Outcome(journey, (*drawn, _answer(programme, journey, event)))


def _answer(programme: Programme, journey: Journey, event: Pressed) -> Reply:
    """The card that was used, as it is now."""
    now, role = journey.current, event.actor
    if now is not None and now.held is None and event.card == prep_card.key(now, role):
        return Reply(prep_card.card(programme, journey, now, role), prep_card.key(now, role), now.number, redraw=True)
    message = card(programme, journey, None if event.place is Place.PAIR else role)
    return Reply(message, KEY, redraw=event.card == KEY)

"""Shows what is kept, and asks once whether to stop. What is done then is the application's: it concerns all pairs."""

from __future__ import annotations

from bot.engine import ids
from bot.engine.effects import Outcome, Reply
from bot.engine.events import Commanded, Pressed
from bot.engine.flows.privacy import actions, card, words
from bot.engine.flows.privacy.pairs import own_pair, stopped
from bot.engine.journey import Journey
from bot.engine.messages import Message
from bot.engine.people import Role
from bot.engine.programme import Programme


def shown(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    return _own(journey, actions.CARD, event.actor, card.card(programme))


def asked(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """One question about every pair of theirs that is under way; what can be taken back; or that there is nothing to stop."""
    role, timing = event.actor, programme.timing
    pairs = (own_pair(journey, role), *journey.elsewhere)
    running = tuple(one for one in pairs if one.running)
    back = stopped(timing, pairs, event.at)
    if running:
        alone = len(running) == 1 and running[0].pair == journey.pair
        message = card.question(timing, running, back, pause=alone and journey.pause is None)
    elif back:
        message = card.gone(timing, back)
    else:
        message = card.nothing(late=any(one.left is not None for one in pairs))
    return _own(journey, actions.QUESTION, role, message)


def stayed(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    return _own(journey, actions.QUESTION, event.actor, Message((words.STAYED.text(),)), redraw=True)


def _own(journey: Journey, kind: str, role: Role, message: Message, *, redraw: bool = False) -> Outcome:
    return Outcome(journey, (Reply(message, key=ids.card(kind, role=role), redraw=redraw),))

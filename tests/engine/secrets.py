"""What somebody may do in private with the cards of the conversations that séances hold, and nobody else is to learn."""

from __future__ import annotations

import random

from bot.engine.flows import FLOWS
from bot.engine.flows.colleagues import actions as colleagues
from bot.engine.flows.contact import actions as contact
from bot.engine.flows.fit import actions as fit
from bot.engine.flows.shadowing import actions as shadowing
from bot.engine.ids import read
from bot.engine.people import PRIVATE, Place, Role
from tests.engine.simulator import Season
from tests.values import actions, forms

KEEPING = tuple(flow for flow in FLOWS if (flow.activity or flow.name == "contact") and flow.own)
"""The conversations that keep something to its owner."""
TOLD: frozenset[str] = frozenset({colleagues.HAND, colleagues.YES, contact.SEND, fit.TELL, shadowing.WISH})
"""Buttons and forms by which somebody tells others on purpose."""


def cards(walk: Season, role: Role) -> list[str]:
    """Those that are before this person alone: posted to them, or an answer to what they asked for."""
    shared = {key for place, key in walk.cards if place is Place.PAIR}
    own = {key for place, key in walk.cards if place is PRIVATE[role]} | {
        key for who, key in walk.answers if who is role
    }
    kinds = {kind for flow in KEEPING for kind in flow.cards}
    return sorted(key for key in own - shared if read(key).kind in kinds)


def asks(walk: Season, role: Role, chance: random.Random) -> None:
    """Asks for a conversation that keeps something to its owner, in their own chat."""
    walk.type(role, chance.choice([command for flow in KEEPING for command in flow.commands]))


def deed(walk: Season, role: Role, card: str, chance: random.Random) -> str:
    """Does one thing on such a card; what was done."""
    message = walk.card(role, card)
    found = {action: values for action, values in actions(message).items() if action not in TOLD}
    written = [form for form in forms(message) if form.action not in TOLD]
    if written and (not found or chance.random() < 0.5):
        form = chance.choice(written)
        said = chance.choice(("", "a line of mine", "another"))
        walk.submit(role, card, form.action, **{one.name: said for one in form.fields})
        return f"{form.action}={said}"
    if not found:
        return ""
    action = chance.choice(sorted(found))
    values = chance.choice(found[action])
    walk.press(role, card, action, *values)
    return f"{action}={' '.join(values)}"

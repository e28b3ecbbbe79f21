"""What somebody may do in private with the cards of the conversations that séances hold, and nobody else is to learn."""

from __future__ import annotations

import random

from bot.engine.flows import FLOWS
from bot.engine.ids import read
from bot.engine.people import PRIVATE, Role
from tests.engine.simulator import Season
from tests.values import actions, forms

TOLD: frozenset[str] = frozenset()
"""Buttons and forms by which somebody tells others on purpose."""


def deed(walk: Season, role: Role, card: str, chance: random.Random) -> str:
    """Does one thing on a private card of an activity; what was done, or nothing if it is no such card."""
    if read(card).kind not in FLOWS.activity_of_card or (PRIVATE[role], card) not in walk.cards:
        return ""
    message = walk.cards[PRIVATE[role], card]
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

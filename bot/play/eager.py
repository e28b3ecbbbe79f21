"""How two people use the programme who take it all up."""

from __future__ import annotations

from bot.engine.flows.agreement import actions as agreement
from bot.engine.flows.agreement.state import Format
from bot.engine.flows.pact import actions as pact
from bot.engine.people import Role
from bot.play.acts import chosen, value
from bot.play.scenes import Scene, Turn

MENTOR, MENTEE = Role.MENTOR, Role.MENTEE

SCENES = (
    Scene(
        agreement.CARD,
        (
            Turn(1, MENTOR, agreement.FORMAT, chosen(Format.VIDEO)),
            Turn(2, MENTOR, agreement.PLACE, said={"where": "where", "between": "between"}),
            Turn(4, MENTEE, agreement.YES, value(agreement.YES)),
        ),
    ),
    Scene(
        pact.CARD,
        (
            Turn(2, MENTEE, pact.SIGN, value(pact.SIGN)),
            Turn(3, MENTOR, pact.SIGN, value(pact.SIGN)),
        ),
    ),
)

"""How two people use the programme who write little, and leave out what they like to leave out."""

from __future__ import annotations

from bot.engine.flows.colleagues import actions as colleagues
from bot.engine.flows.fit import actions as fit
from bot.engine.flows.fit.answers import Feeling
from bot.engine.flows.goals import actions as goals
from bot.engine.flows.pact import actions as pact
from bot.engine.flows.pact.state import STATEMENTS
from bot.engine.flows.shadowing import actions as shadowing
from bot.engine.flows.takeaways import actions as takeaways
from bot.engine.people import Place, Role
from bot.play.acts import chosen, value
from bot.play.scenes import Scene, Turn

MENTOR, MENTEE = Role.MENTOR, Role.MENTEE

SCENES = (
    Scene(
        pact.CARD,
        (
            Turn(2, MENTEE, pact.KEEP, chosen(*(one for one in STATEMENTS if one != "tell-before"))),
            Turn(4, MENTOR, pact.SIGN, value(pact.SIGN)),
        ),
    ),
    Scene(
        goals.CARD,
        (
            Turn(3, MENTEE, goals.WRITE),
            Turn(5, MENTEE, goals.WRITTEN, said={"goal1": "goals-quiet"}, answer=True),
        ),
    ),
    Scene(takeaways.CARD, (Turn(5, MENTEE, takeaways.SKIP),)),
    Scene(fit.CARD, (Turn(25, MENTEE, fit.ANSWER[Feeling.TALK], chosen(Feeling.TALK)),), to=Place.MENTEE),
    Scene(colleagues.CARD, (Turn(90, MENTEE, colleagues.NO, value(colleagues.NO)),), to=Place.MENTEE),
    Scene(shadowing.ASKED, (Turn(75, MENTEE, shadowing.NO_WISH),)),
)

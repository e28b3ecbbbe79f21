"""How two people use the programme who take it all up."""

from __future__ import annotations

from bot.engine.flows.agreement import actions as agreement
from bot.engine.flows.agreement.state import Format
from bot.engine.flows.common import RUN
from bot.engine.flows.introduction import actions as introduction
from bot.engine.flows.pact import actions as pact
from bot.engine.flows.prep import actions as prep
from bot.engine.flows.shadowing import actions as shadowing
from bot.engine.flows.shadowing.state import How, Kind
from bot.engine.people import Place, Role
from bot.play.acts import chosen, run, value
from bot.play.scenes import Scene, Turn

MENTOR, MENTEE = Role.MENTOR, Role.MENTEE

SCENES = (
    Scene(
        agreement.CARD,
        (
            Turn(1, MENTOR, agreement.FORMAT, chosen(Format.VIDEO)),
            Turn(2, MENTOR, agreement.PLACE, said={"where": "agreement-where", "between": "agreement-between"}),
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
    # A day at work
    Scene(shadowing.ASKED, (Turn(75, MENTEE, shadowing.WISH),)),
    Scene(
        shadowing.CARD,
        (
            Turn(40, MENTOR, shadowing.KIND, chosen(Kind.MEETING)),
            Turn(
                *(42, MENTOR, shadowing.PLAN),
                said={"about": "shadowing-about", "where": "shadowing-where"},
                days={"day": 20},
                times={"time": "10:00"},
            ),
            Turn(43, MENTOR, shadowing.WELCOME, said={"dress": "shadowing-dress", "introduce": "shadowing-introduce"}),
            Turn(90, MENTEE, shadowing.HOW, chosen(How.ASK)),
        ),
    ),
    # Three minutes about oneself
    Scene(
        prep.CARD,
        (
            Turn(60, MENTEE, RUN, run(introduction.INTRODUCTION)),
            Turn(
                *(63, MENTEE, introduction.WRITE),
                said={"me": "introduction-me", "matter": "introduction-matter", "curious": "introduction-curious"},
                answer=True,
            ),
        ),
        seances=(1,),
        to=Place.MENTEE,
    ),
    Scene(
        prep.CARD,
        (
            Turn(70, MENTOR, RUN, run(introduction.INTRODUCTION)),
            Turn(72, MENTOR, introduction.WRITE, said={"me": "introduction-mentor"}, answer=True),
        ),
        seances=(1,),
        to=Place.MENTOR,
    ),
    Scene(
        prep.CARD,
        (
            Turn(60, MENTEE, RUN, run(introduction.INTRODUCTION)),
            Turn(62, MENTEE, introduction.WRITE, said={"rest": "introduction-rest"}, answer=True),
        ),
        seances=(2,),
        to=Place.MENTEE,
    ),
)

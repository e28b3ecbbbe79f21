"""How two people use the programme who take it all up, activity by activity."""

from __future__ import annotations

from bot.engine.flows.agreement import actions as agreement
from bot.engine.flows.agreement.state import Format
from bot.engine.flows.colleagues import actions as colleagues
from bot.engine.flows.common import RUN
from bot.engine.flows.contact import actions as contact
from bot.engine.flows.continuation import actions as continuation
from bot.engine.flows.fit import actions as fit
from bot.engine.flows.fit.answers import Feeling
from bot.engine.flows.goals import actions as goals
from bot.engine.flows.goals.state import Progress
from bot.engine.flows.introduction import actions as introduction
from bot.engine.flows.pact import actions as pact
from bot.engine.flows.people import actions as people
from bot.engine.flows.prep import actions as prep
from bot.engine.flows.shadowing import actions as shadowing
from bot.engine.flows.shadowing.state import How, Kind
from bot.engine.flows.stock import actions as stock
from bot.engine.flows.takeaways import actions as takeaways
from bot.engine.flows.topic import actions as topic
from bot.engine.people import Place, Role
from bot.play.acts import chosen, option, run, value
from bot.play.scenes import Scene, Turn

MENTOR, MENTEE = Role.MENTOR, Role.MENTEE

AGREEMENT = Scene(
    agreement.CARD,
    (
        Turn(1, MENTOR, agreement.FORMAT, chosen(Format.VIDEO)),
        Turn(2, MENTOR, agreement.PLACE, said={"where": "agreement-where", "between": "agreement-between"}),
        Turn(4, MENTEE, agreement.YES, value(agreement.YES)),
    ),
)
FIT = Scene(fit.CARD, (Turn(25, MENTEE, fit.ANSWER[Feeling.WELL], chosen(Feeling.WELL)),), to=Place.MENTEE)
PACT = Scene(
    pact.CARD,
    (
        Turn(2, MENTEE, pact.SIGN, value(pact.SIGN)),
        Turn(3, MENTOR, pact.SIGN, value(pact.SIGN)),
    ),
)

GOALS = Scene(
    goals.CARD,
    (
        Turn(1, MENTEE, goals.WRITE),
        Turn(
            4,
            MENTEE,
            goals.WRITTEN,
            said={"goal1": "goals-1", "sign1": "goals-1-sign", "goal2": "goals-2"},
            answer=True,
        ),
        Turn(5, MENTEE, goals.ACT),
        Turn(
            *(8, MENTEE, goals.ACTED),
            said={"step1": "goals-step-1", "step2": "goals-step-2", "step3": "goals-step-3"},
            days={"day1": 9, "day2": 30},
            answer=True,
        ),
        Turn(9, MENTOR, goals.SUGGEST),
        Turn(10, MENTOR, goals.SUGGESTED, said={"suggestion1": "goals-suggestion"}, answer=True),
    ),
)
ON_THE_DAY = Scene(goals.RECALL, (Turn(20, MENTEE, goals.STATE[0], option(goals.STATE[0], Progress.DONE)),))
PROGRESS = Scene(
    prep.CARD,
    tuple(
        Turn(51 + nth, MENTEE, goals.STATE[nth], option(goals.STATE[nth], progress))
        for nth, progress in enumerate((Progress.UNDER_WAY, Progress.UNDER_WAY, Progress.DONE))
    ),
    seances=(3,),
    to=Place.MENTEE,
)
DONE = Scene(
    prep.CARD,
    (Turn(51, MENTEE, goals.STATE[0], option(goals.STATE[0], Progress.DONE)),),
    seances=(6,),
    to=Place.MENTEE,
)


def _kept(seance: int, who: Role, *words: str) -> Scene:
    said = {f"line{nth}": word for nth, word in enumerate(words, 1)}
    turns = (Turn(6, who, takeaways.WRITE), Turn(8, who, takeaways.WRITTEN, said=said, answer=True))
    return Scene(takeaways.CARD, turns, seances=(seance,))


TAKEAWAYS = (
    _kept(1, MENTOR, "takeaways-1", "takeaways-2"),
    _kept(2, MENTEE, "takeaways-later"),
    Scene(takeaways.CARD, (Turn(6, MENTEE, takeaways.SKIP),), seances=(3,)),
)

PEOPLE = (
    Scene(
        people.CARD,
        (
            Turn(1, MENTEE, people.ADD),
            Turn(3, MENTEE, people.ADDED, said={"name": "people-who", "why": "people-why"}, answer=True),
            Turn(4, MENTEE, people.ADD),
            Turn(5, MENTEE, people.ADDED, said={"name": "people-who-2"}, answer=True),
            Turn(7, MENTOR, people.OFFER, value(people.OFFER)),
        ),
    ),
    Scene(
        prep.CARD,
        (Turn(54, MENTEE, RUN, run(people.PEOPLE)), Turn(55, MENTEE, people.MET, value(people.MET), answer=True)),
        seances=(6,),
        to=Place.MENTEE,
    ),
)

STOCK = Scene(
    prep.CARD,
    (Turn(52, MENTEE, stock.COUNTED, chosen("2", "5")),),
    seances=(6,),
    to=Place.MENTEE,
)

COLLEAGUES = (
    Scene(colleagues.CARD, (Turn(90, MENTEE, colleagues.YES, value(colleagues.YES)),), to=Place.MENTEE),
    Scene(
        prep.CARD,
        (
            Turn(30, MENTOR, RUN, run(colleagues.COLLEAGUES)),
            Turn(
                *(34, MENTOR, colleagues.NOTES),
                said={"strength": "colleagues-strength", "challenge": "colleagues-challenge"},
                answer=True,
            ),
            Turn(36, MENTOR, colleagues.HAND, value(colleagues.HAND), answer=True),
        ),
        seances=(7,),
        to=Place.MENTOR,
    ),
)

TOPIC = (
    Scene(
        prep.CARD,
        (
            Turn(60, MENTEE, RUN, run(topic.TOPIC)),
            Turn(61, MENTEE, topic.IDEAS, chosen("tool"), answer=True),
            Turn(64, MENTEE, topic.OWN, said={"own-1": "topic-own", "prepare": "topic-prepare"}, answer=True),
        ),
        seances=(8,),
        to=Place.MENTEE,
    ),
    Scene(topic.CARD, (Turn(150, MENTOR, topic.PICK, value(topic.PICK)),), to=Place.PAIR),
)

SHADOWING = (
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
)


def _introduced(seance: int, who: Role, **said: str) -> Scene:
    turns = (
        Turn(60, who, RUN, run(introduction.INTRODUCTION)),
        Turn(63, who, introduction.WRITE, said=said, answer=True),
    )
    return Scene(prep.CARD, turns, seances=(seance,), to=Place(who.value))


INTRODUCTION = (
    _introduced(1, MENTEE, me="introduction-me", matter="introduction-matter", curious="introduction-curious"),
    _introduced(1, MENTOR, me="introduction-mentor"),
    _introduced(2, MENTEE, rest="introduction-rest"),
)

CONTACT = Scene(
    prep.CARD,
    (
        Turn(80, MENTOR, command="command-contact"),
        Turn(83, MENTOR, contact.WRITE, said={"line": "contact-line"}, answer=True),
        Turn(84, MENTOR, contact.SEND, value(contact.SEND), answer=True),
    ),
    seances=(4,),
    to=Place.MENTOR,
)

AFTERWARDS = Scene(
    continuation.FAREWELL,
    (
        Turn(15, MENTEE, command="command-goals"),
        Turn(16, MENTEE, command="command-pact"),
        Turn(17, MENTEE, command="command-agreement"),
    ),
    to=Place.PAIR,
)
"""After the end all of it can be read."""

SCENES = (
    AGREEMENT,
    FIT,
    PACT,
    *(GOALS, ON_THE_DAY, PROGRESS, DONE),
    *TAKEAWAYS,
    *PEOPLE,
    STOCK,
    *COLLEAGUES,
    *TOPIC,
    *SHADOWING,
    *INTRODUCTION,
    CONTACT,
    AFTERWARDS,
)

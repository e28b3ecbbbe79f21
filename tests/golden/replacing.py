"""What people read once a coordinator has replaced one of a pair, and what the coordinator reads: one below the other."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.events import Replaced
from bot.engine.flows.coordination.desk import replacing as card
from bot.engine.flows.coordination.desk.words import NotReplaced
from bot.engine.flows.leaving.handlers import came_or_went
from bot.engine.flows.leaving.replaced import message
from bot.engine.flows.leaving.state import AWAY
from bot.engine.journey import Journey, Meeting, Sitting
from bot.engine.messages import Buttons, Message, typed
from bot.engine.people import Role
from bot.ports import Voice
from bot.text.plain import plain
from tests.values import CONTENT, DAY, PROGRAMME, at, pair

NOW = at("2026-03-04 10:00")
SEAT = card.Seat("first", "p1", Role.MENTOR, "Awa", "Camille")
DONE = card.Done("p2", "Luc", "Camille", asks=True, programme="first")


def cards() -> dict[str, Message]:
    return {
        "who goes": message(_ended(), Role.MENTOR),
        "who stays": message(_ended(), Role.MENTEE),
        "who stays, with goals": message(_ended(carried=True), Role.MENTEE),
        "who stays, and has heard that it is over": message(_heard(), Role.MENTEE),
        "coordinators: who goes": card.who_goes((SEAT, replace(SEAT, role=Role.MENTEE, goes="Camille"))),
        "coordinators: who comes": card.who_comes(SEAT),
        "coordinators: who comes, if one of the two was named": card.same_one(SEAT, "Camille"),
        "coordinators: the last question": card.this_one(
            SEAT, [("p-1", typed("Luc")), ("p-2", typed("Lucie"))], more=True
        ),
        "coordinators: done": card.replaced(SEAT, "Luc", DONE),
        "coordinators: done, in a programme that tells": card.replaced(SEAT, "Luc", replace(DONE, asks=False)),
        **{f"coordinators: not done ({why})": card.not_replaced(SEAT, "Luc", why) for why in NotReplaced},
    }


def _ended(*, carried: bool = False) -> Journey:
    meeting = Meeting(NOW + DAY, 60)
    journey = replace(pair(), sittings=(Sitting(1, NOW - 9 * DAY, meeting=meeting),))
    event = Replaced("e1", NOW, journey.pair, Role.MENTOR, "p2", carried)
    return came_or_went(PROGRAMME, journey, event).journey


def _heard() -> Journey:
    journey = _ended()
    one = journey.of(AWAY).replaced
    assert one is not None
    return replace(
        journey.keeping(AWAY, replace(journey.of(AWAY), replaced=replace(one, told=tuple(Role)))), ended=NOW - DAY
    )


def as_read(language: str) -> str:
    voice = CONTENT.voices((language,), ("Europe/Paris",))
    return "\n".join(f"——— {name}\n\n{_shown(message, voice)}\n" for name, message in cards().items())


def _shown(message: Message, voice: Voice) -> str:
    buttons = [button for part in message.parts if isinstance(part, Buttons) for button in part.buttons]
    asked = [f"[{voice.label(one.label)}] → {voice.prose(one.confirm)}" for one in buttons if one.confirm]
    return "\n\n".join([plain(message, voice), *asked])

"""What people read of their own data, and when they stop: every card of it, one below the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.engine.flows.leaving.card import parted, to_coordinators
from bot.engine.flows.privacy import card
from bot.engine.journey import Journey, OwnPair
from bot.engine.messages import Buttons, Message
from bot.engine.people import Role, nobody_beside
from bot.ports import Voice
from bot.text.plain import plain
from tests.values import CONTENT, PROGRAMME, at, pair

NOW = at("2026-03-04 10:00")
ONE = OwnPair("p1", "Awa", running=True)
TWO = OwnPair("p2", "Bruno", running=True)
GONE = OwnPair("p3", "Dina", running=False, left=NOW - timedelta(days=3))


def cards() -> dict[str, Message]:
    """Each with what it answers."""
    timing, journey = PROGRAMME.timing, pair()
    (told,), (again,) = (to_coordinators(journey, Role.MENTEE, NOW, back=back) for back in (False, True))
    (erased,) = to_coordinators(_without_mentee(journey), Role.MENTEE, NOW)
    return {
        "privacy": card.card(PROGRAMME),
        "export, with an address on the web": card.exported("https://t.example/export/TOKEN"),
        "export, without": card.exported(""),
        "erase": card.erased(PROGRAMME),
        "stop, one pair": card.question(timing, (ONE,), (), pause=True),
        "stop, several pairs, one of them left": card.question(timing, (ONE, TWO), (GONE,), pause=False),
        "stopped": card.gone(timing, (GONE,)),
        "back": card.back_again(alone=False),
        "back, without the other": card.back_again(alone=True),
        "too late": card.nothing(late=True),
        "nothing to stop": card.nothing(late=False),
        "the one who stays": parted(journey, Role.MENTOR),
        "coordinators": told.message,
        "coordinators, of somebody who was erased": erased.message,
        "coordinators, later": again.message,
    }


def _without_mentee(journey: Journey) -> Journey:
    gone = nobody_beside(journey.members[Role.MENTOR])
    return replace(journey, members={**journey.members, Role.MENTEE: gone})


def as_read(language: str) -> str:
    voice = CONTENT.voices((language,), ("Europe/Paris",))
    return "\n".join(f"——— {name}\n\n{_shown(message, voice)}\n" for name, message in cards().items())


def _shown(message: Message, voice: Voice) -> str:
    buttons = [button for part in message.parts if isinstance(part, Buttons) for button in part.buttons]
    asked = [f"[{voice.label(one.label)}] → {voice.prose(one.confirm)}" for one in buttons if one.confirm]
    return "\n\n".join([plain(message, voice), *asked])

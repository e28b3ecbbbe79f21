"""One random season from its first day to its last: two random people, who do at random what they are shown."""

from __future__ import annotations

import random
from datetime import timedelta

from bot.engine.flows import FLOWS
from bot.engine.flows.date import actions as dates
from bot.engine.people import Member, Role
from bot.engine.programme import Track
from tests.engine.rules import Rules
from tests.engine.simulator import Season
from tests.values import actions, pair

ZONES = ("Europe/Paris", "Africa/Dakar", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland", "UTC")
SPEECH = (("fr",), ("en",), ("fr", "en"))
MOST = 400
"""Things that happen in a season, at most; one whose pair never makes an end of it is left there."""


def random_season(chance: random.Random) -> int:
    """Plays a season and returns its steps; `Rules` raises at the first that breaks one."""
    track = chance.choice(list(Track))
    season = Season(pair(_member(chance, "Awa"), _member(chance, "Camille"), track), check=Rules())
    for _ in range(MOST):
        if season.next is None and season.journey.ended is not None:
            break
        _something_happens(season, chance)
    season.idle()
    return len(season.events)


def _member(chance: random.Random, name: str) -> Member:
    return Member(person=name.lower(), name=name, languages=chance.choice(SPEECH), zone=chance.choice(ZONES))


def _something_happens(season: Season, chance: random.Random) -> None:
    actor = chance.choice(list(Role))
    match chance.choices(("time", "press", "type", "own date", "night"), (45, 42, 7, 3, 3))[0]:
        case "time" if season.next is not None:
            season.wait(max(season.at, season.next[1]))
        case "press":
            _press(season, actor, chance)
        case "type":
            season.type(actor, chance.choice([*FLOWS.listed, "pause 31/03/2026", "…"]))
        case "own date" if season.journey.current is not None:
            day = (season.at + timedelta(days=chance.randint(1, 30))).date().isoformat()
            card = season.journey.current.card(dates.CARD)
            season.submit(actor, card, dates.OWN, day=day, time=f"{chance.randint(7, 20):02d}:30")
        case _:
            season.at += timedelta(hours=chance.choice((1, 5, 14, 60)))


def _press(season: Season, actor: Role, chance: random.Random) -> None:
    """Presses something on a card that the actor sees."""
    seen = [key for place, key in season.cards if actor in place.roles][-6:]
    if not seen:
        return
    card = chance.choice(seen)
    pressable = actions(season.card(actor, card))
    if pressable:
        action = chance.choice(sorted(pressable))
        season.press(actor, card, action, *chance.choice(pressable[action]))

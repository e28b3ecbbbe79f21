"""The ids of cards, timers, actions, rules and commands: built and read here, and nowhere else.

1. A card's or timer's id is `[sN.]KIND[.ROUND][.ROLE][.REST]`: `s3.date.2` is the date card of séance 3 in its second
   search, `s3.prep.mentor` the mentor's own card, `pause.20260302T090000` one that belongs to no séance.
2. Ids are stored with journeys, posts and cards, so a shape that was once given out is never changed.
3. A timer names its round even if it is the first; a card does so from the second on.
4. An action is `FLOW.NAME`, or `FLOW` alone; a command and a rule are one word.
5. They are `NewType`s over `str`: a subclass could not be stored, and costs nothing less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple, NewType

from bot.engine.people import Role

CardId = NewType("CardId", str)
TimerId = NewType("TimerId", str)
Action = NewType("Action", str)
"""What a button, a list, a question or a form does."""
Rule = NewType("Rule", str)
"""What a timer does when it rings."""
Command = NewType("Command", str)
"""What people type, by its English name."""

NO_ACTION = Action("")
NO_CARD = CardId("")
"""Of an answer that shows none."""

_ROLES: Mapping[str, Role] = {role.value: role for role in Role}
_MOMENT = "%Y%m%dT%H%M%S"


class Ref(NamedTuple):
    """What the id of a card or timer says."""

    kind: str
    seance: int = 0
    """0: it belongs to none."""
    round: int = 1
    """Which search for a date of that séance."""
    role: Role | None = None
    """Whose own it is; None for what both share."""
    rest: str = ""


@lru_cache(4096)
def card(kind: str, seance: int = 0, round: int = 1, role: Role | None = None, rest: str = "") -> CardId:
    """`s3.date`, `s3.date.2`, `s3.prep.mentor`, `farewell`."""
    return CardId(_joined(kind, seance, str(round) if round > 1 else "", role, rest))


@lru_cache(4096)
def timer(kind: str, seance: int = 0, round: int = 0, role: Role | None = None, rest: str = "") -> TimerId:
    """`s3.agenda.1`, `s3.evaluation.mentor.nudge`; `round` 0 for what no new search makes void."""
    return TimerId(_joined(kind, seance, str(round) if round else "", role, rest))


def of_card(card: CardId, rest: str = "") -> TimerId:
    """The timer that posts a card, or does what `rest` says to it."""
    return TimerId(f"{card}.{rest}" if rest else card)


def posted(timer: TimerId) -> CardId:
    """The card that a timer posts, where both have one id."""
    return CardId(timer)


def minute(at: datetime) -> str:
    """An instant as the last part of an id; aware UTC, to the minute."""
    return f"{at:%Y%m%dT%H%M}"


def moment(at: datetime) -> str:
    """An instant as the last part of an id; aware UTC, to the second."""
    return f"{at:{_MOMENT}}"


@lru_cache(4096)
def read(id: str) -> Ref:
    """What the id of a card or timer says; anything else is a kind that nothing has."""
    first, *more = id.split(".")
    seance = int(first[1:]) if first[:1] == "s" and first[1:].isdecimal() and first.isascii() else 0
    if seance:
        first, more = (more[0], more[1:]) if more else ("", [])
    round = int(more.pop(0)) if more and more[0].isascii() and more[0].isdecimal() else 1
    role = _ROLES.get(more[0]) if more else None
    return Ref(first, seance, round, role, ".".join(more[1:] if role else more))


def action(flow: str, name: str = "") -> Action:
    return Action(f"{flow}.{name}" if name else flow)


def actions(flow: str, names: Iterable[str]) -> Mapping[str, Action]:
    """One action a name, by the name."""
    return {name: action(flow, name) for name in names}


def rule(name: str) -> Rule:
    return Rule(name)


def command(name: str) -> Command:
    return Command(name)


def _joined(kind: str, seance: int, round: str, role: Role | None, rest: str) -> str:
    return ".".join(filter(None, (f"s{seance}" if seance else "", kind, round, role or "", rest)))

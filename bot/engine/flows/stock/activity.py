"""Taking stock on the cards of others: the choice before its séance, the card during it."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.effects import Post
from bot.engine.flows.activity import Activity
from bot.engine.flows.common import hint
from bot.engine.flows.stock import actions, words
from bot.engine.flows.stock.card import choice, most, posted
from bot.engine.flows.stock.state import counted, held
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Fact, Part
from bot.engine.people import Role
from bot.engine.programme import Programme


def _prep(programme: Programme, journey: Journey, sitting: Sitting, role: Role) -> Iterable[Part]:
    """The mentee may choose already; the mentor reads what was chosen. The rest is behind the button."""
    if not held(journey):
        return
    if role is Role.MENTEE:
        yield words.TITLE.text()
        yield from choice(programme, journey, role)
    else:
        yield from most(programme, journey)
        yield words.PREP.quiet()
    yield hint(actions.STOCK)


def _agenda(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Part]:
    yield hint(actions.STOCK)


def _opened(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Post]:
    yield posted(programme, journey)


def _status(programme: Programme, journey: Journey, role: Role) -> Iterable[Fact]:
    if chosen := counted(journey):
        yield Fact(words.STATUS(), words.STATUS_COUNTED(count=len(chosen)))


ACTIVITY = Activity(
    "stock",
    actions.STOCK,
    ("M6.G1.a", "M6.G1.b", "M6.G1.c", "M6.B1", "M6.D1"),
    needs=("goals", "people"),
    prep=_prep,
    agenda=_agenda,
    opened=_opened,
    status=_status,
)

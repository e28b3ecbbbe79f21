"""The pact on the cards of others: under its topic, and again before the séance after."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.effects import Post
from bot.engine.flows.activity import Activity
from bot.engine.flows.common import hint
from bot.engine.flows.pact import actions, words
from bot.engine.flows.pact.card import BOTH, lines
from bot.engine.flows.pact.state import PACT, signed
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Bullets, Part
from bot.engine.people import Role
from bot.engine.programme import Programme


def _agenda(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Part]:
    """The way to the card, until both have signed."""
    if journey.of(PACT).at is None:
        yield words.WHAT_FOR.quiet()
        yield hint(actions.PACT)


def _recall(programme: Programme, journey: Journey, sitting: Sitting, role: Role) -> Iterable[Part]:
    terms = signed(journey)
    if terms is not None and terms.kept:
        yield Bullets(lines(terms), words.RECALL())


def _opened(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Post]:
    """The card, as long as there is something to agree on."""
    if journey.of(PACT).at is None:
        yield BOTH.posted(programme, journey)


ACTIVITY = Activity(
    actions.NAME,
    actions.PACT,
    ("M2.G3", "M2.G3.a", "M2.G3.b"),
    anytime=True,
    after=_recall,
    agenda=_agenda,
    opened=_opened,
)

"""The agreement on the cards of others."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.effects import Post
from bot.engine.flows.activity import Activity
from bot.engine.flows.agreement import actions, words
from bot.engine.flows.agreement.card import BOTH
from bot.engine.flows.agreement.state import AGREEMENT
from bot.engine.flows.common import hint
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Fact, Part
from bot.engine.people import Role
from bot.engine.programme import Programme, Track


def _agenda(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Part]:
    """The way to the card, until there is an agreement."""
    if journey.of(AGREEMENT).at is None:
        yield words.WHAT_FOR.quiet()
        yield hint(actions.AGREEMENT)


def _status(programme: Programme, journey: Journey, role: Role) -> Iterable[Fact]:
    one = journey.of(AGREEMENT)
    if one.proposed is not None and one.by:
        said = words.STATUS_ASKED()
    else:
        said = words.STATUS_AGREED() if one.at is not None else words.STATUS_OPEN()
    yield Fact(words.STATUS(), said)


def _opened(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Post]:
    """The card, as long as there is something to agree on."""
    if journey.of(AGREEMENT).at is None:
        yield BOTH.posted(programme, journey)


ACTIVITY = Activity(
    actions.NAME,
    actions.AGREEMENT,
    ("M1.D3",),
    tracks=tuple(Track),
    anytime=True,
    agenda=_agenda,
    opened=_opened,
    status=_status,
)

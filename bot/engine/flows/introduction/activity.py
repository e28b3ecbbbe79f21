"""The introduction on the cards of others: their own notes on each one's prep card, none of them on the agenda."""

from __future__ import annotations

from collections.abc import Iterable

from bot.engine.flows.activity import Activity
from bot.engine.flows.common import hint
from bot.engine.flows.introduction import actions, words
from bot.engine.flows.introduction.card import is_again, notes
from bot.engine.flows.introduction.state import INTRODUCTION
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Part
from bot.engine.people import Role
from bot.engine.programme import Programme, Track


def _prep(programme: Programme, journey: Journey, sitting: Sitting, role: Role) -> Iterable[Part]:
    yield (words.ON_PREP_AGAIN if is_again(programme, journey) else words.ON_PREP).text()
    yield from notes(journey, role)
    yield hint(actions.INTRODUCTION)


def _agenda(programme: Programme, journey: Journey, sitting: Sitting) -> Iterable[Part]:
    """That each says something of themselves; whether somebody has written something shows nowhere."""
    yield (words.ON_AGENDA_AGAIN if is_again(programme, journey) else words.ON_AGENDA).quiet()
    yield hint(actions.INTRODUCTION)


ACTIVITY = Activity(
    "introduction",
    actions.INTRODUCTION,
    ("N1.B1", "N1.D1", "N2.G1"),
    tracks=(Track.NETWORKING,),
    anytime=True,
    again=True,
    reads=(INTRODUCTION,),
    prep=_prep,
    agenda=_agenda,
)

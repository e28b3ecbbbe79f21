"""Nothing that one of the two sees hangs on what the other answered in private, unless both said yes (`curious.py`)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine.effects import Outcome
from bot.engine.events import Event, Pressed
from bot.engine.flows.continuation import actions as continuation
from bot.engine.flows.continuation.state import QUESTION
from bot.engine.journey import Contact
from bot.engine.people import Role
from tests.engine.curious import History, spy
from tests.engine.simulator import Season

HISTORIES = 150
"""For each of the two; `make soak` plays thousands."""


@pytest.mark.parametrize("observer", Role)
def test_the_curious_partner_learns_nothing(observer: Role) -> None:
    tally = Counter[str]()
    for n in range(HISTORIES):
        spy(History(f"history {n}", observer), tally)
    assert tally["histories"] == HISTORIES
    assert tally["answers differ"] > HISTORIES / 3
    assert tally["a yes beside a no or a silence"] > HISTORIES / 6
    assert tally["two yeses"] > HISTORIES / 10
    assert tally["played to the end"] > HISTORIES / 3


class EndsAtOnce(Season):
    """A leak in time: a no ends it that minute."""

    def feed(self, event: Event) -> Outcome:
        outcome = super().feed(event)
        question = self.journey.of(QUESTION)
        if said(event, continuation.NO) and question.opened is not None:
            self.journey = self.journey.keeping(QUESTION, replace(question, decides=event.at.date(), closes=event.at))
        return outcome


class CountsAsWritten(Season):
    """A leak in time: an answer counts among the messages of that day."""

    def feed(self, event: Event) -> Outcome:
        outcome = super().feed(event)
        if said(event, continuation.YES):
            assert isinstance(event, Pressed)
            today = Contact(self.journey.members[event.actor.other].local(event.at).date(), 2)
            self.journey = replace(self.journey, contacts={**self.journey.contacts, event.actor.other: today})
        return outcome


class WaitsLonger(Season):
    """A leak in time: who says yes late keeps the question open."""

    def feed(self, event: Event) -> Outcome:
        outcome = super().feed(event)
        question = self.journey.of(QUESTION)
        if said(event, continuation.YES) and question.closes is not None and question.decides is not None:
            later = max(question.decides, event.at.date() + timedelta(days=12))
            self.journey = self.journey.keeping(QUESTION, replace(question, decides=later))
        return outcome


def said(event: Event, answer: str) -> bool:
    return isinstance(event, Pressed) and event.action == answer


@pytest.mark.parametrize("leak", [EndsAtOnce, CountsAsWritten, WaitsLonger])
@pytest.mark.parametrize("observer", Role)
def test_the_curious_partner_would_find_a_leak(leak: type[Season], observer: Role) -> None:
    def leaky(season: Season) -> Season:
        return leak(**vars(season))

    def look() -> None:
        for n in range(HISTORIES):
            spy(History(f"history {n}", observer, leaky), Counter())

    with pytest.raises(AssertionError, match=f"the {observer} sees"):
        look()

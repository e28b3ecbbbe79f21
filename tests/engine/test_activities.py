"""Whatever two people do with what their séances hold, in any order and with any words, the rules hold.

It covers every conversation that a séance's file may name, and `contact`: one that is added is tried without a change here. That
nobody else gets anything that hangs on private words is compared in `test_private.py`, over the same conversations.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.engine.effects import Outcome
from bot.engine.events import Event, Pressed
from bot.engine.flow import Flow
from bot.engine.flows import FLOWS
from bot.engine.flows.activities import ACTIVITIES
from bot.engine.flows.agreement.card import BOTH as AGREEMENT
from bot.engine.flows.both import Marked, Proposal
from bot.engine.flows.common import RUN
from bot.engine.flows.pact.card import BOTH as PACT
from bot.engine.ids import read
from bot.engine.journey import Journey
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Track
from bot.engine.step import step
from bot.engine.steps.needs import needs
from tests.engine.rules import Rules
from tests.engine.simulator import Season
from tests.engine.strategies import ODD_TEXTS
from tests.engine.walking import booked, both_go_on, key, meeting, met, offered, question, season, through
from tests.values import DAY, HOUR, MENTOR, MINUTE, PROGRAMME, actions, forms

TRIED = tuple(flow for flow in FLOWS if flow.activity or flow.name == "contact")
TEXTS = st.one_of(
    st.sampled_from((*ODD_TEXTS, "https://user:pw@visio.test/a", "javascript:alert(1)")), st.text(max_size=40)
)
STEPS = 10


@cache
def moments() -> tuple[Season, ...]:
    """One of each stretch of both tracks; each is taken on by a fork."""
    walks = [season(), offered(season()), booked(season()), met(season())]
    first = season(Track.NETWORKING)
    walks += [booked(first.fork()), booked(both_go_on(through(first, 1)))]
    walk = season()
    for last in range(1, PROGRAMME.last(Track.MENTORING)):
        through(walk, last)
        if question(walk) is not None:
            both_go_on(walk)
        walks.append(_begun(booked(walk.fork())))
    paused = walks[-1].fork()
    paused.type(MENTOR, "pause", Place.PAIR)
    ended = through(walk, PROGRAMME.last(Track.MENTORING)).fork()
    ended.idle()
    return (*walks, paused, ended)


def _begun(walk: Season) -> Season:
    """With the agenda opened at its first topic."""
    walk.wait(meeting(walk).at)
    walk.press(MENTOR, key(walk, "agenda"), "agenda.next", "0")
    return walk


class Watched:
    """The rules of every step, and those of what both confirm."""

    def __init__(self) -> None:
        self.rules = Rules()

    def __call__(self, before: Journey, event: Event, outcome: Outcome) -> None:
        self.rules(before, event, outcome)
        agreements = before.of(AGREEMENT.slot), outcome.journey.of(AGREEMENT.slot)
        pacts = before.of(PACT.slot), outcome.journey.of(PACT.slot)
        _by_both(*agreements, event)
        _by_both(*pacts, event)


def _by_both(before: Proposal[Marked], after: Proposal[Marked], event: Event) -> None:
    """What holds changes by a yes of each to the same words, or not at all."""
    if (before.terms, before.at) != (after.terms, after.at):
        assert isinstance(event, Pressed)
        assert {*before.by, event.actor} == set(Role), f"{event} settles it alone"
        assert before.proposed == after.terms
        assert after.is_settled


def _one_live_card_of_a_kind(walk: Season, flow: Flow) -> None:
    live = Counter(
        (place, read(card).kind, read(card).role)
        for (place, card), message in walk.cards.items()
        if read(card).kind in flow.cards and actions(message).keys() - {RUN} and not read(card).seance
    )
    assert not [one for one, count in live.items() if count > 1], live


def _act(walk: Season, flow: Flow, data: st.DataObject) -> None:
    """One thing that one of the two does with it, or time that passes."""
    role = data.draw(st.sampled_from(Role))
    every = {*(key for _, key in walk.cards), *(key for _, key in walk.answers)}
    shown = sorted(one for one in every if read(one).kind in flow.cards and _sees(walk, role, one))
    match data.draw(st.sampled_from(("press", "press", "press", "submit", "submit", "type", "anything", "wait"))):
        case "press" if shown and (on_it := actions(walk.card(role, card := data.draw(st.sampled_from(shown))))):
            action = data.draw(st.sampled_from(sorted(on_it)))
            walk.press(role, card, action, *data.draw(st.sampled_from(on_it[action])))
        case "submit" if shown and (found := forms(walk.card(role, card := data.draw(st.sampled_from(shown))))):
            form = data.draw(st.sampled_from(found))
            walk.submit(role, card, form.action, **{one.name: data.draw(TEXTS) for one in form.fields})
        case "anything" if flow.presses:
            card = data.draw(st.sampled_from((*shown, *flow.cards, "s1.date", "")))
            values = data.draw(st.lists(TEXTS, max_size=2))
            walk.press(role, card, data.draw(st.sampled_from(sorted(flow.presses))), *values)
        case "wait":
            walk.wait(walk.at + data.draw(st.sampled_from((MINUTE, HOUR, DAY, 6 * DAY))))
        case _:
            command = data.draw(st.sampled_from(sorted(flow.commands)))
            walk.type(role, f"{command} {data.draw(st.sampled_from(ODD_TEXTS))}"[:300])


def _sees(walk: Season, role: Role, card: str) -> bool:
    return (role, card) in walk.answers or any((place, card) in walk.cards for place in (Place.PAIR, PRIVATE[role]))


@pytest.mark.parametrize("flow", TRIED, ids=lambda flow: flow.name)
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None)
@given(data=st.data())
def test_the_rules_hold_whatever_two_people_do_with_it(flow: Flow, data: st.DataObject) -> None:
    walk = data.draw(st.sampled_from(range(len(moments()))).map(lambda nth: moments()[nth].fork()))
    begun, heard = walk.journey, len(walk.events)
    walk.check = Watched()
    walk.type(data.draw(st.sampled_from(Role)), data.draw(st.sampled_from(sorted(flow.commands))))
    for _ in range(STEPS):
        _act(walk, flow, data)
        _one_live_card_of_a_kind(walk, flow)
    for event in walk.events[heard:]:
        lent = replace(begun, coordinators=walk.coordinators) if needs(PROGRAMME, event).coordinators else begun
        begun = replace(step(PROGRAMME, lent, event).journey, coordinators=(), elsewhere=())
    assert begun == walk.journey, "a replay gives another journey"


def test_what_is_tried_is_all_there_is() -> None:
    assert {flow.name for flow in TRIED} == {*ACTIVITIES, "contact"}

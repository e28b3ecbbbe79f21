"""What the conversations declare: no two own the same thing, their order means nothing, and what they say is declared."""

from __future__ import annotations

import random
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine import ids
from bot.engine.flow import CardKind, Flow, Flows, On, OnCommand, Timers, TwoOwners
from bot.engine.flows import FLOWS
from bot.engine.flows.common import reply
from bot.engine.flows.evaluation.state import EVALUATIONS
from bot.engine.flows.nudge.state import NUDGE
from bot.engine.people import Role
from bot.engine.state import OwnState, Reads, SharedState
from bot.engine.timers import pending
from bot.engine.words import Words
from tests.copying import HERE
from tests.engine.walking import lent, season, through
from tests.values import PROGRAMME


def test_every_flow_has_a_name_of_its_own_and_words() -> None:
    names = [flow.name for flow in FLOWS]
    assert names == sorted(set(names))
    assert all(any(True for _ in words) for flow in FLOWS for words in flow.words)


@pytest.mark.parametrize("seed", range(10))
def test_the_order_in_which_flows_are_listed_means_nothing(seed: int) -> None:
    shuffled = list(FLOWS)
    random.Random(seed).shuffle(shuffled)
    other = Flows(shuffled)
    assert list(other) == list(FLOWS)
    assert (other.listed, other.overview, other.timers) == (FLOWS.listed, FLOWS.overview, FLOWS.timers)


WORDS = Words("extra")
TITLE = WORDS("extra-title")
ON = On(lambda programme, journey, event: reply(journey))  # type: ignore[var-annotated]
COMMANDED = OnCommand(lambda programme, journey, event: reply(journey), order=1)
TWO = {
    "a command": Flow("extra", (), commands={ids.command("prep"): COMMANDED}),
    "an action": Flow("extra", (), presses={ids.action("date", "tap"): ON}),
    "a form": Flow("extra", (), submits={ids.action("date", "own"): ON}),
    "a button as a form": Flow("extra", (), submits={ids.action("date", "tap"): ON}),
    "an action of the application": Flow("extra", (), presses={ids.action("calendar", "open"): ON}),
    "a rule": Flow("extra", (), wakes={ids.rule("held"): lambda programme, journey, event, timer: reply(journey)}),
    "a card": Flow("extra", (), cards={"agenda": CardKind()}),
    "a kind of timer": Flow("extra", (), timers=Timers(lambda programme, journey: iter(()), kinds=("agenda",))),
    "a state": Flow("extra", (), shared=(SharedState("nudge", NUDGE.empty, Reads.PAIR),)),
    "a state of each": Flow("extra", (), own=(OwnState("evaluation", EVALUATIONS.empty, Reads.OWNER),)),
    "a sentence": Flow("extra", (Words("x"),)),
    "a name": Flow("date", ()),
    "an event": Flow("extra", (), nudged=lambda programme, journey, event: reply(journey)),
}
TWO["a sentence"].words[0]("date-title")


@pytest.mark.parametrize("flow", TWO.values(), ids=TWO)
def test_what_belongs_to_one_flow_belongs_to_no_other(flow: Flow) -> None:
    with pytest.raises(TwoOwners):
        Flows((*FLOWS, flow))


def test_a_flow_of_its_own_is_welcome() -> None:
    flow = Flow("extra", (WORDS,), presses={ids.action("extra", "go"): ON}, cards={"extra": CardKind("before")})
    flows = Flows((*FLOWS, flow))
    assert flows.phase("extra") == "before"
    assert TITLE in list(flows.sentences())


def test_a_sentence_is_declared_once() -> None:
    words = Words("extra")
    words("extra-title")
    with pytest.raises(ValueError, match="extra-title"):
        words("extra-title")


def test_every_timer_is_of_a_kind_and_a_rule_that_its_flow_declares_and_wanted_once() -> None:
    walk = season()
    for last in range(1, 7):
        through(walk, last)
        for flow in FLOWS:
            if flow.timers is None:
                continue
            wanted = list(flow.timers.derive(PROGRAMME, walk.journey))
            assert len({timer.id for timer in wanted}) == len(wanted)
            for timer in wanted:
                assert ids.read(timer.id).kind in flow.timers.kinds
                assert timer.rule in flow.wakes
        assert pending(PROGRAMME, walk.journey)


def test_a_state_of_one_is_read_by_its_owner_alone() -> None:
    assert all(slot.reads is Reads.OWNER for slot in FLOWS.own)


def test_each_state_is_empty_until_something_is_kept_and_every_field_has_a_default() -> None:
    journey = lent(season().journey)
    for shared in FLOWS.shared:
        assert journey.of(shared) == shared.empty == shared.kind()
    for own in FLOWS.own:
        assert journey.own_of(own, Role.MENTOR) == own.empty == own.kind()


def test_what_is_kept_for_one_is_not_the_other_s() -> None:
    journey = season().journey
    kept = replace(EVALUATIONS.empty, by_seance={})
    after = journey.keeping_own(EVALUATIONS, Role.MENTOR, kept)
    assert Role.MENTEE not in after.own


KINDS = st.sampled_from(["date", "prep", "held-nudge", "pause", "welcome"])


@given(KINDS, st.integers(0, 30), st.integers(1, 40), st.none() | st.sampled_from(Role), st.sampled_from(["", "nudge"]))
def test_a_card_s_id_says_what_it_was_made_of(kind: str, seance: int, round: int, role: Role | None, rest: str) -> None:
    assert ids.read(ids.card(kind, seance, round, role, rest)) == ids.Ref(kind, seance, round, role, rest)


@given(st.text(max_size=40))
def test_anything_can_be_read_as_an_id(text: str) -> None:
    assert isinstance(ids.read(text), ids.Ref)


def test_every_fact_is_named_with_its_reason_in_the_docs() -> None:
    page = (HERE / "docs" / "decisions" / "0017-lent-private-state.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE))
    assert named == {slot.name for slot in (*FLOWS.shared, *FLOWS.own) if not slot.sealed}

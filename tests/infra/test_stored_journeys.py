"""Journeys that earlier releases stored, one of each stage, load as what they are and go on where they were."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.engine.flows.activities import ACTIVITIES
from bot.engine.flows.continuation.state import ANSWER, QUESTION, GoingOn, waiting
from bot.engine.flows.evaluation.state import evaluation_of, evaluations_of
from bot.engine.flows.nudge.state import NUDGE
from bot.engine.flows.prep.state import ticked
from bot.engine.ids import read
from bot.engine.journey import Journey, Stage
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.engine.timers import timers
from bot.infra.codec import decode_journey, encode_journey
from bot.infra.stored_journeys import FORMAT
from tests.engine.simulator import Season
from tests.engine.walking import answers, evaluation, key, lent, met, offered
from tests.values import MENTEE, MENTOR, MINUTE, PROGRAMME, actions, pair, replies, reply

FOLDER = Path(__file__).parent / "stored"


@dataclass(frozen=True)
class Stored:
    """A journey as it was written, with its stage and timers as that release derived them."""

    name: str
    at: datetime
    raw: dict[str, Any]
    stage: Stage
    timers: dict[str, datetime]

    @property
    def journey(self) -> Journey:
        return decode_journey(json.dumps(self.raw))


def _rows(file: str) -> list[Stored]:
    rows = []
    for line in (FOLDER / file).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        dues = {id: datetime.fromisoformat(due) for id, due in row["timers"].items()}
        rows.append(Stored(row["name"], datetime.fromisoformat(row["at"]), row["journey"], Stage(row["stage"]), dues))
    return rows


STORED = _rows("format-1.jsonl")
SECOND = {one.name: one for one in _rows("format-2.jsonl")}
BY_NAME = {one.name: one for one in STORED}
ALL = pytest.mark.parametrize("stored", [*STORED, *SECOND.values()], ids=lambda one: one.name)


def test_there_is_one_of_each_stage() -> None:
    assert {one.stage for one in STORED} == set(Stage)


@ALL
def test_it_is_at_the_same_stage_and_waits_for_the_same(stored: Stored) -> None:
    journey = stored.journey
    assert journey.stage(stored.at) is stored.stage
    if waiting(journey, PROGRAMME.timing) is None:
        found = {id: due for id, due in timers(PROGRAMME, journey).items() if not _hung_on_answers(id)}
        begun = {id: found.pop(id) for id in list(found) if read(id).kind == "fit"}
        assert found == as_derived_today(stored)
        assert bool(begun) is _has_just_begun(journey), (
            "how it goes is asked since a later release, and of nobody further on"
        )


def _has_just_begun(journey: Journey) -> bool:
    under_way = journey.pause is None and journey.ended is None and not journey.left
    held = [one.number for one in journey.sittings if one.held is not None]
    return under_way and held == [1] and journey.track is Track.MENTORING


def _hung_on_answers(id: str) -> bool:
    """Those of evaluations: earlier releases let answers, pauses and the next séance decide about them."""
    return ".evaluation." in id and id.endswith((".nudge", ".close"))


def as_derived_today(stored: Stored) -> dict[str, datetime]:
    """The agenda comes ten minutes ahead since the second format."""
    ahead = timedelta(minutes=PROGRAMME.timing.agenda_minutes)
    if stored.raw.get("format", 1) == 2:
        ahead = timedelta(0)
    dues = {id: due - ahead if ".agenda." in id else due for id, due in stored.timers.items()}
    return {id: due for id, due in dues.items() if not _hung_on_answers(id)}


@ALL
def test_it_is_written_in_today_s_format_and_read_again(stored: Stored) -> None:
    written = encode_journey(stored.journey)
    assert json.loads(written)["format"] == FORMAT
    assert decode_journey(written) == stored.journey


def test_every_answer_is_still_there() -> None:
    stored = BY_NAME["asked"]
    for role in Role:
        before = {one["number"]: one["evaluations"][role]["answers"] for one in stored.raw["sittings"]}
        after = {n: answers(stored.journey, n, role) for n in evaluations_of(stored.journey, role)}
        found = {n: {q: list(values) for q, values in one.answers.items()} for n, one in after.items()}
        assert found == {n: {q: values for q, values in one.items() if q != "remark"} for n, one in before.items()}
        lines = {n: [one.line] for n, one in after.items() if one.line}
        assert lines == {n: one["remark"] for n, one in before.items() if one.get("remark")}
        assert all(one.filled for one in after.values())


def test_what_each_wants_is_still_there() -> None:
    journey = BY_NAME["one-yes"].journey
    asked = waiting(journey, PROGRAMME.timing)
    assert asked is not None
    assert (asked.gate, *(lent(journey).own_of(ANSWER, role).yes for role in (MENTEE, MENTOR))) == (7, True, None)
    assert BY_NAME["gone-on"].journey.of(QUESTION).gate == 7
    assert waiting(BY_NAME["gone-on"].journey, PROGRAMME.timing) is None


ASKED_BEFORE = ("asked", "one-yes")
"""An earlier release had asked the mentee, and would have asked the mentor a day after a yes."""


@pytest.mark.parametrize("name", ASKED_BEFORE)
@pytest.mark.parametrize("both", [True, False])
def test_who_was_asked_by_an_earlier_release_has_the_same_day_as_the_other_and_loses_no_time(
    name: str, both: bool
) -> None:
    stored = BY_NAME[name]
    walk = Season(stored.journey, stored.at)
    asked = waiting(walk.journey, PROGRAMME.timing)
    assert asked is not None
    assert asked.closes >= max(stored.timers.values())
    walk.wait(asked.closes - MINUTE)
    assert walk.journey.ended is None
    assert len(walk.posted("continuation.mentor")) == 1
    assert not walk.posted("continuation.mentee")
    if both:
        for role in Role:
            walk.press(role, f"continuation.{role}", "continuation.yes")
    walk.wait(asked.closes)
    assert [len(walk.journey.sittings), walk.journey.ended is None] == ([7, True] if both else [6, False])


def test_the_other_s_answer_moves_nothing_there_either() -> None:
    silent, yes = (BY_NAME[name] for name in ASKED_BEFORE)
    answered = lent(silent.journey).keeping_own(ANSWER, MENTEE, GoingOn(True))
    assert timers(PROGRAMME, answered) == timers(PROGRAMME, silent.journey)
    waits = {id for id in timers(PROGRAMME, yes.journey) if id.startswith("continuation.")}
    assert waits == {"continuation.mentor", *(f"continuation.{role}.told" for role in Role)}


def test_what_was_ticked_and_asked_for_is_still_there() -> None:
    raw = BY_NAME["prepared"].raw["sittings"][0]["ticked"]["mentor"]
    assert raw
    assert ticked(lent(BY_NAME["prepared"].journey), 1, MENTOR) == tuple(raw)
    assert BY_NAME["nudged"].journey.of(NUDGE).asked is not None


def test_the_state_of_a_flow_that_is_not_there_survives() -> None:
    raw = msgspec.json.decode(encode_journey(pair()))
    raw["shared"]["wager"] = {"placed": ["mentor"]}
    raw["own"] = {"mentee": {"diary": {"pages": 3}, "evaluation": {"by_seance": {}}}}
    journey = decode_journey(msgspec.json.encode(raw).decode())
    assert evaluation_of(journey, 1, MENTEE) is None
    assert msgspec.json.decode(encode_journey(journey)) == raw


def test_an_evaluation_of_the_second_format_is_apart_from_its_answers() -> None:
    journey = SECOND["answered-and-sent"].journey
    assert "une ligne" not in str(journey.own)
    assert answers(journey, 1, MENTOR).line == "une ligne"
    assert evaluation(journey, 1, MENTOR).sent
    assert answers(journey, 1, MENTEE).answers == {"useful": ("4",), "helped": ("advice",)}
    assert ticked(lent(SECOND["ticked"].journey), 1, MENTOR) == ("M1.B1",)
    assert lent(SECOND["one-yes"].journey).own_of(ANSWER, MENTEE).yes is True


def test_what_had_closed_stays_closed_and_what_had_not_closes_when_it_is_looked_at() -> None:
    closed, late = SECOND["closed"], SECOND["late-answer"]
    assert evaluation(closed.journey, 1, MENTOR).closed is not None
    assert evaluation(late.journey, 1, MENTEE).closed is None
    walk = Season(late.journey, late.at)
    walk.wait(late.at + MINUTE)
    assert evaluation(walk.journey, 1, MENTEE).closed is not None
    assert answers(walk.journey, 1, MENTEE).answers == {"useful": ("5",)}


# On to the end, with what the séances hold today ------------------------------------------------------------------


@ALL
def test_it_goes_on_to_the_end_with_what_its_seances_hold_today(stored: Stored) -> None:
    walk = Season(stored.journey, stored.at)
    for _ in range(60):
        if walk.journey.ended is not None:
            break
        for role in Role:
            for one in ACTIVITIES.values():
                assert reply(walk.type(role, one.command))
        _one_step_on(walk)
    walk.idle()
    assert walk.journey.ended is not None
    assert decode_journey(encode_journey(walk.journey)) == walk.journey


def _one_step_on(walk: Season) -> None:
    """What was posted before it was stored is pressed by its key: no card of then is at hand."""
    if walk.journey.pause is not None:
        walk.type(MENTOR, "resume")
    if waiting(walk.journey, PROGRAMME.timing) is not None:
        for role in Role:
            walk.press(role, f"continuation.{role}", "continuation.yes")
        assert walk.next is not None
        walk.wait(walk.next[1])
        return
    now = walk.journey.current
    if now is not None and now.held is not None:
        walk.idle()
        return
    if now is None or now.meeting is None:
        offered(walk)
    for role in Role:
        for word in ("date", "agenda"):
            walk.type(role, word)
    met(walk)
    walk.press(MENTOR, key(walk, "held"), "held.yes")
    _both_confirm(walk)


def _both_confirm(walk: Season) -> None:
    """What both confirm is confirmed, whatever was there when the journey was stored."""
    for word, action in (("agreement", "agreement.yes"), ("pact", "pact.sign")):
        for role in Role:
            if walk.journey.ended is None and action in actions(replies(walk.type(role, word))[0].message):
                walk.use(role, word, action)

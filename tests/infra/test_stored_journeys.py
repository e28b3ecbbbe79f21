"""Journeys that the first release stored, one of each stage, load as what they are and go on where they were."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.engine.flows.continuation.state import QUESTION, waiting
from bot.engine.flows.evaluation.state import evaluation_of, evaluations_of
from bot.engine.flows.nudge.state import NUDGE
from bot.engine.flows.prep.state import ticked
from bot.engine.journey import Journey, Stage
from bot.engine.people import Role
from bot.engine.timers import timers
from bot.infra.codec import decode_journey, encode_journey
from bot.infra.stored_journeys import FORMAT
from tests.values import MENTEE, MENTOR, PROGRAMME, pair

FILE = Path(__file__).parent / "stored" / "format-1.jsonl"


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


def _rows() -> list[Stored]:
    rows = []
    for line in FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        dues = {id: datetime.fromisoformat(due) for id, due in row["timers"].items()}
        rows.append(Stored(row["name"], datetime.fromisoformat(row["at"]), row["journey"], Stage(row["stage"]), dues))
    return rows


STORED = _rows()
BY_NAME = {one.name: one for one in STORED}
ALL = pytest.mark.parametrize("stored", STORED, ids=lambda one: one.name)


def test_there_is_one_of_each_stage() -> None:
    assert {one.stage for one in STORED} == set(Stage)


@ALL
def test_it_is_at_the_same_stage_and_waits_for_the_same(stored: Stored) -> None:
    journey = stored.journey
    assert journey.stage(stored.at) is stored.stage
    assert dict(timers(PROGRAMME, journey)) == stored.timers


@ALL
def test_it_is_written_in_today_s_format_and_read_again(stored: Stored) -> None:
    written = encode_journey(stored.journey)
    assert json.loads(written)["format"] == FORMAT
    assert decode_journey(written) == stored.journey


def test_every_answer_is_still_there() -> None:
    stored = BY_NAME["asked"]
    for role in Role:
        before = {one["number"]: one["evaluations"][role]["answers"] for one in stored.raw["sittings"]}
        after = {n: one.answers for n, one in evaluations_of(stored.journey, role).items()}
        assert {n: {q: list(values) for q, values in answers.items()} for n, answers in after.items()} == before
        assert all(one.filled for one in evaluations_of(stored.journey, role).values())


def test_what_each_wants_is_still_there() -> None:
    asked = waiting(BY_NAME["one-yes"].journey)
    assert asked is not None
    assert (asked.gate, asked.answers[MENTEE].yes, asked.answers[MENTOR].yes) == (7, True, None)
    assert asked.answers[MENTEE].at is not None
    assert BY_NAME["gone-on"].journey.of(QUESTION).gate == 7
    assert waiting(BY_NAME["gone-on"].journey) is None


def test_what_was_ticked_and_asked_for_is_still_there() -> None:
    raw = BY_NAME["prepared"].raw["sittings"][0]["ticked"]["mentor"]
    assert raw
    assert ticked(BY_NAME["prepared"].journey, 1, MENTOR) == tuple(raw)
    assert BY_NAME["nudged"].journey.of(NUDGE).asked is not None


def test_the_state_of_a_flow_that_is_not_there_survives() -> None:
    raw = msgspec.json.decode(encode_journey(pair()))
    raw["shared"]["pact"] = {"signed": ["mentor"]}
    raw["own"] = {"mentee": {"diary": {"pages": 3}, "evaluation": {"by_seance": {}}}}
    journey = decode_journey(msgspec.json.encode(raw).decode())
    assert evaluation_of(journey, 1, MENTEE) is None
    assert msgspec.json.decode(encode_journey(journey)) == raw

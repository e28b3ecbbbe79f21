"""What is stored of where pairs stand follows the rules of today, whatever release or programme has stored it."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text

from bot.application.coordination import standings
from bot.application.coordination.standings import FACT, refreshed
from bot.engine.journey import Sitting
from bot.engine.people import Role
from bot.engine.programme import USUAL, Timing
from bot.ports import PairFilter, Reading
from storage.store import SqlStore, open_store
from storage.unit import SqlUnit
from tests.seals import SEAL
from tests.storage.values import AMA, BO, DAY, NOW, do, journey

EMPTY = text("DELETE FROM standing")


def needing(store: SqlStore, days: int) -> list[str]:
    reading = Reading(NOW + days * DAY)
    return do(
        store, lambda unit: [p.standing.pair for p in unit.standings.page(reading, PairFilter(needing=True)).pairs]
    )


@pytest.fixture
def three(store: SqlStore) -> SqlStore:
    """Pairs that look for a date, stored by a release that did not know where pairs stand."""

    def work(unit: SqlUnit) -> None:
        for pair in "abc":
            people = {Role.MENTOR: AMA, Role.MENTEE: BO}
            unit.journeys.enrol(journey(pair).with_sitting(Sitting(1, NOW)), people, None, None)
        unit.session.do(EMPTY)

    do(store, work)
    return store


def test_a_database_of_before_has_them_worked_out(three: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standings, "BATCH", 2)
    assert needing(three, USUAL.late) == []
    asyncio.run(refreshed(three))
    assert needing(three, USUAL.late) == ["a", "b", "c"]


def test_once_they_are_nothing_is_read_again(three: SqlStore) -> None:
    asyncio.run(refreshed(three))
    do(three, lambda unit: unit.session.do(EMPTY))
    asyncio.run(refreshed(three))
    assert needing(three, USUAL.late) == []


def test_another_threshold_holds_for_what_is_stored_already(three: SqlStore, url: str) -> None:
    asyncio.run(refreshed(three))
    patient = open_store(url, seal=SEAL, timing=Timing(late=30, unanswered=30))
    asyncio.run(refreshed(patient))
    assert (needing(patient, 29), needing(patient, 30)) == ([], ["a", "b", "c"])
    asyncio.run(patient.close())


def test_what_was_left_unfinished_is_begun_again(three: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rules are noted last."""
    monkeypatch.setattr(standings, "BATCH", 2)
    do(three, lambda unit: unit.standings.refresh("", 2))
    assert do(three, lambda unit: unit.facts.get(FACT)) is None
    asyncio.run(refreshed(three))
    assert needing(three, USUAL.late) == ["a", "b", "c"]
    assert do(three, lambda unit: unit.facts.get(FACT)) == do(three, lambda unit: unit.standings.version)

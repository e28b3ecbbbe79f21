"""The open box and its weeks in the store: what is added when, by whom, and what is left of it once the week is frozen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from bot.application import totals
from bot.engine.effects import Closed
from bot.engine.flows.digest.frozen import FrozenWeek
from bot.engine.flows.digest.model import Week
from bot.engine.flows.digest.totals import Added, Level
from bot.engine.people import Member, Place, Role
from bot.engine.programme import Timing
from bot.ports import FIRST, Address, KeyLost, UnitOfWork
from bot.settings import Coordinator
from storage.repositories.weeks import SqlWeeks
from storage.unit import SqlUnit
from tests.dialogues.stage import HEADER, Stage, line
from tests.labels import fr
from tests.values import DAY, HOUR, MENTOR, at

CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
ROBIN = Coordinator(Address("local", "robin"), "Robin", ("en",), "America/Los_Angeles")
PEOPLE = (("Awa", "Camille"), ("Bo", "Dan"), ("Eve", "Fred"))
ROSTER = HEADER + "".join(line(*two) for two in PEOPLE)
WEEK = Week.ended(at("2026-01-11 00:00").date(), "UTC")
RATED: Mapping[str, tuple[str, ...]] = {"useful": ("4",), "shared": ("1",), "helped": ("advice", "other")}


@pytest.fixture
def stage(sqlite_url: str) -> Iterator[Stage]:
    with Stage(sqlite_url, ROSTER, (CLAIRE, ROBIN)) as stage:
        yield stage


def close(
    stage: Stage, answers: Mapping[str, tuple[str, ...]] = RATED, when: datetime = WEEK.start, pairs: int = 3
) -> None:
    """Both of so many pairs have an evaluation closed."""

    def work(unit: UnitOfWork) -> None:
        for journey in list(unit.journeys.all())[:pairs]:
            for role in Role:
                totals.add(unit, journey, Closed(role, 1, answers, when))

    stage.run(stage.app.store.run(work))


def box(stage: Stage) -> list[Added]:
    return list(stage.run(stage.app.store.run(lambda unit: unit.weeks.box(FIRST))))


def last(stage: Stage) -> FrozenWeek:
    frozen = stage.run(stage.app.store.run(lambda unit: unit.weeks.last(FIRST)))
    assert frozen is not None
    return frozen


def digests(stage: Stage) -> list[tuple[datetime, str, str]]:
    return [(at, name, post.key) for at, name, post in stage.chats.sent if post.to is Place.COORDINATORS]


# Adding ----------------------------------------------------------------------------------------------------------


def test_no_more_is_kept_of_an_answer_than_the_totals_need(stage: Stage) -> None:
    close(stage, pairs=1)
    for one in box(stage):
        assert one.ratings == {"useful": Level.HIGH, "shared": Level.LOW}
        assert one.helped == ("advice",)
        assert (one.filled, one.week) == (True, WEEK.sunday)


def test_what_was_never_answered_is_added_and_counts_for_nothing(stage: Stage) -> None:
    close(stage, {})
    close(stage, {"useful": (), "helped": ()})
    assert [one.filled for one in box(stage)] == [False] * 12
    stage.wait(WEEK.end)
    assert last(stage).totals is None


def test_whoever_coordinates_the_programme_is_not_counted(sqlite_url: str) -> None:
    awa = Coordinator(Address("local", "awa"), "Awa", ("fr",), "Europe/Paris")
    with Stage(sqlite_url, ROSTER, (CLAIRE, awa)) as stage:
        close(stage)
        people = {member.name: member.person for member in all_members(stage)}
        assert {one.person for one in box(stage)} == set(people.values()) - {people["Awa"]}
        stage.wait(WEEK.end)
        assert last(stage).totals is None, "they are five"


def all_members(stage: Stage) -> list[Member]:
    journeys = stage.run(stage.app.store.run(lambda unit: list(unit.journeys.all())))
    return [member for journey in journeys for member in journey.members.values()]


def test_somebody_appointed_before_the_week_is_frozen_is_not_counted_either(stage: Stage) -> None:
    close(stage)

    def appoint(unit: UnitOfWork) -> None:
        lane, _ = unit.people.coordinators(FIRST)[0]
        awa = unit.people.at(Address("local", "awa"))
        assert awa is not None
        unit.people.put_coordinator(awa, replace(lane, place="coordinator:awa"))

    stage.run(stage.app.store.run(appoint))
    stage.wait(WEEK.end)
    assert last(stage).totals is None


def test_what_somebody_added_to_an_open_week_can_be_taken_out(stage: Stage) -> None:
    close(stage)
    person = box(stage)[0].person
    stage.run(stage.app.store.run(lambda unit: totals.take_out(unit, FIRST, person)))
    assert len(box(stage)) == 5
    assert person not in {one.person for one in box(stage)}
    stage.wait(WEEK.end)
    assert last(stage).totals is None, "they are five"


def test_an_evaluation_is_counted_in_the_transaction_that_closes_it(stage: Stage) -> None:
    def broken(unit: UnitOfWork) -> None:
        totals.add(unit, next(iter(unit.journeys.all())), Closed(MENTOR, 1, RATED, WEEK.start))
        raise LookupError

    with pytest.raises(LookupError):
        stage.run(stage.app.store.run(broken))
    assert box(stage) == []


# Freezing --------------------------------------------------------------------------------------------------------


def test_a_week_is_frozen_once_it_is_over_and_its_box_is_gone(stage: Stage) -> None:
    close(stage)
    stage.wait(WEEK.end - HOUR)
    assert len(box(stage)) == 6
    stage.wait(WEEK.end)
    assert box(stage) == []
    found = last(stage).totals
    assert found is not None
    assert found.people == 6
    assert found.ratings == {"useful": Level.HIGH, "shared": Level.LOW}
    assert found.helped == ("advice",)


def test_what_closes_after_the_week_waits_for_the_next(stage: Stage) -> None:
    close(stage)
    close(stage, {"useful": ("1",)}, WEEK.end)
    stage.wait(WEEK.end)
    assert [one.ratings["useful"] for one in box(stage)] == [Level.LOW] * 6
    frozen = last(stage).totals
    assert frozen is not None
    assert frozen.ratings["useful"] is Level.HIGH
    stage.wait(WEEK.end + 7 * DAY)
    frozen = last(stage).totals
    assert frozen is not None
    assert frozen.ratings["useful"] is Level.LOW
    assert box(stage) == []


def test_digests_are_owed_in_that_transaction_each_for_their_own_monday(stage: Stage) -> None:
    stage.wait(WEEK.end)
    assert digests(stage) == []
    stage.wait(WEEK.end + 2 * DAY)
    assert digests(stage) == [
        (at("2026-01-12 08:00"), "claire", "digest:2026-W03"),
        (at("2026-01-12 17:00"), "robin", "digest:2026-W03"),
    ]


def test_all_coordinators_read_the_same_whenever_they_ask(stage: Stage) -> None:
    close(stage)
    stage.wait(WEEK.end)
    asked = stage.says("claire", "bonjour")
    close(stage, {"useful": ("1",)}, WEEK.end)
    for _ in range(6):
        stage.wait(stage.clock.at + DAY - HOUR)
        assert stage.says("claire", "bonjour") == asked
    (message,) = {seen.text for seen in stage.chats.seen["claire"] if seen.key == "digest:2026-W03"}
    assert asked.endswith(message.partition("\n\n")[2])
    english = stage.says("robin", "hello")
    assert "mostly yes" in english
    assert fr("digest-level-high") in asked


def test_before_the_first_week_is_over_there_is_nothing_to_read(stage: Stage) -> None:
    close(stage)
    stage.run(stage.worker.drain())
    assert fr("digest-evaluations") not in stage.says("claire", "bonjour")
    assert "lundi 12 janvier" in stage.says("claire", "bonjour")


def test_a_box_is_frozen_even_if_nobody_reads_it(sqlite_url: str) -> None:
    with Stage(sqlite_url, ROSTER) as stage:
        close(stage)
        stage.clock.at = WEEK.end + 3 * DAY
        stage.run(stage.worker.drain())
        assert box(stage) == []
        assert last(stage).week.sunday == WEEK.sunday


def test_after_a_week_of_silence_the_last_week_is_frozen_with_all_that_was_added(stage: Stage) -> None:
    close(stage)
    stage.clock.at = WEEK.end + 10 * DAY
    stage.run(stage.worker.drain())
    frozen = last(stage)
    assert frozen.week.sunday == WEEK.sunday + 7 * DAY
    assert frozen.totals is not None
    assert len(digests(stage)) == 2


# Keys, and copies of the database --------------------------------------------------------------------------------


class Lost:
    """A seal whose key is gone."""

    def close(self, words: bytes, where: str) -> bytes:
        raise AssertionError("nothing unopened is overwritten")

    def open(self, sealed: bytes, where: str) -> bytes:
        raise KeyLost


def test_a_box_that_cannot_be_opened_stays_as_it_is_and_counts_later(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(stage)
    there = SqlUnit.__init__

    def without_key(self: SqlUnit, *args: object, timing: Timing) -> None:
        there(self, *args, timing=timing)  # type: ignore[arg-type]
        self.weeks = SqlWeeks(self.session, Lost())

    with monkeypatch.context() as lost:
        lost.setattr(SqlUnit, "__init__", without_key)
        close(stage, when=WEEK.start + DAY)
        stage.wait(WEEK.end + 2 * DAY)
        assert last(stage).unreadable
        assert fr("digest-unreadable") in stage.says("claire", "bonjour")
    assert len(box(stage)) == 6
    stage.wait(WEEK.end + 7 * DAY)
    found = last(stage).totals
    assert found is not None
    assert found.people == 6


def test_who_is_to_be_taken_out_of_a_box_without_its_key_is_taken_out_once_it_opens(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(stage)
    gone, there = box(stage)[0].person, SqlUnit.__init__

    def without_key(self: SqlUnit, *args: object, timing: Timing) -> None:
        there(self, *args, timing=timing)  # type: ignore[arg-type]
        self.weeks = SqlWeeks(self.session, Lost())

    with monkeypatch.context() as lost:
        lost.setattr(SqlUnit, "__init__", without_key)
        stage.run(stage.app.store.run(lambda unit: totals.take_out_once_opened(unit, FIRST, gone)))
    assert len(box(stage)) == 6
    stage.wait(WEEK.end + 2 * DAY)
    assert last(stage).totals is None, "five people are too few"


def test_two_copies_of_the_database_differ_alike_whatever_was_answered(stage: Stage, tmp_path: Path) -> None:
    """By how much the box has grown tells nothing of what was added, not even whether anything was answered."""
    close(stage, pairs=1)
    grown = []
    for answers in ({}, {"useful": ("1",)}, {**RATED, "helped": ("listening", "questions", "advice", "contacts")}):
        before = _length(stage)
        close(stage, answers, pairs=1)
        grown.append(_length(stage) - before)
    assert len(set(grown)) == 1


def _length(stage: Stage) -> int:
    file = stage.settings.database_url.removeprefix("sqlite:///")
    with sqlite3.connect(file) as connection:
        row = connection.execute("SELECT length(content) FROM open_box").fetchone()
    return int(row[0])


def test_a_frozen_week_names_nobody(stage: Stage) -> None:
    close(stage)
    stage.wait(at("2026-01-25 12:00"))
    file = stage.settings.database_url.removeprefix("sqlite:///")
    with sqlite3.connect(file) as connection:
        weeks = [content for (content,) in connection.execute("SELECT content FROM frozen_week")]
    assert len(weeks) == 3
    assert '"undated"' in weeks[-1]
    assert not [name for two in PEOPLE for name in two if any(f'"{name}"' in content for content in weeks)]

"""What every store does with the calendars that people link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from bot.ports import LinkedCalendar
from storage.database.instants import NaiveDatetime
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.storage.values import AMA, BO, DAY, MINUTE, NOW, SECOND, do

MINE = LinkedCalendar(AMA.id, "ics", "sealed", "calendar.example", NOW)
THEIRS = LinkedCalendar(BO.id, "google", "token", "Google", NOW)


def having(*calendars: LinkedCalendar) -> Callable[[SqlUnit], None]:
    def work(unit: SqlUnit) -> None:
        unit.people.put_all([AMA, BO])
        for one in calendars:
            unit.calendars.link(one)

    return work


def claim(unit: SqlUnit, at: datetime = NOW, owner: str = "w1", limit: int = 10) -> list[LinkedCalendar]:
    return list(unit.calendars.claim(at, limit, owner, MINUTE))


def test_a_calendar_is_kept_until_it_is_unlinked(store: SqlStore) -> None:
    assert not do(store, lambda unit: unit.calendars.linked())
    do(store, having(MINE))
    assert do(store, lambda unit: unit.calendars.linked())
    assert do(store, lambda unit: unit.calendars.of(AMA.id)) == MINE
    assert do(store, lambda unit: unit.calendars.of(BO.id)) is None
    assert do(store, lambda unit: [unit.calendars.unlink(AMA.id), unit.calendars.unlink(AMA.id)]) == [True, False]
    assert do(store, lambda unit: unit.calendars.of(AMA.id)) is None
    assert do(store, claim) == []


def test_the_sealed_secret_is_not_in_a_printed_one() -> None:
    assert "sealed" not in repr(MINE)


def test_a_new_one_is_due_at_once_and_leased_to_one_alone(store: SqlStore) -> None:
    do(store, having(MINE, THEIRS))
    assert do(store, lambda unit: claim(unit, NOW - SECOND)) == []
    first = do(store, lambda unit: claim(unit, limit=1))
    second = do(store, lambda unit: claim(unit, owner="w2"))
    assert len(first) == len(second) == 1
    assert {one.person for one in first + second} == {AMA.id, BO.id}
    assert do(store, lambda unit: claim(unit, owner="w3")) == []


def test_a_lapsed_lease_is_anothers_and_the_late_owner_changes_nothing(store: SqlStore) -> None:
    do(store, having(MINE))
    (one,) = do(store, claim)
    assert do(store, lambda unit: claim(unit, NOW + MINUTE, "w2")) == [one]
    late = replace(one, trouble="away")
    assert not do(store, lambda unit: unit.calendars.settle(late, "w1", NOW + DAY))
    assert do(store, lambda unit: unit.calendars.of(AMA.id)) == MINE
    assert do(store, lambda unit: unit.calendars.settle(late, "w2", NOW + DAY))
    assert do(store, lambda unit: unit.calendars.of(AMA.id)) == late


def test_what_was_learned_is_kept_and_it_is_due_again_then(store: SqlStore) -> None:
    do(store, having(MINE))
    (one,) = do(store, claim)
    worse = replace(one, sealed="new", read=NOW, failing=NOW + MINUTE, trouble="ended", tries=3, told=True)
    do(store, lambda unit: unit.calendars.settle(worse, "w1", NOW + DAY))
    assert do(store, lambda unit: unit.calendars.of(AMA.id)) == worse
    assert do(store, lambda unit: claim(unit, NOW + DAY - SECOND)) == []
    assert do(store, lambda unit: claim(unit, NOW + DAY)) == [worse]


def test_one_that_is_given_up_waits_until_somebody_asks(store: SqlStore) -> None:
    do(store, having(MINE))
    (one,) = do(store, claim)
    do(store, lambda unit: unit.calendars.settle(one, "w1", None))
    assert do(store, lambda unit: claim(unit, NOW + 1000 * DAY)) == []
    do(store, lambda unit: unit.calendars.read_again(AMA.id, NOW + DAY))
    assert do(store, lambda unit: claim(unit, NOW + DAY)) == [one]


def test_what_is_being_read_is_not_read_twice(store: SqlStore) -> None:
    do(store, having(MINE))
    do(store, claim)
    do(store, lambda unit: unit.calendars.read_again(AMA.id, NOW))
    assert do(store, lambda unit: claim(unit, owner="w2")) == []


@pytest.mark.parametrize("meanwhile", ["unlinked", "linked anew"])
def test_what_was_read_of_a_former_one_is_not_kept(store: SqlStore, meanwhile: str) -> None:
    do(store, having(MINE))
    (one,) = do(store, claim)
    other = replace(MINE, sealed="other", at=NOW + SECOND)
    if meanwhile == "unlinked":
        do(store, lambda unit: unit.calendars.unlink(AMA.id))
    else:
        do(store, lambda unit: unit.calendars.link(other))
    assert not do(store, lambda unit: unit.calendars.settle(one, "w1", NOW + DAY))
    assert do(store, lambda unit: unit.calendars.of(AMA.id)) == (None if meanwhile == "unlinked" else other)
    due = [] if meanwhile == "unlinked" else [other]
    assert do(store, lambda unit: claim(unit, NOW + SECOND, "w2")) == due


def test_an_instant_without_a_zone_is_refused(store: SqlStore) -> None:
    do(store, having())
    with pytest.raises(NaiveDatetime):
        do(store, lambda unit: unit.calendars.link(replace(MINE, at=NOW.replace(tzinfo=None))))
    with pytest.raises(NaiveDatetime):
        do(store, lambda unit: claim(unit, NOW.replace(tzinfo=None)))


def test_the_oldest_says_since_when_it_is_due_and_nothing_while_it_is_read(store: SqlStore) -> None:
    def due(at: datetime) -> datetime | None:
        return do(store, lambda unit: unit.calendars.due_since(at))

    do(store, having(MINE, replace(THEIRS, at=NOW + MINUTE)))
    assert (due(NOW - SECOND), due(NOW + DAY)) == (None, NOW)
    do(store, lambda unit: claim(unit, NOW + MINUTE, limit=2))
    assert due(NOW + MINUTE) is None
    assert due(NOW + 3 * MINUTE) == NOW + 2 * MINUTE, "whoever read it has died"

"""What every store does with what is owed to people's own calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.ports import LinkedCalendar
from bot.ports.calendars.events import OwedEvent
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.storage.values import AMA, BO, DAY, MINUTE, NOW, SECOND, do

MINE = OwedEvent(AMA.id, "p1", 1, "0a" * 16)
THEIRS = OwedEvent(BO.id, "p1", 1, "0b" * 16)


def having(store: SqlStore, *events: OwedEvent) -> None:
    def work(unit: SqlUnit) -> None:
        unit.people.put_all([AMA, BO])
        for one in events:
            unit.calendar_events.add(one, NOW)

    do(store, work)


def claim(store: SqlStore, at: datetime = NOW, owner: str = "w1", limit: int = 10) -> list[OwedEvent]:
    return do(store, lambda unit: list(unit.calendar_events.claim(at, limit, owner, MINUTE)))


def test_what_is_owed_is_due_at_once_and_counts_as_tried_before_anything_is_sent(store: SqlStore) -> None:
    having(store, MINE, THEIRS)
    assert do(store, lambda unit: unit.calendar_events.add(replace(MINE, key="0c" * 16), NOW)) is False
    assert claim(store, NOW - SECOND) == []
    claimed = {one.person: one for one in claim(store)}
    assert claimed == {AMA.id: replace(MINE, tries=1), BO.id: replace(THEIRS, tries=1)}
    assert claim(store, owner="w2") == [], "it is leased"
    assert {one.tries for one in claim(store, NOW + MINUTE, "w2")} == {2}, "whoever held it has died"


def test_it_says_when_something_is_to_be_done_next(store: SqlStore) -> None:
    assert do(store, lambda unit: unit.calendar_events.next_due()) is None
    having(store, MINE)
    assert do(store, lambda unit: unit.calendar_events.next_due()) == NOW
    (one,) = claim(store)
    assert do(store, lambda unit: unit.calendar_events.next_due()) == NOW + MINUTE, "once its lease has lapsed"
    assert do(store, lambda unit: unit.calendar_events.settle(one, "w1", NOW + DAY))
    assert do(store, lambda unit: unit.calendar_events.next_due()) == NOW + DAY


def test_what_was_written_is_kept_and_looked_at_again_then(store: SqlStore) -> None:
    having(store, MINE)
    (one,) = claim(store)
    done = replace(one, tries=0, id="AAMk", written="d1", start=NOW, end=NOW + MINUTE, asked="x", trouble="away")
    assert do(store, lambda unit: unit.calendar_events.settle(done, "w1", NOW + DAY))
    assert do(store, lambda unit: unit.calendar_events.of(AMA.id)) == [done]
    assert claim(store, NOW + DAY - SECOND) == []
    assert claim(store, NOW + DAY) == [replace(done, tries=1)]


def test_a_change_while_it_is_written_is_due_as_soon_as_that_has_ended(store: SqlStore) -> None:
    having(store, MINE)
    (one,) = claim(store)
    assert do(store, lambda unit: unit.calendar_events.touch("p1", NOW)) == 1
    assert claim(store, owner="w2") == [], "not by two at once"
    assert not do(store, lambda unit: unit.calendar_events.drop(one, "w1")), "something else is wanted by now"
    assert do(store, lambda unit: unit.calendar_events.settle(replace(one, tries=0), "w1", NOW + DAY))
    assert claim(store) == [replace(one, wanted=2, tries=1)]


def test_a_change_is_due_at_once_where_nobody_writes(store: SqlStore) -> None:
    having(store, MINE)
    (one,) = claim(store)
    do(store, lambda unit: unit.calendar_events.settle(replace(one, written="d1"), "w1", NOW + DAY))
    do(store, lambda unit: unit.calendar_events.touch("p2", NOW))
    assert claim(store) == []
    do(store, lambda unit: unit.calendar_events.touch("p1", NOW))
    assert [one.wanted for one in claim(store)] == [2]


def test_all_of_a_persons_are_written_anew_and_nobody_elses(store: SqlStore) -> None:
    having(store, replace(MINE, written="d1", id="AAMk"), replace(THEIRS, written="d2"))
    assert do(store, lambda unit: unit.calendar_events.rewrite(AMA.id, NOW)) == 1
    assert [one.written for one in do(store, lambda unit: unit.calendar_events.of(AMA.id))] == [""]
    assert [one.written for one in do(store, lambda unit: unit.calendar_events.of(BO.id))] == ["d2"]


def test_the_late_owner_of_a_lapsed_lease_changes_nothing(store: SqlStore) -> None:
    having(store, MINE)
    (one,) = claim(store)
    (again,) = claim(store, NOW + MINUTE, "w2")
    assert not do(store, lambda unit: unit.calendar_events.settle(replace(one, written="late"), "w1", NOW))
    assert not do(store, lambda unit: unit.calendar_events.drop(one, "w1"))
    assert do(store, lambda unit: unit.calendar_events.drop(again, "w2"))
    assert do(store, lambda unit: unit.calendar_events.of(AMA.id)) == []


def test_what_is_forgotten_while_it_is_written_does_not_come_back(store: SqlStore) -> None:
    having(store, MINE, THEIRS)
    (one,) = [each for each in claim(store) if each.person == AMA.id]
    assert do(store, lambda unit: unit.calendar_events.forget(AMA.id)) == 1
    assert not do(store, lambda unit: unit.calendar_events.settle(one, "w1", NOW))
    assert do(store, lambda unit: unit.calendar_events.of(AMA.id)) == []
    assert len(do(store, lambda unit: unit.calendar_events.of(BO.id))) == 1


def test_somebody_wants_it_only_if_they_say_so(store: SqlStore) -> None:
    having(store)
    linked = LinkedCalendar(AMA.id, "google", "sealed", "Google", NOW)
    do(store, lambda unit: unit.calendars.link(linked))
    assert do(store, lambda unit: unit.calendars.of(AMA.id)) == linked
    assert not linked.writes
    assert do(store, lambda unit: [unit.calendars.write(AMA.id, True), unit.calendars.write(AMA.id, True)]) == [
        True,
        False,
    ]
    assert not do(store, lambda unit: unit.calendars.write(BO.id, True)), "there is no calendar"
    assert do(store, lambda unit: unit.calendars.of(AMA.id)) == replace(linked, writes=True)


def test_the_oldest_says_since_when_it_is_due_and_nothing_while_it_is_written(store: SqlStore) -> None:
    def due(at: datetime) -> datetime | None:
        return do(store, lambda unit: unit.calendar_events.due_since(at))

    having(store, MINE)
    assert (due(NOW - SECOND), due(NOW + DAY)) == (None, NOW)
    for event in claim(store):
        do(store, lambda unit, one=event: unit.calendar_events.touch(one.pair, NOW))  # type: ignore[misc]
        do(store, lambda unit, one=event: unit.calendar_events.settle(one, "w1", NOW + DAY))  # type: ignore[misc]
    assert due(NOW + MINUTE) is None, "due at once, which says nothing of since when"

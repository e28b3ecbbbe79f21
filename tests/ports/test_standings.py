"""What coordinators are told of where pairs stand, on every database: whose pairs, in which order, and who is told of none."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

import pytest

from bot.engine.flows.contact.state import asking
from bot.engine.flows.digest.model import Week
from bot.engine.journey import Journey, Meeting, Sitting, Stage
from bot.engine.people import ERASED, Role
from bot.engine.programme import USUAL, Timing, Track
from bot.ports import (
    EVERY_PAIR,
    FIRST,
    ListedPair,
    PairFilter,
    Person,
    ProgrammeRecord,
    Reading,
    Reason,
    Refused,
    StageCount,
    Unavailable,
    Undeliverable,
)
from storage.standings import rows
from storage.store import SqlStore, open_store
from storage.unit import SqlUnit
from tests.seals import SEAL
from tests.storage.values import AMA, BO, DAY, NOW, claim, do, journey, lane, owed, person

T = TypeVar("T")
CY, DI, EVE = person("cy"), person("di"), person("eve")
SECOND = ProgrammeRecord("second", "Zwei", "Europe/Paris")
LATER = NOW + 30 * DAY


def enrolled(
    one: Journey, mentor: Person = AMA, mentee: Person = BO, programme: str = FIRST
) -> Callable[[SqlUnit], bool]:
    people = {Role.MENTOR: mentor, Role.MENTEE: mentee}
    return lambda unit: unit.journeys.enrol(one, people, lane(f"pair:{one.pair}"), None, programme)


def coordinating(who: Person, programme: str) -> Callable[[SqlUnit], None]:
    return lambda unit: unit.people.put_coordinator(who, lane(f"coordinator:{who.id}"), programme)


def put(store: SqlStore, one: Journey) -> bool:
    return do(store, lambda unit: rows.put(unit.session, USUAL, one))


def searching(one: Journey, days: int = 0) -> Journey:
    """It looks for a date, since so many days after `NOW`."""
    return one.with_sitting(Sitting(1, NOW + days * DAY))


def dated(one: Journey, days: int) -> Journey:
    return one.with_sitting(Sitting(1, NOW, meeting=Meeting(NOW + days * DAY, 60)))


@pytest.fixture
def two(store: SqlStore) -> SqlStore:
    """Pairs a, b, c and d of the first programme, Eve in d; e and f of the second, Di in f; Cy coordinates the first, Di the
    second, Eve both."""
    do(store, lambda unit: unit.programmes.put(SECOND))
    works = (
        enrolled(journey("a")),
        enrolled(searching(journey("b"), 2)),
        enrolled(searching(journey("c"), 1)),
        enrolled(dated(journey("d", EVE), 3), EVE),
        enrolled(searching(journey("e")), programme=SECOND.id),
        enrolled(dated(journey("f", AMA, DI), 3), AMA, DI, SECOND.id),
    )
    for work in works:
        do(store, work)
    for who, programme in ((CY, FIRST), (DI, SECOND.id), (EVE, FIRST), (EVE, SECOND.id)):
        do(store, coordinating(who, programme))
    return store


def pairs(found: Sequence[ListedPair]) -> str:
    return "".join(one.standing.pair for one in found)


def listed(store: SqlStore, reading: Reading, which: PairFilter = EVERY_PAIR) -> str:
    return pairs(do(store, lambda unit: unit.standings.page(reading, which)).pairs)


def buried(store: SqlStore, pair: str, place: str, reason: Reason, days: int = 0) -> None:
    do(store, lambda unit: unit.outbox.enqueue([owed(f"{pair}{days}", place, pair=pair)]))
    (post,) = [one for one in do(store, claim) if one.pair == pair]
    do(store, lambda unit: unit.dead_letters.put(post, "worker", Refused(reason, ""), NOW + days * DAY))


# Whose -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reader", "programme", "found"),
    [
        (None, FIRST, "dcba"),
        ("cy", FIRST, "dcba"),
        ("eve", FIRST, "cba"),
        ("eve", "second", "fe"),
        ("di", "second", "e"),
        ("di", FIRST, ""),
        ("cy", "second", ""),
        ("ama", FIRST, ""),
        ("nobody", FIRST, ""),
        ("", FIRST, ""),
        (None, "third", ""),
    ],
)
def test_nobody_is_told_of_their_own_pair_or_of_another_programmes(
    two: SqlStore, reader: str | None, programme: str, found: str
) -> None:
    """By no question that can be asked."""
    reading = Reading(NOW, programme, reader)
    assert listed(two, reading) == found
    assert do(two, lambda unit: unit.standings.count(reading)) == len(found)
    assert pairs(do(two, lambda unit: unit.standings.batch(reading))) == "".join(sorted(found))
    told = do(two, lambda unit: [pair for pair in "abcdef" if unit.standings.of(reading, pair) is not None])
    assert "".join(told) == "".join(sorted(found))
    everything = Reading(LATER, programme, reader)
    for which in (PairFilter(needing=True), PairFilter(stage=Stage.MET), PairFilter(track=Track.MENTORING)):
        assert set(listed(two, everything, which)) <= set(found)


def test_who_was_dismissed_is_told_nothing(two: SqlStore) -> None:
    do(two, lambda unit: unit.people.dismiss_coordinator("eve", "second"))
    assert listed(two, Reading(NOW, "second", "eve")) == ""


def test_figures_are_the_same_for_all_of_a_programme(two: SqlStore) -> None:
    found = do(two, lambda unit: unit.standings.stages("second", NOW + 3 * DAY))
    assert found == [StageCount(Track.MENTORING, 1, Stage.MET, 1), StageCount(Track.MENTORING, 1, Stage.SCHEDULING, 1)]
    week = do(two, lambda unit: unit.standings.week("second", Week.before(NOW + 30 * DAY, "UTC")))
    assert [one.pair for one in week.late] == ["e", "f"]


# What ------------------------------------------------------------------------------------------------------------


def test_who_needs_something_soonest_comes_first(two: SqlStore) -> None:
    assert listed(two, Reading(NOW)) == "dcba", "d after 6 days, c after 11, b after 12"
    assert listed(two, Reading(NOW), PairFilter(needing=True)) == ""
    assert listed(two, Reading(NOW + 11 * DAY), PairFilter(needing=True)) == "dc"


def test_pages_go_on_where_the_last_one_ended_though_pairs_change_their_place(two: SqlStore) -> None:
    reading = Reading(NOW)
    first = do(two, lambda unit: unit.standings.page(reading, limit=2))
    assert pairs(first.pairs) == "dc"
    assert first.after is not None
    do(two, lambda unit: unit.journeys.save(journey("c"), None))  # it needs nothing any more, and is last now
    after = first.after
    second = do(two, lambda unit: unit.standings.page(reading, after=after, limit=2))
    assert pairs(second.pairs) == "ba"
    assert pairs(do(two, lambda unit: unit.standings.page(reading, after=second.after or "", limit=2)).pairs) == "c"


@pytest.mark.parametrize(
    "after", ["nonsense", "1", ".", "-1.a", "1e9.a", "²5.a", f"{2**63}.a", "9" * 5000 + ".a", "x.y.z"]
)
def test_a_place_that_is_none_begins_at_the_start(two: SqlStore, after: str) -> None:
    assert pairs(do(two, lambda unit: unit.standings.page(Reading(NOW), after=after)).pairs) == "dcba"


def test_names_are_those_of_today(two: SqlStore) -> None:
    do(two, lambda unit: unit.people.put(replace(AMA, name="Ama-Rose")))
    found = do(two, lambda unit: unit.standings.of(Reading(NOW), "a"))
    assert found is not None
    assert (found.names, found.people) == (
        {Role.MENTOR: "Ama-Rose", Role.MENTEE: "Bo"},
        {Role.MENTOR: "ama", Role.MENTEE: "bo"},
    )


@pytest.mark.parametrize(
    ("named", "found"), [("EVE", "d"), ("éve", "d"), ("ama bo", "cba"), ("e%", ""), ("_", ""), ("/", "dcba")]
)
def test_pairs_are_found_by_name(two: SqlStore, named: str, found: str) -> None:
    assert listed(two, Reading(NOW), PairFilter(named=named)) == found


def test_undeliverable(two: SqlStore) -> None:
    buried(two, "a", "pair:a", Reason.FAULTY, 1)
    buried(two, "b", "dm:bo", Reason.BLOCKED, 2)
    buried(two, "b", "dm:ama", Reason.LEFT, 1)
    reading = Reading(LATER, reader="cy")
    assert listed(two, reading, PairFilter(undeliverable=True)) == "ba"
    assert listed(two, Reading(NOW), PairFilter(needing=True)) == "ba"
    assert do(two, lambda unit: unit.standings.count(Reading(NOW), PairFilter(needing=True))) == 2
    found = do(two, lambda unit: unit.standings.of(reading, "b"))
    assert found is not None
    assert found.undeliverable == Undeliverable(Reason.LEFT, NOW + DAY)
    assert do(two, lambda unit: unit.standings.of(reading, "c") == unit.standings.page(reading).pairs[1])


def test_who_asked_for_a_word(two: SqlStore) -> None:
    do(two, lambda unit: unit.journeys.save(asking(journey("a"), Role.MENTEE, NOW), None))
    assert listed(two, Reading(NOW), PairFilter(asked=True)) == "a"
    assert listed(two, Reading(NOW)) == "adcb"
    week = do(two, lambda unit: unit.standings.week(FIRST, Week.of(NOW, "UTC")))
    assert [(one.pair, one.person) for one in week.asked] == [("a", "bo")]


# Kept with the journey -------------------------------------------------------------------------------------------


def test_it_is_undone_with_the_journey(two: SqlStore) -> None:
    def work(unit: SqlUnit) -> None:
        unit.journeys.save(dated(journey("a"), 1), None)
        raise KeyError

    with pytest.raises(KeyError):
        do(two, work)
    assert listed(two, Reading(NOW + DAY), PairFilter(stage=Stage.MET)) == ""


def test_what_says_the_same_is_not_written_again(two: SqlStore) -> None:
    """So that a tick on a list costs no index anything."""
    changed = [put(two, one) for one in (journey("a"), searching(journey("a")))]
    assert changed == [False, True]


def test_it_goes_with_the_pair_and_knows_no_name_of_who_was_erased(two: SqlStore) -> None:
    do(two, lambda unit: unit.erasures.forget_pair("a", withdraw=False))
    assert listed(two, Reading(NOW)) == "dcb"
    gone = replace(journey("b").members[Role.MENTOR], person=ERASED, name="—")
    do(
        two,
        lambda unit: unit.journeys.save(
            replace(journey("b"), members={**journey("b").members, Role.MENTOR: gone}), None
        ),
    )
    assert listed(two, Reading(NOW), PairFilter(named="ama")) == "c"


def test_it_is_worked_out_anew(two: SqlStore, url: str) -> None:
    patient = open_store(url, seal=SEAL, timing=Timing(late=30))
    assert do(patient, lambda unit: unit.standings.version) != do(two, lambda unit: unit.standings.version)
    assert listed(two, Reading(NOW + 15 * DAY), PairFilter(needing=True)) == "dcb"
    assert do(patient, lambda unit: unit.standings.refresh("", 2)) == "b"
    assert do(patient, lambda unit: unit.standings.refresh("b", 100)) == "f"
    assert do(patient, lambda unit: unit.standings.refresh("f", 100)) is None
    assert listed(two, Reading(NOW + 15 * DAY), PairFilter(needing=True)) == "d"
    asyncio.run(patient.close())


# Read without a lock ---------------------------------------------------------------------------------------------


def read(store: SqlStore, work: Callable[[SqlUnit], T]) -> T:
    return asyncio.run(store.read(work))


def test_reading_waits_for_nobody_and_nobody_for_it(two: SqlStore) -> None:
    """A list is read while a transaction writes, and another one writes while a list is read."""
    seen = list[str]()

    def writing(unit: SqlUnit) -> None:
        unit.journeys.save(searching(journey("a")), None)
        seen.append(read(two, lambda unit: pairs(unit.standings.page(Reading(NOW)).pairs)))

    do(two, writing)

    def reading(unit: SqlUnit) -> tuple[str, str]:
        before = pairs(unit.standings.page(Reading(NOW)).pairs)
        other = threading.Thread(target=lambda: do(two, lambda unit: unit.journeys.save(journey("d", EVE), None)))
        other.start()
        other.join(20)
        assert not other.is_alive()
        return before, pairs(unit.standings.page(Reading(NOW)).pairs)

    assert seen == ["dcba"]
    assert read(two, reading) == ("dacb", "dacb"), "what it reads is of one instant"
    assert listed(two, Reading(NOW)) == "acbd"


def test_nothing_is_written_by_reading(two: SqlStore) -> None:
    with pytest.raises((sqlite3.OperationalError, Unavailable)):
        read(two, lambda unit: unit.facts.put("name", "value"))
    assert do(two, lambda unit: unit.facts.get("name")) is None
    assert read(two, lambda unit: unit.facts.get("name")) is None

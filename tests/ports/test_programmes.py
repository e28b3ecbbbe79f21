"""Programmes, on every database: what belongs to which, and that a query for one never answers with another's."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import psycopg
import pytest
from sqlalchemy import text

from bot.engine.people import Role
from bot.engine.programme import GivenLink, GivenLinks
from bot.engine.scheduling.programme_calendar import Closure, ProgrammeCalendar
from bot.ports import FIRST, Person, ProgrammeRecord, Reason, Refused, Retention
from storage.repositories import journeys
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests.storage.values import AMA, BO, NOW, claim, do, journey, lane, owed, person

DAYS = ProgrammeCalendar(
    date(2026, 1, 5), date(2026, 12, 18), date(2027, 1, 29), (Closure(date(2026, 8, 1), date(2026, 8, 16)),)
)
SECOND = ProgrammeRecord(
    *("second", "Zwei", "Europe/Paris", "", 7, "ombud@example.org"),
    retention=Retention(1, 2, 3),
    calendar=DAYS,
    asks=False,
)
_OWED = text("SELECT lane, key FROM due WHERE kind = 'post'")
CY, DI, EVE = person("cy"), person("di"), person("eve")


def enrolled(pair: str, programme: str, mentor: Person = AMA, mentee: Person = BO) -> Callable[[SqlUnit], object]:
    people = {Role.MENTOR: mentor, Role.MENTEE: mentee}
    return lambda unit: unit.journeys.enrol(journey(pair, mentor, mentee), people, None, None, programme)


def coordinating(who: Person, *programmes: str) -> Callable[[SqlUnit], None]:
    def work(unit: SqlUnit) -> None:
        for programme in programmes:
            unit.people.put_coordinator(who, lane(f"coordinator:{who.id}"), programme)

    return work


def pairs(store: SqlStore, programme: str | None) -> list[str]:
    return do(store, lambda unit: [one.pair for one in unit.journeys.all(programme)])


def may_touch(store: SqlStore, pair: str) -> set[str]:
    """Of everybody."""
    everybody = ("ama", "bo", "cy", "di", "eve", "nobody", "")
    return do(store, lambda unit: {who for who in everybody if unit.journeys.coordinated(who, pair) is not None})


def dead(store: SqlStore, programme: str | None) -> list[str]:
    return do(store, lambda unit: [one.key for one in unit.dead_letters.all(programme)])


@pytest.fixture
def two(store: SqlStore) -> SqlStore:
    """Pairs p1 of the first, p2 of the second, and p3 of the second with Di in it; Cy coordinates the first, Di the second,
    Eve both."""
    do(store, lambda unit: unit.programmes.put(SECOND))
    for work in (
        enrolled("p1", FIRST),
        enrolled("p2", SECOND.id),
        enrolled("p3", SECOND.id, DI, BO),
        coordinating(CY, FIRST),
        coordinating(DI, SECOND.id),
        coordinating(EVE, FIRST, SECOND.id),
    ):
        do(store, work)
    return store


def test_a_new_database_has_the_first(store: SqlStore) -> None:
    assert do(store, lambda unit: unit.programmes.all()) == [ProgrammeRecord()]


def test_a_programme_is_kept_and_changed(store: SqlStore) -> None:
    do(store, lambda unit: unit.programmes.put(SECOND))
    assert do(store, lambda unit: unit.programmes.of("second")) == SECOND
    do(store, lambda unit: unit.programmes.put(replace(SECOND, name="Deux", retention=Retention())))
    assert do(store, lambda unit: [(one.id, one.name) for one in unit.programmes.all()]) == [
        ("first", "together"),
        ("second", "Deux"),
    ]
    assert do(store, lambda unit: unit.programmes.of("third")) is None


def test_a_workspace_is_one_programmes(two: SqlStore) -> None:
    do(two, lambda unit: unit.programmes.place("slack", "T1", FIRST))
    do(two, lambda unit: unit.programmes.place("slack", "T1", SECOND.id))
    assert do(two, lambda unit: unit.programmes.at("slack", "T1")) == SECOND
    assert do(two, lambda unit: unit.programmes.at("teams", "T1")) is None
    assert do(two, lambda unit: unit.programmes.places(SECOND.id)) == [("slack", "T1")]
    assert do(two, lambda unit: unit.programmes.places(FIRST)) == []


def test_a_pair_is_of_a_programme_that_is_there(two: SqlStore) -> None:
    assert do(two, lambda unit: unit.programmes.of_pair("p2")) == SECOND
    assert do(two, lambda unit: unit.programmes.of_pair("p1")) == ProgrammeRecord()
    assert do(two, lambda unit: unit.programmes.of_pair("gone")) is None
    with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError)):
        do(two, enrolled("p4", "third"))


def test_journeys_of_a_programme(two: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journeys, "BATCH", 1)
    found = {programme: pairs(two, programme) for programme in (None, FIRST, "second")}
    assert found == {None: ["p1", "p2", "p3"], FIRST: ["p1"], "second": ["p2", "p3"]}
    assert pairs(two, "third") == []


def test_who_may_touch_a_journey(two: SqlStore) -> None:
    may = {pair: may_touch(two, pair) for pair in ("p1", "p2", "p3", "gone", "")}
    assert may == {"p1": {"cy", "eve"}, "p2": {"di", "eve"}, "p3": {"eve"}, "gone": set(), "": set()}
    assert do(two, lambda unit: unit.journeys.coordinated("cy", "p1")) == journey()


def test_a_journey_is_read_with_the_days_of_its_programme(two: SqlStore) -> None:
    def days(pair: str) -> ProgrammeCalendar:
        found = do(two, lambda unit: unit.journeys.of(pair))
        assert found is not None
        return found.calendar

    assert days("p1") == ProgrammeCalendar()
    assert days("p2") == DAYS
    touched = do(two, lambda unit: unit.journeys.coordinated("di", "p2"))
    assert touched is not None
    assert touched.calendar == DAYS


FILM = GivenLink("https://videos.example.org/", date(2026, 3, 2), date(2026, 6, 30))


def test_links_are_given_one_by_one_and_read_with_the_journeys_of_that_programme(two: SqlStore) -> None:
    def given(pair: str) -> GivenLinks:
        found = do(two, lambda unit: unit.journeys.of(pair))
        assert found is not None
        return found.links

    do(two, lambda unit: unit.programmes.give_link(SECOND.id, "film", FILM))
    do(two, lambda unit: unit.programmes.give_link(SECOND.id, "text", GivenLink()))
    assert given("p2") == GivenLinks({"film": FILM, "text": GivenLink()}, "Europe/Paris")
    assert given("p1") == GivenLinks()
    do(two, lambda unit: unit.programmes.put(replace(SECOND, zone="Asia/Tokyo")))
    assert given("p2") == GivenLinks({"film": FILM, "text": GivenLink()}, "Asia/Tokyo"), "kept, and in the zone of now"
    do(two, lambda unit: unit.programmes.give_link(SECOND.id, "film", None))
    kept = do(two, lambda unit: unit.programmes.of(SECOND.id))
    assert kept is not None
    assert kept.links == {"text": GivenLink()}
    do(two, lambda unit: unit.programmes.give_link("gone", "film", FILM))
    assert do(two, lambda unit: unit.programmes.of(FIRST)) == ProgrammeRecord()


def test_two_coordinators_give_two_links_at_once(two: SqlStore) -> None:
    async def both() -> None:
        names = [f"film-{n}" for n in range(8)]
        await asyncio.gather(
            *(two.run(lambda unit, name=name: unit.programmes.give_link(FIRST, name, FILM)) for name in names)  # type: ignore[misc]
        )

    asyncio.run(both())
    first = do(two, lambda unit: unit.programmes.of(FIRST))
    assert first is not None
    assert len(first.links) == 8


def test_pairs_of_a_programme_are_roused(two: SqlStore) -> None:
    """… those of another are not; one that has ended is, for it may go on, and one that waited for nothing."""
    later = NOW + timedelta(days=1)
    for pair in ("p1", "p2"):
        do(two, lambda unit, pair=pair: unit.journeys.save(journey(pair), later))  # type: ignore[misc]
    do(two, lambda unit: unit.journeys.save(replace(journey("p3", DI, BO), ended=NOW), None))
    do(two, enrolled("p4", SECOND.id, AMA, DI))
    do(two, lambda unit: unit.journeys.rouse(SECOND.id, NOW))
    wakes = do(two, lambda unit: unit.outbox.claim_wakes(NOW, 10, "w", timedelta(days=1)))
    assert sorted(one.pair for one in wakes) == ["p2", "p3", "p4"]


def test_coordinators_of_a_programme_and_of_a_pair(two: SqlStore) -> None:
    def of(programme: str | None) -> list[str]:
        return do(two, lambda unit: [person.id for _, person in unit.people.coordinators(programme)])

    def to(pair: str) -> list[str]:
        return do(two, lambda unit: [person.id for _, person in unit.people.coordinators_of(pair)])

    assert [of(which) for which in (None, FIRST, "second", "third")] == [
        ["cy", "di", "eve"],
        ["cy", "eve"],
        ["di", "eve"],
        [],
    ]
    assert [to(pair) for pair in ("p1", "p2", "p3", "gone")] == [["cy", "eve"], ["di", "eve"], ["eve"], []]
    assert do(two, lambda unit: [one.id for one in unit.programmes.of_coordinator("eve")]) == [FIRST, "second"]
    assert do(two, lambda unit: unit.programmes.of_coordinator("ama")) == []


def test_who_is_dismissed_from_one_keeps_the_other(two: SqlStore) -> None:
    do(two, lambda unit: unit.people.dismiss_coordinator("eve", "second"))
    assert do(two, lambda unit: [one.id for one in unit.programmes.of_coordinator("eve")]) == [FIRST]
    assert do(two, lambda unit: unit.journeys.coordinated("eve", "p2")) is None


def test_dead_letters_of_a_programme(two: SqlStore) -> None:
    posts = [owed(pair, f"dm:{pair}", pair=pair) for pair in ("p1", "p2", "p3")]
    posts += [owed(f"digest:{who}", f"coordinator:{who}", pair="") for who in ("cy", "di", "eve")]
    do(two, lambda unit: unit.outbox.enqueue(posts))
    refusal = Refused(Reason.FAULTY, "")
    do(two, lambda unit: [unit.dead_letters.put(post, "worker", refusal, NOW) for post in claim(unit)])
    found = {programme: dead(two, programme) for programme in (None, FIRST, "second", "third")}
    assert found == {
        None: ["p1", "p2", "p3", "digest:cy", "digest:di", "digest:eve"],
        FIRST: ["p1", "digest:cy", "digest:eve"],
        "second": ["p2", "p3", "digest:di", "digest:eve"],
        "third": [],
    }


def test_what_a_dismissed_coordinator_was_still_to_get_is_withdrawn(two: SqlStore) -> None:
    posts = [owed(key, "coordinator:eve", pair="") for key in ("word.p1", "word.p2", "digest:W1", "digest:W1.second")]
    posts += [owed("word.p2", "coordinator:di", pair=""), owed("s1.date.p2", "dm:eve", pair="p2")]
    do(two, lambda unit: unit.outbox.enqueue(posts))

    def left() -> set[tuple[str, str]]:
        def work(unit: SqlUnit) -> set[tuple[str, str]]:
            rows = unit.session.rows(_OWED)
            return {(str(lane).rpartition("/")[2], key) for lane, key in rows}

        return do(two, work)

    others = {("coordinator:di", "word.p2"), ("dm:eve", "s1.date.p2")}
    do(two, lambda unit: unit.people.dismiss_coordinator("eve", "second"))
    assert left() == {("coordinator:eve", "word.p1"), ("coordinator:eve", "digest:W1"), *others}
    do(two, lambda unit: unit.people.dismiss_coordinator("eve", FIRST))
    assert left() == others

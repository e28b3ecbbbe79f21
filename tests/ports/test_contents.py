"""Versions of the content, on every database: what is stored stays, and a pair goes by the one that it names."""

from __future__ import annotations

from dataclasses import replace

from bot.application.versions import EARLIEST, keep, named
from bot.engine.people import Role
from bot.ports import FIRST, ProgrammeRecord
from bot.ports.store.contents import Going
from storage.store import SqlStore
from storage.versions import contents
from tests.storage.values import AMA, BO, DAY, NOW, TRACK, do, journey


def enrolled(store: SqlStore, pair: str, content: str, programme: str = FIRST) -> None:
    people = {Role.MENTOR: AMA, Role.MENTEE: BO}
    one = replace(journey(pair), content=content)
    assert do(store, lambda unit: unit.journeys.enrol(one, people, None, None, programme))


def going(store: SqlStore, programme: str | None = None) -> list[Going]:
    return do(store, lambda unit: list(unit.contents.going(programme)))


def test_a_version_never_changes(store: SqlStore) -> None:
    do(store, lambda unit: unit.contents.put("v1", "{}", NOW))
    do(store, lambda unit: unit.contents.put("v1", '{"other": 1}', NOW + DAY))
    assert do(store, lambda unit: unit.contents.of("v1")) == "{}"
    assert do(store, lambda unit: unit.contents.of("v2")) is None


def test_versions_are_told_in_their_order(store: SqlStore) -> None:
    do(store, lambda unit: unit.contents.put("late", "{}", NOW + DAY))
    do(store, lambda unit: unit.contents.put("early", "{}", NOW))
    assert do(store, lambda unit: unit.contents.all()) == [("early", NOW), ("late", NOW + DAY)]


def test_a_pair_goes_by_what_it_was_enrolled_with_until_it_is_moved(store: SqlStore) -> None:
    enrolled(store, "p1", "v1")
    before = do(store, lambda unit: unit.journeys.of("p1"))
    assert before is not None
    assert before.content == "v1"
    do(store, lambda unit: unit.journeys.save(replace(before, content="something else"), None))
    saved = do(store, lambda unit: unit.journeys.of("p1"))
    assert saved is not None
    assert saved.content == "v1", "no event moves a pair"
    do(store, lambda unit: unit.contents.move("p1", "v2"))
    after = do(store, lambda unit: unit.journeys.of("p1"))
    assert after is not None
    assert after.content == "v2"


def test_pairs_under_way_are_told_by_programme(store: SqlStore) -> None:
    do(store, lambda unit: unit.programmes.put(ProgrammeRecord("second")))
    for pair, content in (("p1", "v1"), ("p2", ""), ("p3", "v2")):
        enrolled(store, pair, content)
    enrolled(store, "p4", "v2", "second")
    do(store, lambda unit: unit.journeys.save(replace(journey("p3"), ended=NOW), None))
    assert [(one.pair, one.content) for one in going(store)] == [("p1", "v1"), ("p2", ""), ("p4", "v2")]
    assert going(store, "second") == [Going("p4", "second", "v2", TRACK, 0)]


def test_no_pair_is_left_out_for_the_size_of_a_batch(store: SqlStore) -> None:
    for nth in range(5):
        enrolled(store, f"p{nth}", "v1")
    before, contents.BATCH = contents.BATCH, 2
    try:
        assert [one.pair for one in going(store)] == [f"p{nth}" for nth in range(5)]
    finally:
        contents.BATCH = before


def test_the_first_that_is_kept_is_that_of_pairs_which_name_none(store: SqlStore) -> None:
    assert do(store, lambda unit: named(unit, "")) == ""
    do(store, lambda unit: keep(unit, "v1", "{}", NOW))
    do(store, lambda unit: keep(unit, "v2", "{}", NOW))
    assert do(store, lambda unit: (named(unit, ""), named(unit, "v2"))) == ("v1", "v2")
    assert do(store, lambda unit: unit.facts.get(EARLIEST)) == "v1"

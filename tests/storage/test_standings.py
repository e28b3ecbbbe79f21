"""What the store says of where pairs stand is what their journeys say, whatever they have lived."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.engine.flows.coordination.standing import Standing, standing
from bot.engine.flows.digest.model import Week
from bot.engine.journey import Journey, Stage
from bot.engine.people import Role
from bot.engine.programme import USUAL, Track
from bot.ports import PairFilter, Person, Reading
from storage.database.instants import micros
from storage.standings import week as week_of_store
from storage.standings.rows import NEVER
from storage.store import SqlStore
from storage.unit import SqlUnit
from tests import weeks
from tests.journeys import BEGIN, TIMES, journeys
from tests.storage.values import do, person

PAIRS = ("a", "b", "c", "d", "e")
FILTERS = st.one_of(
    st.just(PairFilter()),
    st.builds(PairFilter, needing=st.just(True)),
    st.builds(PairFilter, stage=st.sampled_from(Stage)),
    st.builds(PairFilter, seance=st.integers(0, 3)),
    st.builds(PairFilter, asked=st.just(True)),
    st.builds(
        PairFilter,
        needing=st.booleans(),
        stage=st.none() | st.sampled_from(Stage),
        seance=st.none() | st.integers(0, 3),
        track=st.none() | st.sampled_from(Track),
        language=st.none() | st.sampled_from(["fr", "en"]),
        asked=st.booleans(),
        named=st.sampled_from(["", "B-ment"]),
    ),
)
SUNDAY = BEGIN.date() + timedelta(days=20)


def kept(unit: SqlUnit, journey: Journey) -> None:
    people = {role: _person(journey, role) for role in Role}
    if not unit.journeys.enrol(journey, people, None, None):
        unit.journeys.save(journey, None)


def _person(journey: Journey, role: Role) -> Person:
    return person(journey.members[role].person)


def meant(which: PairFilter, one: Standing, at: datetime) -> bool:
    """`PairFilter`, read aloud."""
    return (
        (not which.needing or bool(one.needs_at(at)))
        and which.stage in (None, one.stage_at(at))
        and (which.seance is None or (which.seance == one.seance and one.ended is None))
        and which.track in (None, one.track)
        and (which.language is None or which.language in one.languages.values())
        and (not which.asked or bool(one.waiting))
        and which.named.lower() in one.names
    )


def order(one: Standing) -> tuple[int, str]:
    return (NEVER if one.begins is None else micros(one.begins), one.pair)


@given(data=st.data())
@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_table_says_what_journeys_say(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    """Each pair is stored over what it was in the example of before."""
    monkeypatch.setattr(week_of_store, "BATCH", 2)
    lived = [data.draw(journeys(id)) for id in PAIRS]
    reading, which = Reading(data.draw(TIMES)), data.draw(st.lists(FILTERS, min_size=1, max_size=3))
    week = Week.ended(SUNDAY, data.draw(st.sampled_from(["UTC", "Europe/Paris"])))
    do(store, lambda unit: _compared(unit, lived, reading, which, week))


def _compared(
    unit: SqlUnit, lived: Sequence[Journey], reading: Reading, filters: Sequence[PairFilter], week: Week
) -> None:
    for one in lived:
        kept(unit, one)
    told = [standing(USUAL, one) for one in lived]
    assert [one.standing for one in unit.standings.batch(reading)] == told
    for which in filters:
        expected = sorted((one for one in told if meant(which, one, reading.at)), key=order)
        assert _walked(unit, reading, which) == expected
        assert unit.standings.count(reading, which) == len(expected)
    stages = Counter((one.track, one.seance, one.stage_at(reading.at)) for one in told)
    found = unit.standings.stages(reading.programme, reading.at)
    assert {(one.track, one.seance, one.stage): one.pairs for one in found} == stages
    assert unit.standings.week(reading.programme, week) == weeks.facts(lived, week, USUAL)


def _walked(unit: SqlUnit, reading: Reading, which: PairFilter) -> list[Standing]:
    """Page after page."""
    found, after = list[Standing](), ""
    while True:
        page = unit.standings.page(reading, which, after, 2)
        found += [one.standing for one in page.pairs]
        if page.after is None:
            return found
        assert page.after != after
        after = page.after

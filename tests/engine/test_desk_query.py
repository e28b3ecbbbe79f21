"""What the buttons of a list carry: it comes back as it was, and whatever somebody else puts there narrows nothing down."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.engine.flows.coordination.desk.query import LONGEST_NAME, Query, read
from bot.engine.flows.coordination.listed import EVERY_PAIR, PairFilter
from bot.engine.journey import Stage
from bot.engine.programme import Track

FILTERS = st.builds(
    PairFilter,
    needing=st.booleans(),
    stage=st.none() | st.sampled_from(Stage),
    seance=st.none() | st.integers(1, 99),
    track=st.none() | st.sampled_from(Track),
    language=st.none() | st.sampled_from(["fr", "en"]),
    asked=st.booleans(),
    named=st.text(max_size=LONGEST_NAME),
    undeliverable=st.booleans(),
)
QUERIES = st.builds(Query, st.sampled_from(["first", "north-2"]), FILTERS, st.sampled_from(["", "17.mentoring-0a1b2c"]))


@given(QUERIES)
def test_it_comes_back_as_it_was(query: Query) -> None:
    assert read(str(query)) == query


@given(st.text())
def test_whatever_stands_there_is_read(text: str) -> None:
    read(text)


def test_what_is_none_of_its_values_narrows_nothing_down() -> None:
    assert read("p=first;g=gone;s=-1;t=x") == Query("first", EVERY_PAIR)
    assert read("p=first;s=٣") == Query("first", EVERY_PAIR)
    assert read("") == Query("")


def test_a_change_begins_at_the_start_and_keeps_the_rest() -> None:
    query = Query("first", PairFilter(seance=3, asked=True), "17.p")
    assert query.narrowed(asked=False) == Query("first", PairFilter(seance=3))

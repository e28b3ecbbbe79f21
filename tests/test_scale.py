"""`python -m benchmarks scale`, small: that it runs on each database; and what lists say of very many pairs."""

from __future__ import annotations

import asyncio

import pytest

from benchmarks import scale
from benchmarks._scaled import filled
from benchmarks._season import mid_season
from bot.engine.flows.coordination.desk import helping, pairs
from bot.engine.flows.coordination.desk.query import Query
from bot.engine.flows.coordination.listed import COUNTED, PairPage
from bot.ports import FIRST, PairFilter, Reading
from storage.store import open_store
from tests.seals import SEAL
from tests.values import at, said

BOUNDS = {"import_s": 60, "import_mb": 300, "poll_ratio": 1.2, "page_ratio": 1.2, "press_ratio": 1.2}


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def test_it_measures_each_of_what_is_bound(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PAIRS": 1200, "FEW": 100, "TURNS": 2}.items():
        monkeypatch.setattr(scale, name, value)
    figures = scale.measure([kind])
    assert {name: figures[f"{kind}_{name}"].floor for name in BOUNDS} == BOUNDS
    assert all(figure.value > 0 for name, figure in figures.items() if not name.endswith("_says"))
    assert 5 < figures[f"{kind}_kb_per_pair_year"].value < 500
    assert figures["load"].floor, "beside the number of cores"


def test_of_very_many_pairs_no_more_are_counted_than_are_told(url: str) -> None:
    season = mid_season()
    filled(url, season, COUNTED + 200)
    store = open_store(url, seal=SEAL)
    reading = Reading(season.at, FIRST)
    with asyncio.Runner() as runner:
        counts = [
            runner.run(store.read(lambda unit, which=which: unit.standings.count(reading, which)))  # type: ignore[misc]
            for which in (PairFilter(), PairFilter(language="fr"), PairFilter(language="en"), PairFilter(needing=True))
        ]
        runner.run(store.close())
    assert counts[:3] == [COUNTED + 1, COUNTED + 1, 0]
    assert 0 < counts[3] < COUNTED


@pytest.mark.parametrize(
    ("count", "told"), [(1, "1 binôme"), (COUNTED, "1 000 binômes"), (COUNTED + 1, "Plus de 1 000 binômes")]
)
def test_more_than_are_counted_are_said_to_be_more(count: int, told: str) -> None:
    listed, seen = (
        pairs.Listed(Query(FIRST), PairPage((), None), count),
        pairs.Seen(at("2026-01-06 09:00"), "Europe/Paris"),
    )
    spaced = told.replace("1 000", "1\u202f000")
    assert spaced in said(pairs.pairs(listed, seen), "fr").splitlines()
    assert spaced in said(helping.now(listed, seen), "fr")

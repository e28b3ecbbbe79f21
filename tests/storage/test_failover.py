"""A standby that has every commit takes over in the middle of a season: nothing is lost, and nothing comes twice."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from benchmarks._processes import until
from benchmarks._reckoning import ask
from benchmarks.chaos import Plan, run
from bot.ports import Unavailable
from storage.store import SqlStore, open_store
from tests.seals import SEAL
from tests.storage.cluster import Cluster

pytestmark = pytest.mark.postgres

EVENING = Plan(
    messages=100,
    pairs=10,
    leavers=2,
    workers=2,
    seconds_between_kills=1,
    most_kills=2,
    seconds_between_deeds=0.3,
    lease=5,
    patience=300,
)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    # Not in pytest's folder: pytest closes it to other users, and for root the servers run as one.
    with TemporaryDirectory(prefix="together-two-") as folder:
        cluster = Cluster(Path(folder))
        try:
            yield cluster
        finally:
            cluster.stop()


def kept(store: SqlStore, name: str) -> str | None:
    return asyncio.run(store.run(lambda unit: unit.facts.get(name)))


def test_a_season_goes_on_with_the_standby_that_takes_over(cluster: Cluster) -> None:
    url = cluster.url(cluster.first.new_database(migrated=True))
    with ThreadPoolExecutor(1) as aside:
        evening = aside.submit(run, url, EVENING, say=print)
        until(lambda: evening.done() or _owed(url) > EVENING.owed // 2, "half of it is owed", 120)
        assert not evening.done()
        cluster.fail_over()
        result = evening.result()
    assert result.finished
    assert result.owed == EVENING.owed
    assert (result.faults, result.twice, result.held) == (0, 0, 0)


def _owed(url: str) -> int:
    ((there,),) = ask(url, "SELECT count(*) FROM pg_tables WHERE tablename = 'chaos_owed'")
    return int(ask(url, "SELECT count(*) FROM chaos_owed")[0][0]) if there else 0


def test_what_is_called_done_is_on_the_standby_however_long_that_takes(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("storage.database.server.postgres._LIMIT", "statement_timeout = '1s'")
    store = open_store(cluster.url(cluster.first.new_database(migrated=True)), seal=SEAL)
    asyncio.run(store.run(lambda unit: unit.facts.put("name", "value")))
    cluster.freeze()
    with ThreadPoolExecutor(1) as aside:
        put = aside.submit(asyncio.run, store.run(lambda unit: unit.facts.put("name", "other")))
        threading.Event().wait(3)
        assert not put.done()
        cluster.fail_over()
        with pytest.raises(Unavailable):
            put.result()
    assert kept(store, "name") == "value"
    asyncio.run(store.run(lambda unit: unit.facts.put("name", "later")))
    assert kept(store, "name") == "later", "the store has found the server that took over"
    asyncio.run(store.close())

"""A pooler in transaction mode between the bot and PostgreSQL: nothing is left in a session that is lent, and all news comes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from bot.ports import Unavailable
from storage import backup
from storage.database.schema import check, migrate
from storage.database.server import lent
from storage.database.server import postgres as driver
from storage.ledger.choice import ledger_at
from storage.store import SqlStore, open_store
from storage.unit import SqlUnit
from tests.seals import SEAL
from tests.storage.pooler import SESSIONS, pooled
from tests.storage.server import Server
from tests.storage.values import NOW, claim, do, enrol, owed

pytestmark = pytest.mark.postgres

LEFT = """
    SELECT pg_backend_pid(), current_setting('lock_timeout'), current_setting('statement_timeout'),
           (SELECT count(*) FROM pg_prepared_statements), (SELECT count(*) FROM pg_listening_channels()),
           (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory')
"""


@pytest.fixture
def direct(postgres: Server) -> str:
    return postgres.new_database(migrated=True)


@pytest.fixture
def by_pooler(direct: str) -> Iterator[str]:
    with pooled(direct) as url:
        yield url


@pytest.fixture
def stores(by_pooler: str) -> Iterator[Callable[[], SqlStore]]:
    """Opens stores, as several processes would."""
    opened: list[SqlStore] = []

    def another() -> SqlStore:
        opened.append(open_store(by_pooler, seal=SEAL))
        return opened[-1]

    yield another
    for store in opened:
        asyncio.run(store.close())


def hear(event: str) -> Callable[[SqlUnit], bool]:
    return lambda unit: unit.seen.mark(event, "p1", NOW)


def test_a_pooler_is_noticed_and_a_server_is_none(direct: str, by_pooler: str) -> None:
    for url, expected in ((direct, False), (by_pooler, True)):
        with psycopg.connect(url, autocommit=True) as connection:
            lent.mark(connection)
            assert lent.is_lent(connection) is expected


def test_more_connections_than_sessions_work_and_leave_nothing_in_them(
    by_pooler: str, stores: Callable[[], SqlStore]
) -> None:
    one, two = stores(), stores()
    do(one, enrol())

    async def many() -> list[bool]:
        events = [f"e{number}" for number in range(60)]
        return await asyncio.gather(*(store.run(hear(event)) for event in events for store in (one, two)))

    first = asyncio.run(many())
    assert [sum(pair) for pair in zip(first[::2], first[1::2], strict=True)] == [1] * 60
    do(one, lambda unit: unit.outbox.enqueue([owed(f"k{n}", f"dm:{n}") for n in range(30)]))
    assert len(do(two, lambda unit: claim(unit, limit=100))) == 30
    assert asyncio.run(one.read(lambda unit: unit.facts.get("name"))) is None
    with ExitStack() as ends:
        lending = [ends.enter_context(psycopg.connect(by_pooler, prepare_threshold=None)) for _ in range(SESSIONS)]
        found = [row for connection in lending for row in connection.execute(LEFT).fetchall()]
    assert len({pid for pid, *_ in found}) == SESSIONS, "each of the sessions was looked at"
    assert {tuple(left) for _, *left in found} == {("0", "0", 0, 0, 0)}


def test_a_pooler_that_greets_as_the_server_would_is_noticed_when_a_statement_is_not_there(
    monkeypatch: pytest.MonkeyPatch, by_pooler: str
) -> None:
    def mark(connection: psycopg.Connection, *, certain: bool) -> None:
        if certain:
            connection.prepare_threshold = None

    monkeypatch.setattr(lent, "mark", mark)
    store = open_store(by_pooler, seal=SEAL)

    async def many() -> list[bool]:
        return await asyncio.gather(*(store.run(hear(f"e{number}")) for number in range(200)))

    do(store, enrol())
    assert all(asyncio.run(many()))
    asyncio.run(store.close())


@pytest.mark.parametrize("direct_or_not", ["direct", "by_pooler"])
def test_nobody_waits_for_ever_for_a_lock(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, direct_or_not: str
) -> None:
    monkeypatch.setattr(driver, "_LIMIT", "statement_timeout = '200ms'")
    url: str = request.getfixturevalue(direct_or_not)
    store = open_store(url, seal=SEAL)
    do(store, lambda unit: unit.facts.put("name", "value"))
    with psycopg.connect(request.getfixturevalue("direct")) as holder:
        holder.execute("UPDATE setting SET value = 'mine' WHERE name = 'name'")
        with pytest.raises(Unavailable, match="QueryCanceled"):
            do(store, lambda unit: unit.facts.put("name", "other"))
        holder.rollback()
    with pytest.raises(Unavailable, match="QueryCanceled"):
        asyncio.run(store.read(lambda unit: unit.session.rows(text("SELECT pg_sleep(5)"))))
    do(store, lambda unit: unit.facts.put("name", "other"))
    assert asyncio.run(store.read(lambda unit: unit.facts.get("name"))) == "other"
    asyncio.run(store.close())


@pytest.mark.parametrize("owing", ["by_pooler", "direct"])
def test_whoever_waits_hears_of_what_another_process_owes(
    request: pytest.FixtureRequest, stores: Callable[[], SqlStore], owing: str
) -> None:
    worker, other = stores(), open_store(request.getfixturevalue(owing), seal=SEAL)
    do(other, enrol())

    async def heard() -> None:
        async with asyncio.timeout(5):
            while True:  # until nothing is new any more
                waiting = asyncio.ensure_future(worker.wait(60))
                done, _ = await asyncio.wait({waiting}, timeout=0.5)
                if not done:
                    break
            await other.run(lambda unit: unit.outbox.enqueue([owed()]))
            await waiting

    asyncio.run(heard())
    asyncio.run(other.close())


def test_release_backup_and_ledger_go_by_it(postgres: Server, tmp_path: Path) -> None:
    with pooled(postgres.new_database()) as url:
        migrate(url, seal=SEAL)
        check(url)
        store = open_store(url, seal=SEAL)
        do(store, lambda unit: unit.facts.put("name", "value"))

        def passed(unit: SqlUnit) -> None:
            unit.session.rows(text("SELECT 1"))

        for _ in range(10):
            do(store, passed)
        manifest = backup.back_up(url, tmp_path / "backup.zip", NOW)
        assert backup.verified(tmp_path / "backup.zip").rows == manifest.rows
        ledger = ledger_at(url)
        for nth in range(1, 9):
            assert ledger.add(f"p{nth}", NOW, 0).epoch == nth
        asyncio.run(store.close())

"""What the doctor asks a PostgreSQL server, and what it says of one that lacks something."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

import psycopg
import pytest

from bot.cli.doctor import server
from bot.cli.doctor.examining import examined
from bot.ports.plugins.doctor import Finding, Status
from bot.settings import Settings
from storage.database.schema import migrate
from storage.database.server.facts import ServerFacts, facts_of
from storage.store import open_store
from tests.doctor.surroundings import not_right, right
from tests.seals import SEAL
from tests.storage.pooler import pooled
from tests.storage.server import Server

GOOD = ServerFacts(18, "18.4", False, False, "on", "", {}, True, (), 90, False, 0.001)


def found(url: str) -> Mapping[str, Finding]:
    async def story() -> Mapping[str, Finding]:
        checks = server.checks(Settings(database_url=url))
        return {result.check.id: result.finding async for result in examined(checks, tell=print)}

    return asyncio.run(story())


@pytest.mark.postgres
def test_a_server_of_ones_own_is_right(postgres: Server) -> None:
    told = found(postgres.new_database(migrated=True))
    assert {one.status for one in told.values()} == {Status.RIGHT}
    assert "waits for no standby" in told["database.server"].said
    assert "heard after" in told["database.news"].said


@pytest.mark.postgres
def test_a_pooler_is_said_and_is_right(postgres: Server) -> None:
    with pooled(postgres.new_database(migrated=True)) as url:
        told = found(url)
    assert {one.status for one in told.values()} == {Status.RIGHT}
    assert "a pooler is in between" in told["database.news"].said
    assert "by a pooler" in told["database.connections"].said


@pytest.mark.postgres
def test_a_user_without_any_right_but_to_its_own_database_is_enough(postgres: Server) -> None:
    url = postgres.new_database()
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("CREATE ROLE plain LOGIN CONNECTION LIMIT 40")
        admin.execute(f"ALTER DATABASE {url.partition('?')[0].rpartition('/')[2]} OWNER TO plain".encode())
    own = url.replace("postgres:@", "plain@")
    try:
        migrate(own, seal=SEAL)
        told = found(own)
        assert {one.status for one in told.values()} == {Status.RIGHT}
        assert facts_of(own).free < 40

        async def used() -> None:
            store = open_store(own, seal=SEAL)
            await store.run(lambda unit: unit.facts.put("name", "value"))
            assert "The tables hold nothing" in await store.scrub()
            await store.close()

        asyncio.run(used())
        with psycopg.connect(own) as connection:
            extensions = connection.execute("SELECT extname FROM pg_extension").fetchall()
        assert extensions == [("plpgsql",)], "none is needed beyond what every database has"
    finally:
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute("REASSIGN OWNED BY plain TO postgres")
            admin.execute("DROP ROLE plain")


@pytest.mark.postgres
def test_a_user_who_owns_nothing_is_told_so(postgres: Server) -> None:
    url = postgres.new_database(migrated=True)
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute("CREATE ROLE guest LOGIN CONNECTION LIMIT 4")
        admin.execute("ALTER ROLE guest SET transaction_timeout = '20s'")
        admin.execute("ALTER ROLE guest SET synchronous_commit = off")
    try:
        told = found(url.replace("postgres:@", "guest@"))
    finally:
        with psycopg.connect(url, autocommit=True) as admin:
            admin.execute("DROP ROLE guest")
    assert "OWNER TO" in not_right(told["database.rights"])
    assert "pooler" in not_right(told["database.connections"], Status.ADVICE)
    said = not_right(told["database.server"], Status.ADVICE)
    assert "transaction_timeout is 20000 ms" in said
    assert "synchronous_commit is off" in said


def test_a_server_that_is_away_is_left_to_another_check() -> None:
    told = found("postgresql://bot:hush@127.0.0.1:9/together")
    assert {one.status for one in told.values()} == {Status.SKIPPED}


def test_a_file_is_asked_nothing_of_it() -> None:
    assert server.checks(Settings(database_url="sqlite:///var/together.db")) == ()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"release": 13, "version": "13.22"}, "15 or later"),
        ({"is_standby": True}, "target_session_attrs=read-write"),
        ({"is_read_only": True}, "target_session_attrs=read-write"),
    ],
)
def test_a_server_that_cannot_be_used_is_wrong(changes: dict[str, object], words: str) -> None:
    assert words in not_right(server.server(replace(GOOD, **changes)))  # type: ignore[arg-type]


def test_what_a_commit_waits_for_is_said() -> None:
    assert "waits for ANY 1 (b, c)" in right(server.server(replace(GOOD, standbys="ANY 1 (b, c)")))
    lacking = replace(GOOD, standbys="*", synchronous_commit="local")
    assert "lacks what was answered last" in not_right(server.server(lacking), Status.ADVICE)


def test_a_limit_of_the_servers_matters_where_the_bot_cannot_say_its_own() -> None:
    limited = replace(GOOD, timeouts={"statement_timeout": 60_000, "idle_in_transaction_session_timeout": 600_000})
    right(server.server(limited))
    said = not_right(server.server(replace(limited, is_pooled=True)), Status.ADVICE)
    assert "statement_timeout is 60000 ms" in said
    assert "idle_in_transaction" not in said


def test_no_news_is_worth_a_look_and_no_rights_are_wrong() -> None:
    assert "LISTEN" in not_right(server.news(replace(GOOD, heard=None)), Status.ADVICE)
    assert "GRANT CREATE" in not_right(server.rights(replace(GOOD, may_create=False)))

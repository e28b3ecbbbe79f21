"""Migrations make the tables that the models say, keep what was there, and refuse what they do not know."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from bot.engine.messages import Message
from bot.engine.people import Role
from bot.infra.codec import encode_journey
from bot.ports import FIRST, ProgrammeRecord, Unavailable
from storage.database import beside, schema
from storage.database.instants import instant
from storage.database.schema import HEAD, MIGRATIONS, SchemaTooNew, SchemaTooOld, check, engine, migrate, upgrade
from storage.database.sqlite import Sqlite
from storage.database.urls import database
from storage.store import open_store
from tests.seals import SEAL
from tests.storage.values import AMA, BO, NOW, claim, do, enrol, journey, owed

NEXT = f"{int(HEAD) + 1:04}"
NEXT_STEP = f'''
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{HEAD}"


def upgrade() -> None:
    rebuild = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("person", recreate=rebuild) as person:
        person.add_column(sa.Column("pronouns", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("pair") as pair:
        pair.alter_column("track", new_column_name="path")
'''


FIRST_DATA = (
    """INSERT INTO person (id, name, languages, zone, hours, off, chosen)
       VALUES ('ama', 'Ama', '["fr"]', 'UTC', '{}', '[]', ''), ('bo', 'Bo', '["fr"]', 'UTC', '{}', '[]', '')""",
    "INSERT INTO address (channel, id, person) VALUES ('local', 'AMA', 'ama'), ('local', 'BO', 'bo')",
    f"""INSERT INTO pair (id, track, mentor, mentee, start, ended, journey)
        VALUES ('p1', 'mentoring', 'ama', 'bo', '2026-03-02', false, '{encode_journey(journey())}')""".replace(
        ":", "\\:"
    ),
    "INSERT INTO due (kind, pair, due_at, ready_at) VALUES ('wake', 'p1', 1000000000000000, 1000000000000000)",
    """INSERT INTO due (kind, pair, due_at, ready_at, lane, scope, key, place, message, languages, zones, seance, refresh,
                        unprompted, attempts, doubtful)
       VALUES ('post', 'p1', 0, 0, 'local/home/pair\\:p1', 'local/home', 'k', 'pair', '{"parts"\\:[]}', '["fr"]', '["UTC"]',
               1, true, false, 0, false)""",
    "INSERT INTO coordinator (person, lane, scope) VALUES ('ama', 'local/home/coordinator\\:ama', 'local/home')",
    """INSERT INTO card (pair, key, lane, conversation, card, post)
       VALUES ('p1', 'k', 'local/home/pair\\:p1', 'C1', 'm1', 1)""",
)
"""What a store at version 0001 may hold."""


def statement(url: str, sql: str) -> list[tuple[object, ...]]:
    with engine(database(url)).connect() as connection:
        result = connection.execute(text(sql))
        rows = [tuple(row) for row in result] if result.returns_rows else []
        connection.commit()
        return rows


@pytest.fixture
def later_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release with one migration more, which rebuilds a table that others refer to."""
    folder = tmp_path / "later"
    shutil.copytree(MIGRATIONS, folder)
    (folder / "versions" / f"{NEXT}_next.py").write_text(NEXT_STEP)
    monkeypatch.setattr(schema, "MIGRATIONS", folder)
    monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, NEXT))
    monkeypatch.setattr(schema, "HEAD", NEXT)


def with_data(url: str) -> None:
    migrate(url)
    store = open_store(url, seal=SEAL)
    do(store, enrol(wake=NOW))
    do(store, lambda unit: unit.outbox.enqueue([owed(), owed("two")]))
    (post,) = do(store, claim)
    do(store, lambda unit: unit.outbox.delivered(post, "worker", "C1", "m1"))
    asyncio.run(store.close())


# Models and migrations ---------------------------------------------------------------------------------------------


def by_migrations(url: str) -> None:
    kind = database(url)
    if isinstance(kind, Sqlite):
        kind.file.touch()
    with engine(database(url)).connect() as connection:
        upgrade(connection)
        connection.commit()


def test_the_migrations_make_what_the_models_say(empty_url: str) -> None:
    by_migrations(empty_url)
    with engine(database(empty_url)).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def _described(connection: Connection) -> list[tuple[object, ...]]:
    """Everything about the tables that the database itself knows, partial indexes included."""
    if connection.dialect.name == "sqlite":
        sql = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'alembic%' AND sql IS NOT NULL"
    else:
        sql = (
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename NOT LIKE 'alembic%'"
            " UNION SELECT table_name || '.' || column_name, data_type || is_nullable || coalesce(column_default, '')"
            " FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE 'alembic%'"
            " UNION SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
            " AND conname NOT LIKE 'alembic%'"
        )
    return sorted((name, _without_spaces(str(sql))) for name, sql in connection.execute(text(sql)))


def _without_spaces(sql: str) -> str:
    """SQLite keeps a statement as it was typed, and what an added column looks like hangs on how it was added; it puts the name
    of a table that was rebuilt in quotes."""
    return re.sub(r"\s*([(),])\s*", r"\1", " ".join(sql.replace('"', "").split()))


def test_a_new_database_is_as_if_migrated(empty_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    if empty_url.startswith("sqlite"):
        other = f"sqlite:///{tmp_path / 'other.db'}"
    else:
        other = request.getfixturevalue("postgres").new_database()
    migrate(empty_url)
    by_migrations(other)
    with engine(database(empty_url)).connect() as new, engine(database(other)).connect() as migrated:
        assert _described(new) == _described(migrated)


def test_revisions_are_numbered_in_a_row() -> None:
    revisions = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    assert tuple(reversed(revisions)) == schema.REVISIONS
    assert revisions[0] == HEAD


def test_a_new_database_needs_no_alembic(sqlite_url: str) -> None:
    code = (
        "import sys; from storage.database.schema import check, migrate;"
        f"migrate({sqlite_url!r}); check({sqlite_url!r}); migrate({sqlite_url!r});"
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], check=False).returncode == 0


# Upgrades ----------------------------------------------------------------------------------------------------------


def test_migrating_again_changes_nothing(empty_url: str) -> None:
    with_data(empty_url)
    migrate(empty_url)
    check(empty_url)
    assert statement(empty_url, "SELECT id FROM pair") == [("p1",)]


def test_the_first_release_comes_all_the_way(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as first:
        first.setattr(schema, "HEAD", "0001")
        by_migrations(empty_url)
    for sql in FIRST_DATA:
        statement(empty_url, sql)
    migrate(empty_url, seal=SEAL)
    check(empty_url)
    store = open_store(empty_url, seal=SEAL)
    assert do(store, lambda unit: unit.journeys.of("p1")) == journey()
    assert do(store, lambda unit: unit.people.of_pair("p1")[Role.MENTEE].address) == BO.address
    (post,) = do(store, claim)
    assert (post.key, post.card, post.conversation, post.message) == ("k", "m1", "C1", Message(()))
    assert do(store, lambda unit: unit.outbox.next_due()) == instant(10**15)
    assert do(store, lambda unit: unit.programmes.of_pair("p1")) == ProgrammeRecord(asks=False)
    found = do(store, lambda unit: unit.people.coordinators(FIRST))
    assert [(str(lane), person.id) for lane, person in found] == [("local/home/coordinator:ama", "ama")]
    asyncio.run(store.close())


@pytest.mark.usefixtures("later_release")
def test_an_upgrade_keeps_everything(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "HEAD", HEAD)
        with_data(empty_url)
    tables = [name for name in SQLModel.metadata.tables if name not in ("person", "pair")]

    def rows() -> dict[str, list[tuple[object, ...]]]:
        found = {name: statement(empty_url, f"SELECT * FROM {name}") for name in tables}
        return {**found, "setting": [row for row in found["setting"] if row[0] != beside.NAME]}

    before = rows()
    migrate(empty_url)
    assert rows() == before
    assert statement(empty_url, f"SELECT value FROM setting WHERE name = '{beside.NAME}'") == [
        (f"{NEXT} {schema.OLDEST}",)
    ]
    assert statement(empty_url, "SELECT name, pronouns FROM person ORDER BY name") == [("Ama", ""), ("Bo", "")]
    assert statement(empty_url, "SELECT id, mentor, path FROM pair") == [("p1", "ama", "mentoring")]
    assert statement(empty_url, "SELECT version_num FROM alembic_version") == [(NEXT,)]
    store = open_store(empty_url, seal=SEAL)
    with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError), match=r"(?i)foreign key"):
        do(store, lambda unit: unit.session.rows(text("DELETE FROM person")))
    asyncio.run(store.close())


@pytest.mark.usefixtures("later_release")
def test_a_file_is_copied_before_an_upgrade(sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "HEAD", HEAD)
        with_data(sqlite_url)
    migrate(sqlite_url)
    copy = tmp_path / f"together.db.before-{NEXT}.bak"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with sqlite3.connect(copy) as backup:
        assert backup.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
        assert backup.execute("SELECT track FROM pair").fetchall() == [("mentoring",)]
    backup.close()
    assert not list(tmp_path.glob("*.part"))


@pytest.mark.usefixtures("later_release")
def test_nothing_is_copied_where_there_is_nothing(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "HEAD", HEAD)
        migrate(sqlite_url)
    migrate(sqlite_url)
    assert not list(tmp_path.glob("*.bak*"))


@pytest.mark.usefixtures("later_release")
def test_an_upgrade_that_fails_changes_nothing(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "HEAD", HEAD)
        with_data(empty_url)
    script = schema.MIGRATIONS / "versions" / f"{NEXT}_next.py"
    script.write_text(script.read_text() + '    raise RuntimeError("half-way")\n')
    with pytest.raises(RuntimeError, match="half-way"):
        migrate(empty_url)
    assert statement(empty_url, "SELECT version_num FROM alembic_version") == [(HEAD,)]
    assert statement(empty_url, "SELECT track FROM pair") == [("mentoring",)]


@pytest.mark.parametrize("release", ["first", "later"])
def test_two_releases_at_once_come_one_after_the_other(
    empty_url: str, release: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if release == "later":
        request.getfixturevalue("later_release")
        with monkeypatch.context() as earlier:
            earlier.setattr(schema, "HEAD", HEAD)
            with_data(empty_url)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(migrate, [empty_url] * 4))
    assert statement(empty_url, "SELECT version_num FROM alembic_version") == [(schema.HEAD,)]


# Too old, too new --------------------------------------------------------------------------------------------------


def test_there_is_nothing_yet(tmp_path: Path) -> None:
    with pytest.raises(SchemaTooOld, match=r"There is no database at .* yet: run `together-bot release`"):
        check(f"sqlite:///{tmp_path / 'nothing.db'}")


def test_it_is_empty(empty_url: str, tmp_path: Path) -> None:
    (tmp_path / "together.db").touch()
    with pytest.raises(SchemaTooOld, match="is empty: run `together-bot release`"):
        check(empty_url)


def test_it_is_too_old(empty_url: str, request: pytest.FixtureRequest) -> None:
    migrate(empty_url)
    request.getfixturevalue("later_release")
    with pytest.raises(
        SchemaTooOld, match=f"is at version {HEAD} and this release needs {NEXT}: run `together-bot release`"
    ):
        check(empty_url)


def test_it_is_too_new(empty_url: str) -> None:
    with_data(empty_url)
    statement(empty_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaTooNew, match=f"is at version 9999 and this release knows {HEAD} at the latest: install"):
        check(empty_url)
    with pytest.raises(SchemaTooNew, match="9999"):
        migrate(empty_url)


def test_it_cannot_be_reached(tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    with pytest.raises(Unavailable, match=r"folder\.db"):
        check(f"sqlite:///{tmp_path / 'folder.db'}")
    with pytest.raises(Unavailable, match="localhost:1"):
        check("postgresql://someone:hush@localhost:1/nowhere")


def test_what_people_said_is_for_the_owner_alone(sqlite_url: str, tmp_path: Path) -> None:
    with_data(sqlite_url)
    assert stat.S_IMODE((tmp_path / "together.db").stat().st_mode) == 0o600
    store = open_store(sqlite_url, seal=SEAL)
    assert do(store, lambda unit: unit.people.at(AMA.address)) == AMA
    asyncio.run(store.close())

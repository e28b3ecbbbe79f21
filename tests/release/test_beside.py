"""Processes of two releases on one database: a migration takes nothing from the earlier one, which knows that it may go on."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from bot.engine.messages import Line, Message, Say, Text
from bot.infra import codec
from bot.ports import Reason
from storage.database import schema
from storage.database.schema import HEAD, MIGRATIONS, OLDEST, REVISIONS, SchemaTooNew, check, engine, migrate, upgrade
from storage.database.sqlite import Sqlite
from storage.database.urls import database
from storage.store import open_store
from tests.release.additive import described, taken
from tests.seals import SEAL
from tests.storage.test_migrations import NEXT, statement, with_data
from tests.storage.values import claim, do, enrol, owed

STEP = f'''
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{HEAD}"


def upgrade() -> None:
    with op.batch_alter_table("person") as person, op.batch_alter_table("shut") as shut:
        {{}}
'''
ADDS = 'person.add_column(sa.Column("pronouns", sa.String(), nullable=False, server_default=sa.text("\'\'")))'


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Upgrades a database as the next release does, whose migration does what is said."""

    def release(url: str, step: str = ADDS, oldest: str = HEAD) -> None:
        folder = tmp_path / "later"
        shutil.copytree(MIGRATIONS, folder)
        (folder / "versions" / f"{NEXT}_next.py").write_text(STEP.format(step))
        with monkeypatch.context() as then:
            then.setattr(schema, "MIGRATIONS", folder)
            then.setattr(schema, "REVISIONS", (*REVISIONS, NEXT))
            then.setattr(schema, "HEAD", NEXT)
            then.setattr(schema, "OLDEST", oldest)
            migrate(url)

    return release


@contextmanager
def seen(url: str) -> Iterator[Callable[[], list[str]]]:
    """What has been taken since."""
    with engine(database(url)).connect() as connection:
        before = described(connection)

    def since() -> list[str]:
        with engine(database(url)).connect() as connection:
            return sorted(taken(before, described(connection)))

    yield since


# What a release says of itself -------------------------------------------------------------------------------------


def test_an_earlier_release_goes_on_and_leaves_the_database_as_it_is(url: str, later: Callable[..., None]) -> None:
    later(url)
    check(url)
    migrate(url)  # as the release step of an image does that was put back
    assert statement(url, "SELECT version_num FROM alembic_version") == [(NEXT,)]
    check(url)
    with_data(url)
    assert statement(url, "SELECT name, pronouns FROM person ORDER BY name") == [("Ama", ""), ("Bo", "")]


def test_an_earlier_release_makes_no_backup_of_what_it_does_not_know(url: str, later: Callable[..., None]) -> None:
    later(url)
    with pytest.raises(SchemaTooNew, match="do this with that one"):
        schema.known(url)


def test_what_is_taken_away_stops_the_releases_that_need_it(url: str, later: Callable[..., None]) -> None:
    later(url, 'shut.drop_column("detail")', oldest=NEXT)
    for refused in (check, migrate, schema.known):
        with pytest.raises(SchemaTooNew, match=f"at version {NEXT}"):
            refused(url)


def test_a_database_that_was_brought_up_to_date_before_there_was_a_note_gets_one(url: str) -> None:
    statement(url, "DELETE FROM setting WHERE name = 'schema.beside'")
    migrate(url)
    assert statement(url, "SELECT value FROM setting WHERE name = 'schema.beside'") == [(f"{HEAD} {OLDEST}",)]


# What migrations do ------------------------------------------------------------------------------------------------

BEFORE = {
    "0006": [
        "coordinator is no longer unique by person",
        "coordinator is unique by person, programme, which is new",
        "coordinator refers to programme by programme, which is new",
        "coordinator.programme is new, and asks for a value",
        "pair refers to programme by programme, which is new",
    ],
    "0013": ["standing keeps rows of pair from being deleted (pair)"],
    "0015": ["inquiry keeps rows of person from being deleted (coordinator)"],
    "0019": ["calendar_event keeps rows of person from being deleted (person)"],
}
"""What migrations took while nobody had been promised anything."""


def test_since_the_oldest_version_that_goes_on_migrations_only_add(empty_url: str) -> None:
    kind = database(empty_url)
    if isinstance(kind, Sqlite):
        kind.file.touch()
    found: dict[str, list[str]] = {}
    with engine(kind).connect() as connection:
        before = described(connection)
        for revision in REVISIONS:
            upgrade(connection, to=revision)
            after = described(connection)
            found[revision] = sorted(taken(before, after))
            before = after
        connection.commit()
    promised = {revision: what for revision, what in found.items() if revision > OLDEST and what}
    assert promised == {}, "raise OLDEST in storage/database/schema.py, or let the migration only add"
    assert {revision: found[revision] for revision in BEFORE} == BEFORE
    assert any("message was" in what for what in found["0007"])


@pytest.mark.parametrize(
    ("step", "what"),
    [
        (ADDS, []),
        ('person.add_column(sa.Column("pronouns", sa.String()))', []),
        ('op.create_table("mood", sa.Column("id", sa.Integer(), primary_key=True))', []),
        ('op.create_index("by_name", "person", ["name"])', []),
        (
            'op.create_table("mood", sa.Column("of", sa.String(), sa.ForeignKey("person.id", ondelete="CASCADE")))',
            [],
        ),
        ('op.drop_table("shut")', ["shut is gone"]),
        ('shut.drop_column("detail")', ["shut.detail is gone"]),
        (
            'shut.alter_column("detail", new_column_name="more")',
            ["shut.detail is gone", "shut.more is new, and asks for a value"],
        ),
        ('shut.alter_column("probe_at", nullable=False)', ["shut.probe_at takes no NULL any more"]),
        ('shut.alter_column("detail", type_=sa.Text())', ["shut.detail was VARCHAR and is TEXT"]),
        ('person.alter_column("mail", server_default=None)', ["person.mail has no default any more"]),
        (
            'op.create_index("one_name", "person", ["name"], unique=True)',
            ["person is unique by name, which is new"],
        ),
        (
            'op.create_table("mood", sa.Column("of", sa.String(), sa.ForeignKey("person.id")))',
            ["mood keeps rows of person from being deleted (of)"],
        ),
        ('shut.create_check_constraint("short", "length(detail) < 9")', ["shut is checked: length(detail) < 9"]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_taken_is_noticed(sqlite_url: str, later: Callable[..., None], step: str, what: list[str]) -> None:
    migrate(sqlite_url)
    with seen(sqlite_url) as since:
        later(sqlite_url, step)
        assert since() == what


# What a later release says -----------------------------------------------------------------------------------------


def test_a_message_that_an_earlier_worker_cannot_read_is_delivered_by_the_later_one(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    later, earlier = (open_store(url, seal=SEAL) for _ in range(2))
    message = Message((Text(Line(Say("pause-told"))),))
    do(later, enrol())
    do(later, lambda unit: unit.outbox.enqueue([replace(owed("new"), message=message)]))
    with monkeypatch.context() as then:
        then.delitem(codec._PARTS, "text")  # as if there had been none before
        assert do(earlier, claim) == []
        assert [one.reason for one in do(earlier, lambda unit: unit.dead_letters.all())] == [Reason.FAULTY]
    assert [post.message for post in do(later, claim)] == [message]
    assert do(later, lambda unit: unit.dead_letters.all()) == []
    for store in (later, earlier):
        asyncio.run(store.close())

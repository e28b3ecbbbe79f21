"""What the doctor asks the database, the keys, the ledger and the content: on both databases, changing nothing."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from bot import app
from bot.app.keys import new_key
from bot.cli.doctor import content, database
from bot.cli.doctor.opened import OpenedDatabase
from bot.infra.clock import SetClock
from bot.ports.plugins.doctor import Check, Finding, Status
from bot.settings import Settings
from storage.database import schema
from storage.database.schema import migrate
from storage.store import open_store
from tests.content.copies import copied, drop
from tests.doctor.surroundings import NOW, found, not_right, right
from tests.scenarios.test_health import fill, small  # noqa: F401  # a fixture
from tests.seals import KEY, SEAL


def set_up(url: str, ledger: Path | None = None, **changes: object) -> Settings:
    named = str(ledger) if ledger is not None else ""
    return replace(Settings(database_url=url, secret_keys=(KEY,), ledger=named), **changes)  # type: ignore[arg-type]


def of(settings: Settings) -> tuple[OpenedDatabase, tuple[Check, ...]]:
    opened = OpenedDatabase(settings, database.keys(settings))
    listed = (*database.checks(settings, opened, SetClock(NOW)), *content.checks(settings, opened))
    return opened, listed


def finding(settings: Settings, id: str) -> Finding:
    async def story() -> Finding:
        opened, listed = of(settings)
        try:
            return await found(listed, id)
        finally:
            await opened.close()

    return asyncio.run(story())


def test_a_database_of_this_release_is_right(url: str, tmp_path: Path) -> None:
    settings = set_up(url, tmp_path / "erasures")
    assert ("PostgreSQL" if "postgresql" in url else "SQLite") in right(finding(settings, "database.reached"))
    assert schema.HEAD in right(finding(settings, "database.schema"))
    assert "taken away again" in right(finding(settings, "database.write"))
    assert "1 in TOGETHER_SECRET_KEYS" in right(finding(settings, "keys"))
    assert "will be made" in right(finding(settings, "ledger"))


def test_what_was_written_is_not_there_any_more(url: str, tmp_path: Path) -> None:
    async def facts() -> object:
        store = open_store(url, seal=SEAL)
        try:
            return await store.read(lambda unit: dict(unit.facts.starting("")))
        finally:
            await store.close()

    before = asyncio.run(facts())
    right(finding(set_up(url, tmp_path / "erasures"), "database.write"))
    assert asyncio.run(facts()) == before


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    settings = set_up(app.sqlite_at(tmp_path / "none" / "together.db"))
    said = not_right(finding(settings, "database.reached"))
    assert "together-bot release" in said
    assert finding(settings, "database.schema").status is Status.SKIPPED
    assert finding(settings, "database.write").status is Status.SKIPPED
    assert "free in" in finding(settings, "database.disk").said, "of the nearest folder that is there"
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_away_is_said_without_its_password() -> None:
    settings = set_up("postgresql://bot:pa55word@127.0.0.1:9/together", Path("/nowhere/erasures"))
    said = not_right(finding(settings, "database.reached"))
    assert "TOGETHER_DATABASE_URL" in said
    assert "pa55word" not in said
    assert finding(settings, "database.schema").status is Status.SKIPPED
    assert finding(settings, "database.write").status is Status.SKIPPED


def test_a_schema_of_another_release_is_said(sqlite_url: str) -> None:
    migrate(sqlite_url)
    file = sqlite_url.removeprefix("sqlite:///")
    for version, advice in (("0012", "together-bot release"), ("9999", "Install the release")):
        with sqlite3.connect(file) as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
        connection.close()
        said = not_right(finding(set_up(sqlite_url), "database.schema"))
        assert version in said
        assert advice in said
        assert finding(set_up(sqlite_url), "database.write").status is Status.SKIPPED


def test_a_database_without_tables_is_said(empty_url: str, tmp_path: Path) -> None:
    if "sqlite" in empty_url:
        Path(empty_url.removeprefix("sqlite:///")).touch()
    said = not_right(finding(set_up(empty_url, tmp_path / "erasures"), "database.schema"))
    assert "is empty" in said
    assert "backup" not in said


def test_a_database_that_takes_no_write_is_said(sqlite_url: str) -> None:
    migrate(sqlite_url)
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        said = not_right(finding(set_up(sqlite_url), "database.write"))
    finally:
        holder.close()
    assert "locked" in said


def test_a_full_disk_is_said_whether_the_bot_runs_or_not(small: Path, tmp_path: Path) -> None:  # noqa: F811
    settings = set_up(app.sqlite_at(small / "together.db"), tmp_path / "erasures")

    async def story() -> None:
        async with app.opened(settings, SetClock(NOW), migrate=True):
            filler = fill(small)
            opened, listed = of(settings)
            assert "disk of the database is full" in not_right(await found(listed, "database.write"))
            assert "0.0 GB free" in not_right(await found(listed, "database.disk"))
            filler.unlink()
            await opened.close()
        fill(small)
        _, listed = of(settings)
        assert "disk of the database is full" in not_right(await found(listed, "database.reached"))
        assert (await found(listed, "database.schema")).status is Status.SKIPPED

    asyncio.run(story())


@pytest.mark.parametrize(
    ("free", "status"), [(50 << 30, Status.RIGHT), (1 << 30, Status.ADVICE), (50 << 20, Status.WRONG)]
)
def test_little_room_is_said_before_there_is_none(tmp_path: Path, free: int, status: Status) -> None:
    judged = database.room(tmp_path, free)
    assert judged.status is status
    assert bool(judged.advice) is (status is not Status.RIGHT)


@pytest.mark.postgres
def test_a_servers_disk_is_somebody_elses(url: str, tmp_path: Path) -> None:
    expected = Status.SKIPPED if "postgresql" in url else Status.RIGHT
    assert finding(set_up(url, tmp_path / "erasures"), "database.disk").status in (expected, Status.ADVICE)


# Keys ------------------------------------------------------------------------------------------------------------


def test_a_key_that_is_not_the_databases_is_said(url: str, tmp_path: Path) -> None:
    settings = set_up(url, tmp_path / "erasures")

    async def story() -> None:
        async with app.opened(settings, SetClock(NOW), migrate=False):
            pass

    asyncio.run(story())
    right(finding(settings, "keys"))
    other = new_key()
    right(finding(replace(settings, secret_keys=(other, KEY)), "keys"))
    said = not_right(finding(replace(settings, secret_keys=(other,)), "keys"))
    assert "end of TOGETHER_SECRET_KEYS" in said
    assert other not in said


def test_the_key_of_the_local_page_is_found_and_never_made(tmp_path: Path) -> None:
    settings = replace(set_up(app.sqlite_at(tmp_path / "together.db")), secret_keys=())
    assert finding(settings, "keys").status is Status.SKIPPED
    assert list(tmp_path.iterdir()) == []

    async def story() -> None:
        async with app.opened(settings, SetClock(NOW), migrate=True):
            pass

    asyncio.run(story())
    assert "together.db.key" in right(finding(settings, "keys"))
    (tmp_path / "together.db.key").write_text("no key\n")
    assert "docs/privacy/keys.md" in not_right(finding(settings, "keys"))
    (tmp_path / "together.db.key").unlink()
    assert "missing" in not_right(finding(settings, "keys"))
    assert not (tmp_path / "together.db.key").exists()
    assert finding(settings, "database.write").status is Status.SKIPPED


# The ledger ------------------------------------------------------------------------------------------------------


def test_a_ledger_that_is_none_is_said(sqlite_url: str, tmp_path: Path) -> None:
    migrate(sqlite_url)
    wrong = tmp_path / "notes.txt"
    wrong.write_text("something else\n")
    assert "TOGETHER_LEDGER" in not_right(finding(set_up(sqlite_url, wrong), "ledger"))
    assert wrong.read_text() == "something else\n"


def test_a_ledger_on_a_server_needs_a_place_of_its_own() -> None:
    settings = set_up("postgresql://bot@127.0.0.1:9/together")
    assert "TOGETHER_LEDGER is missing" in not_right(finding(settings, "ledger"))
    inside = replace(settings, ledger=settings.database_url)
    assert "in the bot's own database" in not_right(finding(inside, "ledger"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_ledger_that_cannot_be_made_is_said(sqlite_url: str, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    assert "cannot be made" in not_right(finding(set_up(sqlite_url, shut / "erasures"), "ledger"))


def test_a_ledger_that_is_there_says_how_much_is_in_it(sqlite_url: str, tmp_path: Path) -> None:
    settings = set_up(sqlite_url, tmp_path / "erasures")
    app.ledger_of(settings).add("p1", NOW, 0)
    assert "1 erasures noted" in right(finding(settings, "ledger"))


# The content and its programmes ----------------------------------------------------------------------------------


def test_the_content_is_checked_as_content_check_does(sqlite_url: str, tmp_path: Path) -> None:
    migrate(sqlite_url)
    settings = set_up(sqlite_url)
    assert finding(settings, "content").status in (Status.RIGHT, Status.ADVICE)
    folder = copied(tmp_path / "content")
    drop("en/talk.ftl", "status-title")(folder)
    broken = replace(settings, content=folder)
    said = not_right(finding(broken, "content"))
    assert "talk.ftl" in said
    assert "content check names them all" in said


def test_a_programme_that_nobody_coordinates_is_said(sqlite_url: str) -> None:
    settings = set_up(sqlite_url)

    async def story() -> None:
        async with app.opened(settings, SetClock(NOW), migrate=True):
            pass

    asyncio.run(story())
    said = not_right(finding(settings, "programmes"), Status.ADVICE)
    assert "Nobody coordinates «together»" in said
    assert "TOGETHER_CONTACT_OUTSIDE" in said

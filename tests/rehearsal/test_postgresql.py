"""A rehearsal in a PostgreSQL database of its own, which is empty before and after."""

from __future__ import annotations

import asyncio
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from socket import socket

import psycopg
import pytest

from benchmarks._processes import Process, until
from bot.app.rehearsal.journal import What
from bot.app.rehearsal.season import Stage
from bot.app.rehearsal.terms import Folder, RehearsalRefused, settings_of
from bot.infra.clock import SetClock
from bot.settings import SettingsBroken
from storage.database.schema import tables
from tests.adapters.slack.fake import FakeSlack
from tests.rehearsal.slack import begin, rehearsing, settings_at, terms_at, workspace
from tests.rehearsal.test_command import AWA, CAMILLE, cards, words
from tests.rehearsal.test_slack import _pass, agree, asked, play
from tests.scenarios.procfile import run
from tests.scenarios.slack.test_season import Pair
from tests.seals import KEY
from tests.storage.server import Server


def test_a_season_is_rehearsed_gone_on_with_and_thrown_away(postgres: Server, tmp_path: Path) -> None:
    url = postgres.new_database()
    asyncio.run(_whole(tmp_path, url))
    assert tables(url) == []
    assert {path.name for path in tmp_path.iterdir()} == {"rehearsal.md"}


async def _whole(folder: Path, url: str) -> None:
    clock, terms = SetClock(begin()), terms_at(folder, track="networking", database=url)
    async with workspace(clock) as slack:
        async with rehearsing(folder, slack, clock, terms) as house:
            assert len(tables(url)) > 10
            assert not Folder(folder / "rehearsal").database.exists(), "nothing of it is in a file"
            await asked(house)
            await agree(house)
            await play(house, Pair(house), 60)
            now = house.one.season.clock.now()
        async with rehearsing(folder, slack, clock, terms) as house:  # killed, and started again
            assert house.one.season.clock.now() == now
            assert await play(house, Pair(house), 20_000) is Stage.PLAYED
            records = house.one.journal.records
            assert not [one for one in records if one.what in (What.REFUSED, What.TROUBLE)], records
            house.one.write()
            await house.one.end(Stage.PLAYED)
            done = await house.one.throw_away(lambda seconds: _pass(clock, seconds))
            assert (done.people, done.left) == (2, 0)
            assert slack.cards == {}
        Folder(folder / "rehearsal").delete()


def test_the_command_goes_on_with_it_and_leaves_the_database_empty(postgres: Server, tmp_path: Path) -> None:
    url = postgres.new_database()
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    settings = {
        "TOGETHER_DATABASE_URL": f"sqlite:///{tmp_path / 'together.db'}",
        "TOGETHER_PORT": port,
        "TOGETHER_SECRET_KEYS": KEY,
    }
    more = ("--mentor", *AWA, "--mentee", *CAMILLE, "--database", url)
    process = Process(words(tmp_path, *more), settings, tmp_path / "log")
    try:
        until(lambda: len(cards(settings, "willing.")) == 2, "both are asked")
        assert process.end() == 0
    finally:
        with suppress(ProcessLookupError):
            process.stop()
    assert tables(url), "it is all still there"
    thrown = run(settings, *words(tmp_path, "--throw-away"))
    assert thrown.returncode == 0, thrown.stderr
    assert tables(url) == []
    assert not (tmp_path / "rehearsal").exists()


def test_a_database_that_holds_something_is_left_alone(postgres: Server, tmp_path: Path) -> None:
    url, folder = postgres.new_database(migrated=True), Folder(tmp_path)
    before = tables(url)
    with pytest.raises(RehearsalRefused, match="holds something already"):
        folder.keep(terms_at(tmp_path, database=url))
    assert folder.terms() is None
    folder.delete()
    assert tables(url) == before


def test_what_others_put_into_it_meanwhile_stays(postgres: Server, tmp_path: Path) -> None:
    url, folder = postgres.new_database(), Folder(tmp_path)
    folder.keep(terms_at(tmp_path, database=url))
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE theirs (id int)")
    folder.delete()
    assert tables(url) == ["theirs"]


def test_the_installations_own_database_is_refused(postgres: Server, tmp_path: Path) -> None:
    url = postgres.new_database()
    settings = settings_at(tmp_path, FakeSlack({}))
    terms = terms_at(tmp_path, database=url)
    with pytest.raises(SettingsBroken, match="rehearsal's own database"):
        settings_of(
            replace(settings, database_url=url.replace("postgresql://", "postgresql+psycopg://")),
            Folder(tmp_path),
            terms,
        )

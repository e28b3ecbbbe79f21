"""What `/readyz` says of a process, and what it leaves to others."""

from __future__ import annotations

import asyncio
import json
import logging
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from socket import socket
from typing import Any, TypeVar

import psycopg
import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer
from sqlalchemy import text

from bot import app
from bot.app import Container, health
from bot.app.health import FULL, KEPT, Readiness
from bot.app.listening import CannotListen
from bot.app.settings import parse
from bot.app.web import _serve
from bot.application.delivery.absence import Absence
from bot.infra.clock import SetClock
from bot.ports import UnitOfWork
from bot.settings import Settings
from storage.database.server.postgres import Postgres
from storage.database.trouble import DatabaseTrouble
from storage.database.urls import database
from storage.store import SqlStore
from tests.seals import KEY
from tests.storage.values import NOW

T = TypeVar("T")
READY = {"ready": True, "trouble": None}


@pytest.fixture
def settings(empty_url: str, tmp_path: Path) -> Settings:
    return settings_of(empty_url, tmp_path)


def settings_of(url: str, folder: Path) -> Settings:
    return parse(
        {
            "TOGETHER_DATABASE_URL": url,
            "TOGETHER_LEDGER": str(folder / "erasures"),
            "TOGETHER_SECRET_KEYS": KEY,
        }
    )


@asynccontextmanager
async def asked(readiness: Readiness) -> AsyncIterator[Callable[[], Any]]:
    """Asks `/readyz`: the status, and what it says."""
    server = web.Application()
    health.attach(server, readiness)

    async def ask() -> tuple[int, Any]:
        async with client.get("/readyz") as answer:
            return answer.status, await answer.json()

    async with TestClient(TestServer(server)) as client:
        yield ask


class Counted:
    """Counts what it is asked."""

    def __init__(self, store: SqlStore) -> None:
        self._store, self.runs = store, 0

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        self.runs += 1
        return await self._store.run(work)

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        self.runs += 1
        return await self._store.read(work)

    def free(self) -> int | None:
        return self._store.free()


def test_the_result_is_kept_ten_seconds_and_the_database_asked_once(settings: Settings) -> None:
    async def story() -> None:
        clock = SetClock(NOW)
        async with app.opened(settings, clock, migrate=True) as container:
            counted = Counted(container.store)
            readiness = Readiness(replace(container, store=counted))  # type: ignore[arg-type]
            async with asked(readiness) as ask:
                assert await asyncio.gather(*(ask() for _ in range(20))) == [(200, READY)] * 20
                once = counted.runs
                clock.at += KEPT - timedelta(seconds=1)
                await ask()
                assert counted.runs == once
                for jump in (timedelta(seconds=1), timedelta(days=-30)):
                    clock.at += jump
                    await asyncio.gather(*(ask() for _ in range(20)))
                    once += once if jump > timedelta(0) else once // 2
                    assert counted.runs == once

    asyncio.run(story())


@pytest.mark.postgres
def test_a_database_that_can_be_read_and_not_written_is_not_ready(postgres: Any, tmp_path: Path) -> None:
    """As a standby is, or a server whose disk its owner has closed."""
    settings = settings_of(postgres.new_database(), tmp_path)

    def close_to_writing() -> None:
        with psycopg.connect(settings.database_url, autocommit=True) as it:
            it.execute(f'ALTER DATABASE "{it.info.dbname}" SET default_transaction_read_only = on'.encode())

    async def story() -> None:
        clock = SetClock(NOW)
        async with app.opened(settings, clock, migrate=True) as container:
            assert await _ask(container) == (200, READY)
            close_to_writing()
            later = replace(container, store=SqlStore(*_anew(container)))
            assert await later.store.run(lambda unit: unit.facts.get("anything")) is None
            assert await _ask(later) == (503, {"ready": False, "trouble": health.AWAY})
            await later.store.close()

    asyncio.run(story())


def _anew(container: Container) -> tuple[Any, ...]:
    """Connections are made anew, so that they have what the database says by now."""
    old = container.store
    return old._database, old._pace, old._seal, old._ledger


async def _ask(container: Container) -> tuple[int, Any]:
    async with asked(Readiness(container)) as ask:
        status, answer = await ask()
        return status, answer


def test_a_schema_of_another_release_is_said_without_the_name_of_the_database(settings: Settings) -> None:
    name = database(settings.database_url).name

    async def story() -> None:
        async with app.opened(settings, SetClock(NOW), migrate=True) as container:
            await container.store.run(
                lambda unit: unit.session.do(text("UPDATE alembic_version SET version_num = '9999'"))
            )
            status, answer = await _ask(container)
            assert (status, answer["trouble"][:40]) == (503, "the database is at version 9999 and this")
            assert name not in answer["trouble"]

    asyncio.run(story())


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes; only root can make one."""
    folder = tmp_path / "small"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("nobody may mount a disk here")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def fill(folder: Path) -> Path:
    """Until nothing more goes in."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as out:
        try:
            while True:
                out.write(b"x" * 4096)
        except OSError:
            return filler


def test_a_full_disk_is_said_with_what_to_do_and_nothing_has_to_be_restarted(
    small: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = settings_of(app.sqlite_at(small / "together.db"), tmp_path)

    async def story() -> None:
        clock = SetClock(NOW)
        async with app.opened(settings, clock, migrate=True) as container, asked(Readiness(container)) as ask:
            assert await ask() == (200, {**READY, "disk": "3 MB are left on the disk of the database"})
            filler = fill(small)
            answers = []
            for _ in range(20):  # the log beside the file may still have room for a few
                clock.at += KEPT
                answers.append(await ask())
            assert (503, {"ready": False, "trouble": FULL}) in answers
            assert {answer["trouble"] for _, answer in answers} <= {FULL, None}
            filler.unlink()
            clock.at += KEPT
            assert (await ask())[0] == 200

    asyncio.run(story())
    assert "make room" in FULL
    assert f"not ready: {FULL}" in caplog.text
    assert str(small) not in "".join(one.getMessage() for one in caplog.records if one.name == health.__name__)


def test_a_disk_that_is_full_before_anything_is_opened_is_said_too(small: Path, tmp_path: Path) -> None:
    settings = settings_of(app.sqlite_at(small / "together.db"), tmp_path)

    async def story() -> None:
        clock = SetClock(NOW)
        async with app.opened(settings, clock, migrate=True) as container:
            await container.store.close()
            fill(small)
            later = replace(container, store=SqlStore(*_anew(container)))
            assert await _ask(later) == (503, {"ready": False, "trouble": FULL})
            await later.store.close()

    asyncio.run(story())


def test_a_server_says_itself_that_its_disk_is_full() -> None:
    kind = database("postgresql://bot@db/together")
    assert isinstance(kind, Postgres)
    assert kind.trouble(psycopg.errors.DiskFull()) is DatabaseTrouble.FULL
    assert kind.free() is None


def test_little_room_is_said_and_takes_nothing_out_of_service(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(health, "LITTLE", 2**62)
    settings = settings_of(app.sqlite_at(tmp_path / "together.db"), tmp_path)

    async def story() -> None:
        clock = SetClock(NOW)
        async with app.opened(settings, clock, migrate=True) as container, asked(Readiness(container)) as ask:
            for _ in range(3):
                status, answer = await ask()
                assert (status, answer["ready"]) == (200, True)
                assert answer["disk"].endswith("MB are left on the disk of the database")
                clock.at += KEPT
            monkeypatch.setattr(health, "LITTLE", 0)
            assert await ask() == (200, READY)

    asyncio.run(story())
    assert caplog.text.count("MB are left on the disk of the database: make room") == 1
    assert caplog.text.count("ready again") == 1


def test_a_web_process_stays_in_service_without_a_worker_and_says_so(tmp_path: Path) -> None:
    settings = settings_of(app.sqlite_at(tmp_path / "together.db"), tmp_path)

    async def story() -> None:
        async with app.opened(settings, SetClock(NOW), migrate=True) as container:
            absence = Absence(container.store, container.clock, dict)
            for _ in range(5):
                await absence.look()
            async with asked(health.of_web(container, absence)) as ask:
                assert await ask() == (200, {**READY, "workers": "none is seen"})

    asyncio.run(story())


def test_the_web_process_watches_for_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    watch = Absence.watch
    monkeypatch.setattr(Absence, "watch", lambda self: watch(self, timedelta(0)))
    settings = replace(settings_of(app.sqlite_at(tmp_path / "together.db"), tmp_path), port=0)

    async def story() -> None:
        async with app.opened(settings, SetClock(NOW), migrate=True):
            pass
        serving = asyncio.create_task(_serve(settings))
        async with asyncio.timeout(20):
            while "no worker has been seen" not in caplog.text:  # noqa: ASYNC110  # the log sets no event
                await asyncio.sleep(0.01)
        serving.cancel()
        await asyncio.wait([serving])

    with caplog.at_level(logging.WARNING):
        asyncio.run(story())


# A worker's own


def test_a_worker_says_nothing_anywhere_unless_it_is_told_where(tmp_path: Path) -> None:
    assert parse({}).health_port == 0
    assert parse({}).health_host == "127.0.0.1"


def test_a_worker_whose_loop_stands_still_is_not_ready(tmp_path: Path) -> None:
    looks = True

    async def story() -> None:
        nonlocal looks
        with socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = replace(settings_of(app.sqlite_at(tmp_path / "together.db"), tmp_path), health_port=port)
        clock = SetClock(NOW)
        async with (
            app.opened(settings, clock, migrate=True) as container,
            health.listener(container, lambda _: looks),
            ClientSession(f"http://127.0.0.1:{port}") as session,
        ):

            async def ask(path: str) -> tuple[int, Mapping[str, Any]]:
                async with session.get(path) as answer:
                    return answer.status, json.loads(await answer.text())

            assert await ask("/livez") == (200, {"alive": True})
            assert await ask("/readyz") == (200, READY)
            looks = False
            clock.at += KEPT
            assert await ask("/livez") == (200, {"alive": True})
            assert await ask("/readyz") == (503, {"ready": False, "trouble": health.WAITS})
            with pytest.raises(CannotListen, match="TOGETHER_HEALTH_PORT"):
                async with health.listener(container, lambda _: True):
                    pass

    asyncio.run(story())

"""The worker process reads calendars beside its deliveries."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import replace

from cryptography.fernet import Fernet

from bot.app import calendars, work
from bot.infra.clock import SystemClock
from bot.ports import LinkedCalendar
from bot.settings import Settings
from storage.database.schema import migrate
from storage.seal import FernetSeal
from storage.store import open_store
from tests.seals import SEAL
from tests.storage.values import AMA, enrol


def test_a_worker_looks_into_what_was_linked_and_ends_in_time(sqlite_url: str) -> None:
    key = Fernet.generate_key().decode()
    settings = Settings(database_url=sqlite_url, public_url="https://t.example", secret_keys=(key,))
    private = FernetSeal([key]).close("https://127.0.0.1/calendar.ics")  # as if it had been let in: it is refused again

    async def story() -> LinkedCalendar | None:
        migrate(sqlite_url)
        store = open_store(sqlite_url, seal=SEAL)
        await store.run(enrol())
        await store.run(
            lambda unit: unit.calendars.link(LinkedCalendar(AMA.id, "ics", private, "x", SystemClock().now()))
        )
        process = asyncio.create_task(work.run(settings, {}))
        async with asyncio.timeout(30):
            while (linked := await store.run(lambda unit: unit.calendars.of(AMA.id))) and not linked.trouble:
                await store.wait(0.05)
            os.kill(os.getpid(), signal.SIGTERM)
            await process
        await store.close()
        return linked

    linked = asyncio.run(story())
    assert linked is not None
    assert linked.trouble == "address"


def test_without_keys_nobody_reads() -> None:
    assert calendars.my_calendar(Settings(public_url="https://t.example")) is None
    assert calendars.my_calendar(replace(Settings(), secret_keys=(Fernet.generate_key().decode(),))) is None

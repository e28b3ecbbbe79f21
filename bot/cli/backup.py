"""`together-bot backup FILE` and `restore FILE`."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from pathlib import Path

from bot import app
from bot.app.keys import keys_of
from bot.app.settings import from_environment
from bot.application.catch_up import CaughtUp
from bot.cli.operator import note
from bot.infra.clock import SystemClock
from bot.ports import Act
from bot.settings import Settings
from storage.backup import back_up, put_back
from storage.database import schema
from storage.database.schema import SchemaTooOld
from storage.seal import AesSeal
from storage.store import open_store


def backup(args: Namespace) -> int:
    file: Path = args.file
    settings = from_environment()
    asyncio.run(_noted(settings))
    made = back_up(settings.database_url, file, SystemClock().now())
    print(f"{file}: {made.count} rows of {len(made.rows)} tables, version {made.version}, read back and found whole.")
    return 0


def restore(args: Namespace) -> int:
    settings = from_environment()
    app.ledger_of(settings).epoch()  # without it, whoever was erased since would come back
    made = put_back(settings.database_url, args.file, AesSeal(keys_of(settings)))
    print(f"The database is as it was at {made.at:%Y-%m-%d %H:%M:%S} UTC: {made.count} rows, version {made.version}.")
    caught = asyncio.run(_caught_up())
    if caught is not None:
        print(
            f"{caught.rung} timers of the hours since then rang again; {caught.uncertain} messages are looked up before they are "
            "sent, or held where nobody can look: `together-bot undelivered` lists those once the worker has run. The "
            "coordinators are told which hours may be missing."
        )
    return 0


async def _noted(settings: Settings) -> None:
    """In the audit trail, and so in the backup too; a database of before has no such trail yet."""
    try:
        schema.check(settings.database_url)
    except SchemaTooOld:
        return
    at, store = SystemClock().now(), open_store(settings.database_url, seal=AesSeal(keys_of(settings)))
    try:
        await store.run(lambda unit: note(unit, Act.BACKUP, at))
    finally:
        await store.close()


async def _caught_up() -> CaughtUp | None:
    async with app.opened(from_environment(), SystemClock(), migrate=False) as container:
        at = container.clock.now()
        await container.store.run(lambda unit: note(unit, Act.RESTORE_BACKUP, at))
        return container.caught

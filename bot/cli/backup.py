"""`together-bot backup FILE` and `restore FILE`."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from pathlib import Path

from bot import app
from bot.app.keys import keys_of
from bot.app.settings import from_environment
from bot.application.catch_up import CaughtUp
from bot.infra.clock import SystemClock
from storage.backup import back_up, put_back
from storage.seal import AesSeal


def backup(args: Namespace) -> int:
    file: Path = args.file
    made = back_up(from_environment().database_url, file, SystemClock().now())
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


async def _caught_up() -> CaughtUp | None:
    async with app.opened(from_environment(), SystemClock(), migrate=False) as container:
        return container.caught

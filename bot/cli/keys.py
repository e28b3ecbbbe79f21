"""`together-bot keys`: a new key, and everything sealed anew with the first one."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from collections import Counter
from time import monotonic

from bot import app
from bot.app.keys import new_key, own_key_file
from bot.app.settings import from_environment, parse
from bot.application.enrolment.progress import Progress
from bot.cli.operator import note
from bot.infra.clock import SystemClock
from bot.ports import Act
from bot.settings import SettingsBroken, variables
from storage.reseal import Resealing, Tally

FIRST = (
    "Put it into TOGETHER_SECRET_KEYS of every process (web, worker and commands, the same for all), and keep a copy apart "
    "from the database and its backups: without it nobody can read what people wrote."
)
NEXT = (
    "Put it in front of the old one, TOGETHER_SECRET_KEYS=NEW,OLD, for every process, and restart them all. "
    "Then: together-bot keys reseal (docs/privacy/keys.md)."
)
IN_FILE = "Put it on a line of its own at the top of {file}, and restart. Then: together-bot keys reseal (docs/privacy/keys.md)."


def new(_: Namespace) -> int:
    """Prints a key, alone on standard output so that it can go into a file, and beside it what to do with it."""
    print(new_key(), flush=True)
    print(_next_step(), file=sys.stderr)
    return 0


def _next_step() -> str:
    values = variables()
    if values.get("TOGETHER_SECRET_KEYS", "").strip():
        return NEXT
    try:
        settings = parse(values)
    except SettingsBroken:  # the key may be what is missing
        return FIRST
    file = own_key_file(settings)
    return IN_FILE.format(file=file) if file is not None and file.exists() else FIRST


def reseal(_: Namespace) -> int:
    """Seals everything with the first key, and says what is left; 1 if something is."""
    found = asyncio.run(_resealed())
    for line in _told(found):
        print(line, file=sys.stdout if found.done else sys.stderr)
    return 0 if found.done else 1


async def _resealed() -> Tally:
    progress = Progress(lambda line: print(line, file=sys.stderr, flush=True), monotonic)
    async with app.opened(from_environment(), SystemClock(), migrate=False) as container:
        at = container.clock.now()
        await container.store.run(lambda unit: note(unit, Act.RESEAL, at))
        return await Resealing(container.store, container.settings.secret_keys, progress.tell).run()


def _told(found: Tally) -> list[str]:
    if found.done:
        return [
            f"All that is sealed ({found.current.total()} values) is sealed with the first key. "
            "Once every process has it in front, the older ones can be taken out of TOGETHER_SECRET_KEYS."
        ]
    lines = []
    if found.older:
        lines.append(
            f"{found.older.total()} values are still sealed with an older key ({_by_column(found.older)}): keep that key. "
            "A process that is running does not have the new key in front yet; restart it, and run this again."
        )
    if found.unopened:
        lines.append(
            f"{found.unopened.total()} values open with none of the keys ({_by_column(found.unopened)}): they were left as "
            "they are. Put the key that is missing back at the end of TOGETHER_SECRET_KEYS, and run this again."
        )
    return lines


def _by_column(counted: Counter[str]) -> str:
    return ", ".join(f"{column}: {count}" for column, count in sorted(counted.items()))

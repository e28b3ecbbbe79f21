"""`together-bot keys`: a new key, and everything sealed anew with the first one."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from bot import app
from bot.app.keys import new_key, own_key_file
from bot.app.settings import from_environment, parse
from bot.application.enrolment.progress import Progress
from bot.cli.failed import CommandFailed
from bot.cli.operator import note
from bot.infra import logs
from bot.infra.clock import SystemClock
from bot.ports import Act
from bot.settings import SettingsBroken, variables
from storage.reseal import Resealing, Tally

FIRST = (
    "Put it into TOGETHER_SECRET_KEYS of every process (web, worker and commands, the same for all), or alone into a file that "
    "TOGETHER_SECRET_KEYS_FILE names, which they may read and nobody else. Keep a copy apart from the database and its backups: "
    "without it nobody can read what people wrote."
)
FIRST_IN_FILE = (
    "Put it into {file} for every process (web, worker and commands, the same for all), and keep a copy apart from the "
    "database and its backups: without it nobody can read what people wrote."
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
    if file := values.get("TOGETHER_SECRET_KEYS_FILE", "").strip():
        return (IN_FILE if _holds_something(Path(file)) else FIRST_IN_FILE).format(file=file)
    try:
        settings = parse(values)
    except SettingsBroken:  # the key may be what is missing
        return FIRST
    own = own_key_file(settings)
    return IN_FILE.format(file=own) if own is not None and own.exists() else FIRST


def _holds_something(file: Path) -> bool:
    """False for a file that is about to be written, too: `keys new > FILE` has emptied it by now."""
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def reseal(_: Namespace) -> int:
    """Seals everything with the first key, and says what is left; 1 if something is."""
    found = asyncio.run(_resealed())
    for line in _told(found):
        print(line, file=sys.stdout if found.done else sys.stderr)
    return 0 if found.done else 1


def pair(args: Namespace) -> int:
    """Prints the names that the log has for a pair, or the pair that such a name belongs to."""
    found = asyncio.run(_pairs(args.name.removeprefix("pair=")))
    for line in found:
        print(line)
    if not found:
        raise CommandFailed(
            f"No pair is called {args.name}, here or in the log. Names of before a key was taken out of "
            "TOGETHER_SECRET_KEYS can be told with that key alone."
        )
    return 0


async def _pairs(asked: str) -> Sequence[str]:
    """A line each: the pair, and its names, the first of which the log uses today."""
    async with app.opened(from_environment(), SystemClock(), migrate=False) as container:
        logs.name_pairs(container.settings.secret_keys)
        every = await container.store.read(lambda unit: [one.pair for one in unit.journeys.all()])
    named = ((id, logs.names_of(id)) for id in every)
    return [f"{id}: {', '.join(names)}" for id, names in named if asked == id or asked in names]


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
            "Once every process has it in front, the older ones can be taken out of TOGETHER_SECRET_KEYS, or of its file."
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
            "they are. Put the key that is missing back at the end of TOGETHER_SECRET_KEYS, or of its file, and run this again."
        )
    return lines


def _by_column(counted: Counter[str]) -> str:
    return ", ".join(f"{column}: {count}" for column, count in sorted(counted.items()))

"""Asks the database: which it is, whether its schema is this release's, whether it takes a write, and its keys and ledger."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

from bot import app
from bot.app.health import LITTLE
from bot.app.keys import own_key_file
from bot.cli.doctor.examining import aside
from bot.cli.doctor.opened import OpenedDatabase
from bot.infra.clock import Clock
from bot.ports import DiskFull, Unavailable
from bot.ports.plugins.doctor import Check, Finding, advised, right, skipped, wrong
from bot.ports.store.ledger import LedgerTrouble
from bot.settings import Settings, SettingsBroken
from storage import probe
from storage.database import schema
from storage.database.schema import SchemaTooNew, SchemaTooOld
from storage.database.sqlite import Sqlite
from storage.database.urls import database
from storage.seal import AesSeal

FACT = "doctor"
"""What is written, and taken away again."""

ROOM = 2 << 30
"""Bytes free on the disk of a SQLite file, below which somebody should look; below `LITTLE` they act at once."""


def checks(settings: Settings, opened: OpenedDatabase, clock: Clock) -> Sequence[Check]:
    return (
        Check("database.reached", "database", lambda: _reached(settings)),
        Check("database.schema", "its schema", lambda: _schema(settings)),
        Check("database.write", "a write", lambda: _write(opened, clock)),
        Check("database.disk", "free space", lambda: _disk(settings)),
        Check("keys", "secret keys", lambda: _keys(settings, opened)),
        Check("ledger", "ledger of erasures", lambda: _ledger(settings)),
    )


def _file(settings: Settings) -> Path | None:
    kind = database(settings.database_url)
    return kind.file if isinstance(kind, Sqlite) else None


async def _reached(settings: Settings) -> Finding:
    file, name = _file(settings), database(settings.database_url).name
    if file is not None and not file.exists():
        return wrong(f"there is no database at {file}", "Make it: together-bot release.")
    try:
        said = await aside(lambda: _version(settings.database_url))
    except DiskFull:
        return _full()
    except Unavailable as away:
        return wrong(f"it cannot be reached: {away.told}", away.cure or "See the log of web and worker.")
    return right(f"{said}, {name}")


def _version(url: str) -> str:
    with schema.connection_to(url) as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(
                "SELECT count(*) FROM sqlite_master"
            )  # the version is told without a look at the file
            return f"SQLite {connection.exec_driver_sql('SELECT sqlite_version()').scalar()}"
        return f"PostgreSQL {connection.exec_driver_sql('SHOW server_version').scalar()}"


async def _schema(settings: Settings) -> Finding:
    if (file := _file(settings)) is not None and not file.exists():
        return skipped("left out until there is a database (database.reached)")
    try:
        await aside(lambda: schema.check(settings.database_url))
    except SchemaTooOld as old:
        if "is empty" in str(old):
            return wrong(_first(old), "Make its tables: together-bot release.")
        return wrong(
            _first(old), "Bring it up to date, after a backup: together-bot backup FILE, together-bot release."
        )
    except SchemaTooNew as new:
        return wrong(_first(new), "Install the release that was last used with it, or restore a backup made before.")
    except Unavailable:
        return skipped("left out until the database can be reached (database.reached)")
    return right(f"version {schema.HEAD}, which this release needs")


def _first(error: Exception) -> str:
    """What is so, without what to do."""
    return str(error).partition(": ")[0].removesuffix(".")


async def _write(opened: OpenedDatabase, clock: Clock) -> Finding:
    store, word = await opened.store(), f"{clock.now().isoformat()} {secrets.token_hex(8)}"
    try:
        await store.run(lambda unit: unit.facts.put(FACT, word))
        kept = await store.read(lambda unit: unit.facts.get(FACT))
        await store.run(lambda unit: unit.facts.drop(FACT))
    except DiskFull:
        return _full()
    except Unavailable as away:
        return wrong(
            "nothing can be written: the database is locked or may only be read",
            away.cure or "End what holds it; see that it is the primary server, and that the bot's user may write.",
        )
    if kept != word:
        return wrong(
            "what was written was not there when it was read",
            "See whether another doctor ran at the same time; otherwise the address leads to several databases.",
        )
    return right("written, read and taken away again")


def _full() -> Finding:
    return wrong("the disk of the database is full", "Make room there; nothing has to be restarted.")


async def _disk(settings: Settings) -> Finding:
    file = _file(settings)
    if file is None:
        return skipped("the server's own disk is for whoever runs it to watch")
    folder = next(one for one in file.absolute().parents if one.is_dir())
    return room(folder, await aside(lambda: shutil.disk_usage(folder).free))


def room(folder: Path, free: int) -> Finding:
    """Judges so many bytes free."""
    said = f"{free / (1 << 30):.1f} GB free in {folder}"
    if free < LITTLE:
        return wrong(
            said, "Make room there now: when nothing can be written any more, nothing is accepted and nothing sent."
        )
    if free < ROOM:
        return advised(said, "Make room there soon; older backups and logs go first.")
    return right(said)


async def _keys(settings: Settings, opened: OpenedDatabase) -> Finding:
    if not opened.keys:
        return _no_key(settings)
    where = f"{len(opened.keys)} in {own_key_file(settings) or 'TOGETHER_SECRET_KEYS, or its file'}"
    store = await opened.store()
    kept = await store.read(lambda unit: unit.facts.get(probe.PROBE))
    if kept is not None and not await store.read(lambda unit: probe.matches(unit.facts, opened.seal)):
        return wrong(
            f"{where}, and none of them is the one that this database was sealed with",
            "Put the key back at the end of TOGETHER_SECRET_KEYS, or of the file that TOGETHER_SECRET_KEYS_FILE names, for every "
            "process (docs/privacy/keys.md).",
        )
    return right(where)


def _no_key(settings: Settings) -> Finding:
    file, kept_in = own_key_file(settings), _file(settings)
    if file is not None and kept_in is not None and not kept_in.exists():
        return skipped("the first key is made with the database: together-bot release")
    return wrong(
        f"{file} is missing or holds something else than keys",
        "Put it back from a copy; if it is lost for good, docs/privacy/keys.md says how to go on without old words.",
    )


def keys(settings: Settings) -> tuple[str, ...]:
    """Those of this installation, as far as they are there: none is made."""
    if settings.secret_keys:
        return settings.secret_keys
    file = own_key_file(settings)
    try:
        found = tuple(file.read_text().split()) if file is not None else ()
        AesSeal(found)
    except (OSError, ValueError):
        return ()
    return found


async def _ledger(settings: Settings) -> Finding:
    file = _ledger_file(settings)
    if file is not None and not file.exists():
        folder = next(one for one in file.absolute().parents if one.exists())
        if os.access(folder, os.W_OK):
            return right(f"{file} will be made by the first process that starts")
        return wrong(f"{file} cannot be made", f"Let the bot's user write to {folder}, or change TOGETHER_LEDGER.")
    try:
        entries = await aside(lambda: app.ledger_of(settings).epoch())
    except (SettingsBroken, LedgerTrouble) as trouble:
        said, _, advice = str(trouble).partition(": ")
        return wrong(said, f"{advice[:1].upper()}{advice[1:]}" or "See docs/privacy/backups.md.")
    return right(f"{entries} erasures noted, {'in a database of its own' if file is None else f'in {file}'}")


def _ledger_file(settings: Settings) -> Path | None:
    """None if it is in a database."""
    if settings.ledger:
        return None if "://" in settings.ledger else Path(settings.ledger)
    file = _file(settings)
    return file and file.with_name(f"{file.name}.erasures")

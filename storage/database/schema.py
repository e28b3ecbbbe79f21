"""The schema's version: bringing a database up to it, and refusing one that is not.

1. A migration after `OLDEST` only adds. So the processes of every release from that version on work beside this one's, and go on
   when it brings the database up to date.
2. A database says which releases may use it (`beside`), because an earlier release cannot know that of a later one.

Alembic is slow to import and needed only for an upgrade: a new database is made from the tables at once, and a test
holds the two to the same result.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    NullPool,
    String,
    Table,
    create_engine,
    insert,
    inspect,
    select,
)
from sqlalchemy.exc import DBAPIError
from sqlmodel import SQLModel

import storage.tables  # noqa: F401  # fills the metadata
from bot.ports import ProgrammeRecord, Unavailable, WordSeal
from storage.database import beside, leftovers, sqlite
from storage.database.leftovers import Tell
from storage.database.model import Database
from storage.database.sqlite import Sqlite
from storage.database.unavailable import unavailable
from storage.database.urls import database
from storage.repositories.programmes import PROGRAMME, row_of

MIGRATIONS = Path(__file__).parents[1] / "migrations"
REVISIONS = tuple(sorted(file.name[:4] for file in (MIGRATIONS / "versions").glob("[0-9]*.py")))
HEAD = REVISIONS[-1]

OLDEST = "0019"
"""The version whose processes may work on a database of this one. A migration that takes something away raises it to a version
whose code no longer needs that (docs/operations/upgrade.md)."""

SEALED = "0007"
"""Since then words are sealed: what is copied of a database of before holds them in plain."""

_VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
_LOCK = 0x746F67  # "tog": any number that all releases agree on


class SchemaTooOld(Exception):
    """The database must be brought up to this release first."""


class SchemaTooNew(Exception):
    """The database was written by a later release."""


def check(url: str) -> None:
    """Raises `SchemaTooOld`, `SchemaTooNew` or `Unavailable`, saying what to do about it."""
    kind = database(url)
    if isinstance(kind, Sqlite) and not kind.file.exists():
        raise SchemaTooOld(f"There is no database at {kind.name} yet: run `together-bot release`.")
    with _connection(kind) as connection:
        _check(kind.name, connection)
        if leftovers.are_noted(connection):
            raise SchemaTooOld(
                f"{kind.name} still holds in plain what its last upgrade has sealed: run `together-bot release`."
            )


def _check(name: str, connection: Connection) -> None:
    version = _version(connection)
    if version is None:
        raise SchemaTooOld(f"{name} is empty: run `together-bot release`.")
    if version in REVISIONS and version != HEAD:
        raise SchemaTooOld(f"{name} is at version {version} and this release needs {HEAD}: run `together-bot release`.")
    if version != HEAD and not beside.may_use(connection, version, HEAD):
        raise SchemaTooNew(
            f"{name} is at version {version} and this release knows {HEAD} at the latest: "
            "install the release that was last used with it, or restore a backup made before."
        )


def _silent(what: str, done: int, of: int) -> None:
    """Tells nobody."""


def migrate(url: str, *, seal: WordSeal | None = None, tell: Tell = _silent) -> None:
    """Creates the schema, or upgrades it; nothing happens if it is up to date.

    All of it is one transaction, and two releases that try at once come one after the other. A SQLite file that holds
    data is copied to `FILE.before-REV.bak` first, unless it holds words in plain. `seal` closes those; `tell` hears how far
    it is. What a later release has brought up to date stays as it is, if this one may use it. Raises `SchemaTooNew`,
    `KeysNeeded` or `Unavailable`.
    """
    kind = database(url)
    if isinstance(kind, Sqlite):
        _make(kind.file)
    with _connection(kind) as connection:
        _lock(connection)
        version = _version(connection)
        if version is None:
            SQLModel.metadata.create_all(connection, checkfirst=False)
            connection.execute(insert(PROGRAMME).values(row_of(ProgrammeRecord())))
            _VERSION.create(connection)
            connection.execute(insert(_VERSION).values(version_num=HEAD))
        elif version not in REVISIONS:
            _check(kind.name, connection)  # a later release's that this one may use stays as it is
            return
        elif version != HEAD:
            if isinstance(kind, Sqlite) and version >= SEALED:
                _back_up(kind.file, connection)
            upgrade(connection, seal, tell)
        beside.say(connection, HEAD, OLDEST)
        left = leftovers.are_noted(connection)
        connection.commit()
    if left:
        leftovers.remove(kind, tell)


def _make(file: Path) -> None:
    """An empty file for its owner alone, where there is none: it will hold what people said to each other. Raises `Unavailable`."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError as error:
        raise Unavailable(
            f"{file}: it cannot be made ({error.strerror})",
            "Name a file in TOGETHER_DATABASE_URL whose folder the user who runs this may write to.",
        ) from error


def known(url: str) -> str:
    """The version of a database that this release can read. Raises `SchemaTooOld`, `SchemaTooNew` or `Unavailable`."""
    kind = database(url)
    if isinstance(kind, Sqlite) and not kind.file.exists():
        raise SchemaTooOld(f"{kind.name} is empty: run `together-bot release`.")
    with _connection(kind) as connection:
        version = _version(connection)
        if version is None or version not in REVISIONS:
            _check(kind.name, connection)
            raise SchemaTooNew(f"{kind.name} is at version {version}, of a later release: do this with that one.")
    return version


@contextmanager
def connection_to(url: str) -> Iterator[Connection]:
    """In a transaction, for a backup; undone unless it is committed. Raises `Unavailable`."""
    with _connection(database(url)) as connection:
        yield connection


def tables(url: str) -> Sequence[str]:
    """The names of all that a database holds. Raises `Unavailable`."""
    with _connection(database(url)) as connection:
        return inspect(connection).get_table_names()


def drop(url: str) -> None:
    """Drops the tables that `migrate` made, with all that is in them; what others made stays. Raises `Unavailable`."""
    with _connection(database(url)) as connection:
        _lock(connection)
        SQLModel.metadata.drop_all(connection)
        _VERSION.drop(connection, checkfirst=True)
        connection.commit()


def made_anew(connection: Connection, version: str) -> None:
    """Drops every table, and makes those that a version has. In the connection's transaction."""
    there = MetaData()
    there.reflect(connection)
    there.drop_all(connection)
    upgrade(connection, to=version)


def engine(kind: Database) -> Engine:
    """For migrations alone: the store runs its statements on the bare driver."""
    if isinstance(kind, Sqlite):
        return create_engine("sqlite://", creator=lambda: sqlite.connect(kind.file), poolclass=NullPool)
    from storage.database.server.postgres import Postgres

    assert isinstance(kind, Postgres)
    return create_engine("postgresql+psycopg://", creator=kind.connect_plainly, poolclass=NullPool)


@contextmanager
def _connection(kind: Database) -> Iterator[Connection]:
    try:
        with engine(kind).connect() as connection:
            yield connection
    except DBAPIError as error:
        if error.orig is None or kind.trouble(error.orig) is None:
            raise
        raise unavailable(kind, error.orig) from error


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION.name):
        return None
    return connection.scalar(select(_VERSION.c.version_num))


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        # Rebuilding a table drops the old one, and with it every row that refers to it by a cascading key; the check
        # after the upgrade makes up for it. It can only be switched off outside a transaction.
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("PRAGMA temp_store = MEMORY")  # what a statement sets aside is written to no file
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _back_up(file: Path, connection: Connection) -> None:
    """As it was before: the backup reads what is committed, while `connection` keeps others from writing."""
    always = {_VERSION.name, PROGRAMME.name}  # a new database has something there
    tables = (name for name in inspect(connection).get_table_names() if name not in always)
    noted = {"setting": f"WHERE name <> '{beside.NAME}'"}
    if not any(
        connection.exec_driver_sql(f'SELECT 1 FROM "{name}" {noted.get(name, "")} LIMIT 1').first() for name in tables
    ):
        return
    copy = file.with_name(f"{file.name}.before-{HEAD}.bak")
    unfinished = copy.with_name(f"{copy.name}.part")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    source, target = sqlite.connect(file), sqlite3.connect(unfinished)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
    unfinished.replace(copy)


def upgrade(connection: Connection, seal: WordSeal | None = None, tell: Tell = _silent, to: str = "") -> None:
    """Runs the migrations that are due, up to `to` or to the newest, in the transaction that `connection` is in."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes.update(connection=connection, seal=seal, tell=tell)
    to = to or HEAD
    command.upgrade(config, to)
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"the upgrade to {to or HEAD} would leave rows that refer to nothing: {broken[:5]}")

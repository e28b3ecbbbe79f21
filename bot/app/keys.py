"""Where the keys come from that seal what people write: the setting, or a file beside the local page's database."""

from __future__ import annotations

import base64
import os
import secrets
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from bot.app.settings import SCHEMA
from bot.settings import KEYS_MISSING, Settings, SettingsBroken, is_key
from storage.database.sqlite import Sqlite
from storage.database.urls import database
from storage.probe import PROBE

KEY_BYTES = 32
SUFFIX = ".key"


def new_key() -> str:
    """Makes a key: 32 bytes by chance, in letters that a setting can hold."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def keys_of(settings: Settings) -> tuple[str, ...]:
    """Returns the keys of this process; the first seals, all open. Raises `SettingsBroken`.

    They are `TOGETHER_SECRET_KEYS`. Where that is empty and the local page alone is on, with SQLite, they are the lines of
    a file beside the database, which is made the first time.
    """
    if settings.secret_keys:
        return settings.secret_keys
    file = own_key_file(settings)
    if file is None:
        raise SettingsBroken(KEYS_MISSING)
    return _kept(file)


def own_key_file(settings: Settings) -> Path | None:
    """The file of keys beside the database, one a line, the newest first; None where the setting is asked for."""
    if settings.secret_keys or not SCHEMA.keeps_own_key(settings):
        return None
    kind = database(settings.database_url)
    assert isinstance(kind, Sqlite)
    return kind.file.with_name(f"{kind.file.name}{SUFFIX}")


def _kept(file: Path) -> tuple[str, ...]:
    if not file.exists():
        database = file.with_name(file.name.removesuffix(SUFFIX))
        if _holds_sealed_words(database):
            raise SettingsBroken(
                f"{file} is missing, and {database} holds words that were sealed with it: put it back. "
                "If it is lost for good, docs/privacy/keys.md says how to go on without those words."
            )
        _make(file)
    with suppress(PermissionError):  # somebody else's: it can be read, or the next line says so
        file.chmod(0o600)
    keys = tuple(file.read_text().split())
    if not keys or not all(map(is_key, keys)):
        raise SettingsBroken(f"{file} holds something else than keys: put it back from a copy (docs/privacy/keys.md).")
    return keys


def _make(file: Path) -> None:
    """The file appears whole and only once, so two processes that start together have the same key."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(f"{new_key()}\n")
        out.flush()
        os.fsync(out.fileno())
    try:
        with suppress(FileExistsError):
            file.hardlink_to(draft)
    finally:
        draft.unlink()


def _holds_sealed_words(database: Path) -> bool:
    """False where there is no database, an empty one, or one of a release that sealed nothing."""
    if not database.exists():
        return False
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        try:
            found = connection.execute("SELECT 1 FROM setting WHERE name = ?", (PROBE,)).fetchone()
        except sqlite3.DatabaseError:  # nothing there yet, or what is there is told when it is opened
            return False
    return found is not None

"""What is said of a database that cannot be reached or written, and what to do: words in which no value of a statement can be."""

from __future__ import annotations

import sqlite3

from bot.ports import DiskFull, Unavailable
from storage.database.model import Database
from storage.database.trouble import Conflict, DatabaseTrouble

ROOM = "Make room on it; nothing has to be restarted."


def unavailable(kind: Database, error: BaseException) -> Unavailable:
    """The port's error for one that `kind.trouble` knows."""
    if kind.trouble(error) is DatabaseTrouble.FULL:  # SQLite has several words for it, « disk I/O error » among them
        return DiskFull(f"{kind.name}: its disk is full", ROOM)
    return Unavailable(f"{kind.name}: {said_of(error)}", cure_of(error))


def said_of(error: BaseException) -> str:
    """SQLite's words for such an error are fixed ones, and so are ours; a server's are left out, but for what its code means.

    Before there is a connection a server has seen no value, and what is said then (host, port, why not) is needed.
    """
    if isinstance(error, (sqlite3.Error, Conflict)):
        return str(error)
    sqlstate = getattr(error, "sqlstate", None)
    if sqlstate is not None:
        return f"{type(error).__name__} ({sqlstate})"
    if type(error).__module__.partition(".")[0] == "psycopg":
        return " ".join(str(error).split()) or type(error).__name__
    return type(error).__name__


_OWN_FILE = "See that the file and its folder are there, and that the user who runs this may write to both."
_FILE = {
    sqlite3.SQLITE_BUSY: "End the process that keeps it, or wait for it.",
    sqlite3.SQLITE_LOCKED: "End the process that keeps it, or wait for it.",
    sqlite3.SQLITE_CANTOPEN: _OWN_FILE,
    sqlite3.SQLITE_READONLY: _OWN_FILE,
    sqlite3.SQLITE_PERM: _OWN_FILE,
    sqlite3.SQLITE_NOTADB: "Name the bot's own file in TOGETHER_DATABASE_URL, or put a backup in its place.",
}

_SERVER = (
    ("password authentication failed", "Compare user and password in TOGETHER_DATABASE_URL with the server's."),
    (
        "no password supplied",
        "The server wants a password: postgresql://USER:PASSWORD@HOST/NAME in TOGETHER_DATABASE_URL.",
    ),
    ("role", "Make the user with `createuser NAME`, or mend the one in TOGETHER_DATABASE_URL."),
    ("no pg_hba.conf entry", "Let the server's pg_hba.conf take this user from here."),
    ("resolve host", "Mend the host in TOGETHER_DATABASE_URL, or see that this machine can look names up."),
)
"""Words of a connection that does not come about, as the driver and a server in English have them."""

_NO_DATABASE = (
    "Make it with `createdb --encoding=UTF8 --template=template0 NAME`, or mend the name in TOGETHER_DATABASE_URL."
)
_REACH = (
    "See that the server runs, and takes connections from here at the host and port that TOGETHER_DATABASE_URL names."
)
_STATES = {
    "28P01": _SERVER[0][1],
    "3D000": _NO_DATABASE,
    "25006": "Name the primary server in TOGETHER_DATABASE_URL, or wait until this one is it.",
    "53300": "Raise the server's max_connections, or run fewer processes.",
}
"""By the server's code: https://www.postgresql.org/docs/current/errcodes-appendix.html"""


def cure_of(error: BaseException) -> str:
    """What an operator does about it; empty where only trying again helps."""
    if isinstance(error, sqlite3.Error):
        return _FILE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, "")
    if type(error).__module__.partition(".")[0] != "psycopg":
        return ""
    if (state := getattr(error, "sqlstate", None)) is not None:
        return _STATES.get(state, "")
    said = str(error)
    if "does not exist" in said and "database" in said:
        return _NO_DATABASE
    return next((cure for words, cure in _SERVER if words in said), _REACH)

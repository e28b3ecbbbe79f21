"""PgBouncer in transaction mode before a test's PostgreSQL: each transaction is lent whichever session of the server is free."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from socket import create_connection, socket
from tempfile import TemporaryDirectory

import pytest
from psycopg.conninfo import conninfo_to_dict

from benchmarks._processes import until

SESSIONS = 3
"""Of the server, for however many connections there are to the pooler: fewer than one process has."""

SERVERS_USER = "pgserver"
"""As whom the server runs where root starts it: its socket is in a folder of theirs."""

CONFIG = """\
[databases]
* = host={host} port={port} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {own}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {sessions}
max_client_conn = 500
"""


@contextmanager
def pooled(url: str) -> Iterator[str]:
    """The URL of the same database by a pooler. Skips the test where there is none."""
    program = shutil.which("pgbouncer", path=f"{os.environ['PATH']}:/usr/sbin")
    if program is None:
        pytest.skip("there is no pgbouncer here (on Debian and Ubuntu: apt-get install pgbouncer)")
    said = conninfo_to_dict(url)
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        own = free.getsockname()[1]
    with TemporaryDirectory(prefix="together-pooler-") as folder:
        Path(folder).chmod(0o755)
        file = Path(folder) / "pgbouncer.ini"
        file.write_text(
            CONFIG.format(
                host=said["host"], port=said.get("port", "5432"), user=said["user"], own=own, sessions=SESSIONS
            )
        )
        as_whom = ["-u", SERVERS_USER] if os.geteuid() == 0 else []
        with subprocess.Popen([program, "-q", *as_whom, str(file)], stdout=subprocess.DEVNULL) as process:
            try:
                until(lambda: _answers(own), "the pooler listens", 10)
                yield f"postgresql://{said['user']}@127.0.0.1:{own}/{said['dbname']}"
            finally:
                process.terminate()


def _answers(port: int) -> bool:
    try:
        create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True

"""A PostgreSQL database that cannot hold every name is refused before anything is in it, with what to do."""

from __future__ import annotations

import psycopg
import pytest

from bot.ports import Unavailable
from storage.database.schema import check, migrate
from tests.storage.server import Server

pytestmark = pytest.mark.postgres


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_is_not_utf8_is_refused(postgres: Server, encoding: str) -> None:
    """`createdb` makes one of SQL_ASCII where the machine's language is C, as on a bare Debian."""
    name = f"of_{encoding.lower()}"
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        made = f"CREATE DATABASE {name} ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0"
        connection.execute(made.encode())
    for using in (migrate, check):
        with pytest.raises(Unavailable, match=f"{name}.* keeps text as {encoding}.*createdb --encoding=UTF8"):
            using(postgres.url(name))

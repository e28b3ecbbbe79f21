"""The URL of a PostgreSQL server, as libpq has them: of one server, or of several."""

from __future__ import annotations

import pytest

from storage.database.server.address import ServerAddress
from storage.database.urls import database

TWO = "postgresql://bot:hush@one:5433,two:5434/together?target_session_attrs=read-write"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("postgresql://bot:hush@db/together", "postgresql://bot:***@db/together"),
        ("postgresql+psycopg://bot@db:5433/together", "postgresql://bot@db:5433/together"),
        ("postgresql://bot@/together?host=/run/postgresql", "postgresql://bot@/together?host=/run/postgresql"),
        ("postgresql://db/together?user=bot&password=hush", "postgresql://bot:***@db/together"),
        (TWO, "postgresql://bot:***@one:5433,two:5434/together"),
        ("postgresql://bot@one,two/together", "postgresql://bot@one,two/together"),
        ("postgresql://bot@/together?host=one,two&port=5433", "postgresql://bot@one:5433,two:5433/together"),
    ],
)
def test_it_is_named_without_its_password(url: str, name: str) -> None:
    assert database(url).name == name


def test_what_stands_in_it_reaches_libpq() -> None:
    told = ServerAddress(TWO).conninfo
    for word in ("host=one,two", "port=5433,5434", "password=hush", "target_session_attrs=read-write"):
        assert word in told


@pytest.mark.parametrize("url", ["postgresql://bot:hush@db/together?nonsense=1", "postgresql://bot:hush@[::1/together"])
def test_one_that_cannot_be_read_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ValueError, match="postgresql://") as refused:
        database(url)
    assert "hush" not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("postgresql://other@two:5434/together", True),
        ("postgresql://other@two:5434/ledger", False),
        ("postgresql://other@three:5434/together", False),
        ("postgresql://other@two/together", False),
    ],
)
def test_one_of_several_servers_is_enough_to_be_the_same(other: str, same: bool) -> None:
    assert ServerAddress(TWO).is_same(ServerAddress(other)) is same

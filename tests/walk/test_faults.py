"""What an operator reads when something is wrong: every message says what to do, and stands on the page."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import psycopg
import pytest

from bot.app import sqlite_at
from bot.app.keys import new_key
from bot.cli import main
from tests.copying import HERE
from tests.scenarios.test_health import fill, small  # noqa: F401  # a fixture
from tests.seals import KEY
from tests.storage.server import Server
from tests.walk.operator import Operator

PAGE = (HERE / "docs/operations/trouble.md").read_text(encoding="utf-8")

Say = Callable[..., str]


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """What a command that fails says; settings by their names."""
    monkeypatch.chdir(tmp_path)
    settings = {
        "DATABASE_URL": sqlite_at(tmp_path / "together.db"),
        "LEDGER": str(tmp_path / "erasures"),
        "SECRET_KEYS": KEY,
    }

    def run(*words: str, status: int = 1, **more: str) -> str:
        for name, value in {**settings, **more}.items():
            monkeypatch.setenv(f"TOGETHER_{name}", value)
        capsys.readouterr()
        assert main(list(words)) == status
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return said.out + said.err

    return run


def explained(said: str, *phrases: str) -> None:
    """Each phrase is said, and stands on the page, where somebody will look for it."""
    flat = " ".join(said.split())
    for phrase in phrases:
        assert phrase in flat, said
        assert phrase in PAGE, f"docs/operations/trouble.md has no «{phrase}»"


@pytest.mark.parametrize(
    ("verb", "setting"),
    [("web", "PORT"), ("web", "METRICS_PORT"), ("worker", "METRICS_PORT"), ("worker", "HEALTH_PORT")],
)
def test_a_port_that_is_taken_is_named_with_its_setting(says: Say, verb: str, setting: str) -> None:
    says("release", status=0)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = says(verb, **{"PORT": "0", setting: port})
    assert f"127.0.0.1:{port}" in said
    assert f"TOGETHER_{setting}" in said
    explained(said, "already: end it, or take another port")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://bot:pa55word@host:port/x",
        "postgresql://bot:pa55word@h/x?bogus=1",
        "sqlite:///",
        "sqlite:///:memory:",
    ],
)
def test_an_address_that_is_none_is_said_without_what_stands_in_it(says: Say, url: str) -> None:
    for words in (("release",), ("web",), ("worker",), ("doctor",)):
        said = says(*words, DATABASE_URL=url)
        explained(said, "TOGETHER_DATABASE_URL cannot be read")
        assert "pa55word" not in said


def test_a_folder_that_cannot_be_made_is_said(says: Say) -> None:
    explained(says("release", DATABASE_URL="sqlite:////proc/none/together.db"), "it cannot be made", "may write to")


@pytest.mark.parametrize(
    ("url", "so", "cure"),
    [
        ("postgresql://bot:pa55word@127.0.0.1:9/x", "Connection refused", "See that the server runs"),
        ("postgresql://bot:pa55word@nobody.invalid/x", "failed to resolve host", "Mend the host"),
    ],
)
def test_a_server_that_is_not_there_is_said(says: Say, url: str, so: str, cure: str) -> None:
    for words in (("release",), ("doctor", "database")):
        said = says(*words, DATABASE_URL=url)
        explained(said, so, cure)
        assert "pa55word" not in said


@pytest.fixture
def locked(postgres: Server) -> Iterator[Callable[[str, str, str], str]]:
    """A server that asks this user for a password: the address with a user, a password and a database."""
    admin = urlsplit(postgres.url("postgres"))
    rules = postgres.data / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(f"local all locked scram-sha-256\n{before}")
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_reload_conf()")
        connection.execute("DROP ROLE IF EXISTS locked")
        connection.execute("CREATE ROLE locked LOGIN PASSWORD 'the right one'")
    host = quote(parse_qs(admin.query)["host"][0], safe="")
    yield lambda user, password, name: f"postgresql://{user}:{password}@/{name}?host={host}"
    rules.write_text(before)
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_reload_conf()")


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("named", "cure"),
    [
        (("locked", "pa55word", "postgres"), "Compare user and password"),
        (("postgres", "pa55word", "nowhere"), "mend the name"),
        (("nobody", "pa55word", "postgres"), "Make the user"),
    ],
)
def test_what_a_server_does_not_take_is_said_without_the_password(
    says: Say, locked: Callable[[str, str, str], str], named: tuple[str, str, str], cure: str
) -> None:
    for words in (("release",), ("doctor", "database")):
        said = says(*words, DATABASE_URL=locked(*named))
        explained(said, cure)
        assert "pa55word" not in said


@pytest.mark.parametrize("verb", ["web", "worker"])
def test_a_start_that_waits_for_its_database_says_why_and_what_to_do(verb: str, tmp_path: Path) -> None:
    operator = Operator(tmp_path, {})
    operator.writes(
        ".env",
        "TOGETHER_DATABASE_URL=postgresql://bot:pa55word@nobody.invalid/x\n"
        f"TOGETHER_LEDGER={tmp_path}/erasures\nTOGETHER_SECRET_KEYS={new_key()}\n",
    )
    try:
        operator.starts(verb)
        said = operator.waits_for(verb, "the start waits for it")
        explained(said, "the start waits for it", "failed to resolve host", "Mend the host")
        assert "pa55word" not in said
        assert operator.ends(verb) in (0, -15, 143)
    finally:
        operator.leaves()


@pytest.mark.parametrize(
    ("version", "cure"), [("0012", "run `together-bot release`"), ("9999", "nstall the release that")]
)
def test_a_schema_of_another_release_is_said_by_whoever_meets_it(
    says: Say, tmp_path: Path, version: str, cure: str
) -> None:
    says("release", status=0)
    with sqlite3.connect(tmp_path / "together.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", (version,))
    connection.close()
    for words in (("web",), ("worker",), ("digest",)):
        explained(says(*words), cure)
    asked = says("doctor", "database")
    assert version in asked
    assert cure.strip("`").rpartition("`")[2] in asked


def test_a_full_disk_is_said_by_whatever_writes(says: Say, small: Path) -> None:  # noqa: F811
    url = sqlite_at(small / "together.db")
    says("release", status=0, DATABASE_URL=url)
    fill(small)
    for words in (("digest",), ("doctor", "database")):
        explained(says(*words, DATABASE_URL=url), "is full", "Make room")


def test_an_empty_file_for_a_key_is_one_that_is_about_to_hold_the_first(says: Say, tmp_path: Path) -> None:
    """As with `keys new > FILE`, which the shell empties first."""
    file = tmp_path / "secret-keys"
    told = {"SECRET_KEYS": "", "SECRET_KEYS_FILE": str(file)}
    first = says("keys", "new", status=0, **told)
    file.touch()
    assert says("keys", "new", status=0, **told).partition("\n")[2] == first.partition("\n")[2]
    assert f"Put it into {file}" in first
    file.write_text(KEY)
    assert f"on a line of its own at the top of {file}" in says("keys", "new", status=0, **told)
    assert "TOGETHER_SECRET_KEYS_FILE" in says("keys", "new", status=0, SECRET_KEYS="", SECRET_KEYS_FILE="", LEDGER="")


def test_what_is_wrong_with_the_way_in_is_on_the_page() -> None:
    """Said by the doctor, whose own tests show each (tests/doctor)."""
    for phrase in (
        "it is not the bot that answers",
        "certificate has expired",
        "Renew it, for this very name",
        "ahead",
        "NTP",
    ):
        assert phrase in PAGE

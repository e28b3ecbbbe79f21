"""A database of before its words were sealed: all of it is brought over, and no plain text stays behind."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from bot.engine.flows.evaluation.state import ANSWERS, answers_of, evaluation_of
from bot.engine.flows.prep.state import TICKS, ticked
from bot.engine.people import Role
from bot.engine.state import lending
from bot.infra.codec import encode_journey
from bot.ports import Unavailable
from storage.database import leftovers, schema
from storage.database.schema import SchemaTooOld, check, engine, migrate
from storage.database.sqlite import Sqlite
from storage.database.trouble import KeysNeeded
from storage.database.urls import database
from storage.repositories.mailbox import SqlMailbox
from storage.store import open_store
from tests.seals import SEAL
from tests.storage.server import Server
from tests.storage.test_migrations import by_migrations, statement
from tests.storage.values import claim, do, journey

MARK = "zaubermarke"
BEFORE = "0006"
PAIRS = 700
"""More than are looked at together."""


def of_before(pair: str) -> str:
    """A journey in the second format."""
    raw = json.loads(encode_journey(journey(pair)))
    del raw["words_shared"], raw["private"]
    answered = {"opened": "2026-03-02T09:00:00Z", "answers": {"useful": ["4"], "remark": [f"{MARK} {pair}"]}}
    raw["own"] = {
        "mentor": {"evaluation": {"by_seance": {"1": answered}}},
        "mentee": {"prep": {"by_seance": {"1": [f"{MARK}-tick"]}}},
    }
    raw["shared"] = {"nudge": {"asked": "2026-03-02T09:00:00Z"}}
    return json.dumps({**raw, "format": 2})


def fill(url: str, monkeypatch: pytest.MonkeyPatch, pairs: int = 3) -> None:
    """What the release before kept: journeys, messages, one of them undeliverable, and cards."""
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "HEAD", BEFORE)
        by_migrations(url)
    with engine(database(url)).connect() as connection:
        _people(connection)
        for number in range(pairs):
            _pair(connection, f"p{number:03}")
        connection.commit()


def _people(connection: Connection) -> None:
    people = "('ama', 'Ama', '[\"fr\"]', 'UTC', '{}', '[]', ''), ('bo', 'Bo', '[\"fr\"]', 'UTC', '{}', '[]', '')"
    columns = "id, name, languages, zone, hours, off, chosen"
    connection.exec_driver_sql(f"INSERT INTO person ({columns}) VALUES {people}")


def _pair(connection: Connection, pair: str) -> None:
    said = json.dumps({"parts": [{"kind": "text", "line": {"say": {"id": "x", "args": {"a": f"{MARK} {pair}"}}}}]})
    connection.execute(
        text(
            "INSERT INTO pair (id, track, mentor, mentee, start, ended, journey)"
            " VALUES (:id, 'mentoring', 'ama', 'bo', '2026-03-02', false, :journey)"
        ),
        {"id": pair, "journey": of_before(pair)},
    )
    post = text(
        "INSERT INTO due (kind, pair, due_at, ready_at, lane, scope, key, place, message, languages, zones, seance, refresh,"
        " unprompted, twice, attempts, doubtful, dead_at, reason, detail) VALUES ('post', :pair, 0, 0, :lane, 'local/home',"
        " :key, 'pair', :message, '[\"fr\"]', '[\"UTC\"]', 1, false, false, true, 0, false, :dead, :reason, :reason)"
    )
    lane = f"local/home/pair:{pair}"
    parts = {"pair": pair, "lane": lane, "message": json.dumps({"parts": [], "title": None, "note": f"{MARK} {said}"})}
    connection.execute(post, {**parts, "key": "k", "dead": None, "reason": None})
    connection.execute(post, {**parts, "key": "dead", "dead": 1, "reason": "faulty"})
    connection.execute(
        text("INSERT INTO due (kind, pair, due_at, ready_at) VALUES ('wake', :pair, 9, 9)"), {"pair": pair}
    )
    connection.execute(
        text(
            "INSERT INTO local_card (conversation, key, pair, post, posted, revision, content)"
            " SELECT 'C1', 'k', :pair, 1, 0, coalesce(max(revision), 0) + 1, :content FROM local_card"
        ),
        {"pair": pair, "content": json.dumps({"text": f"{MARK} {pair}"})},
    )


def is_all_there(url: str, pairs: int = 3) -> None:
    store, lent = open_store(url, seal=SEAL), lending((ANSWERS, TICKS))
    journeys = [one.lending(lent) for one in do(store, lambda unit: list(unit.journeys.all()))]
    assert [one.pair for one in journeys] == [f"p{number:03}" for number in range(pairs)]
    for one in journeys:
        said = answers_of(one, 1, Role.MENTOR)
        assert (said.line, dict(said.answers)) == (f"{MARK} {one.pair}", {"useful": ("4",)})
        assert evaluation_of(one, 1, Role.MENTOR) is not None
        assert ticked(one, 1, Role.MENTEE) == (f"{MARK}-tick",)
    assert len(do(store, lambda unit: claim(unit, limit=pairs + 5))) == pairs
    assert len(do(store, lambda unit: unit.dead_letters.all())) == pairs
    cards = asyncio.run(SqlMailbox(store).since(0, 2 * pairs))
    assert [card.content for card in cards] == [{"text": f"{MARK} {one.pair}"} for one in journeys]
    asyncio.run(store.close())


def holding(folder: Path, mark: bytes = MARK.encode()) -> list[str]:
    """The files that hold the mark."""
    return [file.name for file in folder.rglob("*") if file.is_file() and mark in file.read_bytes()]


def test_all_of_it_is_there_afterwards_and_sealed(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(empty_url, monkeypatch)
    migrate(empty_url, seal=SEAL)
    check(empty_url)
    is_all_there(empty_url)
    for table in ("pair", "due", "local_card"):
        assert MARK not in str(statement(empty_url, f"SELECT * FROM {table}"))
    assert statement(empty_url, "SELECT count(*) FROM due WHERE kind = 'wake'") == [(3,)]


def test_no_plain_text_is_left_in_the_file_or_beside_it(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(sqlite_url, monkeypatch, 50)
    statement(sqlite_url, "DELETE FROM local_card WHERE pair > 'p020'")  # it is in free pages
    for copy in ("together.db.before-0005.bak", "together.db.before-0003.bak.part"):
        (tmp_path / copy).write_bytes((tmp_path / "together.db").read_bytes())
    assert len(holding(tmp_path)) >= 3
    migrate(sqlite_url, seal=SEAL)
    assert holding(tmp_path) == []
    assert not list(tmp_path.glob("*.bak*"))


@pytest.mark.postgres
def test_no_plain_text_is_left_in_the_tables_of_the_server(
    postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = postgres.new_database()
    fill(url, monkeypatch, 50)
    statement(url, "ANALYZE")
    statement(url, "CHECKPOINT")
    ((own,),) = statement(url, "SELECT oid FROM pg_database WHERE datname = current_database()")
    files = postgres.data / "base" / str(own)  # others hold what other tests have written
    assert holding(files)
    migrate(url, seal=SEAL)
    statement(url, "CHECKPOINT")
    assert holding(files) == []
    statistics = statement(url, "SELECT most_common_vals::text, histogram_bounds::text FROM pg_stats")
    assert MARK not in str(statistics)


def test_it_says_how_far_it_is(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(empty_url, monkeypatch, PAIRS)
    told: list[tuple[str, int, int]] = []
    migrate(empty_url, seal=SEAL, tell=lambda *words: told.append(words))
    assert told == [
        ("journeys sealed", 500, PAIRS),
        ("journeys sealed", PAIRS, PAIRS),
        *(("messages sealed", done, 2 * PAIRS) for done in (500, 1000, 2 * PAIRS)),
        ("cards of the local page sealed", 500, PAIRS),
        ("cards of the local page sealed", PAIRS, PAIRS),
        ("files written anew", 0, 1),
        ("files written anew", 1, 1),
    ]
    is_all_there(empty_url, PAIRS)


class Pulled(Exception):
    """Somebody pulls the plug."""


@pytest.mark.parametrize("when", ["journeys", "messages", "cards"])
def test_interrupted_it_is_as_before_and_begins_again(
    empty_url: str, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(empty_url, monkeypatch)

    def tell(what: str, done: int, of: int) -> None:
        if what.startswith(when):
            raise Pulled

    with pytest.raises(Pulled):
        migrate(empty_url, seal=SEAL, tell=tell)
    assert statement(empty_url, "SELECT version_num FROM alembic_version") == [(BEFORE,)]
    assert MARK in str(statement(empty_url, "SELECT message FROM due"))
    migrate(empty_url, seal=SEAL)
    is_all_there(empty_url)


def test_interrupted_before_the_files_were_written_anew_no_process_starts(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(empty_url, monkeypatch)
    with monkeypatch.context() as pulled:
        pulled.setattr(leftovers, "remove", _pulled)
        with pytest.raises(Pulled):
            migrate(empty_url, seal=SEAL)
    with pytest.raises(SchemaTooOld, match=r"still holds in plain .*: run `together-bot release`"):
        check(empty_url)
    migrate(empty_url)  # nothing is left to be sealed
    check(empty_url)
    kind = database(empty_url)
    assert not isinstance(kind, Sqlite) or holding(kind.file.parent) == []
    is_all_there(empty_url)


def _pulled(*_: object) -> None:
    raise Pulled


def test_who_has_it_open_is_asked_to_stop(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(sqlite_url, monkeypatch)
    monkeypatch.setattr("storage.database.sqlite.LOCK_SECONDS", 0.01)
    kind = database(sqlite_url)
    assert isinstance(kind, Sqlite)
    reader = sqlite3.connect(kind.file)
    seen: list[object] = []

    def tell(what: str, done: int, of: int) -> None:
        if what == "files written anew" and not seen:
            reader.execute("BEGIN")
            seen.append(reader.execute("SELECT count(*) FROM pair").fetchone())

    with pytest.raises(Unavailable, match="open elsewhere"):
        migrate(sqlite_url, seal=SEAL, tell=tell)
    reader.close()
    with pytest.raises(SchemaTooOld):
        check(sqlite_url)
    migrate(sqlite_url)
    check(sqlite_url)
    assert holding(kind.file.parent) == []


def test_without_keys_nothing_is_touched(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(empty_url, monkeypatch)
    with pytest.raises(KeysNeeded, match="needs the bot's keys"):
        migrate(empty_url)
    assert statement(empty_url, "SELECT version_num FROM alembic_version") == [(BEFORE,)]


def test_an_empty_database_needs_none(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(schema, "HEAD", BEFORE)
        by_migrations(empty_url)
    migrate(empty_url)
    check(empty_url)


def test_an_id_is_never_given_twice(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(empty_url, monkeypatch)
    newest: Callable[[], object] = lambda: statement(empty_url, "SELECT max(id) FROM local_card")[0][0]  # noqa: E731
    last = newest()
    statement(empty_url, f"DELETE FROM local_card WHERE id = {last}")
    migrate(empty_url, seal=SEAL)
    statement(
        empty_url,
        "INSERT INTO local_card (conversation, key, pair, post, posted, revision, content)"
        " VALUES ('C', 'k', 'p', 1, 1, 99, '')",
    )
    assert newest() == int(str(last)) + 1

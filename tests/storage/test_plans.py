"""What the queue looks for, it finds by an index: a million posts for tomorrow cost today's poll nothing."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Executable, text

from bot.engine.effects import Urgency
from bot.engine.people import Role
from bot.ports import LinkedCalendar, Person
from storage.coordination import inquiries
from storage.database.schema import migrate
from storage.database.session import Texts
from storage.database.urls import database
from storage.ledger.file import FileLedger
from storage.outbox import backlog, claims, dead_letters, due, outbox
from storage.repositories import calendar_events, calendars, journeys, people, programmes
from storage.standings import lists
from storage.store import open_store
from storage.unit import SqlUnit
from storage.versions import contents
from tests.seals import SEAL
from tests.storage.server import Server
from tests.storage.values import DAY, NOW, do, journey, lane, owed, person

HOT = {
    "open scopes": claims._OPEN_SCOPES,
    **{f"claimable posts, {urgency.name.lower()}": claims.CLAIMABLE[urgency] for urgency in Urgency},
    **{f"next posts, {urgency.name.lower()}": due.NEXT_POSTS[urgency] for urgency in Urgency},
    "next wake-up": due.NEXT_WAKE,
    "wake-ups": outbox._CLAIM_WAKES,
    "delivered": outbox._DELIVERED,
    "release": outbox._RELEASE,
    "dead": dead_letters._DEAD,
    "revived": dead_letters._REVIVE_BEHIND,
    "shut lanes of a person": dead_letters._READS,
    "journey": journeys._JOURNEY,
    "journey of a coordinator": journeys._COORDINATED,
    "journeys of a programme": journeys._JOURNEYS_IN,
    "coordinators of a pair": people._COORDINATORS_OF,
    "programme of a pair": programmes._OF_PAIR,
    "dead of a programme": dead_letters._DEAD_IN,
    "memberships": people._MEMBERSHIPS,
    "every membership": people._EVERY_MEMBERSHIP,
    "pair at": people._PAIRS_AT,
    "calendars": calendars.CLAIM,
    "calendars that are late": calendars._DUE_SINCE,
    "events that are late": calendar_events._DUE_SINCE,
    "what is set aside": backlog._SET_ASIDE,
    "late wake-ups": backlog._WAKES[0],
    "leased wake-ups": backlog._WAKES[1],
    "inquiries": inquiries.CLAIM,
    "page of pairs": lists._page(frozenset({"reader"})),
    "next page of pairs": lists._page(frozenset({"reader", "after"})),
    "pair of a list": lists._page(frozenset({"reader", "pair"})),
    "pairs by their content": contents._GOING,
    "pairs of an export": lists._batch(frozenset({"reader"})),
}
WHOLE = re.compile(
    r"SCAN (due|pair|event|calendar|address|standing)$|Seq Scan on (due|pair|event|calendar|address|standing)\b"
)

LOOK, LANE = re.compile(r" on due (older|younger)"), re.compile(r"Index Cond: .*\(*lane\S* = \(due\.lane\)")


def plan(url: str, statement: Executable) -> list[str]:
    """The database's own account of how it would run a statement."""
    kind = database(url)
    sql, fixed = Texts(kind.dialect).of(statement)
    params: dict[str, object] = dict.fromkeys(re.findall(r"(?::|%\()(\w+)(?=\)s|\b)", sql), 0) | fixed
    if url.startswith("sqlite"):
        lite = sqlite3.connect(kind.name)
        lines = [str(row[3]) for row in lite.execute(f"EXPLAIN QUERY PLAN {sql}", params)]
        lite.close()
        return lines
    with psycopg.connect(url) as connection:
        return [str(row[0]) for row in connection.execute(f"EXPLAIN {sql}".encode(), params)]


def linked(people: list[Person]) -> Callable[[SqlUnit], None]:
    """Calendars of all of them, due tomorrow."""

    def work(unit: SqlUnit) -> None:
        for one in people:
            unit.calendars.link(LinkedCalendar(one.id, "ics", "", "", NOW + DAY))

    return work


def paired(people: list[Person]) -> Callable[[SqlUnit], None]:
    """Everybody in a pair, whose next wake-up is due tomorrow."""

    def work(unit: SqlUnit) -> None:
        for n in range(0, len(people), 2):
            mentor, mentee = people[n : n + 2]
            members = {Role.MENTOR: mentor, Role.MENTEE: mentee}
            unit.journeys.enrol(journey(f"p{n:04}", mentor, mentee), members, lane(f"pair:p{n:04}"), NOW + DAY)

    return work


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database of each kind, with much that is due tomorrow; its plans are asked for, and nothing is changed."""
    folder = tmp_path_factory.mktemp("plans")
    if request.param == "sqlite":
        url = f"sqlite:///{folder / 'together.db'}"
        migrate(url)
    else:
        server: Server = request.getfixturevalue("postgres")
        url = server.new_database(migrated=True)
    store = open_store(url, seal=SEAL, ledger=FileLedger(folder / "erasures"))
    later = [owed("k", f"dm:{n}", f"w{n % 3}", due=NOW + DAY) for n in range(2000)]
    do(store, lambda unit: unit.outbox.enqueue(later))
    others = [person(f"n{n}") for n in range(2000)]
    do(store, lambda unit: unit.people.put_all(others))
    do(store, paired(others))
    do(store, linked(others))
    if url.startswith("postgresql"):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("ANALYZE")
    asyncio.run(store.close())
    return url


@pytest.mark.parametrize("name", HOT)
def test_nothing_is_read_from_end_to_end(filled: str, name: str) -> None:
    lines = plan(filled, HOT[name])
    assert [line for line in lines if WHOLE.search(line)] == [], "\n".join(lines)


@pytest.mark.postgres
@pytest.mark.parametrize("urgency", Urgency)
def test_a_lane_is_looked_up_by_its_index_before_there_are_statistics(
    postgres: Server, tmp_path: Path, urgency: Urgency
) -> None:
    """A large programme's first messages are owed within a minute, and PostgreSQL knows nothing of them yet."""
    url = postgres.new_database(migrated=True)
    store = open_store(url, seal=SEAL, ledger=FileLedger(tmp_path / "erasures"))
    owing = [owed(f"k{n}", f"dm:{n // 3}", due=NOW) for n in range(3000)]
    do(store, lambda unit: unit.outbox.enqueue(owing))
    asyncio.run(store.close())
    lines = plan(url, claims.CLAIMABLE[urgency])
    looks = [(line, after) for line, after in pairwise(lines) if LOOK.search(line)]
    assert len(looks) == (3 if urgency is Urgency.MOMENT else 2)
    assert [look for look in looks if "due_post_in_lane" not in look[0] or not LANE.search(look[1])] == []


@pytest.mark.postgres
def test_people_are_looked_up_as_their_tables_are_by_then_however_many_one_transaction_adds(
    postgres: Server, tmp_path: Path
) -> None:
    """A plan that is kept may be of when there was next to nobody: it would read all of whom there are, each time."""
    store = open_store(postgres.new_database(migrated=True), seal=SEAL, ledger=FileLedger(tmp_path / "ledger"))

    def work(unit: SqlUnit) -> tuple[int, int]:
        for part in range(30):
            some = [person(f"p{part}x{n}") for n in range(200)]
            unit.people.at_each([one.address for one in some])
            unit.people.taken([one.id for one in some])
            unit.journeys.there([one.id for one in some])
            unit.people.add_all(some)
        row = unit.session.row(_PLANS)
        assert row is not None
        return row[0], row[1]

    anew, kept = do(store, work)
    asyncio.run(store.close())
    assert anew >= 3 * 30
    assert kept == 0


_PLANS = text(
    "SELECT sum(custom_plans)::integer, sum(generic_plans)::integer FROM pg_prepared_statements WHERE statement LIKE '% IN (%'"
)

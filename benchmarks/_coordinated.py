"""Makes a programme of very many pairs in the middle of their season: a few that were played, copied by SQL."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import SQLModel

from benchmarks._databases import SEAL
from benchmarks._season import Season
from bot.engine.flows.contact.state import asking
from bot.engine.journey import Journey, Offer, Pause, Sitting
from bot.engine.people import Role
from bot.ports import FIRST, Address, Lane, Person, ProgrammeRecord, UnitOfWork
from storage.database.instants import micros
from storage.database.sql import table
from storage.database.urls import database
from storage.store import open_store
from storage.tables import AddressRow, PairRow, PersonRow, StandingRow

SMALL = "small"
"""A programme beside the large one."""
READER = "cora"
"""Coordinates the large one."""
DAY = timedelta(days=1)


def fill(url: str, season: Season, pairs: int) -> None:
    """So many pairs of the first programme, a hundredth of which something cannot be delivered to; and a few of another."""
    store = open_store(url, seal=SEAL)
    turns = asyncio.run(store.run(lambda unit: _enrolled(unit, season)))
    asyncio.run(store.close())
    with closing(database(url).connect()) as connection:
        cursor = connection.cursor()
        if url.startswith("postgresql"):
            cursor.execute("SET statement_timeout = 0")
        cursor.execute("BEGIN")
        for statement in (*_copies(pairs // turns - 1), _dead(season.at)):
            cursor.execute(statement.encode() if url.startswith("postgresql") else statement)
        cursor.execute("COMMIT")
        cursor.execute("VACUUM ANALYZE" if url.startswith("postgresql") else "ANALYZE")  # as a server does by itself


def _enrolled(unit: UnitOfWork, season: Season) -> int:
    unit.programmes.put(ProgrammeRecord(SMALL, "Small"))
    unit.people.put_coordinator(_person(READER, "Cora"), Lane("local", "w0", f"coordinator:{READER}"))
    turns = list(_turns(season.journey, season.at))
    for number, journey in enumerate(turns):
        _enrol(unit, journey, f"played{number}")
    for number in range(100):
        _enrol(unit, turns[number % len(turns)], f"other{number}", SMALL)
    return len(turns)


def _turns(played: Journey, at: datetime) -> Iterator[Journey]:
    """What pairs in mid-season come to. `played` has met in its séance just now."""
    now = played.current
    assert now is not None
    assert now.meeting is not None
    ahead = replace(now, meeting=replace(now.meeting, at=at + 5 * DAY))
    search = Sitting(now.number, at - 2 * DAY, offer=Offer(at - 2 * DAY, (at + 6 * DAY,)))
    stuck = replace(search, opened=at - 30 * DAY, moves=(at - 20 * DAY, at - 15 * DAY))
    booked = played.with_sitting(ahead)
    yield played
    yield booked
    yield played.with_sitting(search)
    yield played.with_sitting(stuck)
    yield played.with_sitting(replace(now, meeting=replace(now.meeting, at=at - 5 * DAY)))
    yield played.with_sitting(replace(now, held=now.meeting.at))
    yield replace(booked, pause=Pause(at - 3 * DAY))
    yield replace(booked, sittings=())
    yield replace(booked, ended=at - 10 * DAY, left=(Role.MENTEE,))
    yield asking(booked, Role.MENTOR, at - 8 * DAY)


def _enrol(unit: UnitOfWork, journey: Journey, pair: str, programme: str = FIRST) -> None:
    members = {role: replace(one, person=f"{pair}-{role}") for role, one in journey.members.items()}
    people = {role: _person(one.person, one.name, one.languages, one.zone) for role, one in members.items()}
    own = replace(journey, pair=pair, members=members)
    unit.journeys.enrol(own, people, Lane("local", "w0", f"pair:{pair}"), None, programme)


def _person(id: str, name: str, languages: tuple[str, ...] = ("fr",), zone: str = "Europe/Paris") -> Person:
    return Person(id=id, name=name, languages=languages, zone=zone, address=Address("local", f"w0/{id}"))


def _copies(count: int) -> Iterator[str]:
    own = "replace({0}, '\"' || {1} || '\"', '\"' || {1} || '-' || n || '\"')"
    yield _copy(PersonRow, "id", count, name="name || ' ' || n")
    yield _copy(AddressRow, "person", count, id="id || '-' || n")
    two = {role.value: f"{role} || '-' || n" for role in Role}
    yield _copy(PairRow, "id", count, **two, journey=own.format("journey", "id"))
    yield _copy(StandingRow, "pair", count, names="names || ' ' || n", content=own.format("content", "pair"))


def _copy(rows: type[SQLModel], key: str, count: int, **changed: str) -> str:
    """Each row of a pair that was played, so many times more."""
    of = table(rows)
    changed = {key: f"{key} || '-' || n", **changed}
    names = [column.name for column in of.c if not column.name.endswith("words")]  # sealed, and bound to the pair
    columns, values = ", ".join(names), ", ".join(changed.get(name, name) for name in names)
    numbers = f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count})"
    return f"INSERT INTO {of.name} ({columns}) {numbers} SELECT {values} FROM {of.name}, numbers WHERE {key} LIKE 'played%'"


def _dead(at: datetime) -> str:
    columns = "kind, pair, due_at, ready_at, lane, scope, key, dead_at, reason, detail"
    lane = "'local/w0/pair:' || id, 'local/w0', 'a card'"
    return (
        f"INSERT INTO due ({columns}) SELECT 'post', id, 0, 0, {lane}, {micros(at - DAY)}, 'closed', ''"
        " FROM pair WHERE id LIKE 'played%-%00'"
    )

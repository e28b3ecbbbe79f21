"""What one event asks of the database: what is unchanged is not written, and nothing is read twice."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from benchmarks._season import SEANCE, Season, mid_season
from benchmarks.monday import always_at_work, enrol
from bot.app import sqlite_at
from bot.application.event_handler import EventHandler
from bot.engine.events import Event, Pressed
from bot.engine.flows.evaluation.actions import ANSWER
from bot.engine.flows.evaluation.card import key
from bot.engine.flows.held.actions import YES
from bot.engine.journey import begin
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Track
from bot.infra.clock import SetClock
from storage.database.schema import migrate
from storage.database.sqlite import Sqlite
from storage.outbox.pace import NO_LIMITS
from storage.store import SqlStore
from tests.seals import SEAL


class Noting(Sqlite):
    """Notes the first words of each statement: what it does, and to which table."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        self.said: list[str] = []

    def connect(self, *, reading: bool = False) -> sqlite3.Connection:
        connection = super().connect(reading=reading)
        connection.set_trace_callback(self._note)
        return connection

    def _note(self, statement: str) -> None:
        words = statement.split()
        if words[0] == "SELECT":
            words = ["SELECT", words[words.index("FROM") + 1]]
        self.said.append(" ".join(word for word in words[:3] if word not in ("INTO", "IMMEDIATE")))


@pytest.fixture(scope="module")
def season() -> Season:
    return mid_season()


def asked(tmp_path: Path, season: Season, *events: Event) -> Sequence[str]:
    """The statements of the last of these events."""
    file = tmp_path / "statements.db"
    migrate(sqlite_at(file))
    database = Noting(file)
    service = EventHandler(
        SqlStore(database, NO_LIMITS, SEAL), season.content.programme, season.content.voices, SetClock(season.at)
    )

    async def handled() -> None:
        await service.store.run(lambda unit: season.enrol(unit, ["pair"]))
        for event in events:
            database.said.clear()
            assert await service.handle(event)
        await service.store.close()

    asyncio.run(handled())
    return database.said


def test_a_press_that_changes_the_journey(tmp_path: Path, season: Season) -> None:
    assert asked(tmp_path, season, season.press("pair")) == [
        "BEGIN",
        "INSERT event",
        "SELECT pair",
        "UPDATE pair SET",
        "INSERT standing",
        "INSERT due",  # its wake-up
        "SELECT pair",  # the two people, once
        "INSERT due",
        "INSERT due",
        "INSERT due",
        "COMMIT",
    ]


def test_a_press_that_changes_private_words_alone(tmp_path: Path, season: Season) -> None:
    role, now = Role.MENTEE, season.journey.current
    assert now is not None
    held = Pressed("held", season.at, "pair", role, now.card("held"), YES, (), Place.PAIR)
    useful = Pressed("4", season.at, "pair", role, key(SEANCE, role), ANSWER["useful"], ("4",), PRIVATE[role])
    assert asked(tmp_path, season, season.press("pair"), held, useful) == [
        "BEGIN",
        "INSERT event",
        "SELECT pair",
        "UPDATE pair SET",
        "SELECT pair",
        "INSERT due",
        "COMMIT",
    ]


def test_the_first_wake_of_a_pair(tmp_path: Path, season: Season) -> None:
    """A large programme's first minute is thousands of them. No calendar holds anything of a pair without a date."""
    file = tmp_path / "statements.db"
    migrate(sqlite_at(file))
    database = Noting(file)
    service = EventHandler(
        SqlStore(database, NO_LIMITS, SEAL), season.content.programme, season.content.voices, SetClock(season.at)
    )
    members = season.pair("pair").members
    new = begin("pair", Track.MENTORING, members[Role.MENTOR], members[Role.MENTEE], season.at.date())
    new = always_at_work(new)

    async def woken() -> None:
        await service.store.run(lambda unit: enrol(unit, season, [new]))
        database.said.clear()
        await service.wake("pair")
        await service.store.close()

    asyncio.run(woken())
    said = Counter(database.said)
    assert said["UPDATE calendar_event SET"] == 0
    assert said["SELECT contact"] == 2, "once for each of the two, whatever the number of their timers"
    assert said["UPDATE pair SET"] == said["INSERT standing"] == 1
    assert said.total() <= 24, said

"""Measures a Monday on which a large programme begins: 3,000 pairs in the same minute.

1. How fast their first messages go out to a platform that takes them at once, by real worker processes, how much is written to
   disk for each, and how long a press of somebody else waits meanwhile.
2. How late what is about a moment is shown at the pace that Slack sets, to 100 other pairs of the workspace whose séance is in the
   hour after. Time is played second by second: that is about whose turn it is, not how fast this machine is.

`load` beside the number of cores says whether something else was at work before: then less went out in a second.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path

from adapters.slack import limits
from benchmarks._databases import KINDS, SEAL, settings_for
from benchmarks._processes import Process, until
from benchmarks._season import Season, mid_season
from benchmarks.figures import Figure
from bot.application.delivery.worker import Worker
from bot.application.event_handler import EventHandler, next_wake
from bot.engine.effects import Urgency
from bot.engine.ids import read
from bot.engine.journey import Journey, begin
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.infra.clock import SetClock
from bot.ports import Address, Lane, OutboxMessage, Person, Rate, Sent, UnitOfWork
from storage.outbox.pace import Pace
from storage.store import open_store

BEGINNING, MEETING = 3_000, 100
MESSAGES_EACH = 3
WORKERS = {"sqlite": 1, "postgresql": 2}
PRESSING, PRESSES_PER_S = 3_000, 25
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)
WANTED = 30.0
"""Seconds that one of a hundred may be late."""
PACE = Pace({"local": Rate(limits.CONVERSATION_SECONDS, limits.WORKSPACE_PER_SECOND, limits.WORKSPACE_BURST)})
SHOWN_EVERY = 300
"""Played seconds."""


@dataclass
class Platform:
    """Takes everything at once, and remembers when."""

    clock: SetClock
    taken: list[tuple[datetime, OutboxMessage]] = field(default_factory=list)
    name: str = "local"
    looks_up: bool = False

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        self.taken.append((self.clock.now(), post))
        return Sent(post.conversation or str(post.lane), post.card or str(post.id))

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        return None

    async def close(self) -> None: ...


@dataclass(frozen=True)
class Rush:
    """How the first messages went out."""

    per_s: float
    kb: float
    """Written to disk by the workers, for each."""
    presses: Sequence[float]
    """Milliseconds that a press waited for its commit, in order."""


def measure() -> dict[str, Figure]:
    load, season = Figure(os.getloadavg()[0], "processes", os.cpu_count() or 1), mid_season()
    rushes = {}
    for name, workers in WORKERS.items():
        print(f"  {name}, {workers} at work …", file=sys.stderr, flush=True)
        with KINDS[name]() as new:
            rushes[name] = asyncio.run(_rush(new(), season, workers))
    return {
        "load": load,
        "sqlite_messages_per_s": Figure(rushes["sqlite"].per_s, "1/s", 600),
        "postgresql_messages_per_s": Figure(rushes["postgresql"].per_s, "1/s", 450),
        "sqlite_kb_per_message": Figure(rushes["sqlite"].kb, "kB", 40),
        "press_p99_ms": Figure(max(_p99(rush.presses) for rush in rushes.values()), "ms", 150),
        **_late(season),
    }


def _p99(values: Sequence[float]) -> float:
    return sorted(values)[int(0.99 * (len(values) - 1))]


# How fast --------------------------------------------------------------------------------------------------------


async def _rush(url: str, season: Season, workers: int) -> Rush:
    store = open_store(url, seal=SEAL)
    service = EventHandler(store, season.content.programme, season.content.voices, SetClock(season.at))
    pressing, messages = [f"press{number}" for number in range(PRESSING)], MESSAGES_EACH * BEGINNING
    now = datetime.now(UTC)
    await store.run(lambda unit: season.enrol(unit, pressing))
    await store.run(lambda unit: enrol(unit, season, map(always_at_work, _beginning(season, now))))
    with tempfile.TemporaryDirectory(prefix="together-") as folder:
        notes = [Path(folder) / f"notes{n}" for n in range(workers)]
        processes = [
            Process(["benchmarks._worker", "noting", str(note)], settings_for(url), Path(folder) / f"{note.name}.log")
            for note in notes
        ]
        presses: list[float] = []
        try:
            for name in pressing:
                presses.append(await _pressed(service, season, name))
                if sum(map(_lines, notes)) >= messages:
                    break
                await asyncio.sleep(1 / PRESSES_PER_S)
            until(lambda: sum(map(_lines, notes)) >= messages, "all first messages are out", 240)
            written = sum(map(_written, processes))
        finally:
            for process in processes:
                process.end()
        called = sorted(
            float(line.split()[2]) for note in notes for line in note.read_text().splitlines() if line[:3] == "new"
        )
    await store.close()
    return Rush(messages / (called[messages - 1] - called[0]), written / messages / 1000, presses)


async def _pressed(service: EventHandler, season: Season, name: str) -> float:
    began = time.perf_counter()
    await service.store.run(lambda unit: service.answers(unit, season.press(name)))
    return 1000 * (time.perf_counter() - began)


def always_at_work(journey: Journey) -> Journey:
    """Whatever the hour of the measurement."""
    all_day = {
        role: replace(
            one, hours=replace(one.hours, start=clock_time(), end=clock_time.max, days=tuple(range(7))), off=()
        )
        for role, one in journey.members.items()
    }
    return replace(journey, members=all_day)


def _lines(file: Path) -> int:
    """The first messages in it."""
    with suppress(FileNotFoundError):
        return file.read_bytes().count(b"new")
    return 0


def _written(process: Process) -> int:
    """Bytes that it sent to the disk."""
    lines = Path(f"/proc/{process.pid}/io").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("write_bytes"))


# How late --------------------------------------------------------------------------------------------------------


def _late(season: Season) -> dict[str, Figure]:
    print("  an hour, second by second …", file=sys.stderr, flush=True)
    with KINDS["sqlite"]() as new:
        taken = asyncio.run(_monday(new(), season))
    late = [(at - post.due).total_seconds() for at, post in taken if post.urgency is Urgency.MOMENT and post.due]
    first = [at for at, post in taken if post.urgency is Urgency.REST]
    return {
        "appointment_late_p99_s": Figure(_p99(late), "s", WANTED),
        "first_messages_min": Figure((max(first) - min(first)).total_seconds() / 60, "min", _at_least(len(taken))),
    }


def _at_least(posts: int) -> float:
    """The minutes that the platform's pace asks for."""
    return posts / limits.WORKSPACE_PER_SECOND / 60


async def _monday(url: str, season: Season) -> Sequence[tuple[datetime, OutboxMessage]]:
    """What was delivered, and when."""
    start = (season.at + timedelta(days=(7 - season.at.weekday()) % 7)).replace(hour=9, minute=0, second=0)
    clock = SetClock(start)
    store = open_store(url, seal=SEAL, pace=PACE)
    service = EventHandler(store, season.content.programme, season.content.voices, clock)
    pairs = [*_beginning(season, start), *_meeting(season, start)]
    await store.run(lambda unit: enrol(unit, season, pairs))
    platform = Platform(clock)
    worker = Worker(service, {"local": platform}, clock, "monday")
    while clock.at < start + HOUR:
        await worker.drain()
        clock.at += SECOND
        played = round((clock.at - start).total_seconds())
        if played % SHOWN_EVERY == 0:
            print(f"  {played // 60} minutes played, {len(platform.taken):,} messages", file=sys.stderr, flush=True)
    await store.close()
    return platform.taken


def _beginning(season: Season, at: datetime) -> Iterator[Journey]:
    for number in range(BEGINNING):
        two = season.pair(f"new{number}").members
        yield begin(f"new{number}", Track.MENTORING, two[Role.MENTOR], two[Role.MENTEE], at.date())


def _meeting(season: Season, at: datetime) -> Iterator[Journey]:
    """Their séances begin one after another within half an hour."""
    for number in range(MEETING):
        journey = season.pair(f"met{number}")
        now = journey.current
        assert now is not None
        assert now.meeting is not None
        meets = at + HOUR / 4 + number * (HOUR / 2 / MEETING)
        done = tuple(id for id in now.done if read(id).kind != "agenda")
        yield journey.with_sitting(replace(now, meeting=replace(now.meeting, at=meets, topic=0), done=done))


def enrol(unit: UnitOfWork, season: Season, pairs: Iterable[Journey]) -> None:
    for journey in pairs:
        people = {
            role: Person(
                id=one.person,
                name=one.name,
                languages=one.languages,
                zone=one.zone,
                address=Address("local", f"w0/{one.person}"),
            )
            for role, one in journey.members.items()
        }
        lane = Lane("local", "w0", f"pair:{journey.pair}")
        unit.journeys.enrol(journey, people, lane, next_wake(season.content.programme, journey))

"""Counts what is lost or shown twice when everything goes wrong at once.

Three workers and a web process share a database; every second one of them is killed with -9 and started again. People
type and press through the web process, over HTTP, and try again with the same id until they hear 200. The platform
throttles, fails, posts and says it failed, drops connections, and is slow (`benchmarks._platform`). Counted is what the
database ever owed, by a trigger, against what the platform ever showed.
"""

from __future__ import annotations

import asyncio
import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from socket import socket
from typing import Any

import aiohttp
import psycopg

from adapters.local.places import shared
from benchmarks._databases import KEYS, KINDS, ledger_for, settings_for
from benchmarks._platform import Shown, read
from benchmarks._processes import Process, until
from benchmarks.figures import Figure
from bot import app
from bot.application.enrolment.csv_file import COLUMNS, read_csv
from bot.application.enrolment.enrol import Enrolling, enrol
from bot.application.enrolment.enrol import read as read_roster
from bot.application.enrolment.lookup import Known
from bot.engine.people import Hours, Role
from bot.infra.clock import SystemClock
from bot.ports import Address, Unavailable
from bot.settings import Settings
from storage.database.urls import database

TOLD = Enrolling(asks=False)
"""Nobody is asked first: the season begins at once."""


@dataclass(frozen=True)
class Plan:
    messages: int = 2000
    pairs: int = 200
    leavers: int = 40
    """Pairs that one of the two leaves at once: the other is told, in a message that is rather held than sent twice."""
    workers: int = 3
    seconds_between_kills: float = 1.0
    most_kills: int = 1_000_000
    lease: float = 6.0
    """Seconds; longer than the platform takes, shorter than in earnest so that what was cut off is soon looked up."""
    people: int = 8
    """Who are typing at the same time."""
    seconds_between_deeds: float = 0.0
    """Of each of them."""
    patience: float = 900.0
    seed: int = 1

    @property
    def deeds(self) -> int:
        """Counts the deeds of each pair: even, so that nobody is left in a pause. The welcome brings four messages by itself."""
        wanted = -(-self.messages // self.pairs) - WELCOME
        return max(2, wanted + wanted % 2)

    @property
    def owed(self) -> int:
        """Counts the messages that are owed; every deed owes one."""
        return self.pairs * (self.deeds + WELCOME) + self.leavers


WELCOME = 4
"""Messages that time brings a new pair: a welcome for each and one for both, and the first dates."""


@dataclass(frozen=True)
class Result:
    owed: int
    lost: int
    twice: int
    """Messages of kinds that may be shown twice where nobody can look them up."""
    once_twice: int
    """Messages of the other kinds that were shown twice all the same."""
    held: int
    """Of those kinds: set aside for a person to decide."""
    buried: int
    """Set aside, of the other kinds."""
    out_of_order: int
    crashes: Sequence[str]
    """Processes that ended by themselves, each with the last it said."""
    kills: Mapping[str, int]
    seconds: float


def measure() -> dict[str, Figure]:
    figures: dict[str, Figure] = {}
    for name, databases in KINDS.items():
        for kind, looks_up in (("", True), ("blind_", False)):
            with databases() as new:
                result = run(
                    new(), Plan(), looks_up=looks_up, say=lambda line: print(line, file=sys.stderr, flush=True)
                )
            found = f"{name}_{kind}"
            figures[f"{found}lost"] = Figure(result.lost, "messages")
            figures[f"{found}twice"] = Figure(result.twice + (result.once_twice if looks_up else 0), "messages")
            if not looks_up:
                figures[f"{found}once_twice"] = Figure(result.once_twice, "messages")
                figures[f"{found}held"] = Figure(result.held, "messages")
            figures[f"{found}out_of_order"] = Figure(result.out_of_order, "messages")
            figures[f"{found}owed"] = Figure(result.owed, "messages")
            figures[f"{found}kills"] = Figure(sum(result.kills.values()), "kills")
    return figures


def run(url: str, plan: Plan, *, looks_up: bool = True, say: Callable[[str], None] = lambda line: None) -> Result:
    """Runs one evening of it on the migrated database at `url`."""
    start = time.monotonic()
    _keep_count(url)
    with tempfile.TemporaryDirectory(prefix="together-") as folder, ExitStack() as ends:
        house = ends.enter_context(_house(Path(folder), url, plan, looks_up=looks_up))
        asyncio.run(_evening(house, url, plan, say))
        result = _judged(url, plan, house, time.monotonic() - start)
    kills = ", ".join(f"{name} {count}" for name, count in sorted(result.kills.items()))
    say(f"{result} – killed: {kills}")
    return result


# The house ---------------------------------------------------------------------------------------------------------


@dataclass
class House:
    web: str
    shown: Path
    processes: Mapping[str, Process]
    kills: Counter[str]
    crashes: list[str] = field(default_factory=list)

    def supervise(self) -> None:
        """Starts again what has ended by itself, as it never should."""
        for name, process in self.processes.items():
            if not process.running:
                self.crashes.append(f"{name}: {process.last_words}")
                process.restart()

    def kill(self, dice: random.Random) -> None:
        """Kills one of those that are at work, while at least half are: who is still starting has nothing to lose."""
        ready = [name for name, process in self.processes.items() if process.says(READY[name.rstrip("123456789")])]
        if 2 * len(ready) >= len(self.processes):
            name = dice.choice(ready)
            self.processes[name].kill()
            self.kills[name] += 1


READY = {"worker": "working as", "web": "listening on"}


@contextmanager
def _house(folder: Path, url: str, plan: Plan, *, looks_up: bool) -> Iterator[House]:
    ports = [_free_port(), _free_port()]
    platform, web = (f"http://127.0.0.1:{port}" for port in ports)
    shown = folder / "shown.jsonl"
    settings = settings_for(url, TOGETHER_PORT=str(ports[1]))
    kind = "platform" if looks_up else "blind"
    words = {"web": ["bot", "web"]} | {
        f"worker{n + 1}": ["benchmarks._worker", kind, platform, str(plan.lease)] for n in range(plan.workers)
    }
    running: list[Process] = []

    def started(name: str, *words: str) -> Process:
        running.append(Process(words, settings, folder / f"{name}.log"))
        return running[-1]

    try:
        own = started("platform", "benchmarks._platform", str(ports[0]), str(shown), str(plan.seed))
        until(lambda: own.says("the platform is open"), "the platform is open")
        yield House(web, shown, {name: started(name, *some) for name, some in words.items()}, Counter())
    finally:
        for process in running:
            process.stop()


def _free_port() -> int:
    """Returns a port that the system gives to no connection, so that nobody takes it while the web process starts again."""
    while True:
        port = random.SystemRandom().randrange(20000, 32000)
        with closing(socket()) as free, suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port


# The evening -------------------------------------------------------------------------------------------------------


async def _evening(house: House, url: str, plan: Plan, say: Callable[[str], None]) -> None:
    """Lets people act while processes die, and then waits until what was cut off is found and done."""
    killing = asyncio.create_task(_killing(house, plan))
    telling = asyncio.create_task(_telling(house, plan, say))
    try:
        async with (
            asyncio.timeout(plan.patience),
            app.opened(Settings(url, secret_keys=KEYS, ledger=ledger_for(url)), SystemClock(), migrate=False) as parts,
        ):
            pairs, leavers = await _enrolled(parts, plan)
            async with aiohttp.ClientSession(house.web) as session, asyncio.TaskGroup() as people:
                people.create_task(_leaving(parts, leavers))
                for number in range(plan.people):
                    people.create_task(_deeds(session, pairs[number :: plan.people], plan))
            killing.cancel()
            await _settled(url)
    finally:
        killing.cancel()
        telling.cancel()


async def _killing(house: House, plan: Plan) -> None:
    dice = random.Random(plan.seed)
    while True:
        await asyncio.sleep(plan.seconds_between_kills * dice.uniform(0.5, 1.5))
        house.supervise()
        if sum(house.kills.values()) < plan.most_kills:
            house.kill(dice)


async def _telling(house: House, plan: Plan, say: Callable[[str], None]) -> None:
    while True:
        await asyncio.sleep(5)
        shown = {one.post for one in read(house.shown)}
        say(f"  {len(shown)} of {plan.owed} messages shown, {sum(house.kills.values())} processes killed")


Pair = tuple[str, str]
"""Its id, and the address of its mentor."""


async def _enrolled(parts: app.Container, plan: Plan) -> tuple[list[Pair], list[Pair]]:
    """Enrols pairs that are at work round the clock, so that it does not matter when this program runs."""
    always = Hours(clock_time(), clock_time.max, tuple(range(7)))
    now = parts.clock.now()
    weeks = [now.date()] * plan.pairs + [now.date() + timedelta(days=300)] * plan.leavers
    rows = [",".join(COLUMNS)] + [
        f"M{n},m{n},mentoring,{week},fr,fr,Europe/Paris,Europe/Paris,local,w{n % 4}/mentor{n},local,w{n % 4}/mentee{n}"
        for n, week in enumerate(weeks)
    ]
    enrolments = [
        replace(one, people={role: replace(person, hours=always) for role, person in one.people.items()})
        for one in read_roster(read_csv("\n".join(rows)), parts.content.programme, Known(["local"]))
    ]
    await _stubborn(lambda: parts.store.run(lambda unit: enrol(unit, parts.content.programme, enrolments, now, TOLD)))
    pairs = [(one.pair, one.people[Role.MENTOR].address.id) for one in enrolments]
    return pairs[: plan.pairs], pairs[plan.pairs :]


async def _leaving(parts: app.Container, leavers: Sequence[Pair]) -> None:
    """Lets people leave as `together-bot pairs leave` does."""
    for _, mentor in leavers:
        address = Address("local", mentor)
        await _stubborn(lambda address=address: parts.service.leave(address))  # type: ignore[misc]
        await asyncio.sleep(0.05)


async def _stubborn(work: Callable[[], Awaitable[object]]) -> None:
    while True:
        with suppress(Unavailable):
            await work()
            return


async def _deeds(session: aiohttp.ClientSession, pairs: Sequence[Pair], plan: Plan) -> None:
    """Does one deed of each pair after another: a pause, its end, a pause …"""
    for number in range(plan.deeds):
        for pair, mentor in pairs:
            deed = {"id": f"{pair}/{number}", "as": mentor, "conversation": shared(pair)}
            if number % 2 == 0:
                await _until_heard(session, "/api/type", {**deed, "text": "pause"})
            else:
                press = {"pair": pair, "card": "", "action": "run", "values": ["resume"]}
                await _until_heard(session, "/api/press", {**deed, **press})
            await asyncio.sleep(plan.seconds_between_deeds)


async def _until_heard(session: aiohttp.ClientSession, path: str, deed: Mapping[str, object]) -> None:
    """Sends a deed again with the same id on anything but 200, as a platform does."""
    while True:
        with suppress(aiohttp.ClientError, TimeoutError):
            async with session.post(path, json=deed, timeout=aiohttp.ClientTimeout(10)) as response:
                if response.status == 200:
                    return
        await asyncio.sleep(0.1)


async def _settled(url: str) -> None:
    while True:
        await asyncio.sleep(0.5)
        if not _unsettled(url):
            return


# The reckoning -----------------------------------------------------------------------------------------------------

_TRIGGERS = {
    "sqlite": [
        "CREATE TABLE chaos_owed (post INTEGER PRIMARY KEY)",
        "CREATE TRIGGER chaos AFTER INSERT ON due WHEN NEW.kind = 'post' "
        "BEGIN INSERT INTO chaos_owed VALUES (NEW.id); END",
    ],
    "postgresql": [
        "CREATE TABLE chaos_owed (post bigint PRIMARY KEY)",
        "CREATE FUNCTION chaos() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN INSERT INTO chaos_owed VALUES (NEW.id); RETURN NULL; END'",
        "CREATE TRIGGER chaos AFTER INSERT ON due FOR EACH ROW WHEN (NEW.kind = 'post') EXECUTE FUNCTION chaos()",
    ],
}


def _ask(url: str, statement: str) -> list[tuple[Any, ...]]:
    """Asks the database on a connection of its own, beside the store."""
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(database(url).name, timeout=30, isolation_level=None)) as lite:
            return lite.execute(statement).fetchall()
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


def _keep_count(url: str) -> None:
    """Adds a trigger that writes a row for each message owed, in the transaction that owes it."""
    for statement in _TRIGGERS["sqlite" if url.startswith("sqlite") else "postgresql"]:
        _ask(url, statement)


def _unsettled(url: str) -> bool:
    """Returns whether anything is still owed, or a timer has yet to ring."""
    now = int(datetime.now(UTC).timestamp() * 1_000_000)
    waiting = f"kind = 'post' AND dead_at IS NULL OR kind = 'wake' AND (due_at <= {now} OR lease_owner IS NOT NULL)"
    return bool(_ask(url, f"SELECT 1 FROM due WHERE {waiting} LIMIT 1"))


def _judged(url: str, plan: Plan, house: House, seconds: float) -> Result:
    owed = {post for (post,) in _ask(url, "SELECT post FROM chaos_owed")}
    dead: dict[int, str] = dict(_ask(url, "SELECT id, reason FROM due WHERE dead_at IS NOT NULL"))
    log = read(house.shown)
    shown = {one.post for one in log}
    held = {post for post, reason in dead.items() if "better held" in reason}
    missing = owed - shown - held
    twice = _twice(log)
    return Result(
        owed=len(owed),
        lost=len(missing) + max(0, plan.owed - len(owed)),
        twice=sum(1 for one in twice if not one.once),
        once_twice=sum(1 for one in twice if one.once),
        held=len(held),
        buried=len(dead) - len(held),
        out_of_order=_out_of_order(log),
        crashes=house.crashes,
        kills=house.kills,
        seconds=seconds,
    )


def _twice(log: Sequence[Shown]) -> list[Shown]:
    """Returns messages that were posted although the same one, or the card that they should change, was there."""
    seen: set[tuple[str, str]] = set()
    found = []
    for one in log:
        if one.new and (one.conversation, one.key) in seen:
            found.append(one)
        seen.add((one.conversation, one.key))
    return found


def _out_of_order(log: Sequence[Shown]) -> int:
    """Counts messages that were shown after a younger one of their conversation."""
    newest: dict[str, int] = {}
    count = 0
    for one in log:
        count += one.post < newest.get(one.conversation, 0)
        newest[one.conversation] = max(one.post, newest.get(one.conversation, 0))
    return count

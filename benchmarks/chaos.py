"""Counts what is lost or shown twice when everything goes wrong at once.

Three workers and a web process share a database; every second one of them is killed with -9 and started again. People
type and press through the web process, over HTTP, and try again with the same id until they hear 200. The platform
throttles, fails, posts and says it failed, drops connections, and is slow (`benchmarks._platform`). From time to time the
database is away, the platform too, and the disk is full (`benchmarks._absences`). Counted is what the database ever owed, by a
trigger, against what the platform ever showed.

Every deed is sent once more when the next one has undone it: whoever hears an event twice owes a message more.
`python -m benchmarks chaos --minutes N` takes about N minutes. So that all is delivered by then, people do nothing new while
many messages wait, and stop in time: how long that is, is told from how long this machine took to start the processes.
"""

from __future__ import annotations

import asyncio
import itertools
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import time as clock_time
from datetime import timedelta
from pathlib import Path

import aiohttp
import psycopg

from benchmarks._absences import database_away, disk_full
from benchmarks._databases import KEYS, KINDS, ledger_for
from benchmarks._deeds import Pair, deeds
from benchmarks._house import House, house_of
from benchmarks._platform import read
from benchmarks._reckoning import account, keep_count, out_of_order, twice, unsettled, waiting
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
    beside: Path | None = None
    """The tree of another version, from which the last of the workers runs."""
    seconds_between_kills: float = 1.0
    most_kills: int = 1_000_000
    lease: float = 6.0
    """Seconds; longer than the platform takes, shorter than in earnest so that what was cut off is soon looked up."""
    people: int = 8
    """Who are typing at the same time."""
    seconds_between_deeds: float = 0.0
    """Of each of them."""
    patience: float = 900.0
    settling: float = 0.0
    """Seconds at the end of `patience` in which people begin nothing new, beside those that processes take to start here."""
    crowd: int = 1_000_000
    """Messages that wait, above which people begin nothing new."""
    absences: tuple[str, ...] = ()
    """What is away by turns: `database`, `platform`, `disk`."""
    seconds_between_absences: float = 12.0
    absent: float = 3.0
    """Seconds."""
    seed: int = 1

    def within(self, seconds: float) -> Plan:
        """Returns a plan whose verdict is there after so long, be the machine busy or not."""
        return replace(
            self, messages=1_000_000, patience=seconds, settling=min(SETTLING, seconds / 4), crowd=CROWD
        ).fitting(seconds)

    def fitting(self, seconds: float) -> Plan:
        """Returns one with as many pairs as can be welcomed and have their messages in that time, if time is what counts."""
        if not self.settling:
            return self
        pairs = min(self.pairs, max(FEWEST, round(seconds / 4)))
        return replace(self, pairs=pairs, leavers=min(self.leavers, pairs // 4))

    @property
    def deeds(self) -> int:
        """Counts the deeds of each pair: even, so that nobody is left in a pause. The welcome brings four messages by itself."""
        wanted = -(-self.messages // self.pairs) - WELCOME
        return max(2, wanted + wanted % 2)

    @property
    def owed(self) -> int:
        """Counts the messages that are owed; every deed owes one."""
        return self.pairs * (self.deeds + WELCOME) + self.leavers


SETTLING = 40.0
"""Seconds that it takes to look up what was cut off, and to try again what the platform refused several times."""
CROWD = 60
FEWEST = 6
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
    crashes_beside: Sequence[str]
    """The same of the other version's: it is what it is, and starts again."""
    kills: Mapping[str, int]
    seconds: float
    finished: bool = True
    """Whether everything was delivered before the time was up. If not, what is under way counts as neither lost nor shown."""
    pending: int = 0
    repeated: int = 0
    """Messages more than what people did: an event was heard twice."""
    absences: Mapping[str, int] = field(default_factory=dict)

    @property
    def faults(self) -> int:
        """Without those that cannot be helped where nobody can look up: `twice` and `held`."""
        return self.lost + self.once_twice + self.out_of_order + self.repeated + self.buried + len(self.crashes)


def measure(minutes: float | None = None, beside: Path | None = None) -> dict[str, Figure]:
    """`minutes`: for all four evenings together; they are as long as they are without. `beside`: see `Plan`."""
    plan = Plan(absences=("database", "platform"), beside=beside)
    if minutes is not None:
        plan = plan.within(60 * minutes / (2 * len(KINDS)))
    figures: dict[str, Figure] = {}
    for name, databases in KINDS.items():
        for kind, looks_up in (("", True), ("blind_", False)):
            with databases() as new:
                result = run(new(), plan, looks_up=looks_up, say=lambda line: print(line, file=sys.stderr, flush=True))
            found = f"{name}_{kind}"
            figures[f"{found}lost"] = Figure(result.lost, "messages")
            figures[f"{found}twice"] = Figure(result.twice + (result.once_twice if looks_up else 0), "messages")
            if not looks_up:
                figures[f"{found}once_twice"] = Figure(result.once_twice, "messages")
                figures[f"{found}held"] = Figure(result.held, "messages")
            figures[f"{found}out_of_order"] = Figure(result.out_of_order, "messages")
            figures[f"{found}repeated"] = Figure(result.repeated, "messages")
            figures[f"{found}buried"] = Figure(result.buried, "messages")
            figures[f"{found}crashes"] = Figure(len(result.crashes), "processes")
            if beside is not None:
                figures[f"{found}crashes_beside"] = Figure(len(result.crashes_beside), "processes")
            figures[f"{found}pending"] = Figure(result.pending, "messages")
            figures[f"{found}owed"] = Figure(result.owed, "messages")
            figures[f"{found}kills"] = Figure(sum(result.kills.values()), "kills")
    return figures


def run(url: str, plan: Plan, *, looks_up: bool = True, say: Callable[[str], None] = lambda line: None) -> Result:
    """Runs one evening of it on the migrated database at `url`."""
    start = time.monotonic()
    keep_count(url)
    with tempfile.TemporaryDirectory(prefix="together-") as folder, ExitStack() as ends:
        house = ends.enter_context(house_of(Path(folder), url, plan, looks_up=looks_up))
        finished = asyncio.run(_evening(house, url, plan, say))
        result = replace(_judged(url, house, finished=finished), seconds=time.monotonic() - start)
    kills = ", ".join(f"{name} {count}" for name, count in sorted(result.kills.items()))
    say(f"{'' if finished else 'the time was up: '}{result} – killed: {kills}")
    return result


# The evening -------------------------------------------------------------------------------------------------------


async def _evening(house: House, url: str, plan: Plan, say: Callable[[str], None]) -> bool:
    """Lets people act while processes die, and then waits until what was cut off is found and done; False if the time was up."""
    began = time.monotonic()
    killing = asyncio.create_task(_killing(house, plan))
    telling = asyncio.create_task(_telling(house, say))
    counting = asyncio.create_task(_counting(house, url, plan.crowd))
    over = asyncio.Event()
    missing: asyncio.Task[None] | None = None
    try:
        async with (
            asyncio.timeout(plan.patience),
            app.opened(Settings(url, secret_keys=KEYS, ledger=ledger_for(url)), SystemClock(), migrate=False) as parts,
        ):
            await _up(house)
            house.until = began + plan.patience - plan.settling - (time.monotonic() - began)
            pairs, leavers = await _enrolled(parts, plan.fitting(house.until - time.monotonic()))
            house.expected = WELCOME * len(pairs) + len(leavers)
            missing = asyncio.create_task(_missing(house, url, plan, over))
            async with aiohttp.ClientSession(house.web) as session, asyncio.TaskGroup() as people:
                people.create_task(_leaving(parts, leavers))
                for number in range(plan.people):
                    people.create_task(deeds(house, session, pairs[number :: plan.people], plan))
            killing.cancel()
            over.set()
            await missing
            await _settled(house, url)
    except TimeoutError:
        return False
    finally:
        for task in (killing, telling, counting):
            task.cancel()
        over.set()
        if missing is not None:
            await missing  # what was away is there again, before anything is counted
    return True


async def _missing(house: House, url: str, plan: Plan, over: asyncio.Event) -> None:
    """Takes one thing away after another until it is `over`, and always gives back what it took.

    It is asked to end rather than cancelled: a server that is just being stopped or started cannot be left half-way.
    """
    for turn in itertools.count():
        await _passed(plan.seconds_between_absences, over)
        if over.is_set() or not plan.absences:
            return
        what = plan.absences[turn % len(plan.absences)]
        ways: Mapping[str, Callable[[], AbstractContextManager[None]]] = {
            "database": lambda: database_away(url),
            "platform": house.platform_away,
            "disk": lambda: disk_full(Path(database(url).name).parent),
        }
        away = ways[what]()
        await asyncio.to_thread(away.__enter__)
        house.absences[what] += 1
        await _passed(plan.absent, over)
        await asyncio.to_thread(away.__exit__, None, None, None)


async def _passed(seconds: float, over: asyncio.Event) -> None:
    """Waits, but no longer than until it is `over`."""
    with suppress(TimeoutError):
        await asyncio.wait_for(over.wait(), seconds)


async def _killing(house: House, plan: Plan) -> None:
    dice = random.Random(plan.seed)
    while True:
        await asyncio.sleep(plan.seconds_between_kills * dice.uniform(0.5, 1.5))
        house.supervise()
        if sum(house.kills.values()) < plan.most_kills:
            house.kill(dice)


async def _up(house: House) -> None:
    """Returns once half of the processes are at work: those that are killed meanwhile start again."""
    while True:
        await asyncio.sleep(0.1)
        if house.up:
            return


async def _counting(house: House, url: str, crowd: int) -> None:
    """Looks whether so many wait that nobody should do more; while nobody can tell, it is as it was."""
    while True:
        with suppress(psycopg.Error, sqlite3.Error):
            house.crowded = await asyncio.to_thread(waiting, url) > crowd
        await asyncio.sleep(0.5)


async def _telling(house: House, say: Callable[[str], None]) -> None:
    while True:
        await asyncio.sleep(5)
        shown = {one.post for one in read(house.shown)}
        say(f"  {len(shown)} messages shown of {house.expected} so far, {sum(house.kills.values())} processes killed")


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


async def _settled(house: House, url: str) -> None:
    while True:
        await asyncio.sleep(0.5)
        house.supervise()
        if not unsettled(url):
            return


# The reckoning -----------------------------------------------------------------------------------------------------


def _judged(url: str, house: House, *, finished: bool) -> Result:
    found = account(url, house.shown)
    again = twice(found.log)
    return Result(
        owed=len(found.owed),
        lost=len(found.missing) + (max(0, house.expected - len(found.owed)) if finished else 0),
        twice=sum(1 for one in again if not one.once),
        once_twice=sum(1 for one in again if one.once),
        held=len(found.held),
        buried=len(found.dead) - len(found.held),
        out_of_order=out_of_order(found.log),
        crashes=[said for name, said in house.crashes if name != house.beside],
        crashes_beside=[said for name, said in house.crashes if name == house.beside],
        kills=house.kills,
        seconds=0,
        pending=len(found.pending),
        finished=finished,
        repeated=max(0, len(found.owed) - house.expected) if finished else 0,
        absences=house.absences,
    )

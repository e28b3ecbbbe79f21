"""Two coordinators at once, each served by a process of its own: one of them does it, the other one is told how it stands."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession

from bot import app
from bot.app import Container, sqlite_at
from bot.app.pages import links_for
from bot.engine.flows.contact.state import asking, waiting
from bot.engine.flows.coordination import actions
from bot.engine.flows.nudge import actions as nudge
from bot.engine.people import Role
from bot.infra.clock import SetClock
from bot.ports import FIRST, Act, Address, CardPress, OutboxMessage, UnitOfWork
from bot.settings import Coordinator, Settings
from bot.text.plain import plain
from tests.coordination.edges import web
from tests.dialogues.stage import HEADER, line
from tests.labels import fr
from tests.seals import KEY
from tests.storage.server import Server
from tests.values import DAY, HOUR, at

START, BEGIN, LATE = at("2026-01-04 12:00"), at("2026-01-05 10:00"), at("2026-01-20 09:00")
ROUNDS = 6
"""Pairs on which the two do the same at once."""
NAMES = ("Claire", "Robin", "Max")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return sqlite_at(tmp_path / "at-once.db")
    server: Server = request.getfixturevalue("postgres")
    return server.new_database(migrated=True)


@dataclass
class Two:
    """The same bot in two processes, with pairs that are late."""

    one: Container
    other: Container
    clock: SetClock
    names: Mapping[str, Mapping[str, str]]
    """Who is in each pair."""
    count: int = 0

    @property
    def pairs(self) -> Sequence[str]:
        return list(self.names)

    async def do(self, *deeds: tuple[str, str, str]) -> list[str]:
        """Who, an action and its value; each in a process of its own, at the same time. What each of them reads."""
        both = (self.one, self.other)
        return await asyncio.gather(*(self._press(both[n % 2], *deed) for n, deed in enumerate(deeds)))

    async def _press(self, where: Container, who: str, action: str, value: str) -> str:
        self.count += 1
        press = CardPress(f"press-{self.count}", Address("local", who.lower()), "", "", "desk", action, [value])
        (answer,) = await where.interactions.pressed(press)
        return plain(answer.message, answer.voice)

    async def noted(self, act: Act, about: str) -> int:
        """How often the audit trail says so."""
        every = await self.one.store.run(lambda unit: unit.audit.all())
        return sum((one.kind, one.about) == (act, about) for one in every)

    async def owed(self) -> Counter[tuple[str, str]]:
        """What waits to be delivered: to whom, and what kind."""

        def taken(unit: UnitOfWork) -> list[OutboxMessage]:
            found: list[OutboxMessage] = []
            while some := unit.outbox.claim(LATE + DAY, 100, "test", HOUR):
                found += some
                for post in some:
                    unit.outbox.delivered(post, "test", post.lane.place, post.key)
            return found

        posts = await self.one.store.run(taken)
        return Counter((post.lane.place, post.kind) for post in posts if not post.refresh)


Tale = Callable[[Two], Awaitable[None]]


def played(url: str, folder: Path, tale: Tale) -> None:
    async def told() -> None:
        three = tuple(Coordinator(Address("local", name.lower()), name, ("fr",), "Europe/Paris") for name in NAMES)
        ledger = "" if url.startswith("sqlite") else str(folder / "erasures")
        settings = Settings(
            database_url=url,
            coordinators=three,
            secret_keys=(KEY,),
            ledger=ledger,
            public_url="https://together.example.org",
        )
        async with AsyncExitStack() as stack:
            clock = SetClock(START)
            one = await stack.enter_async_context(app.opened(settings, clock, migrate=True))
            await app.import_pairs(one, HEADER + "".join(line(f"A{n}", f"C{n}") for n in range(ROUNDS)))
            names = await one.store.run(_names)
            for clock.at in (BEGIN, LATE):
                for pair in names:
                    await one.service.wake(pair)
            other = await stack.enter_async_context(app.opened(settings, clock, migrate=False))
            two = Two(one, other, clock, names)
            await two.owed()
            await tale(two)

    asyncio.run(told())


def _names(unit: UnitOfWork) -> Mapping[str, Mapping[str, str]]:
    return {one.pair: {role.value: member.name for role, member in one.members.items()} for one in unit.journeys.all()}


def one_each(read: Sequence[str], *ids: str, **args: str | int) -> None:
    """One of the two reads the first of these sentences, the other one the second."""
    assert sorted(id for one in read for id in ids if fr(id, **args) in one) == sorted(ids), read


async def every_asks(two: Two) -> None:
    """All mentees would like a word."""

    def asked(unit: UnitOfWork) -> None:
        for pair in two.pairs:
            journey = unit.journeys.of(pair)
            assert journey is not None
            unit.journeys.save(asking(journey, Role.MENTEE, LATE - HOUR), None)

    await two.one.store.run(asked)


def test_one_of_two_takes_it_and_the_others_are_told_once(url: str, tmp_path: Path) -> None:
    async def tale(two: Two) -> None:
        await every_asks(two)
        for pair in two.pairs:
            value, name = f"{pair} mentee", two.names[pair]["mentee"]
            read = await two.do(("Claire", actions.TAKE, value), ("Robin", actions.TAKE, value))
            one_each(read, "desk-taken", "desk-taken-already", name=name)
            assert await two.noted(Act.TAKE, pair) == 1
            read = await two.do(("Claire", actions.GIVE_BACK, value), ("Robin", actions.GIVE_BACK, value))
            one_each(read, "desk-given-back", "desk-not-taken", name=name)
            journey = await two.one.store.run(lambda unit: unit.journeys.of(pair))  # noqa: B023
            assert journey is not None
            assert waiting(journey, Role.MENTEE) == LATE - HOUR
        told = await two.owed()
        assert told["coordinator:max", "coordination"] == 2 * ROUNDS

    played(url, tmp_path, tale)


def test_one_of_two_ends_a_pair_and_one_of_two_reopens_it(url: str, tmp_path: Path) -> None:
    async def tale(two: Two) -> None:
        for pair in two.pairs:
            names = two.names[pair]
            read = await two.do(("Claire", actions.END, pair), ("Robin", actions.END, pair))
            one_each(read, "desk-ended", "desk-ended-already", days=30, **names)
            assert await two.noted(Act.END, pair) == 1
            read = await two.do(("Claire", actions.RESTORE, pair), ("Robin", actions.RESTORE, pair))
            one_each(read, "desk-restored", "desk-restored-already", **names)
            assert await two.noted(Act.REOPEN, pair) == 1

    played(url, tmp_path, tale)


def test_two_who_encourage_a_pair_make_one_kind_word(url: str, tmp_path: Path) -> None:
    async def tale(two: Two) -> None:
        for pair in two.pairs:
            read = await two.do(("Claire", nudge.ASK, pair), ("Robin", nudge.ASK, pair))
            assert read == [fr("digest-nudged")] * 2
        two.clock.at = LATE + DAY
        for pair in two.pairs:
            await asyncio.gather(two.one.service.wake(pair), two.other.service.wake(pair))
        told = await two.owed()
        assert [told[f"pair:{pair}", "nudge"] for pair in two.pairs] == [1] * ROUNDS

    played(url, tmp_path, tale)


def test_one_of_two_appoints_or_dismisses_somebody_who_hears_of_it_once(url: str, tmp_path: Path) -> None:
    async def tale(two: Two) -> None:
        for pair in two.pairs:
            person = await two.one.store.run(lambda unit: unit.people.of_pair(pair)[Role.MENTEE])  # noqa: B023
            value, names = f"{FIRST} {person.id}", {"name": person.name, "programme": "together"}
            read = await two.do(("Claire", actions.APPOINT, value), ("Robin", actions.APPOINT, value))
            one_each(read, "coordination-appoint-done", "coordination-appoint-needless", **names)
            assert await two.noted(Act.APPOINT, person.id) == 1
            assert (await two.owed())[f"coordinator:{person.address.id}", "coordination"] == 1
            read = await two.do(("Claire", actions.DISMISS, value), ("Robin", actions.DISMISS, value))
            one_each(read, "coordination-dismiss-done", "coordination-dismiss-needless", **names)
            assert await two.noted(Act.DISMISS, person.id) == 1
            assert (await two.owed())[f"coordinator:{person.address.id}", "coordination"] == 1

    played(url, tmp_path, tale)


def test_of_two_who_dismiss_each_other_one_stays(url: str, tmp_path: Path) -> None:
    """Whoever is second coordinates nothing any more, and dismisses nobody."""

    async def tale(two: Two) -> None:
        run = two.one.store.run
        people = await run(lambda unit: {person.name: person.id for _, person in unit.people.coordinators(FIRST)})
        for _ in range(ROUNDS):
            await two.do(
                ("Claire", actions.DISMISS, f"{FIRST} {people['Robin']}"),
                ("Robin", actions.DISMISS, f"{FIRST} {people['Claire']}"),
            )
            there = await run(lambda unit: {person.name for _, person in unit.people.coordinators(FIRST)})
            assert there in ({"Max", "Claire"}, {"Max", "Robin"})
            for name in {"Claire", "Robin"} - there:
                await two.do(("Max", actions.APPOINT, f"{FIRST} {people[name]}"))

    played(url, tmp_path, tale)


def test_a_link_gives_the_file_to_one_of_two(url: str, tmp_path: Path) -> None:
    async def tale(two: Two) -> None:
        claire = await two.one.store.run(lambda unit: unit.people.at(Address("local", "claire")))
        assert claire is not None
        links = links_for(two.one.settings)(claire)
        assert links is not None
        async with web(two.one) as one, web(two.other) as other:

            async def fetched(session: ClientSession, path: str) -> int:
                async with session.post(path) as response:
                    return response.status

            for _ in range(ROUNDS):
                path = urlsplit(links.pairs(claire, FIRST, two.clock.now())).path
                assert sorted(await asyncio.gather(fetched(one, path), fetched(other, path))) == [200, 410]

    played(url, tmp_path, tale)

"""A coordinator who is also a mentor of the programme: of their own pair they learn what its member does, and no more.

Their mentee would like a word with the coordinators: nothing that they see, count, fetch or are sent tells them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot import app
from bot.app import Container
from bot.application.coordination.export import as_csv
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.flow import FLOW
from bot.engine.flows.digest.frozen import FrozenWeek
from bot.engine.flows.nudge import actions as nudge
from bot.engine.messages import Chart, Facts, Message
from bot.engine.people import Role
from bot.infra.clock import SetClock
from bot.ports import Address, CardPress, Person, Reading, UnitOfWork
from bot.settings import Coordinator, Settings
from bot.text.plain import plain
from tests.coordination.cast import CHANNELS, COORDINATORS, LARGE, Pair, Way, pairs
from tests.coordination.edges import MONDAY
from tests.labels import fr
from tests.seals import KEY
from tests.values import buttons

GONE = "mentoring-000000000000"


@dataclass
class Desk:
    """The mentor of a pair whose mentee would like a word, and another coordinator."""

    container: Container
    clock: SetClock
    pair: Pair
    count: int = 0
    card: Message = field(default_factory=lambda: Message(()))
    """What they were answered last."""

    @property
    def mentor(self) -> Person:
        return self.pair.person(Role.MENTOR)

    @property
    def other(self) -> Address:
        return COORDINATORS[LARGE][self.pair.channel].address

    async def types(self, text: str, who: Address | None = None) -> str:
        self.count += 1
        answers = await self.container.interactions.typed(f"t{self.count}", who or self.mentor.address, "", text)
        return "\n".join(plain(one.message, one.voice) for one in answers)

    async def presses(self, action: str, value: str) -> str:
        self.count += 1
        press = CardPress(f"p{self.count}", self.mentor.address, "", "", "desk", action, [value])
        answers = await self.container.interactions.pressed(press)
        self.card = answers[-1].message
        return "\n".join(plain(one.message, one.voice) for one in answers)

    async def digest(self, who: Address) -> Message:
        def read(unit: UnitOfWork) -> Message:
            record, reader = unit.programmes.of(LARGE), unit.people.at(who)
            assert record is not None
            assert reader is not None
            return self.container.service.digests.message(unit, record, reader, self.clock.at)

        return await self.container.store.run(read)

    def spoken(self, message: Message) -> str:
        return plain(message, self.container.content.voices(("fr",), ("Europe/Paris",)))


Tale = Callable[[Desk], Awaitable[None]]


@pytest.fixture(params=CHANNELS)
def played(request: pytest.FixtureRequest, copied: Callable[[], str]) -> Callable[[Tale], None]:
    pair = next(one for one in pairs() if (one.channel, one.way) == (request.param, Way.ASKS))

    async def told(tale: Tale) -> None:
        clock = SetClock(MONDAY)
        settings = Settings(database_url=copied(), channels=("local",), secret_keys=(KEY,))
        async with AsyncExitStack() as stack:
            container = await stack.enter_async_context(app.opened(settings, clock, migrate=False))
            mentor = pair.person(Role.MENTOR)
            one = Coordinator(mentor.address, mentor.name, mentor.languages, mentor.zone)
            assert await app.appointments(container).appoint(LARGE, one, by="op")
            await container.service.digests.send()
            await tale(Desk(container, clock, pair))

    return lambda tale: asyncio.run(told(tale))


def test_no_list_and_no_file_holds_their_pair(played: Callable[[Tale], None]) -> None:
    async def tale(desk: Desk) -> None:
        mentee = desk.pair.name(Role.MENTEE)
        assert fr("desk-count", count=299) in await desk.types(fr("desk-pairs-words").split(",")[0])
        assert fr("desk-count", count=5) in await desk.presses(actions.LIST, f"p={LARGE};a=1")
        for which in ("", ";n=1", ";a=1", ";s=5", ";l=fr", f";q={mentee}"):
            assert mentee not in await _pages(desk, f"p={LARGE}{which}")
        assert fr("desk-no-such-pair", name=mentee) in await desk.types(f"{fr('desk-pair-words')} {mentee}")
        reading = Reading(desk.clock.at, LARGE, desk.mentor.id)
        assert mentee not in "".join([piece async for piece in as_csv(desk.container.store, reading)])
        assert mentee in await desk.types(fr("command-status-words").split(",")[0]), (
            "the words of pairs are as they were"
        )

    played(tale)


async def _pages(desk: Desk, query: str) -> str:
    """What a list names, on all its pages; what was looked for stands above it."""
    read = [await desk.presses(actions.LIST, query)]
    while following := [one.value for one in buttons(desk.card) if one.action == actions.LIST and ";f=" in one.value]:
        read.append(await desk.presses(actions.LIST, following[0]))
    return "\n".join(page.partition(fr("desk-show"))[2] for page in read)


def test_no_button_of_the_desk_touches_their_pair(played: Callable[[Tale], None]) -> None:
    async def tale(desk: Desk) -> None:
        run = desk.container.store.run
        before = await run(lambda unit: (unit.journeys.of(desk.pair.id), len(unit.audit.all())))
        for action in sorted((FLOW.outside | {nudge.ASK}) - {actions.LIST, actions.MORE}):
            for shape in ("{}", "{} mentor", "{} mentee", f"{{}} p={LARGE}", f"{LARGE} {{}}"):
                read = await desk.presses(action, shape.format(desk.pair.id))
                assert read == (await desk.presses(action, shape.format(GONE))), (action, shape)
        assert await run(lambda unit: (unit.journeys.of(desk.pair.id), len(unit.audit.all()))) == before

    played(tale)


def test_the_digest_has_the_same_figures_and_not_their_mentee(played: Callable[[Tale], None]) -> None:
    async def tale(desk: Desk) -> None:
        mine, others = await desk.digest(desk.mentor.address), await desk.digest(desk.other)
        assert _figures(mine) == _figures(others)
        mentee = desk.pair.name(Role.MENTEE)
        assert mentee in desk.spoken(others)
        assert mentee not in desk.spoken(mine)
        asked = await desk.container.store.run(
            lambda unit: [_asked(unit, who) for who in (desk.mentor.address, desk.other)]
        )
        assert asked == [5, 6]

    played(tale)


def _figures(message: Message) -> list[object]:
    """Their days are said in each reader's own zone."""
    bars = (bar.value for part in message.parts if isinstance(part, Chart) for bar in part.bars)
    return [*(part for part in message.parts if isinstance(part, Facts)), *bars]


def _asked(unit: UnitOfWork, who: Address) -> int:
    """How many would like a word, for that reader."""
    week, reader = unit.weeks.last(LARGE), unit.people.at(who)
    assert isinstance(week, FrozenWeek)
    assert reader is not None
    return len(week.without(one.pair for one in unit.people.every_membership(reader.id)).asked)


def test_another_coordinator_takes_it_and_the_mentor_hears_nothing(played: Callable[[Tale], None]) -> None:
    async def tale(desk: Desk) -> None:
        press = CardPress("take", desk.other, "", "", "desk", actions.TAKE, [f"{desk.pair.id} mentee"])
        (answer,) = await desk.container.interactions.pressed(press)
        assert fr("desk-taken", name=desk.pair.name(Role.MENTEE)) in plain(answer.message, answer.voice)

        def told(unit: UnitOfWork) -> set[str]:
            found: set[str] = set()
            while due := unit.outbox.claim(desk.clock.at + timedelta(days=1), 1000, "test", timedelta(hours=1)):
                found |= {post.lane.place for post in due if post.kind == actions.CARD}
                for post in due:
                    unit.outbox.delivered(post, "test", post.lane.place, post.key)
            return found

        lanes = await desk.container.store.run(told)
        others = {f"coordinator:{one.address.id}" for one in COORDINATORS[LARGE].values()} - {
            f"coordinator:{desk.other.id}"
        }
        assert others <= lanes
        assert f"coordinator:{desk.mentor.address.id}" not in lanes

    played(tale)

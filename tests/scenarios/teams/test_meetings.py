"""A séance that is a Teams meeting whose chat holds the bot."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from tests.adapters.teams.fakes import AWA, CAMILLE, LEO, button
from tests.scenarios.teams.house import CHAT, House, house

Story = Callable[[House], Awaitable[None]]

MEETING = "19:meeting_Tm91cyBkZXV4@thread.v2"
HOUR = timedelta(hours=1)


def tell(story: Story) -> None:
    """The two have agreed on a date, in their chat."""

    async def run() -> None:
        async with house() as one:
            await one.install(AWA, CAMILLE)
            await one.gather()
            one.clock.at = one.clock.at.replace(hour=9)
            await one.settle()
            date = next(post for post in one.cloud.at(CHAT) if post.key == "s1.date")
            tap = button(date.card, "date.tap")
            for who in (AWA, CAMILLE):
                await one.do(one.pen.presses(who, date, tap))
            await story(one)

    asyncio.run(run())


async def at_the_hour(one: House, later: timedelta = timedelta()) -> None:
    """Nothing is delivered on the way there but what is asked for."""
    journey = await one.parts.store.run(lambda unit: unit.journeys.of(one.pair))
    assert journey is not None
    assert journey.current is not None
    assert journey.current.meeting is not None
    one.clock.at = journey.current.meeting.at + later


def keys(one: House, conversation: str) -> list[str]:
    return [post.key for post in one.cloud.at(conversation)]


def test_the_meeting_opens_the_agenda_in_its_chat_and_its_end_asks_whether_it_was_held() -> None:
    async def story(one: House) -> None:
        one.cloud.rosters[MEETING] = [AWA, CAMILLE]
        await at_the_hour(one, -HOUR / 2)
        await one.do(one.pen.meets(AWA, MEETING))
        assert "s1.agenda" in keys(one, MEETING), "half an hour early, and there"
        await at_the_hour(one, HOUR / 2)
        await one.do(one.pen.meets(AWA, MEETING, over=True))
        assert keys(one, MEETING).count("s1.held") == 1
        held = next(post for post in one.cloud.at(MEETING) if post.key == "s1.held")
        await one.do(one.pen.presses(CAMILLE, held, button(held.card, "held.yes")))
        assert "s1.evaluation.mentor" in keys(one, AWA.chat)

    tell(story)


def test_a_meeting_in_the_chat_of_the_pair_opens_it_there() -> None:
    async def story(one: House) -> None:
        await at_the_hour(one, -HOUR / 2)
        await one.do(one.pen.meets(CAMILLE, CHAT))
        assert keys(one, CHAT).count("s1.agenda") == 1
        await one.do(one.pen.meets(CAMILLE, CHAT))
        assert keys(one, CHAT).count("s1.agenda") == 1, "whoever joins again"

    tell(story)


@pytest.mark.parametrize("over", [False, True], ids=["start", "end"])
def test_a_meeting_of_others_too_opens_nothing(over: bool) -> None:
    async def story(one: House) -> None:
        one.cloud.rosters[MEETING] = [AWA, CAMILLE, LEO]
        await at_the_hour(one, HOUR / 2 if over else -HOUR / 2)
        await one.do(one.pen.meets(AWA, MEETING, over=over))
        assert not {"s1.agenda", "s1.held"} & set(keys(one, MEETING))

    tell(story)


def test_the_same_event_again_changes_nothing() -> None:
    async def story(one: House) -> None:
        await at_the_hour(one, -HOUR / 2)
        event = one.pen.meets(AWA, CHAT)
        await one.do(event)
        edits = sum(post.edits for post in one.cloud.at(CHAT))
        await one.do(event)
        assert sum(post.edits for post in one.cloud.at(CHAT)) == edits

    tell(story)

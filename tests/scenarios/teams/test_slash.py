"""Slash commands in a chat of several: however they are written, for one person alone, and with a card that lasts."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from bot.settings import SettingsBroken
from tests.adapters.teams.fakes import AWA, CAMILLE, actions, button
from tests.labels import fr
from tests.scenarios.teams.house import CHAT, House, house

Story = Callable[[House], Awaitable[None]]

TYPED = ("prep", "/prep", "/together prep", "together prep", "Together, prep", "/Together /prep")


def tell(story: Story, **how: object) -> None:
    async def run() -> None:
        async with house(**how) as one:  # type: ignore[arg-type]
            await one.install(AWA, CAMILLE)
            await one.gather()
            one.clock.at = one.clock.at.replace(hour=9)
            await one.settle()
            await story(one)

    asyncio.run(run())


def test_a_command_is_understood_however_it_is_written_and_wherever() -> None:
    async def story(one: House) -> None:
        for text in TYPED:
            said = {
                "personal": one.pen.says(AWA, text),
                "group": one.pen.says(AWA, "{bot} " + text, CHAT),
                "targeted": one.pen.slash(AWA, text, CHAT),
            }
            for where, activity in said.items():
                count = len(one.cloud.posts)
                await one.do(activity)
                new = one.cloud.posts[count:]
                assert {post.key for post in new} == {"s1.prep.mentor"}, (where, text)
                assert all(post.targeted for post in new if post.conversation == CHAT), (where, text)

    tell(story)


@pytest.mark.parametrize("text", ["prep", "agenda", "objectifs"])
def test_a_card_that_lasts_goes_to_ones_own_chat_too_and_the_answer_points_there(text: str) -> None:
    async def story(one: House) -> None:
        before = len(one.cloud.posts)
        await one.do(one.pen.slash(AWA, text, CHAT))
        own, answer = one.cloud.posts[before:]
        assert (own.conversation, answer.conversation) == (AWA.chat, CHAT)
        assert answer.targeted
        assert not own.targeted
        assert answer.activity["recipient"] == {"id": AWA.member, "isTargeted": True}
        assert own.key == answer.key != ""
        assert fr("chat-lasts") in answer.text()
        assert fr("chat-lasts") not in own.text()
        assert [a["data"] for a in actions(own.activity)] == [a["data"] for a in actions(answer.activity)]

    tell(story if text != "agenda" else booked(story))


def booked(story: Story) -> Story:
    """The same once a date is agreed on: before that there is no agenda."""

    async def later(one: House) -> None:
        date = next(post for post in one.cloud.at(CHAT) if post.key == "s1.date")
        tap = button(date.card, "date.tap")
        for who in (AWA, CAMILLE):
            await one.do(one.pen.presses(who, date, tap))
        await story(one)

    return later


def test_what_is_only_said_stays_where_it_was_asked() -> None:
    async def story(one: House) -> None:
        count = len(one.cloud.at(AWA.chat))
        await one.do(one.pen.slash(AWA, "aide", CHAT))
        answer = one.cloud.last(CHAT)
        assert answer.targeted
        assert fr("help-lead") in answer.text()
        assert fr("chat-lasts") not in answer.text()
        assert len(one.cloud.at(AWA.chat)) == count

    tell(story)


def test_without_a_chat_of_ones_own_nothing_points_there() -> None:
    async def story(one: House) -> None:
        await one.do(one.pen.installs(AWA, action="remove"))
        count = len(one.cloud.at(AWA.chat))
        await one.do(one.pen.slash(AWA, "prep", CHAT))
        answer = one.cloud.last(CHAT)
        assert answer.targeted
        assert answer.key == "s1.prep.mentor"
        assert fr("chat-lasts") not in answer.text()
        assert len(one.cloud.at(AWA.chat)) == count

    tell(story)


def test_a_bot_with_a_name_of_its_own_answers_to_it_and_calls_itself_so() -> None:
    async def story(one: House) -> None:
        greeting = one.cloud.at(CHAT)[0].text()
        assert "@Mon Tandem aide" in greeting
        assert "together" not in greeting.casefold()
        for text in ("/Mon Tandem prep", "mon  tandem prep", "@Mon Tandem, prep", "/together prep", "prep"):
            await one.do(one.pen.slash(AWA, text, CHAT))
            assert one.cloud.last(CHAT).key == "s1.prep.mentor", text

    tell(story, name="Mon Tandem")


def test_a_name_that_is_a_command_is_refused() -> None:
    with pytest.raises(SettingsBroken, match="TOGETHER_NAME=Agenda"):
        tell(lambda one: one.settle(), name="Agenda")

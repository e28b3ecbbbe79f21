"""A shared card, as the client of each shows it: the one that is safe for both, and then one's own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from copy import deepcopy
from typing import Any

from tests.adapters.teams.fakes import AWA, CAMILLE, LEO, Account, Post, actions, button
from tests.scenarios.teams.house import CHAT, House, house

Story = Callable[[House], Awaitable[None]]


def tell(story: Story, **how: Any) -> None:
    async def run() -> None:
        async with house(**how) as one:
            await one.install(AWA, CAMILLE)
            await one.gather()
            one.clock.at = one.clock.at.replace(hour=9)
            await one.settle()
            await story(one)

    asyncio.run(run())


def last(one: House, key: str) -> Post:
    return one.cards(CHAT, key)[-1]


async def tap(one: House, who: Account) -> None:
    date = last(one, "s1.date")
    await one.do(one.pen.presses(who, date, button(date.card, "date.tap")))


async def seen(one: House, who: Account, post: Post) -> dict[str, Any]:
    """What the client shows to this person in the card's place."""
    body = await one.do(one.pen.views(who, post))
    assert body["statusCode"] == 200, body
    shown: dict[str, Any] = body["value"]
    return shown


async def until_reminded(one: House) -> Post:
    await tap(one, CAMILLE)
    await tap(one, AWA)
    while not (found := one.cards(CHAT, "s1.reminder")):
        due = await one.parts.store.run(lambda unit: unit.outbox.next_due())
        assert due is not None, "there will never be a reminder"
        one.clock.at = due
        await one.settle()
    return found[-1]


def test_a_pair_without_a_common_language_reads_each_their_own() -> None:
    async def story(one: House) -> None:
        await tap(one, CAMILLE)
        date = last(one, "s1.date")
        assert date.card["refresh"]["userIds"] == [AWA.member, CAMILLE.member]
        assert "Session 1" in date.text()
        assert "Séance 1" in date.text()
        for who, language, word, other in ((AWA, "en", "Session 1", "Séance"), (CAMILLE, "fr", "Séance 1", "Session")):
            card = await seen(one, who, date)
            assert card["lang"] == language
            assert word in card["fallbackText"]
            assert other not in card["fallbackText"]
            assert card["refresh"]["userIds"] == [who.member]
            assert [a["data"] for a in actions(card["body"])] == [a["data"] for a in actions(date.card["body"])]
        assert date.card["lang"] not in ("", None)
        assert len(one.cards(CHAT, "s1.date")) == 1, "to look is to change nothing"

    tell(story, languages="en,fr")


def test_what_is_pressed_in_a_view_is_seen_by_both() -> None:
    async def story(one: House) -> None:
        await tap(one, CAMILLE)
        date = last(one, "s1.date")
        mine = await seen(one, AWA, date)
        await one.do(one.pen.presses(AWA, date, button(mine["body"], "date.tap")))
        assert "booked" in (await seen(one, AWA, date))["fallbackText"].lower()
        assert "Camille" in (await seen(one, CAMILLE, date))["fallbackText"] or date.edits >= 2

    tell(story, languages="en,fr")


def test_a_reminder_shows_what_is_open_to_its_owner_alone() -> None:
    async def story(one: House) -> None:
        reminder = await until_reminded(one)
        assert reminder.card["refresh"]["userIds"] == [AWA.member, CAMILLE.member]
        hers, his = entries(one, AWA, "mentor"), entries(one, CAMILLE, "mentee")
        (prep,) = one.cards(CAMILLE.chat, "s1.prep.mentee")
        ticked, *left = his
        keep = button(prep.card, "keep")
        await one.do(one.pen.presses(CAMILLE, prep, keep, {"choice:prep.tick": ticked}))
        for who, shown, hidden in (
            (AWA, {*hers.values()}, {*his.values()}),
            (CAMILLE, {his[one] for one in left}, {his[ticked], *hers.values()}),
        ):
            text = (await seen(one, who, reminder))["fallbackText"]
            assert [line for line in shown if line not in text] == []
            assert [line for line in hidden - shown if line in text] == []
        assert [line for line in (*hers.values(), *his.values()) if line in reminder.text()] == []

    tell(story)


def entries(one: House, who: Account, role: str) -> dict[str, str]:
    """What this person can tick, and how it reads."""
    (prep,) = one.cards(who.chat, f"s1.prep.{role}")
    (ticks,) = (part for part in prep.card["body"] if part["type"] == "Input.ChoiceSet")
    return {choice["value"]: choice["title"] for choice in ticks["choices"]}


def test_nobody_else_is_shown_anything() -> None:
    async def story(one: House) -> None:
        await tap(one, CAMILLE)
        body = await one.do(one.pen.views(LEO, last(one, "s1.date")))
        assert body["statusCode"] == 400
        assert "Séance" not in str(body)

    tell(story, languages="en,fr")


def test_where_a_view_adds_nothing_nobody_is_asked_for_one() -> None:
    async def story(one: House) -> None:
        await tap(one, CAMILLE)
        assert "refresh" not in last(one, "s1.date").card
        assert not any("refresh" in post.card for who in (AWA, CAMILLE) for post in one.cloud.at(who.chat))

    tell(story)


def test_the_view_of_a_card_that_has_gone_by_says_so() -> None:
    async def story(one: House) -> None:
        reminder = await until_reminded(one)
        on_screen, date = deepcopy(reminder), last(one, "s1.date")
        await one.do(one.pen.presses(AWA, date, button(date.card, "date.move")))
        assert "a changé entre-temps" in (await seen(one, CAMILLE, on_screen))["fallbackText"]
        assert "plus bas dans la conversation" in last(one, "s1.reminder").text()

    tell(story)

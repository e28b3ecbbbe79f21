"""Whoever entered something on a card reads that it is kept, and only where it is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

import pytest

from tests.adapters.teams.fakes import AWA, CAMILLE, Json, Post, button
from tests.labels import fr
from tests.scenarios.teams.house import House, house

Story = Callable[[House], Awaitable[None]]


def tell(story: Story) -> None:
    async def run() -> None:
        async with house() as one:
            await one.install(AWA, CAMILLE)
            one.clock.at = one.clock.at.replace(hour=9)
            await one.settle()
            await story(one)

    asyncio.run(run())


def says(card: Json) -> bool:
    return f"✓ {fr('card-saved')}" in json.dumps(card["body"], ensure_ascii=False)


async def asked(one: House, text: str) -> Post:
    await one.do(one.pen.says(AWA, text))
    return one.cloud.last(AWA.chat)


def test_who_ticks_and_keeps_reads_it_and_goes_on_reading_it() -> None:
    async def story(one: House) -> None:
        card = await asked(one, "prep")
        assert not says(card.card), "nothing is kept yet"
        entry = next(part for part in card.card["body"] if part["type"] == "Input.ChoiceSet")["choices"][0]["value"]
        body = await one.do(one.pen.presses(AWA, card, button(card.card, "keep"), {"choice:prep.tick": entry}))
        assert says(body["value"])
        assert says((await asked(one, "prep")).card), "a card that shows it again says so too"
        emptied = await one.do(one.pen.presses(AWA, card, button(card.card, "keep"), {"choice:prep.tick": ""}))
        assert says(emptied["value"]), "that nothing is ticked is kept as well"

    tell(story)


def test_who_keeps_what_was_kept_already_reads_it() -> None:
    async def story(one: House) -> None:
        card = await asked(one, "prep")
        body = await one.do(one.pen.presses(AWA, card, button(card.card, "keep")))
        assert body["value"] == fr("card-saved")

    tell(story)


@pytest.mark.parametrize(("end", "kept"), [("17:30", True), ("08:00", False)], ids=["good", "refused"])
def test_a_form_that_is_asked_again_was_not_kept(end: str, kept: bool) -> None:
    async def story(one: House) -> None:
        card = await asked(one, "réglages")
        await one.do(one.pen.presses(AWA, card, button(card.card, "settings.edit")))
        form = one.cloud.last(AWA.chat)
        submit = button(form.card, "settings.hours")
        entered = {"field:settings.hours:start": "09:00", "field:settings.hours:end": end}
        body = await one.do(one.pen.presses(AWA, form, submit, entered))
        assert says(body["value"]) is kept

    tell(story)


def test_turning_a_page_keeps_nothing_and_says_nothing() -> None:
    async def story(one: House) -> None:
        date = next(post for post in one.cloud.at(AWA.chat) if post.key == "s1.date")
        body = await one.do(one.pen.presses(AWA, date, button(date.card, "date.tap")))
        assert not says(body["value"])

    tell(story)

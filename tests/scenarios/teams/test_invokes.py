"""What a press is answered with, when all goes well and when it does not."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.application.interaction_router import InteractionRouter
from bot.ports import Unavailable
from tests.adapters.teams.fakes import AWA, CAMILLE, Account, Json, actions, button
from tests.scenarios.teams.house import CHAT, House, house

Story = Callable[[House], Awaitable[None]]
WORDS = "application/vnd.microsoft.activity.message"


def tell(story: Story, *installed: Account, gathered: bool = True, **how: Any) -> None:
    async def run() -> None:
        async with house(**how) as one:
            await one.install(*installed)
            if gathered:
                await one.gather()
            one.clock.at = one.clock.at.replace(hour=9)
            await one.settle()
            await story(one)

    asyncio.run(run())


def words(body: Json) -> str:
    assert (body["statusCode"], body["type"]) == (200, WORDS), body
    return str(body["value"])


def test_a_press_in_ones_own_chat_is_seen_on_every_device() -> None:
    """The answer reaches the device that pressed; the card in the chat is what the others show."""

    async def story(one: House) -> None:
        await one.do(one.pen.says(AWA, "prep"))
        shown = one.cloud.last(AWA.chat)
        keep = button(shown.card, "keep")
        ticked = keep["data"]["together"]["shown"]["prep.tick"]
        assert ticked == []
        entry = next(part for part in shown.card["body"] if part["type"] == "Input.ChoiceSet")["choices"][0]["value"]
        body = await one.do(one.pen.presses(AWA, shown, keep, {"choice:prep.tick": entry}))
        assert shown.edits == 1
        assert shown.card["body"] == body["value"]["body"]
        assert button(shown.card, "keep")["data"]["together"]["shown"]["prep.tick"] == [entry]

    tell(story, AWA, CAMILLE)


def test_a_card_that_was_deleted_is_answered_all_the_same_and_not_posted_again() -> None:
    async def story(one: House) -> None:
        await one.do(one.pen.says(AWA, "prep"))
        shown = one.cloud.last(AWA.chat)
        one.cloud.posts.remove(shown)
        count = len(one.cloud.posts)
        body = await one.do(one.pen.presses(AWA, shown, button(shown.card, "keep"), {"choice:prep.tick": "M1.B1"}))
        assert body["value"]["type"] == "AdaptiveCard"
        assert len(one.cloud.posts) == count

    tell(story, AWA, CAMILLE)


def test_who_is_answered_in_private_is_told_where() -> None:
    async def story(one: House) -> None:
        count = len(one.cloud.at(CHAT))
        date = one.cards(CHAT, "s1.date")[-1]
        body = await one.do(one.pen.presses(AWA, date, button(date.card, "date.other")))
        assert words(body) == "Je vous ai répondu dans notre conversation privée."
        assert any(part["type"] == "Input.Date" for part in one.cloud.last(AWA.chat).card["body"])
        assert len(one.cloud.at(CHAT)) == count

    tell(story, AWA, CAMILLE)


def test_who_cannot_be_reached_in_private_reads_it_in_the_answer_and_nobody_else_does() -> None:
    async def story(one: House) -> None:
        count = len(one.cloud.posts)
        date = one.cards(CHAT, "s1.date")[-1]
        body = await one.do(one.pen.presses(AWA, date, button(date.card, "date.other")))
        assert "ouvrez notre conversation privée" in words(body)
        assert len(one.cloud.posts) == count

    tell(story, CAMILLE)


def test_a_pair_without_a_chat_is_answered_each_in_their_own_language() -> None:
    async def story(one: House) -> None:
        date = one.cards(AWA.chat, "s1.date")[-1]
        body = await one.do(one.pen.presses(AWA, date, button(date.card, "date.tap")))
        assert body["value"]["lang"] == "en"
        assert "Séance" not in body["value"]["fallbackText"]
        assert any(action["title"].startswith("✓") for action in actions(date.card))

    tell(story, AWA, CAMILLE, gathered=False, languages="en,fr")


@pytest.mark.parametrize(
    ("locale", "said"),
    [("fr-CA", "rien n’a été changé"), ("en-US", "nothing has changed"), ("de-DE", "rien n’a été changé")],
)
def test_a_press_that_cannot_be_stored_is_answered_with_a_sentence(
    locale: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(one: House) -> None:
        date = one.cards(CHAT, "s1.date")[-1]
        monkeypatch.setattr(InteractionRouter, "pressed", away)
        press = one.pen.presses(AWA, date, button(date.card, "date.tap")) | {"locale": locale}
        status, body = await one.post(press)
        assert status == 200
        assert said in words(body)
        assert date.edits == 0

    tell(story, AWA, CAMILLE)


def test_what_is_typed_and_cannot_be_stored_is_answered_and_teams_may_come_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def story(one: House) -> None:
        monkeypatch.setattr(InteractionRouter, "typed", away)
        status, _ = await one.post(one.pen.says(AWA, "prep"))
        assert status == 503
        assert "rien n’a été changé" in one.cloud.last(AWA.chat).text()

    tell(story, AWA, CAMILLE)


def test_a_view_that_cannot_be_drawn_leaves_the_card_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(one: House) -> None:
        date = one.cards(CHAT, "s1.date")[-1]
        await one.do(one.pen.presses(AWA, date, button(date.card, "date.tap")))
        monkeypatch.setattr(InteractionRouter, "viewed", away)
        status, _ = await one.post(one.pen.views(AWA, date))
        assert status == 503

    tell(story, AWA, CAMILLE, languages="en,fr")


async def away(*_: object) -> None:
    raise Unavailable("gone fishing")


def test_an_unknown_invoke_is_refused() -> None:
    async def story(one: House) -> None:
        status, _ = await one.post(one.pen.says(AWA, "") | {"type": "invoke", "name": "task/fetch"})
        assert status == 400

    tell(story, AWA)


@pytest.mark.parametrize(("locale", "said"), [("fr-FR", "ne vient pas de moi"), ("en-GB", "not one of mine")])
def test_the_card_of_another_bot_is_answered_in_the_language_of_who_pressed(locale: str, said: str) -> None:
    async def story(one: House) -> None:
        value = {"action": {"type": "Action.Execute", "verb": "buy", "data": {"shop": 7}}}
        press = one.pen.says(AWA, "") | {"type": "invoke", "name": "adaptiveCard/action", "value": value}
        status, body = await one.post(press | {"locale": locale})
        assert status == 200
        assert said in words(body)

    tell(story, AWA)

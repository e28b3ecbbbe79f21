"""A press on a card that all can see is seen at once, whatever else the bot has to say; and nothing older comes after."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.answers import Said
from bot.engine.people import Place
from bot.ports import Lane, OutboxMessage
from storage.outbox.outbox import SqlOutbox
from tests.adapters.local.samples import note
from tests.adapters.slack.fake import TEAM, Shown
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import FORM, HEADER, House, opened
from tests.scenarios.slack.test_home import booked, line
from tests.values import at

Story = Callable[[House], Awaitable[None]]


def play(folder: Path, story: Story, roster: str = HEADER + line("Awa", "Camille")) -> None:
    async def told() -> None:
        async with opened(folder, at("2026-01-05 07:00"), roster=roster) as house:
            await house.until(at("2026-01-05 10:30"))
            await story(house)

    asyncio.run(told())


async def press(house: House, who: str, where: Shown, action: str, nth: int = 0) -> None:
    """Without waiting for what is shown after the acknowledgement."""
    one, block = payloads.element(where.blocks, action, nth)
    done = {**one, "block_id": block["block_id"]}
    body = payloads.interaction(payloads.press(house.ids[who], where, done, house.slack.respond_url(where)))
    async with await house.post(body, FORM) as response:
        assert response.status == 200


@pytest.mark.parametrize("languages", ["fr,fr", "fr,en"])
def test_it_is_the_card_that_its_post_shows(tmp_path: Path, languages: str) -> None:
    async def story(house: House) -> None:
        shared, camille = await house.shared(), await house.direct("Camille")
        for who, key, action in (
            ("Camille", "s1.date", "date.tap"),
            ("Awa", "s1.date", "date.none"),
            ("Awa", "s1.date", "date.tap"),
            ("Camille", "s1.date", "date.tap"),
            ("Awa", "s1.date", "date.move"),
        ):
            await agrees(house, who, await house.card(shared, key), action)
        await booked(house, key="s1.date.2")
        await house.until(at("2026-01-14 16:00"))
        for _ in range(2):
            await agrees(house, "Camille", await house.card(shared, "s1.agenda.2"), "agenda.next")
        await agrees(house, "Awa", await house.card(shared, "s1.held.2"), "held.yes")
        for action in ("evaluation.useful", "evaluation.helped"):
            await agrees(house, "Camille", await house.card(camille, "s1.evaluation.mentee"), action)

    async def agrees(house: House, who: str, card: Shown, action: str) -> None:
        seen, said = card.revision, len(house.slack.ephemeral)
        await house.press(who, card, action)
        assert (card.revision, len(house.slack.ephemeral)) == (seen + 1, said), action
        at_once = card.text, card.blocks
        await house.work()
        assert (card.text, card.blocks) == at_once, action
        assert card.revision == seen + 2

    play(tmp_path, story, HEADER + line("Awa", "Camille", languages))


def test_a_form_that_was_opened_on_it_leaves_it_as_both_see_it(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        mine = await house.command("Camille", "people")
        assert mine is not None
        await house.press("Camille", mine, "people.add")
        await house.submit("Camille", name="Inès", why="")
        await house.work()
        card = await house.card(await house.shared(), "people")
        seen = card.revision
        await house.press("Camille", card, "people.add")
        await house.submit("Camille", name="Omar", why="")
        assert card.revision == seen + 1
        at_once = card.text, card.blocks
        assert payloads.element(card.blocks, "people.offer", 1)
        await house.work()
        assert (card.text, card.blocks) == at_once

    play(tmp_path, story)


def test_an_older_picture_that_is_still_owed_is_left_out(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        card = await house.card(await house.shared(), "s1.date")
        for nth, who in enumerate(("Camille", "Awa", "Camille")):
            await house.press(who, card, "date.tap", nth)
        newest = card.text
        await house.worker.drain()
        (update,) = house.slack.called("chat.update")
        assert update.args["text"] == card.text == newest

    play(tmp_path, story)


def test_one_picture_of_a_card_comes_after_another(tmp_path: Path) -> None:
    """The first takes long, the second none."""

    async def story(house: House) -> None:
        card = await house.card(await house.shared(), "s1.date")
        responder = house.front.handlers.responder
        posting, begun, patient = responder._post, asyncio.Event(), asyncio.Event()

        async def slowly(*args: Any, **how: Any) -> Said:
            responder._post = posting  # type: ignore[method-assign]
            begun.set()
            await patient.wait()
            return await posting(*args, **how)

        responder._post = slowly  # type: ignore[method-assign]
        await press(house, "Camille", card, "date.tap", 0)
        await asyncio.wait_for(begun.wait(), 10)
        await press(house, "Awa", card, "date.tap", 1)
        patient.set()
        await house.settled()
        assert "Convient à Camille" in card.text
        assert "Convient à Awa" in card.text

    play(tmp_path, story)


def test_where_the_address_is_of_no_use_the_post_does_it(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        card = await house.card(await house.shared(), "s1.date")
        one, block = payloads.element(card.blocks, "date.tap")
        done = {**one, "block_id": block["block_id"]}
        for url in ("", f"{house.slack.url}/response/none", "http://127.0.0.1:9/nobody"):
            await house.interact(payloads.press(house.ids["Camille"], card, done, url))
        assert (card.revision, house.slack.ephemeral) == (0, [])
        await house.work()
        assert "Convient à Camille" in card.text

    play(tmp_path, story)


def test_what_a_person_waits_for_overtakes_what_time_brings(tmp_path: Path) -> None:
    """Two hundred digests are owed, at four a second; then somebody taps."""
    many = 200

    async def story(house: House) -> None:
        card = await house.card(await house.shared(), "s1.date")
        house.slack._members |= {f"U1{n:07d}": {"name": "x", "mail": "x"} for n in range(many)}
        now = house.clock.now()
        posts = [
            OutboxMessage("", "digest:x", Place.COORDINATORS, lane, note("x"), ("fr",), ("UTC",), due=now)
            for lane in (Lane("slack", TEAM, f"coordinator:{TEAM}/U1{n:07d}") for n in range(many))
        ]
        await house.parts.store.run(lambda unit: unit.outbox.enqueue(posts))
        before = len(house.slack.called("chat.postMessage"))
        await house.press("Camille", card, "date.tap")
        await house.worker.drain()
        assert len(house.slack.called("chat.update")) == 1
        assert len(house.slack.called("chat.postMessage")) - before < 20

    play(tmp_path, story)


def test_what_time_brings_says_when_it_was_owed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story(house: House) -> None:
        owed: list[OutboxMessage] = []
        enqueue = SqlOutbox.enqueue

        def noted(outbox: SqlOutbox, posts: Iterable[OutboxMessage]) -> None:
            new = list(posts)
            owed.extend(new)
            enqueue(outbox, new)

        monkeypatch.setattr(SqlOutbox, "enqueue", noted)
        card = await house.card(await house.shared(), "s1.date")
        await house.press("Camille", card, "date.tap")
        assert [post.due for post in owed] == [None]
        await house.until(at("2026-01-12 10:00"))
        assert {post.key[:7] for post in owed} >= {"digest:"}
        assert all(post.due is not None for post in owed[1:])

    play(tmp_path, story)

"""Single things that people do in Slack, each through the whole house."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.ports import Unavailable
from tests.labels import fr
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import House, opened
from tests.values import at

MONDAY = at("2026-01-05 07:00")

Story = Callable[[House], Awaitable[None]]


@pytest.fixture
def play(tmp_path: Path) -> Callable[[Story], None]:
    def run(story: Story) -> None:
        async def told() -> None:
            async with opened(tmp_path, MONDAY) as house:
                await story(house)

        asyncio.run(told())

    return run


def test_a_pair_is_welcomed_each_in_their_own_conversation_and_then_both(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 09:30"))
        assert [card.text.split()[0] for card in house.slack.in_(await house.direct("Awa"))] == ["Bonjour"]
        assert [card.text.split()[0] for card in house.slack.in_(await house.direct("Camille"))] == ["Bonjour"]
        date = await house.card(await house.shared(), "s1.date")
        assert date.text.startswith("Une date pour la séance 1")
        assert date.metadata["event_type"] == "together_post"

    play(story)


def test_prep_is_answered_at_once_to_that_person_alone(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 09:30"))
        answer = await house.command("Camille", "prep", await house.shared())
        assert answer is not None
        assert answer.text.startswith("Séance 1 avec Awa")
        before = len(house.slack.calls)
        again = await house.command("Camille", "PRÉP", "C0SOMEWHERE")
        assert again is not None
        assert again.blocks == answer.blocks
        assert len(house.slack.calls) == before  # the answer is the acknowledgement

    play(story)


def test_a_press_changes_the_shared_card_and_answers_nobody_twice(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 09:30"))
        card = await house.card(await house.shared(), "s1.date")
        assert await house.press("Camille", card, "date.tap", 1) == {}
        assert house.slack.ephemeral == []  # the card itself shows it
        await house.work()
        assert "Convient à Camille" in card.text
        assert "c’est noté" not in card.text
        await house.press("Awa", card, "date.tap", 1)
        await house.work()
        assert "c’est noté" in card.text
        assert card.revision == 4  # at once, and by its post

    play(story)


def test_a_press_on_an_ephemeral_card_redraws_it(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 09:30"))
        answer = await house.command("Camille", "date", await house.shared())
        assert answer is not None
        await house.press("Camille", answer, "date.tap")
        assert answer.revision == 1
        assert "Convient à Camille" in answer.text
        assert house.slack.called("response_url")[-1].args["replace_original"] is True

    play(story)


def test_a_date_of_ones_own_is_picked_in_a_modal(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 09:30"))
        card = await house.card(await house.shared(), "s1.date")
        await house.press("Camille", card, "date.other")
        (modal,) = house.slack.modals
        assert modal.view["submit"]["text"] == fr("date-propose")
        assert [block["element"]["type"] for block in modal.view["blocks"]] == ["datepicker", "timepicker"]
        again = await house.submit("Camille", day="2025-01-01", time="10:00")
        assert again["response_action"] == "update"  # the form says why, and stays
        assert "passé" in again["view"]["blocks"][0]["text"]["text"]
        house.slack.modals.append(type(modal)("", "", [], view={**again["view"], "id": "V99"}))
        assert await house.submit("Camille", day="2026-01-15", time="10:00") == {"response_action": "clear"}
        assert "15 janvier" in house.slack.ephemeral[-1].text
        await house.work()
        assert "15 janvier" in card.text

    play(story)


def test_a_form_that_cannot_be_read_any_more_is_answered_politely(play: Callable[[Story], None]) -> None:
    """Its button was drawn by an earlier release."""

    async def story(house: House) -> None:
        await house.until(at("2026-01-05 09:30"))
        card = await house.card(await house.shared(), "s1.date")
        _, block = payloads.element(card.blocks, "date.tap")
        old = {"type": "button", "action_id": "form!gone.by", "block_id": block["block_id"], "value": '["?"]'}
        await house.interact(payloads.press(house.ids["Camille"], card, old, house.slack.respond_url(card)))
        assert house.slack.modals == []
        assert house.slack.ephemeral[-1].text.startswith("Cette carte a changé entre-temps.")

    play(story)


def test_the_same_form_submitted_twice_counts_once(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 09:30"))
        card = await house.card(await house.shared(), "s1.date")
        await house.press("Camille", card, "date.other")
        await house.submit("Camille", day="2026-01-15", time="10:00")
        said = len(house.slack.ephemeral)
        assert await house.submit("Camille", day="2026-01-15", time="10:00") == {"response_action": "clear"}
        assert len(house.slack.ephemeral) == said

    play(story)


def test_a_word_to_the_bot_is_a_command(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        direct = await house.direct("Camille")
        await house.until(at("2026-01-05 09:30"))
        before = len(house.slack.in_(direct))
        word = payloads.message(house.ids["Camille"], direct, "Préparer ")
        assert await house.event(word, "Ev1") == 200
        assert await house.event(word, "Ev1", is_retry=True) == 200  # Slack sends it again: nothing more happens
        (answer,) = house.slack.in_(direct)[before:]
        assert answer.text.startswith("Séance 1 avec Awa")
        for silent in ({"subtype": "message_changed"}, {"bot_id": "B1"}, {"channel_type": "mpim"}):
            assert await house.event({**word, **silent}) == 200
        assert len(house.slack.in_(direct)) == before + 1

    play(story)


def test_a_word_in_a_thread_is_answered_there(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        direct = await house.direct("Camille")
        await house.until(at("2026-01-05 09:30"))
        for subtype in ({}, {"subtype": "thread_broadcast"}):
            word = payloads.message(house.ids["Camille"], direct, "statut", thread_ts="1767600000.000001", **subtype)
            assert await house.event(word) == 200
            answer = house.slack.in_(direct)[-1]
            assert (answer.thread, answer.text.partition("\n")[0]) == ("1767600000.000001", "Où vous en êtes")

    play(story)


@pytest.mark.parametrize(("text", "answer"), [("statut", "Où vous en êtes"), ("", fr("help-lead"))])
def test_a_file_is_thanked_for_and_what_is_written_beside_it_heard(
    play: Callable[[Story], None], text: str, answer: str
) -> None:
    async def story(house: House) -> None:
        direct = await house.direct("Camille")
        await house.until(at("2026-01-05 09:30"))
        before = len(house.slack.in_(direct))
        assert await house.event(payloads.shared_file(house.ids["Camille"], direct, text)) == 200
        thanks, said = house.slack.in_(direct)[before:]
        assert "pas ouvrir les fichiers" in thanks.text
        assert said.text.startswith(answer)

    play(story)


def test_a_mention_is_answered_to_that_person_alone(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 09:30"))
        said = payloads.mention(house.ids["Awa"], "C0GENERAL", "statut", thread_ts="1767600000.000001")
        assert await house.event(said) == 200
        (answer,) = house.slack.ephemeral
        assert (answer.user, answer.conversation, answer.thread) == (house.ids["Awa"], "C0GENERAL", "1767600000.000001")
        assert "Camille" in answer.text

    play(story)


def test_a_stranger_is_told_so_kindly(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        answer = await house.command("Mia", "prep", "C0SOMEWHERE")
        assert answer is not None
        assert "je ne vous y trouve pas" in answer.text

    play(story)


def test_somebody_of_another_workspace_presses_in_vain(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 09:30"))
        card = await house.card(await house.shared(), "s1.date")
        one, block = payloads.element(card.blocks, "date.tap")
        done = {k: one[k] for k in ("type", "action_id", "text", "value")} | {"block_id": block["block_id"]}
        payload = payloads.press(house.ids["Camille"], card, done, house.slack.respond_url(card))
        payload["user"]["team_id"] = "T0ELSEWHERE"
        await house.interact(payload)
        assert "je ne vous y trouve pas" in house.slack.ephemeral[-1].text
        await house.work()
        assert card.revision == 0

    play(story)


def test_without_the_database_there_is_a_clear_line(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        async def away(*_: object) -> None:
            raise Unavailable("/somewhere/secret")

        object.__setattr__(house.front.handlers.interactions, "typed", away)
        answer = await house.command("Awa", "prep", "C1")
        assert answer is not None
        assert "Réessayez" in answer.text
        assert "try again" in answer.text  # nobody knows their language now
        word = payloads.message(house.ids["Awa"], "D1", "prep")
        assert await house.event(word) == 503  # Slack sends events again

    play(story)


def test_what_takes_long_is_announced_and_then_shown(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 09:30"))
        interactions, handlers = house.front.handlers.interactions, house.front.handlers
        typed = interactions.typed

        async def slowly(*args: str) -> object:
            await asyncio.sleep(0.3)
            return await typed(*args)  # type: ignore[arg-type]

        object.__setattr__(interactions, "typed", slowly)
        object.__setattr__(handlers, "patience", 0.05)
        answer = await house.command("Awa", "prep", "C1")
        assert answer is not None
        assert "Un instant" in answer.text
        assert house.slack.ephemeral[-1].text.startswith("Séance 1 avec Camille")

    play(story)


def test_a_used_up_address_falls_back_on_an_ephemeral_message(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 09:30"))
        answer = await house.command("Camille", "date", await house.shared())
        assert answer is not None
        house.slack.response_urls.clear()
        one, block = payloads.element(answer.blocks, "date.tap")
        done = {k: one[k] for k in ("type", "action_id", "text", "value")} | {"block_id": block["block_id"]}
        await house.interact(payloads.press(house.ids["Camille"], answer, done, f"{house.slack.url}/response/none"))
        assert house.slack.ephemeral[-1].user == house.ids["Camille"]

    play(story)


def test_what_was_typed_stays_in_the_form_while_the_database_is_away(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        async def away(*_: object) -> None:
            raise Unavailable("away")

        await house.until(at("2026-01-05 09:30"))
        card = await house.card(await house.shared(), "s1.date")
        await house.press("Camille", card, "date.other")
        object.__setattr__(house.front.handlers.interactions, "submitted", away)
        said = await house.submit("Camille", day="2026-01-15", time="10:00")
        assert said["response_action"] == "errors"
        assert "Réessayez" in said["errors"]["day"]

    play(story)

"""What is done in a thread is answered there, step by step; and shortcuts, where no command can be typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from adapters.slack import shortcuts
from tests.adapters.slack.fake import Shown, Trouble
from tests.labels import fr
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import FORM, House, play
from tests.scenarios.slack.test_home import slow
from tests.values import CONTENT

THREAD = "1767600000.000001"
Json = dict[str, Any]


async def _answered_in_thread(house: House) -> Shown:
    """Camille asks for the date in a thread of their conversation with the bot: the answer is a message there."""
    direct = await house.direct("Camille")
    assert await house.event(payloads.message(house.ids["Camille"], direct, "date", thread_ts=THREAD)) == 200
    answer = house.slack.in_(direct)[-1]
    assert answer.thread == THREAD
    return answer


def test_every_step_of_an_answer_stays_in_its_thread(tmp_path: Path) -> None:
    """A word, a press on its answer, a form, and what the form comes to."""

    async def story(house: House) -> None:
        answer = await _answered_in_thread(house)
        await house.press("Camille", answer, "date.other")
        assert await house.submit("Camille", day="2026-01-15", time="10:00") == {"response_action": "clear"}
        said = house.slack.ephemeral
        assert "15 janvier" in said[-1].text
        assert {one.thread for one in said} == {THREAD}

    play(tmp_path, story)


def test_what_was_mentioned_in_a_thread_goes_on_there(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        camille = house.ids["Camille"]
        await house.event(payloads.mention(camille, "C0GENERAL", "statut", thread_ts=THREAD))
        stands = house.slack.ephemeral[-1]
        assert (stands.thread, stands.conversation) == (THREAD, "C0GENERAL")
        await house.press("Camille", stands, "run")
        assert house.slack.ephemeral[-1] is not stands
        assert house.slack.ephemeral[-1].thread == THREAD

    play(tmp_path, story)


def test_without_the_address_it_is_still_the_thread(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        answer = await _answered_in_thread(house)
        one, block = payloads.element(answer.blocks, "date.other")
        done = {**one, "block_id": block["block_id"]}
        house.slack.trouble("views.open", Trouble("expired_trigger_id"))
        await house.interact(payloads.press(house.ids["Camille"], answer, done, "http://127.0.0.1:9/nobody"))
        said = house.slack.ephemeral[-1]
        assert (said.thread, said.user) == (THREAD, house.ids["Camille"])

    play(tmp_path, story)


def test_the_first_message_of_a_thread_is_answered_where_it_stands(tmp_path: Path) -> None:
    """It is read in the conversation: an answer in the thread would be seen by nobody."""

    async def story(house: House) -> None:
        card = await house.card(await house.shared(), "s1.date")
        card.thread = card.ts
        await house.press("Camille", card, "date.other")
        await house.submit("Camille", day="2026-01-15", time="10:00")
        assert house.slack.ephemeral[-1].thread == ""

    play(tmp_path, story)


def test_an_answer_that_stands_as_a_message_is_changed_in_place(tmp_path: Path) -> None:
    """With a `response_type` Slack posts a new message for one person instead, and the old one stays as it was."""

    async def story(house: House) -> None:
        answer = await _answered_in_thread(house)
        seen = len(house.slack.ephemeral)
        await house.press("Camille", answer, "date.tap")
        assert (answer.revision, len(house.slack.ephemeral)) == (1, seen)
        card = await house.card(await house.shared(), "s1.date")
        await house.press("Camille", card, "date.tap", 1)
        assert (card.revision, len(house.slack.ephemeral)) == (1, seen)
        for call in house.slack.called("response_url"):
            assert "response_type" not in call.args
        ephemeral = await house.command("Camille", "date", "C0GENERAL")
        assert ephemeral is not None
        await house.press("Camille", ephemeral, "date.tap")
        assert house.slack.called("response_url")[-1].args["response_type"] == "ephemeral"
        assert ephemeral.revision == 1

    play(tmp_path, story)


# Shortcuts ----------------------------------------------------------------------------------------------------------

TITLES = {"prep": "Séance 1 avec Awa", "agenda": "Séance 1", "status": fr("status-title")}


@pytest.mark.parametrize("command", list(TITLES))
@pytest.mark.parametrize("thread", ["", THREAD])
def test_a_shortcut_on_a_message_is_answered_there_to_that_person_alone(
    tmp_path: Path, command: str, thread: str
) -> None:
    async def story(house: House) -> None:
        where = Shown("C0GENERAL", "Bonjour", [], ts="1767600000.000002")
        where.thread = thread
        url = house.slack.respond_url(None)
        id = f"together.message.{command}"
        assert await house.interact(payloads.message_shortcut(house.ids["Camille"], id, where, url)) == {}
        answer = house.slack.ephemeral[-1]
        assert (answer.user, answer.thread) == ("?", thread)
        assert TITLES[command] in answer.text
        assert house.slack.modals == []

    play(tmp_path, story)


@pytest.mark.parametrize("command", list(TITLES))
def test_a_shortcut_anywhere_is_answered_in_a_view(tmp_path: Path, command: str) -> None:
    async def story(house: House) -> None:
        said = len(house.slack.in_(await house.direct("Camille")))
        assert await house.interact(payloads.shortcut(house.ids["Camille"], f"together.global.{command}")) == {}
        (opened,) = house.slack.modals
        assert TITLES[command] in f"{opened.view['title']['text']} {opened.blocks}"
        assert (len(house.slack.in_(await house.direct("Camille"))), house.slack.ephemeral) == (said, [])

    play(tmp_path, story)


def test_a_shortcut_that_takes_long_says_so_in_the_view_that_then_shows_it(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        interactions = house.front.handlers.interactions
        object.__setattr__(interactions, "pressed", interactions.typed)
        done = slow(house)
        object.__setattr__(interactions, "typed", interactions.pressed)
        responder = house.front.handlers.responder
        opening = responder.open

        async def then_done(*args: Any) -> str:
            id = await opening(*args)
            done.set()
            return id

        object.__setattr__(responder, "open", then_done)
        async with await house.post(
            payloads.interaction(payloads.shortcut(house.ids["Camille"], "together.global.prep")), FORM
        ) as response:
            assert response.status == 200
        await house.settled()
        opened, shown = house.slack.modals
        assert "Un instant" in str(opened.blocks)
        assert opened.view["id"] == shown.view["id"]
        assert "Séance 1 avec Awa" in str(shown.blocks)

    play(tmp_path, story)


def test_a_shortcut_whose_view_does_not_open_is_answered_in_the_bots_own_conversation(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        house.slack.trouble("views.open", Trouble("expired_trigger_id"))
        await house.interact(payloads.shortcut(house.ids["Camille"], "together.global.status"))
        assert fr("status-title") in house.slack.in_(await house.direct("Camille"))[-1].text

    play(tmp_path, story)


def test_the_same_shortcut_twice_and_one_that_is_none_of_ours(tmp_path: Path) -> None:
    async def story(house: House) -> None:
        assert await house.interact(payloads.shortcut(house.ids["Camille"], "somebody.elses")) == {}
        assert house.slack.modals == []
        stranger = payloads.shortcut(house.ids["Mia"], "together.global.prep")
        await house.interact(stranger)
        assert "je ne vous y trouve pas" in str(house.slack.modals[-1].blocks)

    play(tmp_path, story)


def test_each_shortcut_has_a_word_that_is_understood() -> None:
    for language in CONTENT.programme.languages:
        for command in shortcuts.COMMANDS:
            word = shortcuts.typed(command, CONTENT.voices((language,), ("UTC",)))
            assert CONTENT.programme.read(word).command == command

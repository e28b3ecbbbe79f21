"""What every channel does for people beyond one card: where an answer stands, who comes back, who is told what.

As in `tests/ports/test_channel.py`, each channel is gone through by its own real edge.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.engine.ids import Action
from bot.engine.messages import Button, Buttons, Line, Message, Text, typed
from bot.engine.people import PRIVATE, Role
from tests.adapters.local.samples import note
from tests.labels import fr
from tests.ports.channels.house import House, Play
from tests.values import at

MENTOR, MENTEE = Role.MENTOR, Role.MENTEE

STEP = Message(
    (
        Text(Line(typed("Un premier pas"))),
        Buttons((Button(Action("go"), typed("Continuer"), "on"), Button(Action("go"), typed("Plus tard"), "later"))),
    ),
    typed("Un pas"),
)


# Threads and chats ------------------------------------------------------------------------------------------------


def test_every_step_of_an_answer_stays_where_it_was_asked_for_and_only_who_asked_reads_it(play: Play) -> None:
    async def story(house: House) -> None:
        platform = house.platform
        places = [await platform.shared(), await platform.private(MENTOR)]
        before = [await house.texts(place) for place in places]
        house.answers(STEP)
        assert "Un premier pas" in "".join(await platform.types_among(MENTEE, "prep"))
        assert (platform.noted.last.sender, platform.noted.last.text) == (house.people[MENTEE].address, "prep")
        house.answers("Un second pas")
        assert "Un second pas" in "".join(await platform.goes_on(MENTEE, "go", "later"))
        assert (platform.noted.last.action, platform.noted.last.values) == ("go", ("later",))
        assert platform.strayed() == []
        assert [await house.texts(place) for place in places] == before

    play(story)


def test_a_word_among_the_two_is_about_them_and_is_answered_by_the_bot(play: Play) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-05 10:30"))
        said = "".join(await house.platform.types_among(MENTEE, "date"))
        assert fr("date-none") in said or fr("date-other") in said or "Awa" in said
        assert house.platform.noted.last.conversation == await house.platform.shared()

    play(story)


# Away, and back ---------------------------------------------------------------------------------------------------


def test_who_is_back_gets_what_was_owed_in_its_order_before_they_write_a_word(play: Play) -> None:
    async def story(house: House) -> None:
        platform, store = house.platform, house.platform.container.store
        private, words = await platform.private(MENTEE), ["Un", "Deux", "Trois"]
        reason = platform.refuses(MENTEE)
        await house.owe(*(house.post(PRIVATE[MENTEE], note(word), key=f"s1.{word}", id=0) for word in words))
        await house.until(platform.clock.now() + timedelta(minutes=1))
        if reason is not None:
            assert not set(words) & set(await house.texts(private))
            platform.accepts()
            await platform.comes_back(MENTEE)
            await house.until(platform.clock.now() + timedelta(minutes=1))
        assert [text for text in await house.texts(private) if text in words] == words
        assert await store.run(lambda unit: unit.dead_letters.all()) == []

    play(story)


# Who is told what -------------------------------------------------------------------------------------------------


def test_whoever_coordinates_is_told_who_cannot_be_reached_and_why_and_the_partner_is_not(play: Play) -> None:
    async def story(house: House) -> None:
        platform = house.platform
        theirs, inbox = [await platform.shared(), await platform.private(MENTOR)], await platform.inbox()
        reason = platform.refuses(MENTEE)
        await house.owe(house.post(PRIVATE[MENTEE], note("Un secret de Camille"), key="s1.secret", id=0))
        await house.until(at("2026-01-12 12:00"))
        told = "\n".join(await house.texts(inbox))
        assert "Un secret de Camille" not in told
        if reason is not None:
            assert fr("digest-title") in told
            why = fr(f"undelivered-{reason}")
            assert any("Camille" in line and why in line for line in told.splitlines()), told
            for place in theirs:
                assert why not in "".join(await house.texts(place))

    play(story)


# Labels -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["", "prep", "date", "statut", "aide"])
def test_no_two_buttons_of_a_card_read_the_same_and_none_is_without_words(play: Play, word: str) -> None:
    async def story(house: House) -> None:
        platform = house.platform
        await house.until(at("2026-01-05 10:30"))
        if word:
            await platform.types(MENTEE, word)
        for place in (await platform.shared(), await platform.private(MENTEE)):
            for card in await platform.standing(place):
                labels = [label.strip() for label in platform.labels(card)]
                assert all(any(letter.isalnum() for letter in label) for label in labels), labels
                assert len(set(labels)) == len(labels), labels

    play(story)

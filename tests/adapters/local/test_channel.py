"""The page as a channel: where posts go, and what becomes of an update."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from adapters.local.channel import LocalChannel
from bot.engine.people import Place, Role
from bot.infra.clock import SetClock
from bot.ports import Address, Channel, Lane, OutboxMessage, Person, Refused, Sent
from tests.adapters.local.fakes import NOON, MemoryMailbox, voices
from tests.adapters.local.samples import note

PEOPLE = {
    Role.MENTOR: Person(id="m-1", name="Awa", languages=("fr",), zone="Africa/Dakar", address=Address("local", "awa")),
    Role.MENTEE: Person(
        id="m-2", name="Camille", languages=("fr",), zone="Europe/Paris", address=Address("local", "camille")
    ),
}


def owed(place: str, **changes: object) -> OutboxMessage:
    lane = Lane("local", "", place)
    post = OutboxMessage("p1", "s1.date", Place.PAIR, lane, note("Bonjour"), ("fr",), ("Europe/Paris",), id=7)
    return replace(post, **changes)  # type: ignore[arg-type]  # names and values of a test's own


def channel(mailbox: MemoryMailbox) -> Channel:
    return LocalChannel(mailbox, voices, SetClock(NOON))


@pytest.mark.parametrize(
    ("place", "conversation"),
    [
        ("pair:p1", "pair:p1"),
        ("dm:m-1", "dm:awa"),
        ("dm:m-2", "dm:camille"),
        ("coordinator:dominique", "coordinator:dominique"),
    ],
)
def test_a_post_goes_to_its_conversation(place: str, conversation: str) -> None:
    mailbox = MemoryMailbox()
    sent = asyncio.run(channel(mailbox).deliver(owed(place), PEOPLE))
    (card,) = asyncio.run(mailbox.since(0))
    assert sent == Sent(conversation, card.id)
    assert (card.conversation, card.key, card.pair, card.posted) == (conversation, "s1.date", "p1", NOON)
    assert card.content["text"] == "Bonjour"


def test_an_update_replaces_the_card_where_it_stands() -> None:
    async def story() -> None:
        mailbox = MemoryMailbox()
        first = await channel(mailbox).deliver(owed("pair:p1"), PEOPLE)
        await channel(mailbox).deliver(owed("pair:p1", id=8), PEOPLE)
        update = owed("pair:p1", id=9, card=first.card, message=note("Bonsoir"))
        assert await channel(mailbox).deliver(update, PEOPLE) == first
        assert [(card.id, card.content["text"]) for card in await mailbox.since(0)] == [
            ("2", "Bonjour"),
            ("1", "Bonsoir"),
        ]

    asyncio.run(story())


def test_it_speaks_the_languages_of_the_readers() -> None:
    mailbox = MemoryMailbox()
    asyncio.run(channel(mailbox).deliver(owed("pair:p1", languages=("fr", "en")), PEOPLE))
    (card,) = asyncio.run(mailbox.since(0))
    assert card.content["language"] == "fr+en"


def test_a_doubtful_post_is_found_by_its_id() -> None:
    async def story() -> None:
        mailbox = MemoryMailbox()
        page = channel(mailbox)
        assert page.looks_up
        assert await page.find(owed("pair:p1"), PEOPLE) is None
        sent = await page.deliver(owed("pair:p1"), PEOPLE)
        assert await page.find(owed("pair:p1"), PEOPLE) == sent
        assert await page.find(owed("pair:p1", id=8), PEOPLE) is None

    asyncio.run(story())


@pytest.mark.parametrize("place", ["dm:nobody", "attic:1", ""])
def test_what_nobody_could_read_is_refused(place: str) -> None:
    with pytest.raises(Refused):
        asyncio.run(channel(MemoryMailbox()).deliver(owed(place), PEOPLE))

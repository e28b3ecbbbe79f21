"""What every channel does, whatever it is made of."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace

import pytest

from adapters.local.channel import LocalChannel
from adapters.slack.channel import SlackChannel
from adapters.slack.workspaces import OneWorkspace, Wire
from adapters.teams.channel import TeamsChannel
from adapters.teams.connector import Connector
from adapters.teams.places import Places
from adapters.teams.tokens import NoTokens
from bot.engine.people import Place, Role
from bot.infra.clock import SetClock
from bot.ports import Address, Channel, Lane, OutboxMessage, Person, Reference, Refused
from tests.adapters.local.fakes import NOON, MemoryMailbox, voices
from tests.adapters.local.samples import EVERYTHING, note
from tests.adapters.slack.fake import BOT_TOKEN, TEAM, FakeSlack
from tests.adapters.teams.fakes import AWA, CAMILLE, TENANT, MemoryReferences, cloud

People = Mapping[Role, Person]


@dataclass
class Shown:
    """What stands in a conversation, as its readers see it."""

    card: str
    text: str


@dataclass
class House:
    """A channel, and eyes to see what it shows."""

    channel: Channel
    people: People
    workspace: str
    look: Callable[[str], Awaitable[list[Shown]]]

    def owed(self, place: str = "pair:p1", **changes: object) -> OutboxMessage:
        lane = Lane(self.channel.name, self.workspace, place)
        post = OutboxMessage("p1", "s1.date", Place.PAIR, lane, note("Bonjour"), ("fr",), ("Europe/Paris",), id=7)
        return replace(post, **changes)  # type: ignore[arg-type]  # names and values of a test's own

    def coordinator(self) -> str:
        return f"coordinator:{self.people[Role.MENTOR].address.id}"


def _people(channel: str, mentor: str, mentee: str) -> People:
    return {
        Role.MENTOR: Person(
            id="m-1", name="Awa", languages=("fr",), zone="Africa/Dakar", address=Address(channel, mentor)
        ),
        Role.MENTEE: Person(
            id="m-2", name="Camille", languages=("fr",), zone="Europe/Paris", address=Address(channel, mentee)
        ),
    }


@asynccontextmanager
async def local() -> AsyncIterator[House]:
    mailbox = MemoryMailbox()

    async def look(conversation: str) -> list[Shown]:
        cards = [card for card in await mailbox.since(0) if card.conversation == conversation]
        return [Shown(card.id, str(card.content["text"])) for card in sorted(cards, key=lambda card: int(card.id))]

    yield House(LocalChannel(mailbox, voices, SetClock(NOON)), _people("local", "awa", "camille"), "", look)


@asynccontextmanager
async def slack() -> AsyncIterator[House]:
    fake = FakeSlack({"Awa": "awa@example.org", "Camille": "camille@example.org"})

    async def look(conversation: str) -> list[Shown]:
        return [Shown(card.ts, card.text) for card in fake.in_(conversation)]

    async with fake.serving():
        wire = Wire(f"{fake.url}/api/")
        channel = SlackChannel(OneWorkspace(wire, BOT_TOKEN, SetClock(NOON)), voices, wire)
        yield House(channel, _people("slack", f"{TEAM}/U00000011", f"{TEAM}/U00000012"), TEAM, look)
        await channel.close()


@asynccontextmanager
async def teams() -> AsyncIterator[House]:
    people = _people("teams", AWA.address, CAMILLE.address)
    async with cloud() as fake:

        def reference(conversation: str, owner: str = "") -> Reference:
            return Reference("teams", conversation, owner, TENANT, fake.service)

        references = MemoryReferences(reference(AWA.chat, AWA.address), reference(CAMILLE.chat, CAMILLE.address))
        await references.share(Lane("teams", TENANT, "pair:p1"), reference("19:pair@thread.v2"), NOON)
        connector = Connector(NoTokens())
        channel = TeamsChannel(connector, Places(references, connector, SetClock(NOON)), references, voices)

        async def look(conversation: str) -> list[Shown]:
            return [Shown(post.id, post.text()) for post in fake.at(conversation)]

        yield House(channel, people, TENANT, look)
        await connector.close()


Open = Callable[[], AbstractAsyncContextManager[House]]
Story = Callable[[House], Awaitable[None]]


@pytest.fixture(params=[local, slack, teams], ids=lambda make: make.__name__)
def play(request: pytest.FixtureRequest) -> Callable[[Story], None]:
    make: Open = request.param

    def run(story: Story) -> None:
        async def told() -> None:
            async with make() as house:
                await story(house)

        asyncio.run(told())

    return run


def test_a_post_creates_a_card_in_its_conversation(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        places = ["pair:p1", "dm:m-1", "dm:m-2"]
        sent = [await house.channel.deliver(house.owed(place, id=n), house.people) for n, place in enumerate(places, 1)]
        assert len({one.conversation for one in sent}) == 3
        for one in sent:
            assert [(card.card, card.text) for card in await house.look(one.conversation)] == [(one.card, "Bonjour")]

    play(story)


def test_a_coordinator_has_a_conversation_without_a_pair(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        sent = await house.channel.deliver(house.owed(house.coordinator(), pair="", to=Place.COORDINATORS), {})
        assert [card.text for card in await house.look(sent.conversation)] == ["Bonjour"]

    play(story)


def test_the_same_people_have_the_same_conversation(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        first = await house.channel.deliver(house.owed(), house.people)
        second = await house.channel.deliver(house.owed(id=8, key="s1.agenda"), house.people)
        assert first.conversation == second.conversation
        assert first.card != second.card

    play(story)


def test_an_update_changes_the_card_in_place(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        first = await house.channel.deliver(house.owed(), house.people)
        update = house.owed(id=9, card=first.card, conversation=first.conversation, message=note("Bonsoir"))
        for _ in range(2):  # as often as one likes
            assert await house.channel.deliver(update, house.people) == first
        assert [(card.card, card.text) for card in await house.look(first.conversation)] == [(first.card, "Bonsoir")]

    play(story)


def test_every_part_can_be_shown(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        sent = await house.channel.deliver(house.owed(message=EVERYTHING), house.people)
        (card,) = await house.look(sent.conversation)
        assert "Regardez le profil." in card.text

    play(story)


def test_a_doubtful_post_is_found_by_its_id_and_no_other(play: Callable[[Story], None]) -> None:
    async def story(house: House) -> None:
        if not house.channel.looks_up:
            assert await house.channel.find(house.owed(), house.people) is None
            return
        assert await house.channel.find(house.owed(), house.people) is None
        sent = await house.channel.deliver(house.owed(), house.people)
        await house.channel.deliver(house.owed(id=8), house.people)
        for conversation in ("", sent.conversation):
            doubtful = house.owed(conversation=conversation, doubtful=True)
            assert await house.channel.find(doubtful, house.people) == sent
        assert await house.channel.find(house.owed(id=70), house.people) is None

    play(story)


@pytest.mark.parametrize("place", ["dm:nobody", "attic:1", ""])
def test_what_nobody_could_read_is_refused(play: Callable[[Story], None], place: str) -> None:
    async def story(house: House) -> None:
        with pytest.raises(Refused):
            await house.channel.deliver(house.owed(place), house.people)

    play(story)

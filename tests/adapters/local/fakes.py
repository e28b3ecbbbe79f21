"""A house for the page to live in: a mailbox in memory, a interactions that notes what is brought to it, and a server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from aiohttp import web

from adapters.local.context import Cast, PageContext, PairView, PersonView
from adapters.local.render import render
from adapters.local.server import attach
from bot.engine.messages import Message, Say
from bot.infra.clock import SetClock
from bot.ports import (
    Address,
    Answer,
    Card,
    CardPress,
    DroppedFile,
    FormSubmission,
    LocalDelivery,
    PlatformProfile,
    Unavailable,
    Voice,
)
from tests.values import CONTENT

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

AWA = PersonView("awa", "Awa", ("fr", "en"), "Africa/Dakar")
CAMILLE = PersonView("camille", "Camille", ("fr",), "Europe/Paris")
LEO = PersonView("leo", "Léo", ("en",), "Europe/Paris")
DOMINIQUE = PersonView("dominique", "Dominique", ("fr",), "Europe/Paris")
LANGUAGES = tuple(CONTENT.languages.values())
FIRST = PairView("p1", "mentoring", AWA, CAMILLE)
SECOND = PairView("p2", "networking", AWA, LEO)


@dataclass(frozen=True)
class PlainVoice:
    """Says what was typed as typed, and other sentences by their id, with the language in front."""

    language: str = "fr"

    @property
    def colon(self) -> str:
        return "\u00a0:" if self.language == "fr" else ":"

    def prose(self, say: Say) -> str:
        return str(say.args["text"]) if say.id == "typed" else f"{self.language}:{say.id}"

    def label(self, say: Say) -> str:
        return self.prose(say)


def voices(languages: Sequence[str], zones: Sequence[str]) -> Voice:
    return PlainVoice("+".join(languages))


class MemoryMailbox:
    """`bot.ports.Mailbox`."""

    def __init__(self) -> None:
        self._cards: dict[str, Card] = {}
        self._posts: dict[int, str] = {}
        self._revision = 0
        self.away = False

    async def put(self, delivery: LocalDelivery, at: datetime) -> str:
        self._revision += 1
        one, old = delivery, self._cards.get(delivery.card)
        if old is not None:
            new = replace(old, revision=self._revision, content=one.content)
        else:
            id = str(len(self._cards) + 1)
            new = Card(id, one.conversation, one.key, one.pair, at, self._revision, one.content)
        self._cards[new.id] = new
        self._posts[one.post] = new.id
        return new.id

    async def find(self, post: int) -> Card | None:
        return self._cards.get(self._posts.get(post, ""))

    async def since(self, revision: int, limit: int = 500) -> Sequence[Card]:
        if self.away:
            raise Unavailable
        news = [card for card in self._cards.values() if card.revision > revision]
        return sorted(news, key=lambda card: card.revision)[:limit]


@dataclass(frozen=True)
class Done:
    """What a person did, as the interactions was told."""

    id: str
    sender: Address
    conversation: str
    pair: str = ""
    card: str = ""
    action: str = ""
    values: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    text: str = ""


Reaction = Callable[[Done], Awaitable[Sequence[Answer]]]


async def silence(done: Done) -> Sequence[Answer]:
    return ()


class FakeDesk:
    """`bot.ports.Interactions`: notes each deed once, and answers as `reaction` says."""

    def __init__(self) -> None:
        self.done: list[Done] = []
        self.reaction: Reaction = silence
        self.away = False
        self._more = asyncio.Condition()

    async def reached(self, count: int) -> list[Done]:
        """What people did, once there is that much of it."""
        async with self._more:
            await asyncio.wait_for(self._more.wait_for(lambda: len(self.done) >= count), 5)
        return self.done

    async def known(self, addresses: Sequence[Address]) -> Address:
        return addresses[0]

    async def typed(self, id: str, sender: Address, conversation: str, text: str) -> Sequence[Answer]:
        return await self._take(Done(id, sender, conversation, text=text))

    async def dropped(self, id: str, sender: Address, file: DroppedFile) -> Sequence[Answer]:
        return await self._take(Done(id, sender, "", text=f"{file.name}: {file.content.decode()}"))

    async def pressed(self, press: CardPress) -> Sequence[Answer]:
        one = press
        done = Done(one.id, one.sender, one.conversation, one.pair, one.card, one.action, tuple(one.values))
        return await self._take(done)

    async def submitted(self, submission: FormSubmission) -> Sequence[Answer]:
        one = submission
        return await self._take(
            Done(one.id, one.sender, one.conversation, one.pair, one.card, one.action, fields=one.fields)
        )

    async def viewed(self, sender: Address, pair: str, card: str) -> Answer | None:
        return None

    async def overview(self, id: str, sender: Address) -> Sequence[Answer]:
        return await self._take(Done(id, sender, ""))

    async def _take(self, done: Done) -> Sequence[Answer]:
        if self.away:
            raise Unavailable
        if any(earlier.id == done.id for earlier in self.done):
            return ()
        async with self._more:
            self.done.append(done)
            self._more.notify_all()
        return await self.reaction(done)

    async def followed(self, id: str, profile: PlatformProfile) -> None:
        raise AssertionError("the page has no profiles")

    async def called(self, id: str, channel: str, conversation: str, *, over: bool) -> None:
        raise AssertionError("nobody calls anybody on the page")

    async def returned(self, who: Address) -> None:
        raise AssertionError("the page has no profiles")

    async def left(self, who: Address) -> None:
        raise AssertionError("the page has no profiles")


def words(language: str, *, coordinator: bool) -> Sequence[tuple[str, str]]:
    if coordinator:
        return [("digest", "the week")]
    if language == "en":
        return [("prep", "what to prepare"), ("pause", "a pause"), ("help", "this list")]
    return [("prep", "de quoi préparer"), ("évaluer", "votre minute"), ("pause", "une pause"), ("aide", "cette liste")]


class House:
    """Everything the page is given, for a test to look at and to change."""

    def __init__(self, cast: Cast | None = None) -> None:
        self.mailbox = MemoryMailbox()
        self.interactions = FakeDesk()
        self.clock = SetClock(NOON)
        self.cast = cast or Cast((FIRST,), (DOMINIQUE,))
        self.planned = [NOON + timedelta(days=1)]
        self.jumped_for: list[str | None] = []
        self.url = ""
        self._posts = 0

    def stage(self) -> PageContext:
        async def cast() -> Cast:
            return self.cast

        async def jump(pair: str | None) -> datetime | None:
            self.jumped_for.append(pair)
            if not self.planned:
                return None
            self.clock.at = self.planned.pop(0)
            return self.clock.at

        return PageContext(self.interactions, self.mailbox, self.clock, cast, jump, words, LANGUAGES, poll=0.02)

    async def post(
        self, conversation: str, message: Message, key: str = "s1.date", card: str = "", language: str = "fr"
    ) -> str:
        """Shows a message, or updates `card`; returns the card's id."""
        self._posts += 1
        content = render(message, PlainVoice(language))
        delivery = LocalDelivery(self._posts, conversation, card, key, "p1", content)
        return await self.mailbox.put(delivery, self.clock.now())


@asynccontextmanager
async def serving(house: House) -> AsyncIterator[House]:
    """The house with its page on a free port of this machine, at `house.url`."""
    app = web.Application()
    attach(app, house.stage())
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        house.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield house
    finally:
        await runner.cleanup()

"""What a channel is tested with: its platform, or a stand-in for it, and the hands and eyes of two people who use it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from aiohttp import web

from bot.app import Container
from bot.engine.people import Role
from bot.infra.clock import SetClock
from bot.ports import (
    Address,
    Answer,
    CardPress,
    Channel,
    ChannelContext,
    DroppedFile,
    FormSubmission,
    Interactions,
    PlatformProfile,
    Reason,
)
from tests.adapters.local.fakes import Done


@dataclass(frozen=True)
class Standing:
    """A card that stands in a conversation, as everybody there sees it."""

    conversation: str
    card: str
    text: str


class Platform(Protocol):
    """A channel between the whole bot and its platform. Awa, the mentor, and Camille, the mentee, are a pair of whom
    French is the common language; both can be reached, and nothing was said yet."""

    @property
    def container(self) -> Container: ...
    @property
    def clock(self) -> SetClock: ...
    @property
    def channel(self) -> Channel: ...
    @property
    def noted(self) -> Noted: ...

    async def private(self, who: Role) -> str:
        """Somebody's own conversation with the bot, as the platform calls it."""
        ...

    async def shared(self) -> str:
        """The pair's."""
        ...

    async def standing(self, conversation: str) -> Sequence[Standing]:
        """Its cards, the oldest first; not what one person alone is shown there."""
        ...

    # What people do, as the platform tells the bot. Each returns what that person alone is shown in answer.

    async def types(self, who: Role, text: str) -> Sequence[str]: ...
    async def types_among(self, who: Role, text: str) -> Sequence[str]:
        """A word to the bot where both of the pair can read it; in a thread, where the platform has any."""
        ...

    async def goes_on(self, who: Role, action: str, value: str = "") -> Sequence[str]:
        """A button of what that person alone was shown last, in answer to `types_among`."""
        ...

    def strayed(self) -> Sequence[str]:
        """What was shown, since `types_among`, neither there nor in that person's own conversation with the bot."""
        ...

    async def comes_back(self, who: Role) -> None:
        """Somebody can be reached again, and the platform says so before they write a word."""
        ...

    async def inbox(self) -> str:
        """The conversation of the bot with whoever coordinates."""
        ...

    async def presses(self, who: Role, card: Standing, action: str, value: str = "") -> Sequence[str]:
        """A button of the card; any of the action if there is no value."""
        ...

    def asks(self, card: Standing, action: str) -> str:
        """The question that is put before a press of that button counts, with its answers; empty if there is none."""
        ...

    async def chooses(self, who: Role, card: Standing, action: str, value: str) -> Sequence[str]:
        """One of several answers to a question."""
        ...

    async def submits(self, who: Role, card: Standing, action: str, **fields: str) -> Sequence[str]:
        """A form of the card, filled in."""
        ...

    async def again(self) -> None:
        """The platform hands in the very thing that was done last, once more."""
        ...

    # What the platform allows

    def refuses(self, who: Role) -> Reason | None:
        """Nothing can be written to that person from now on, for this reason; None where that cannot be."""
        ...

    def accepts(self) -> None:
        """Everybody can be written to again."""
        ...

    def labels(self, card: Standing) -> Sequence[str]:
        """What stands on its buttons and answers."""
        ...

    def complaints(self, card: Standing) -> Sequence[str]:
        """What breaks the platform's rules for cards."""
        ...


Open = Callable[[Path], AbstractAsyncContextManager[Platform]]
"""With a folder for the database."""


class Noted:
    """`bot.ports.Interactions`: notes what comes in, and answers as `reaction` says, or else as the bot does."""

    def __init__(self) -> None:
        self.done: list[Done] = []
        self.reaction: Callable[[Done], Sequence[Answer]] | None = None
        self._bot: Interactions | None = None

    def given(self, context: ChannelContext) -> ChannelContext:
        """The context, with this between the channel and the bot."""
        self._bot = context.interactions
        return replace(context, interactions=self)

    @property
    def bot(self) -> Interactions:
        assert self._bot is not None
        return self._bot

    @property
    def last(self) -> Done:
        return self.done[-1]

    async def known(self, addresses: Sequence[Address]) -> Address:
        return await self.bot.known(addresses)

    async def typed(self, id: str, sender: Address, conversation: str, text: str) -> Sequence[Answer]:
        self.done.append(Done(id, sender, conversation, text=text))
        if self.reaction is not None:
            return self.reaction(self.last)
        return await self.bot.typed(id, sender, conversation, text)

    async def dropped(self, id: str, sender: Address, file: DroppedFile) -> Sequence[Answer]:
        return await self.bot.dropped(id, sender, file)

    async def pressed(self, press: CardPress) -> Sequence[Answer]:
        one = press
        self.done.append(Done(one.id, one.sender, one.conversation, one.pair, one.card, one.action, tuple(one.values)))
        if self.reaction is not None:
            return self.reaction(self.last)
        return await self.bot.pressed(press)

    async def submitted(self, submission: FormSubmission) -> Sequence[Answer]:
        one = submission
        done = Done(one.id, one.sender, one.conversation, one.pair, one.card, one.action, fields=one.fields)
        self.done.append(done)
        if self.reaction is not None:
            return self.reaction(self.last)
        return await self.bot.submitted(submission)

    async def viewed(self, sender: Address, pair: str, card: str) -> Answer | None:
        return await self.bot.viewed(sender, pair, card)

    async def overview(self, id: str, sender: Address) -> Sequence[Answer]:
        return await self.bot.overview(id, sender)

    async def called(self, id: str, channel: str, conversation: str, *, over: bool) -> None:
        await self.bot.called(id, channel, conversation, over=over)

    async def followed(self, id: str, profile: PlatformProfile) -> None:
        await self.bot.followed(id, profile)

    async def returned(self, who: Address) -> None:
        await self.bot.returned(who)

    async def left(self, who: Address) -> None:
        await self.bot.left(who)


@asynccontextmanager
async def serving(attach: Callable[[web.Application], None]) -> AsyncIterator[str]:
    """An application with what `attach` adds, on a free port of this machine; its address."""
    application = web.Application()
    attach(application)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()

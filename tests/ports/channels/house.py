"""A channel under test with the bot behind it: what the suite posts, reads and lets pass."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.application.delivery.addressing import private_lane
from bot.application.delivery.worker import Worker
from bot.engine.messages import Message
from bot.engine.people import PRIVATE, Place, Role
from bot.ports import Answer, Lane, OutboxMessage, Person
from tests.adapters.local.samples import note
from tests.ports.channels.under_test import Platform, Standing

ANSWER = "s1.answer"
"""The key of what the suite answers with."""


@dataclass
class House:
    """A channel under test, and the bot behind it."""

    platform: Platform
    people: dict[Role, Person]
    pair: str
    worker: Worker

    @property
    def channel(self) -> str:
        return self.platform.channel.name

    def post(self, to: Place = Place.PAIR, message: Message | None = None, **changes: object) -> OutboxMessage:
        """To the pair, or to one of them."""
        roles = {private: role for role, private in PRIVATE.items()}
        lane = private_lane(self.people[roles[to]]) if to in roles else self.lane(f"pair:{self.pair}")
        post = OutboxMessage(
            self.pair, "s1.test", to, lane, message or note("Bonjour"), ("fr",), ("Europe/Paris",), id=7_000_001
        )
        return replace(post, **changes)  # type: ignore[arg-type]  # names and values of a test's own

    def lane(self, place: str) -> Lane:
        return Lane(self.channel, self.people[Role.MENTOR].address.workspace, place)

    async def shown(self, post: OutboxMessage) -> Standing:
        """Delivers it, and looks at it."""
        sent = await self.platform.channel.deliver(post, self.people)
        return await self.card(sent.conversation, sent.card)

    async def card(self, conversation: str, card: str) -> Standing:
        return next(one for one in await self.platform.standing(conversation) if one.card == card)

    async def texts(self, conversation: str) -> Sequence[str]:
        return [one.text for one in await self.platform.standing(conversation)]

    def answers(self, text: str | Message) -> None:
        """What is done from now on is answered so, and the bot never hears of it."""
        voice = self.platform.container.content.voices(("fr",), ("Europe/Paris",))
        message = note(text) if isinstance(text, str) else text
        self.platform.noted.reaction = lambda done: [Answer(message, voice, self.pair, ANSWER)]

    async def owe(self, *posts: OutboxMessage) -> None:
        await self.platform.container.store.run(lambda unit: unit.outbox.enqueue(posts))

    async def until(self, when: datetime) -> None:
        """Lets time pass, from one thing to the next."""
        clock, store = self.platform.clock, self.platform.container.store
        while True:
            await self.worker.drain()
            due = await store.run(lambda unit: unit.outbox.next_due())
            if due is None or due > when:
                clock.at = max(when, clock.at)
                return
            clock.at = max(due, clock.at)


Story = Callable[[House], Awaitable[None]]
Play = Callable[[Story], None]
"""Tells a story to one channel after another."""

"""Delivers to the page: keeps messages in the mailbox, where every open page looks."""

from __future__ import annotations

from collections.abc import Mapping

from adapters.local.places import conversation
from adapters.local.render import render
from bot.engine.people import Role
from bot.infra.clock import Clock
from bot.ports import LocalDelivery, Mailbox, OutboxMessage, Person, Sent, Voices


class LocalChannel:
    name = "local"

    def __init__(self, mailbox: Mailbox, voices: Voices, clock: Clock, *, looks_up: bool = True) -> None:
        self.looks_up = looks_up
        self._mailbox, self._voices, self._clock = mailbox, voices, clock

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        where = conversation(post, people)
        content = render(post.message, self._voices(post.languages, post.zones))
        delivery = LocalDelivery(post.id, where, post.card, post.key, post.pair, content)
        return Sent(where, await self._mailbox.put(delivery, self._clock.now()))

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        card = await self._mailbox.find(post.id)
        return None if card is None else Sent(card.conversation, card.id)

    async def close(self) -> None:
        """There is nothing to close: the mailbox is the store's."""

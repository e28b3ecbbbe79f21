"""Posts and updates cards in the Teams chats that `places` knows.

A pair without a shared chat gets what concerns them both in both private chats; each half is remembered as a card of its
own, so that a try that was cut short, or an update, never shows one of them the same thing twice.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence

from adapters.teams.connector import Connector, Gone, Missing, card_activity
from adapters.teams.places import NAME, Places, reader
from adapters.teams.render import card, summary
from bot.application.delivery.addressing import private_lane
from bot.engine.people import Role
from bot.ports import (
    Busy,
    OutboxMessage,
    Person,
    Reason,
    Reference,
    References,
    Refused,
    Sent,
    Unexplained,
    Voice,
    Voices,
)
from bot.ports.store.erasures import Withdrawal

HALVES = "halves"
"""The card of a post that stands in both private chats."""


class TeamsChannel:
    """Implements `bot.ports.Channel`. Teams cannot be asked whether a message arrived."""

    name = NAME
    looks_up = False

    def __init__(self, connector: Connector, places: Places, references: References, voices: Voices) -> None:
        self._connector, self._places, self._references, self._voices = connector, places, references, voices

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        return None

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        try:
            if not post.lane.place.startswith("pair:"):
                return await self._private(post, reader(post.lane.place, people), post.card)
            return await self._shared(post, people)
        except Busy as busy:
            raise Busy(busy.after, busy.scope or str(post.lane)) from busy  # Teams counts by conversation
        except Refused as refused:
            refused.probed = True  # Teams need not tell when that is over
            raise

    async def close(self) -> None:
        """Ends the connections to Teams."""
        await self._connector.close()

    async def withdraw(self, one: Withdrawal) -> None:
        """Implements `Withdraws`: a bot may delete what it has posted itself."""
        if not one.service:
            raise Refused(Reason.CLOSED, "nobody knows any more how the chat is written to")
        try:
            await self._connector.delete(one.service, one.conversation, one.card)
        except Missing:
            return

    # In one chat

    async def _private(self, post: OutboxMessage, owner: str, old: str, voice: Voice | None = None) -> Sent:
        own = await self._places.reach(owner)
        try:
            return await self._show(post, own, old, voice or self._voices(post.languages, post.zones))
        except Gone as gone:
            if gone.reason in (Reason.ABSENT, Reason.CLOSED):  # only an installation opens it again, or makes a new one
                await self._places.left(own.conversation, gone.reason)
            raise

    async def _show(
        self, post: OutboxMessage, where: Reference, old: str, voice: Voice, viewers: Sequence[str] = ()
    ) -> Sent:
        """Updates the card `old`, or posts a new one; a card that was deleted is posted anew."""
        drawn = card(post.message, voice, post.pair, post.key, viewers)
        activity = card_activity(drawn, summary(drawn))
        if old:
            try:
                await self._connector.update(where.service, where.conversation, old, activity, owed=True)
            except Missing:
                pass
            else:
                return Sent(where.conversation, old)
        id = await self._connector.send(where.service, where.conversation, activity, owed=True)
        return Sent(where.conversation, id or str(post.id))

    # In the chat of a pair, or in both private ones

    async def _shared(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        if post.card == HALVES:
            return await self._halves(post, people)
        both = [people[role] for role in Role if role in people]
        chat = await self._places.open(post.lane, post.pair, both)
        if chat is None:
            return await self._halves(post, people)
        old = post.card if post.conversation == chat.conversation else ""
        viewers = await self._viewers(both) if post.message.personal else ()
        try:
            return await self._show(post, chat, old, self._voices(post.languages, post.zones), viewers)
        except Gone as gone:
            await self._places.left(chat.conversation, gone.reason)
            return await self._halves(post, people)

    async def _viewers(self, people: Iterable[Person]) -> Sequence[str]:
        """Returns the readers' ids in conversations, of those whose own chat is known."""
        own = [await self._references.of(NAME, person.address.id) for person in people]
        return [one.member for one in own if one is not None and one.member]

    async def _halves(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        """Sends both halves and raises the worst of what goes wrong; the half that went well is only updated the next time."""
        readers = [people[role] for role in post.to.roles if role in people]
        if not readers:
            raise Refused(Reason.LEFT, f"nobody is known in the pair {post.pair}")
        results = await asyncio.gather(*(self._half(post, one) for one in readers), return_exceptions=True)
        troubles = [result for result in results if isinstance(result, BaseException)]
        refusals = [trouble for trouble in troubles if isinstance(trouble, Refused)]
        if len(refusals) == len(readers):
            raise Refused(refusals[0].reason, refusals[0].detail) from refusals[0]  # nobody reads this lane
        for trouble in sorted(troubles, key=lambda one: isinstance(one, Refused)):
            raise trouble  # what may still arrive comes before what never will
        return Sent("", HALVES)

    async def _half(self, post: OutboxMessage, person: Person) -> None:
        lane = private_lane(person)
        old = await self._references.private_card(post.pair, post.key, lane)
        if post.refresh and not old:
            return
        if (refusal := await self._references.shut(lane)) is not None:
            raise refusal
        voice = self._voices(person.languages[:1], (person.zone,))
        try:
            sent = await self._private(post, person.address.id, old, voice)
        except Refused as refused:
            raise Refused(refused.reason, refused.detail, lane) from refused
        except Unexplained as trouble:
            raise Unexplained(trouble.reason, trouble.detail, lane) from trouble
        if sent.card != old:
            await self._references.keep_private_card(post.pair, post.key, lane, sent, post.id)

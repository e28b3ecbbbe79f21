"""Shows a person the answers of the interactions, to them alone and in time.

In their own chat that is a message. In the chat of a pair it never is one that the partner sees: the pressed card is
redrawn in the answer to the press, which Teams shows to the one who pressed; whatever else there is goes to their own
chat, of which the answer to the press tells them, or, to a slash command, back as a message for them alone. That one is
gone after a day (a targeted message), so a card goes to their own chat as well, and the answer says so. Only where none of
these is at hand does the chat read a sentence, and it gives nothing away.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from adapters.teams.connector import Connector, Missing, card_activity
from adapters.teams.places import Places
from adapters.teams.render import Json, card, saved_card, summary
from bot.engine.messages import Message
from bot.ports import Address, Answer, Busy, Doubtful, Reference, Refused, Unreached, Voice
from bot.text.plain import plain
from bot.text.system_messages import answered_in_private, lasting, only_in_private

log = logging.getLogger(__name__)

T = TypeVar("T")

PATIENCE = 3.0
"""Seconds for which an answer waits where Teams asks for peace; a person is waiting too."""


@dataclass(frozen=True, slots=True)
class Where:
    """Says where something was done, and by whom."""

    sender: Address
    chat: Reference
    """The conversation where it was done; `member` is the sender's id there."""
    personal: bool
    targeted: bool = False
    card: str = ""
    """The card that was pressed, if Teams says which."""
    invoked: bool = False
    """The press is still waiting for its answer."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Holds what answers the press itself: the card in its new shape, or a word."""

    card: Json | None = None
    words: str = ""


class Answers:
    def __init__(self, connector: Connector, places: Places) -> None:
        self._connector, self._places = connector, places

    async def show(
        self, where: Where, answers: Sequence[Answer], is_saved: Callable[[Message], bool] = lambda card: False
    ) -> Shown:
        """Shows the answers, and returns what to answer a press with.

        `is_saved` says of the pressed card, as it is drawn now, whether it holds what was entered on it.
        """
        card: Json | None = None
        words = ""
        for answer in answers:
            redrawn = _saved_card(answer) if is_saved(answer.message) else _card(answer)
            if answer.redraw and where.invoked:
                card = redrawn
            if answer.redraw and where.card:
                if where.personal:  # a shared card is brought up to date for both, by the worker
                    await self._calmly(self._redraw(where, redrawn))
            elif not (answer.redraw and where.invoked):
                words = await self._calmly(self._alone(where, answer)) or words
        return Shown(card, words)

    async def say(self, chat: Reference, message: Message, voice: Voice) -> None:
        """Sends a message to everybody in a chat."""
        activity = _activity(card(message, voice))
        await self._calmly(self._patiently(chat, activity))

    async def _redraw(self, where: Where, card: Json) -> None:
        """Redraws the pressed card in its chat, for all of the person's devices and for clients that show no answer to a press."""
        activity = _activity(card)
        try:
            async with asyncio.timeout(PATIENCE):
                await self._connector.update(where.chat.service, where.chat.conversation, where.card, activity)
        except TimeoutError:
            log.info("a card is redrawn later: Teams takes its time")
        except Missing:
            if not where.invoked:
                await self._patiently(where.chat, activity)

    async def _alone(self, where: Where, answer: Answer) -> str:
        """Returns what remains to be said in answer to a press; empty if nothing does."""
        activity = _activity(_card(answer))
        if where.personal:
            await self._patiently(where.chat, activity)
            return ""
        if where.targeted and where.chat.member:
            if answer.key and await self._in_private(where, activity):
                activity = _activity(_card(replace(answer, message=lasting(answer.message))))
            await self._patiently(where.chat, activity, to=where.chat.member)
            return ""
        if await self._in_private(where, activity):
            return plain(answered_in_private(), answer.voice)
        if where.invoked:
            return plain(only_in_private(), answer.voice)
        await self.say(where.chat, only_in_private(), answer.voice)
        return ""

    async def _in_private(self, where: Where, activity: Json) -> bool:
        """Returns whether it was shown in the sender's own chat; a person is waiting, so whatever is in the way counts as no."""
        own = await self._places.own(where.sender)
        if own is None or own.closed:
            return False
        try:
            await self._patiently(own, activity)
        except (Refused, Busy, Unreached, Doubtful) as trouble:
            log.info("an answer in private was not taken: %s", trouble)
            return False
        return True

    async def _patiently(self, chat: Reference, activity: Json, *, to: str = "") -> None:
        try:
            await self._connector.send(chat.service, chat.conversation, activity, to=to)
        except Busy as busy:
            await asyncio.sleep(min(busy.after, PATIENCE))
            await self._connector.send(chat.service, chat.conversation, activity, to=to)

    async def _calmly(self, work: Awaitable[T]) -> T | None:
        """Logs what cannot be shown and goes on: the deed is done, and the person can ask again."""
        try:
            return await work
        except (Refused, Busy, Unreached, Doubtful) as trouble:
            log.warning("an answer could not be shown: %s", trouble)
            return None


def _card(answer: Answer) -> Json:
    return card(answer.message, answer.voice, answer.pair, answer.key)


def _saved_card(answer: Answer) -> Json:
    return saved_card(answer.message, answer.voice, answer.pair, answer.key)


def _activity(card: Json) -> Json:
    return card_activity(card, summary(card))

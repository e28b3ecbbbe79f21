"""Channels and interactions that note in the journal what goes through them, and change none of it."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import replace
from time import perf_counter
from typing import TypeVar

from bot.app.rehearsal.journal import Journal, What
from bot.engine.people import Role
from bot.infra.clock import ShiftedClock
from bot.ports import (
    Address,
    Answer,
    Busy,
    CardPress,
    Channel,
    FormSubmission,
    Interactions,
    OutboxMessage,
    Person,
    Refused,
    Sent,
)
from bot.ports.interactions import DroppedFile, PlatformProfile

T = TypeVar("T")


class WatchedChannel:
    """`bot.ports.Channel` around another."""

    def __init__(self, channel: Channel, journal: Journal, clock: ShiftedClock) -> None:
        self.name, self.looks_up = channel.name, channel.looks_up
        self._channel, self._journal, self._clock = channel, journal, clock

    async def deliver(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent:
        begun = perf_counter()
        try:
            sent = await self._channel.deliver(post, people)
        except Refused as refused:
            self._journal.note(What.REFUSED, post.kind, post.to, str(refused.reason))
            raise
        except Busy as busy:
            self._journal.note(What.BUSY, post.kind, post.to, f"{busy.after:.0f} s")
            raise
        except Exception as trouble:
            self._journal.note(What.TRIED, post.kind, post.to, type(trouble).__name__)
            raise
        notes = ("drawn again" if post.card else "", f"séance {post.seance}" if post.seance else "")
        tries = f"after {post.attempts} tries" if post.attempts else ""
        note = ", ".join(filter(None, (*notes, tries)))
        self._journal.note(What.DELIVERED, post.kind, post.to, note, _ms(begun))
        return sent

    async def find(self, post: OutboxMessage, people: Mapping[Role, Person]) -> Sent | None:
        """The platform's messages have the time on the wall. Nothing is jumped over while a message is owed, so the first try
        is as far from the season's time as now."""
        begun = perf_counter()
        tried = None if post.tried is None else post.tried - self._clock.ahead
        found = await self._channel.find(replace(post, tried=tried), people)
        self._journal.note(
            What.LOOKED_UP, post.kind, post.to, "it was there" if found else "it was not there", _ms(begun)
        )
        return found

    async def close(self) -> None:
        await self._channel.close()


class WatchedInteractions:
    """`bot.ports.Interactions` around others; `who` are the roles of those who take part, by their addresses."""

    def __init__(self, interactions: Interactions, journal: Journal, who: Mapping[Address, str]) -> None:
        self._interactions, self._journal, self._who = interactions, journal, who

    async def known(self, addresses: Sequence[Address]) -> Address:
        return await self._interactions.known(addresses)

    async def typed(self, id: str, sender: Address, conversation: str, text: str) -> Sequence[Answer]:
        return await self._noted("typed", sender, self._interactions.typed(id, sender, conversation, text))

    async def pressed(self, press: CardPress) -> Sequence[Answer]:
        return await self._noted(press.action, press.sender, self._interactions.pressed(press))

    async def submitted(self, submission: FormSubmission) -> Sequence[Answer]:
        return await self._noted(
            f"{submission.action} (form)", submission.sender, self._interactions.submitted(submission)
        )

    async def dropped(self, id: str, sender: Address, file: DroppedFile) -> Sequence[Answer]:
        return await self._noted("file", sender, self._interactions.dropped(id, sender, file))

    async def viewed(self, sender: Address, pair: str, card: str) -> Answer | None:
        return await self._noted("view", sender, self._interactions.viewed(sender, pair, card))

    async def overview(self, id: str, sender: Address) -> Sequence[Answer]:
        return await self._noted("overview", sender, self._interactions.overview(id, sender))

    async def called(self, id: str, channel: str, conversation: str, *, over: bool) -> None:
        await self._interactions.called(id, channel, conversation, over=over)
        self._journal.note(What.USED, "call ended" if over else "call begun")

    async def followed(self, id: str, profile: PlatformProfile) -> None:
        await self._noted("profile", profile.who, self._interactions.followed(id, profile))

    async def left(self, who: Address) -> None:
        await self._noted("account deactivated", who, self._interactions.left(who))

    async def returned(self, who: Address) -> None:
        await self._interactions.returned(who)

    async def _noted(self, kind: str, sender: Address, answers: Awaitable[T]) -> T:
        begun, who = perf_counter(), self._who.get(sender, "somebody else")
        try:
            found = await answers
        except Exception as trouble:
            self._journal.note(What.TROUBLE, kind, who, type(trouble).__name__, _ms(begun))
            raise
        self._journal.note(What.USED, kind, who, ms=_ms(begun))
        return found


class NotedWarnings(logging.Handler):
    """What the log warns of, or calls an error, stands in the journal too."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(logging.WARNING)
        self._journal = journal

    def emit(self, record: logging.LogRecord) -> None:
        said = record.getMessage().partition("\n")[0]
        self._journal.note(What.TROUBLE, record.name, note=f"{record.levelname.lower()}: {said}")


def _ms(begun: float) -> int:
    return max(1, round((perf_counter() - begun) * 1000))

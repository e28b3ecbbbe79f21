"""This program's store: state and what is owed are one commit; claimed and settled in twenties."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import timedelta

from benchmarks._databases import SEAL
from benchmarks._durable.work import MESSAGES, Run, content, message
from benchmarks._season import START
from bot.engine.messages import Line, Message, Text, typed
from bot.engine.people import Place
from bot.ports import Lane, OutboxMessage, UnitOfWork
from storage.store import SqlStore, open_store

AT_ONCE, LEASE, OWNER = 20, timedelta(minutes=1), "benchmark"


def opened(url: str, events: int, broker: str) -> Run:
    store = open_store(url, seal=SEAL)
    return lambda: asyncio.run(_played(store, events))


async def _played(store: SqlStore, events: int) -> int:
    for number in range(events):
        await store.run(lambda unit, number=number: _happened(unit, number))  # type: ignore[misc]
    delivered = 0
    while posts := await store.run(lambda unit: unit.outbox.claim(START, AT_ONCE, OWNER, LEASE)):
        delivered += await store.run(lambda unit, posts=posts: _settled(unit, posts))  # type: ignore[misc]
    await store.close()
    return delivered


def _happened(unit: UnitOfWork, number: int) -> None:
    pair = f"pair{number}"
    if not unit.seen.mark(f"event{number}", pair, START):
        return
    unit.facts.put(pair, content(number))
    lane = Lane("local", "w", f"pair:{pair}")
    unit.outbox.enqueue(
        OutboxMessage(pair, f"s1.card{nth}", Place.PAIR, lane, _said(number, nth), ("fr",), ("UTC",))
        for nth in range(MESSAGES)
    )


def _said(number: int, nth: int) -> Message:
    return Message((Text(Line(typed(message(number, nth)))),))


def _settled(unit: UnitOfWork, posts: Sequence[OutboxMessage]) -> int:
    return sum(unit.outbox.delivered(post, OWNER, "conversation", str(post.id)) for post in posts)

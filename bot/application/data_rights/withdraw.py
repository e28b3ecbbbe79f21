"""Deletes on platforms what only an erased person could see, as far as these let the bot."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from bot.infra.backoff import Backoff
from bot.ports import Busy, Channel, Doubtful, Refused, Store, Unreached
from bot.ports.store.erasures import Withdrawal

log = logging.getLogger(__name__)

MOST = 50
TRIES = 20
RETRIES = Backoff(timedelta(seconds=30), timedelta(hours=6))


@runtime_checkable
class Withdraws(Protocol):
    """A channel whose platform lets the bot delete its messages."""

    async def withdraw(self, one: Withdrawal) -> None:
        """Raises `Refused`, `Busy`, `Unreached` or `Doubtful`; a message that is gone already is no trouble."""
        ...


async def withdraw(store: Store, channels: Mapping[str, Channel], at: datetime) -> int:
    """Tries what is due; returns how many messages are gone. What a platform refuses is named in the log, by its ids alone."""
    gone = 0
    for one in await store.read(lambda unit: unit.erasures.withdrawals(at, MOST)):
        wait = await _tried(channels.get(one.channel), one)
        if wait is None or one.tries >= TRIES:
            gone += wait is None
            await store.run(lambda unit, one=one: unit.erasures.withdrawn(one))  # type: ignore[misc]
        else:
            await store.run(lambda unit, one=one, until=at + wait: unit.erasures.put_off(one, until))  # type: ignore[misc]
    return gone


async def _tried(channel: Channel | None, one: Withdrawal) -> timedelta | None:
    """None once there is nothing more to do; otherwise how long to wait."""
    later = RETRIES.after(one.card, one.tries)
    if not isinstance(channel, Withdraws):  # not switched on, or its platform keeps nothing
        return later if channel is None else None
    try:
        await channel.withdraw(one)
    except Refused as refused:
        log.warning("%s lets nobody delete %s in %s: %s", one.channel, one.card, one.conversation, refused)
    except Busy as busy:
        return timedelta(seconds=busy.after)
    except (Unreached, Doubtful):
        return later
    return None

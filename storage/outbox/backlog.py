"""What is owed, in figures, for those who watch over it.

Posts that wait are few as long as somebody delivers them, so they are counted by walking the index that the queue has of them.
Wake-ups are as many as there are pairs: of these only what is due, or leased, is looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, bindparam, case, func, literal_column, select

from bot.ports import Reason
from bot.ports.outbox import Backlog, ChannelBacklog
from storage.database.instants import instant, micros
from storage.database.session import Session
from storage.database.sql import ZERO, literal
from storage.outbox.posts import DUE, waiting

_ONE: ColumnElement[int] = literal_column("1")
_now: BindParameter[int] = bindparam("now")
_LEASED = DUE.c.lease_owner.is_not(None) & (DUE.c.ready_at > _now)
_SINCE = case((DUE.c.due_at > ZERO, DUE.c.due_at), else_=DUE.c.tried_at)
"""Since when a post is due: NULL if it is due at once, and was never tried."""

_OWED = (
    select(
        DUE.c.scope,
        func.sum(case((DUE.c.ready_at <= _now, _ONE), else_=ZERO)),
        func.sum(case((_LEASED, _ONE), else_=ZERO)),
        func.count(),
        func.min(case((_now >= _SINCE, _SINCE))),
        func.min(case(((DUE.c.due_at == ZERO) & DUE.c.tried_at.is_(None), DUE.c.id))),
    )
    .where(*waiting(DUE))
    .group_by(DUE.c.scope)
)
_SET_ASIDE = (
    select(DUE.c.scope, DUE.c.reason, func.count())
    .where(DUE.c.dead_at.is_not(None))
    .group_by(DUE.c.scope, DUE.c.reason)
)
_IS_WAKE = DUE.c.kind == literal("wake")
_WAKES = (
    select(func.min(DUE.c.due_at)).where(_IS_WAKE, DUE.c.ready_at <= _now),
    select(func.min(DUE.c.due_at)).where(_IS_WAKE, DUE.c.lease_owner.is_not(None)),
)


def backlog(session: Session, now: datetime) -> Backlog:
    at = micros(now)
    channels: dict[str, ChannelBacklog] = {}
    for scope, ready, sending, every, oldest, untried in session.rows(_OWED, now=at):
        channel, one = _channel(scope), (int(ready), int(sending), int(every), oldest, untried)
        channels[channel] = _added(channels.get(channel, ChannelBacklog()), one)
    set_aside = Counter[tuple[str, Reason]]()
    for scope, reason, count in session.rows(_SET_ASIDE):
        set_aside[_channel(scope), Reason(reason)] += count
    wakes = [row[0] for row in (session.row(_WAKES[0], now=at), session.row(_WAKES[1])) if row is not None]
    return Backlog(channels, set_aside, _earliest(instant(due) for due in wakes if due is not None))


def _channel(scope: str) -> str:
    """A channel's name has no slash in it."""
    return scope.partition("/")[0]


def _added(before: ChannelBacklog, one: tuple[int, int, int, int | None, int | None]) -> ChannelBacklog:
    ready, sending, every, oldest, untried = one
    since = () if oldest is None else (instant(oldest),)
    return ChannelBacklog(
        before.ready + ready,
        before.sending + sending,
        before.waiting + every - ready - sending,
        _earliest(at for at in (before.oldest, *since) if at is not None),
        min((id for id in (before.untried, untried) if id), default=0),
    )


def _earliest(instants: Iterable[datetime]) -> datetime | None:
    return min(instants, default=None)

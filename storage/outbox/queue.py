"""The part of a unit that owes posts and settles them. Which are due, and whose turn it is, is in `storage.outbox.claims`; what
cannot be delivered, in `storage.outbox.dead_letters`.

A lease is an owner's name and `ready_at` moved to the lease's end: what is leased looks like what is not due yet, and
comes back by itself. Every statement that settles a post names the owner, so a late worker changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import ColumnElement, bindparam, case, literal_column, select
from sqlalchemy.dialects.postgresql import insert

from bot.infra.codec import encode
from bot.ports import OutboxMessage, Wake
from storage.database.instants import instant, micros, span
from storage.database.sql import literal, put, table
from storage.outbox.lanes import pair_of
from storage.repositories.journeys import DUE, Journeys
from storage.repositories.people import CONVERSATION
from storage.tables import CardRow, PaceRow

CARD, PACE = table(CardRow), table(PaceRow)
NULL: ColumnElement[None] = literal_column("NULL")
ZERO: ColumnElement[int] = literal_column("0")

_POST = (
    "pair", "due_at", "ready_at", "lane", "scope", "key", "place", "message", "languages", "zones", "seance", "refresh",
    "unprompted", "twice", "attempts", "doubtful",
)  # fmt: skip
_OWE = DUE.insert().values({"kind": literal("post"), **{name: bindparam(name) for name in _POST}})

NEXT_WAKE = (
    select(DUE.c.ready_at).where(DUE.c.kind == literal("wake")).order_by(DUE.c.ready_at).limit(literal_column("1"))
)
_DUE_WAKES = (
    select(DUE.c.id)
    .where(DUE.c.kind == literal("wake"), DUE.c.ready_at <= bindparam("now"))
    .order_by(DUE.c.ready_at)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
    .cte("claimed")  # a plain subquery may be run more than once, and then lease more than the limit
)
_CLAIM_WAKES = (
    DUE.update()
    .where(DUE.c.id.in_(select(_DUE_WAKES.c.id)))
    .values(lease_owner=bindparam("owner"), ready_at=bindparam("until"))
    .returning(DUE.c.pair, DUE.c.due_at)
)

MINE = (DUE.c.id == bindparam("post"), DUE.c.lease_owner == bindparam("owner"))
_DELIVERED = DUE.delete().where(*MINE)
_PUT_CARD, _PUT_CONVERSATION = put(CARD), put(CONVERSATION)
_PUT_OFF = (
    DUE.update()
    .where(*MINE)
    .values(
        ready_at=bindparam("until"),
        lease_owner=NULL,
        attempts=DUE.c.attempts + bindparam("counted"),
        doubtful=bindparam("unsure"),
    )
)
_RELEASE = DUE.update().where(DUE.c.lease_owner == bindparam("owner")).values(ready_at=DUE.c.due_at, lease_owner=NULL)

_NEW_HOLD = insert(PACE).values(name=bindparam("name"), held_until=bindparam("held_until"), spent_until=ZERO)
_later = _NEW_HOLD.excluded.held_until
_HOLD = _NEW_HOLD.on_conflict_do_update(
    index_elements=[PACE.c.name],
    set_={"held_until": case((PACE.c.held_until > _later, PACE.c.held_until), else_=_later)},
)

_encode = msgspec.json.Encoder().encode


def _row(post: OutboxMessage) -> dict[str, object]:
    due = 0 if post.due is None else micros(post.due)
    return {
        "pair": post.pair,
        "due_at": due,
        "ready_at": due,
        "lane": str(post.lane),
        "scope": post.lane.scope,
        "key": post.key,
        "place": post.to,
        "message": encode(post.message),
        "languages": _encode(post.languages).decode(),
        "zones": _encode(post.zones).decode(),
        "seance": post.seance,
        "refresh": post.refresh,
        "unprompted": post.unprompted,
        "twice": post.resend_if_uncertain,
        "attempts": post.attempts,
        "doubtful": post.doubtful,
    }


class Queue(Journeys):
    def enqueue(self, posts: Iterable[OutboxMessage]) -> None:
        rows = [_row(post) for post in posts]
        if rows:
            self.do_each(_OWE, rows)
            self.stirred = True

    def claim_wakes(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[Wake]:
        at = micros(now)
        first = self.row(NEXT_WAKE)  # most looks find nothing, and this is the cheapest
        if first is None or first[0] > at:
            return []
        until = at + span(lease)
        rows = self.rows(_CLAIM_WAKES, now=at, limit=limit, owner=owner, until=until)
        return [Wake(pair, instant(due)) for pair, due in sorted(rows, key=lambda row: row[1])]

    def delivered(self, post: OutboxMessage, owner: str, conversation: str, card: str) -> bool:
        if not self.do(_DELIVERED, post=post.id, owner=owner):
            return False
        lane = str(post.lane)
        self.do(_PUT_CARD, pair=post.pair, key=post.key, lane=lane, conversation=conversation, card=card, post=post.id)
        if post.conversation != conversation:
            pair = pair_of(post.lane)
            self.do(_PUT_CONVERSATION, lane=lane, channel=post.lane.channel, conversation=conversation, pair=pair)
        return True

    def reschedule(
        self, post: OutboxMessage, owner: str, until: datetime, *, doubtful: bool, count: bool = True
    ) -> bool:
        settled = self.do(_PUT_OFF, post=post.id, owner=owner, until=micros(until), counted=int(count), unsure=doubtful)
        return settled == 1

    def throttle(self, scope: str, until: datetime) -> None:
        """Never shortens a hold."""
        self.do(_HOLD, name=scope, held_until=micros(until))

    def release(self, owner: str) -> int:
        """Only for what was not begun: a post whose sending was cut off is put off as doubtful, or left to lapse."""
        given = self.do(_RELEASE, owner=owner)
        self.stirred = self.stirred or given > 0
        return given

"""The outbox: owes posts and wake-ups, and settles them. Whose turn it is stands in `storage.outbox.claims`, when anything is
due next in `storage.outbox.due`; what cannot be delivered goes to `storage.outbox.dead_letters`.

A lease is an owner's name and `ready_at` moved to the lease's end: what is leased looks like what is not due yet, and
comes back by itself. Every statement that settles a post names the owner, so a late worker changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, bindparam, case, false, select, text, true
from sqlalchemy.dialects.postgresql import insert

from bot.ports import OutboxMessage, Wake, WordSeal
from bot.ports.outbox import Backlog
from storage.database.instants import instant, micros, span
from storage.database.session import Session
from storage.database.sql import NULL, ZERO, literal, put, table
from storage.outbox.backlog import backlog
from storage.outbox.claims import Claims, Turns
from storage.outbox.due import NEXT_WAKE, next_due, owes
from storage.outbox.lanes import pair_of
from storage.outbox.pace import Pace
from storage.outbox.posts import CARD, COLUMNS, DUE, MINE, PACE, row_of, waiting
from storage.tables import ConversationRow, CounterRow

CONVERSATION, COUNTER = table(ConversationRow), table(CounterRow)

_ENQUEUE = DUE.insert().values({"kind": literal("post"), **{name: bindparam(name) for name in COLUMNS}})

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

_DELIVERED = DUE.delete().where(*MINE)
_PUT_CARD, _PUT_CONVERSATION = put(CARD), put(CONVERSATION)
_RESCHEDULE = (
    DUE.update()
    .where(*MINE)
    .values(
        ready_at=bindparam("until"),
        lease_owner=NULL,
        attempts=DUE.c.attempts + bindparam("counted"),
        lapses=NULL,
        doubtful=bindparam("unsure"),
    )
)
_RELEASE = DUE.update().where(DUE.c.lease_owner == bindparam("owner")).values(ready_at=DUE.c.due_at, lease_owner=NULL)

_NEW_THROTTLE = insert(PACE).values(name=bindparam("name"), held_until=bindparam("held_until"), spent_until=ZERO)
_later = _NEW_THROTTLE.excluded.held_until
_THROTTLE = _NEW_THROTTLE.on_conflict_do_update(
    index_elements=[PACE.c.name],
    set_={"held_until": case((PACE.c.held_until > _later, PACE.c.held_until), else_=_later)},
)


_GIVE_BACK = (
    DUE.update()
    .where(DUE.c.lease_owner.is_not(None))
    .values(ready_at=DUE.c.due_at, lease_owner=NULL, doubtful=DUE.c.kind == literal("post"))
)
_DOUBT = (
    DUE.update()
    .where(*waiting(DUE), DUE.c.ready_at <= bindparam("until"))
    .values(
        doubtful=true(),
        restored=true(),
        twice=false(),
        tried_at=case((DUE.c.tried_at < bindparam("since"), DUE.c.tried_at), else_=bindparam("since")),
    )
)
_LEAP = {
    "sqlite": text("UPDATE sqlite_sequence SET seq = seq + :by WHERE name = :name"),
    "postgresql": text(
        "SELECT setval(pg_get_serial_sequence(:name, 'id'), nextval(pg_get_serial_sequence(:name, 'id')) + :by)"
    ),
}
_LEAP_REVISION = COUNTER.update().values(value=COUNTER.c.value + bindparam("by"))

_RING_ALL = (
    DUE.update()
    .where(DUE.c.kind == literal("wake"), DUE.c.lease_owner.is_(None))
    .values(due_at=bindparam("now"), ready_at=bindparam("now"))
)
_until: BindParameter[int] = bindparam("until")
_SHORTER_LEASE = (
    DUE.update().where(DUE.c.lease_owner.is_not(None), DUE.c.ready_at > _until).values(ready_at=bindparam("until"))
)
_SOONER = (  # what is put off; what is wanted later than that keeps its time
    DUE.update()
    .where(*waiting(DUE), DUE.c.lease_owner.is_(None), DUE.c.ready_at > DUE.c.due_at, DUE.c.ready_at > _until)
    .values(ready_at=case((DUE.c.due_at > _until, DUE.c.due_at), else_=_until))
)
_LESS_HELD = tuple(
    PACE.update().where(PACE.c[name] > _until).values({name: bindparam("until")})
    for name in ("held_until", "spent_until")
)

LEAP = 1_000_000
"""How many numbers are left out after a restore: more than the lost hours can have given."""


class SqlOutbox:
    """`bot.ports.Outbox` in SQL."""

    __slots__ = ("_pace", "_seal", "_session", "_turns")

    def __init__(self, session: Session, pace: Pace, turns: Turns, seal: WordSeal) -> None:
        self._session = session
        self._pace = pace
        self._turns = turns
        self._seal = seal

    def enqueue(self, posts: Iterable[OutboxMessage]) -> None:
        rows = [row_of(post, self._seal) for post in posts]
        if rows:
            self._session.do_each(_ENQUEUE, rows)
            self._session.stirred = True

    def claim_wakes(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[Wake]:
        at = micros(now)
        first = self._session.row(NEXT_WAKE)  # most looks find nothing, and this is the cheapest
        if first is None or first[0] > at:
            return []
        until = at + span(lease)
        rows = self._session.rows(_CLAIM_WAKES, now=at, limit=limit, owner=owner, until=until)
        return [Wake(pair, instant(due)) for pair, due in sorted(rows, key=lambda row: row[1])]

    def claim(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[OutboxMessage]:
        return Claims(self._session, self._pace, self._turns, self._seal).claim(now, limit, owner, lease)

    def claim_suspect(self, now: datetime, owner: str, lease: timedelta) -> OutboxMessage | None:
        return Claims(self._session, self._pace, self._turns, self._seal).claim_suspect(now, owner, lease)

    def delivered(self, post: OutboxMessage, owner: str, conversation: str, card: str) -> bool:
        if not self._session.do(_DELIVERED, post=post.id, owner=owner):
            return False
        lane = str(post.lane)
        self._session.do(
            _PUT_CARD, pair=post.pair, key=post.key, lane=lane, conversation=conversation, card=card, post=post.id
        )
        if post.conversation != conversation:
            pair = pair_of(post.lane)
            self._session.do(
                _PUT_CONVERSATION, lane=lane, channel=post.lane.channel, conversation=conversation, pair=pair
            )
        return True

    def reschedule(
        self, post: OutboxMessage, owner: str, until: datetime, *, doubtful: bool, count: bool = True
    ) -> bool:
        settled = self._session.do(
            _RESCHEDULE, post=post.id, owner=owner, until=micros(until), counted=int(count), unsure=doubtful
        )
        return settled == 1

    def throttle(self, scope: str, until: datetime) -> None:
        """Never shortens a hold."""
        self._session.do(_THROTTLE, name=scope, held_until=micros(until))

    def release(self, owner: str) -> int:
        """Only for what was not begun: a post whose sending was cut off is put off as doubtful, or left to lapse."""
        given = self._session.do(_RELEASE, owner=owner)
        self._session.stirred = self._session.stirred or given > 0
        return given

    def set_apart(self, since: datetime, until: datetime) -> None:
        self._session.do(_GIVE_BACK)
        for name in ("due", "local_card"):
            self._session.do(_LEAP[self._session.dialect], name=name, by=LEAP)
        self._session.do(_LEAP_REVISION, by=LEAP)

    def doubt(self, since: datetime, until: datetime) -> int:
        self._session.stirred = True
        return self._session.do(_DOUBT, since=micros(since), until=micros(until))

    def ring_all(self, now: datetime) -> int:
        self._session.stirred = True
        return self._session.do(_RING_ALL, now=micros(now))

    def steady(self, now: datetime, lease: timedelta, longest: timedelta) -> int:
        self._session.stirred = True
        until = micros(now) + span(longest)
        return (
            self._session.do(_SHORTER_LEASE, until=micros(now) + span(lease))
            + self._session.do(_SOONER, until=until)
            + sum(self._session.do(statement, until=until) for statement in _LESS_HELD)
        )

    def next_due(self) -> datetime | None:
        return next_due(self._session, self._pace)

    def backlog(self, now: datetime) -> Backlog:
        return backlog(self._session, now)

    def owes(self, now: datetime) -> bool:
        return owes(self._session, now)

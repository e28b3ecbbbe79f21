"""Which posts are handed to a worker, and whose turn it is.

1. A post can be claimed when its time has come, nobody leases it, no older post waits in its lane, nothing else of the lane
   is under way, and neither its lane nor its scope is held back. Each of these is one probe of an index.
2. So at most one post of a lane is under way, and a lane's posts go out in the order in which they were enqueued.
3. A claim is a lease: the owner's name, and `ready_at` moved to the lease's end. A lease that lapsed makes the post doubtful,
   and counts as an attempt: its worker died before or after sending, and nobody knows which.
4. Scopes are walked from one to the next (a loose index scan), so a workspace with ten thousand due posts costs another
   nothing. They take turns: the one that was served longest ago comes first, and each gets an equal share of what is left.
5. A scope gives no more than its rate allows, and a lane pauses after each post (`storage.outbox.pace`). What is spent is
   locked until the commit, scopes in the order of their names, so that two workers neither spend the same nor deadlock.
6. A refresh of a card that is not there, and a message that a later picture of its card overtakes, is dropped.
7. A post in a shut lane is set aside untried, and so is one that cannot be read or opened: none stops those behind it.
   What could not be opened for want of a key comes back with the key (`storage.outbox.unopened`).
8. Rows that another worker has locked are skipped, never waited for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import BindParameter, bindparam, exists, func, literal_column, select
from sqlalchemy.dialects.postgresql import insert

from bot.ports import KeyLost, OutboxMessage, Reason, WordSeal
from storage.database.instants import micros, span
from storage.database.session import Session
from storage.database.sql import ZERO, literal, matches, table
from storage.outbox.dead_letters import SET_ASIDE
from storage.outbox.due import FIRST, HELD, SCOPE, SCOPES
from storage.outbox.pace import Pace
from storage.outbox.posts import CARD, DUE, PACE, SHUT, Claimable, claimable, waiting
from storage.outbox.unopened import LastLook, revive_opened
from storage.tables import ConversationRow

CONVERSATION = table(ConversationRow)

_now: BindParameter[int] = bindparam("now")
# The first of each scope, compared afterwards: what this costs does not depend on `now`, so PostgreSQL plans it once.
_first_ready = (
    select(DUE.c.ready_at)
    .where(*waiting(DUE), DUE.c.scope == SCOPE.c.scope)
    .order_by(DUE.c.ready_at)
    .limit(literal_column("1"))
    .scalar_subquery()
)
_OPEN_SCOPES = SCOPES.where(_now >= HELD, _first_ready <= _now)

_other, _younger = DUE.alias("other"), DUE.alias("younger")
_NOTHING_UNDER_WAY = ~exists().where(  # by a younger post: it was claimed before this one was revived
    _other.c.kind == literal("post"),
    _other.c.lease_owner.is_not(None),
    _other.c.lane == DUE.c.lane,
    _other.c.ready_at > _now,
)
_OVERTAKEN = (  # by a later picture of the same card, which would create it just as well
    exists()
    .where(*waiting(_younger), _younger.c.lane == DUE.c.lane, _younger.c.id > DUE.c.id)
    .where(_younger.c.pair == DUE.c.pair, _younger.c.key == DUE.c.key, _younger.c.ready_at <= _now)
    .where(_younger.c.refresh <= DUE.c.refresh)
)
_LANE_OPEN = ~exists().where(PACE.c.name == DUE.c.lane, PACE.c.held_until > _now)
_CLAIMABLE = (
    select(
        *DUE.c[
            ("id", "pair", "due_at", "lease_owner", "lane", "scope", "key", "place", "message", "languages", "zones")
        ],
        *DUE.c[("seance", "refresh", "unprompted", "twice", "attempts", "doubtful", "restored")],
        func.coalesce(DUE.c.tried_at, _now).label("tried_at"),
        func.coalesce(CARD.c.card, literal("")),
        func.coalesce(CARD.c.conversation, CONVERSATION.c.conversation, literal("")),
        func.coalesce(CARD.c.post, ZERO),
        _OVERTAKEN,
        SHUT.c.reason,
        SHUT.c.detail,
    )
    .select_from(
        DUE.outerjoin(CARD, (CARD.c.pair == DUE.c.pair) & (CARD.c.key == DUE.c.key) & (CARD.c.lane == DUE.c.lane))
        .outerjoin(CONVERSATION, CONVERSATION.c.lane == DUE.c.lane)
        .outerjoin(SHUT, SHUT.c.lane == DUE.c.lane)
    )
    .where(*waiting(DUE), DUE.c.scope == bindparam("of"), DUE.c.ready_at <= _now)
    .where(FIRST, _NOTHING_UNDER_WAY, _LANE_OPEN)
    .order_by(DUE.c.ready_at, DUE.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=DUE)
)
_LEASE = (
    DUE.update()
    .where(DUE.c.id == bindparam("post"))
    .values(
        ready_at=bindparam("until"),
        lease_owner=bindparam("owner"),
        attempts=bindparam("tries"),
        doubtful=bindparam("unsure"),
        tried_at=bindparam("tried"),
    )
)
_DROP = DUE.delete().where(DUE.c.id == bindparam("post"))

_PACE = insert(PACE).values(name=bindparam("name"), held_until=bindparam("held"), spent_until=bindparam("spent"))
_HOLD_LANE = _PACE.on_conflict_do_update(index_elements=[PACE.c.name], set_={"held_until": _PACE.excluded.held_until})
_SPEND = _PACE.on_conflict_do_update(index_elements=[PACE.c.name], set_={"spent_until": _PACE.excluded.spent_until})
_ADD_PACE = _PACE.on_conflict_do_nothing(index_elements=[PACE.c.name])
_SPENT = select(PACE.c.spent_until).where(matches(PACE, "name")).with_for_update()

LANE = 4
"""Where a claimable row has its lane."""


@dataclass(slots=True)
class Turns:
    """Which scope was served when, so that the one that waited longest comes first. A process remembers its own."""

    served: dict[str, int] = field(default_factory=dict)
    count: int = 0
    unopened: LastLook = field(default_factory=LastLook)

    def order(self, scopes: Iterable[str]) -> list[str]:
        return sorted(scopes, key=lambda scope: self.served.get(scope, 0))

    def take(self, scope: str) -> None:
        self.count += 1
        self.served[scope] = self.count


@dataclass(frozen=True, slots=True)
class Lease:
    now: int
    until: int
    owner: str


class Claims:
    """Hands out due posts, within one transaction."""

    __slots__ = ("_pace", "_seal", "_session", "_turns")

    def __init__(self, session: Session, pace: Pace, turns: Turns, seal: WordSeal) -> None:
        self._session = session
        self._pace = pace
        self._turns = turns
        self._seal = seal

    def claim(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[OutboxMessage]:
        terms = Lease(micros(now), micros(now) + span(lease), owner)
        revive_opened(self._session, self._seal, self._turns.unopened, terms.now)
        open = self._open_scopes(terms.now, limit)
        claimed: list[OutboxMessage] = []
        while open and len(claimed) < limit:
            for scope in self._turns.order(open):
                left = limit - len(claimed)
                most = min(open[scope], left, max(1, left // len(open)))
                taken, more = self._take(scope, most, terms)
                claimed += taken
                open[scope] -= len(taken)
                if taken:
                    self._turns.take(scope)
                if not more or not open[scope]:
                    del open[scope]
                if len(claimed) == limit:
                    break
        self._keep_pace(claimed, terms.now)
        return claimed

    def _open_scopes(self, now: int, limit: int) -> dict[str, int]:
        """The scopes with something due, and how many posts each may have now."""
        open = {}
        for scope, _, _ in self._session.rows(_OPEN_SCOPES, now=now):
            rate = self._pace.of(scope)
            allowed = rate.allowed(now, self._spent(scope)) if rate.interval else limit
            if allowed:
                open[scope] = min(allowed, limit)
        return open

    def _spent(self, scope: str) -> int:
        """Locked, so that two workers do not both spend the same; scopes come in order, so that they never deadlock."""
        row = self._session.row(_SPENT, name=scope)
        if row is None:
            self._session.do(_ADD_PACE, name=scope, held=0, spent=0)
            row = self._session.row(_SPENT, name=scope)
        assert row is not None
        return int(row[0])

    def _take(self, scope: str, most: int, terms: Lease) -> tuple[list[OutboxMessage], bool]:
        """Leases at most so many posts; also whether there may be more. What cannot be read, or whose lane is shut, is set
        aside as undeliverable."""
        rows = self._session.rows(_CLAIMABLE, of=scope, now=terms.now, most=most)
        found: list[Claimable] = []
        aside: list[dict[str, object]] = []
        for *row, reason, detail in rows:
            if reason is not None:
                lane = row[LANE]
                aside.append({"post": row[0], "at": terms.now, "why": reason, "told": detail, "gate": lane})
                continue
            try:
                found.append(claimable(row, self._seal))
            except KeyLost:
                told = "it was sealed with a key that is not there; once the key is back it is delivered"
                aside.append({"post": row[0], "at": terms.now, "why": Reason.SEALED, "told": told, "gate": None})
            except (msgspec.MsgspecError, LookupError, TypeError, ValueError) as error:
                told = f"what is stored of it cannot be read: {error}"
                aside.append({"post": row[0], "at": terms.now, "why": Reason.FAULTY, "told": told, "gate": None})
        if aside:
            self._session.do_each(SET_ASIDE, aside)
        useless = [one.post.id for one in found if one.useless]
        taken = [one.post for one in found if not one.useless]
        if useless:
            self._session.do_each(_DROP, [{"post": id} for id in useless])
        if taken:
            self._session.do_each(_LEASE, [_lease(post, terms) for post in taken])
        return taken, bool(useless or aside) or len(rows) == most

    def _keep_pace(self, claimed: Sequence[OutboxMessage], now: int) -> None:
        by_scope = Counter(post.lane.scope for post in claimed)
        for scope, posts in sorted(by_scope.items()):
            rate = self._pace.of(scope)
            if rate.interval:
                self._session.do(_SPEND, name=scope, held=0, spent=rate.spend(now, self._spent(scope), posts))
            if rate.lane_interval:
                lanes = sorted(str(post.lane) for post in claimed if post.lane.scope == scope)
                until = now + rate.lane_interval
                self._session.do_each(_HOLD_LANE, [{"name": lane, "held": until, "spent": 0} for lane in lanes])


def _lease(post: OutboxMessage, terms: Lease) -> dict[str, object]:
    assert post.tried is not None, "it is claimed"
    return {
        "post": post.id,
        "until": terms.until,
        "owner": terms.owner,
        "tries": post.attempts,
        "unsure": post.doubtful,
        "tried": micros(post.tried),
    }

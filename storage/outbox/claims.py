"""Which posts are handed to a worker, and whose turn it is.

1. A post can be claimed when its time has come, nobody leases it, no older post waits in its lane, nothing else of the lane
   is under way, and neither its lane nor its scope is held back. Each of these is one probe of an index.
2. So at most one post of a lane is under way, and a lane's posts go out in the order in which they were enqueued.
3. A claim is a lease: the owner's name, and `ready_at` moved to the lease's end. A lease that lapsed makes the post doubtful:
   its worker died before or after sending, and nobody knows which. It is no attempt: a worker that dies takes with it all
   that it has in hand, and at most one of these is to blame.
4. Of a scope, what is most urgent goes first. One that is about a moment overtakes what waits in its lane; nothing else does.
5. Scopes are walked from one to the next (a loose index scan), so a workspace with ten thousand due posts costs another
   nothing. They take turns: the one that was served longest ago comes first, and each gets an equal share of what is left.
6. A scope gives no more than its rate allows, and a lane pauses after each post (`storage.outbox.pace`). What is spent is
   locked until the commit, scopes in the order of their names, so that two workers neither spend the same nor deadlock.
7. A refresh of a card that is not there, and a message that a later picture of its card overtakes, is dropped.
8. A post in a shut lane is set aside untried, and so is one that cannot be read or opened: none stops those behind it.
   What could not be opened for want of a key comes back with the key (`storage.outbox.unopened`).
9. What two workers in a row did not outlive is a suspect, and is handed out alone, to a worker with nothing else in hand. Should
   it end that worker too, it is to blame (`lapses`); the first worker that lives clears it.
10. Rows that another worker has locked are skipped, never waited for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import compress
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    case,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import insert

from bot.engine.effects import Urgency
from bot.ports import KeyLost, OutboxMessage, Reason, WordSeal
from bot.ports.outbox import SUSPICIOUS
from storage.database.instants import micros, span
from storage.database.session import Row, Session
from storage.database.sql import ZERO, literal, matches, table
from storage.outbox.dead_letters import SET_ASIDE
from storage.outbox.due import FIRST, HELD, SCOPE, SCOPES, first, is_, oldest_beside
from storage.outbox.pace import Pace
from storage.outbox.posts import CARD, DUE, PACE, SHUT, UNREADABLE, Claimable, claimable, waiting
from storage.outbox.unopened import UNREAD, LastLook, revive_opened
from storage.tables import ConversationRow

CONVERSATION = table(ConversationRow)

_now: BindParameter[int] = bindparam("now")


# The first of each scope, compared afterwards: what this costs does not depend on `now`, so PostgreSQL plans it once.
def _is_ready(urgency: Urgency) -> ColumnElement[bool]:
    earliest = (
        select(DUE.c.ready_at)
        .where(*waiting(DUE), DUE.c.scope == SCOPE.c.scope, is_(urgency))
        .order_by(DUE.c.ready_at)
        .limit(literal_column("1"))
        .scalar_subquery()
    )
    return func.coalesce(earliest <= _now, false())


_READY = tuple(_is_ready(urgency) for urgency in Urgency)
_OPEN_SCOPES = SCOPES.add_columns(*_READY).where(_now >= HELD, or_(*_READY))

_other, _younger = DUE.alias("other"), DUE.alias("younger")
_NOTHING_UNDER_WAY = ~exists().where(  # by a younger post: it was claimed before this one was revived
    _other.c.kind == literal("post"),
    _other.c.lease_owner.is_not(None),
    _other.c.lane == DUE.c.lane,
    _other.c.ready_at > _now,
)
_LATER_PICTURE = oldest_beside(  # of the same card, which would create it just as well
    _younger,
    _younger.c.id > DUE.c.id,
    _younger.c.pair == DUE.c.pair,
    _younger.c.key == DUE.c.key,
    _younger.c.ready_at <= _now,
    _younger.c.refresh <= DUE.c.refresh,
)
_OVERTAKEN = _LATER_PICTURE.is_not(None)
_LANE_OPEN = ~exists().where(PACE.c.name == DUE.c.lane, PACE.c.held_until > _now)
_LAPSES = func.coalesce(DUE.c.lapses, ZERO)
_SUSPECT = _LAPSES + case((DUE.c.lease_owner.is_not(None), literal_column("1")), else_=ZERO) >= literal_column(
    str(SUSPICIOUS)
)
_LAPSED = (*waiting(DUE), DUE.c.lapses > ZERO)
"""Word for word the condition of the index on what may be suspect: there is next to nothing in it."""
_ANY_SUSPECT = select(DUE.c.id).where(*_LAPSED, DUE.c.ready_at <= _now, _SUSPECT).limit(literal_column("1"))
_CLAIMABLE: Select[Any] = (
    select(
        *DUE.c[
            ("id", "pair", "due_at", "lease_owner", "lane", "scope", "key", "place", "message", "languages", "zones")
        ],
        *DUE.c[("seance", "refresh", "unprompted", "twice", "attempts")],
        _LAPSES.label("lapses"),
        *DUE.c[("doubtful", "restored", "urgency")],
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
    .where(DUE.c.scope == bindparam("of"), DUE.c.ready_at <= _now)
    .where(_NOTHING_UNDER_WAY, _LANE_OPEN)
    .order_by(DUE.c.ready_at, DUE.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=DUE)
)
CLAIMABLE: Mapping[Urgency, Select[Any]] = {
    urgency: _CLAIMABLE.where(*waiting(DUE), is_(urgency), first(urgency), ~_SUSPECT) for urgency in Urgency
}
_SUSPECTS = _CLAIMABLE.where(*_LAPSED, FIRST, _SUSPECT)
_LEASE = (
    DUE.update()
    .where(DUE.c.id == bindparam("post"))
    .values(
        ready_at=bindparam("until"),
        lease_owner=bindparam("owner"),
        lapses=bindparam("lapsed"),
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


@dataclass(slots=True)
class Open:
    """A scope with something due: how many posts it may have now, and how urgent they are, the most urgent first."""

    left: int
    ready: Sequence[Urgency]


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
                most = min(open[scope].left, left, max(1, left // len(open)))
                taken, more = self._take(scope, open[scope].ready, most, terms)
                claimed += taken
                open[scope].left -= len(taken)
                if taken:
                    self._turns.take(scope)
                if not more or not open[scope].left:
                    del open[scope]
                if len(claimed) == limit:
                    break
        self._keep_pace(claimed, terms.now)
        return claimed

    def claim_suspect(self, now: datetime, owner: str, lease: timedelta) -> OutboxMessage | None:
        terms = Lease(micros(now), micros(now) + span(lease), owner)
        if self._session.row(_ANY_SUSPECT, now=terms.now) is None:
            return None
        for scope in self._turns.order(self._open_scopes(terms.now, 1)):
            taken, _ = self._leased(self._session.rows(_SUSPECTS, of=scope, now=terms.now, most=1), 1, terms)
            if taken:
                self._turns.take(scope)
                self._keep_pace(taken, terms.now)
                return taken[0]
        return None

    def _open_scopes(self, now: int, limit: int) -> dict[str, Open]:
        """The scopes with something due."""
        open = {}
        for scope, _, _, *ready in self._session.rows(_OPEN_SCOPES, now=now):
            rate = self._pace.of(scope)
            allowed = rate.allowed(now, self._spent(scope)) if rate.interval else limit
            if allowed:
                open[scope] = Open(min(allowed, limit), tuple(compress(Urgency, ready)))
        return open

    def _spent(self, scope: str) -> int:
        """Locked, so that two workers do not both spend the same; scopes come in order, so that they never deadlock."""
        row = self._session.row(_SPENT, name=scope)
        if row is None:
            self._session.do(_ADD_PACE, name=scope, held=0, spent=0)
            row = self._session.row(_SPENT, name=scope)
        assert row is not None
        return int(row[0])

    def _take(
        self, scope: str, urgencies: Iterable[Urgency], most: int, terms: Lease
    ) -> tuple[list[OutboxMessage], bool]:
        """Leases at most so many posts, the most urgent first; also whether there may be more."""
        taken: list[OutboxMessage] = []
        more = False
        for urgency in urgencies:
            left = most - len(taken)
            rows = self._session.rows(CLAIMABLE[urgency], of=scope, now=terms.now, most=left)
            some, further = self._leased(rows, left, terms)
            taken += some
            more = more or further
            if len(taken) == most:
                break
        return taken, more

    def _leased(self, rows: Sequence[Row], most: int, terms: Lease) -> tuple[list[OutboxMessage], bool]:
        """What cannot be read, or whose lane is shut, is set aside as undeliverable."""
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
            except UNREADABLE as error:
                told = f"{UNREAD}: {error}"
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
        "lapsed": post.lapses or None,
        "unsure": post.doubtful,
        "tried": micros(post.tried),
    }

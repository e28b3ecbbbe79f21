"""The part of a unit that says which posts are due and whose turn it is.

A post can be claimed when its time has come, nobody leases it, no older post waits in its lane, nothing else of the
lane is under way, and neither its lane nor its scope is held back. Each of these is one probe of an index; scopes are
walked from one to the next (a loose index scan), so a workspace with ten thousand due posts costs another nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import BindParameter, ColumnElement, FromClause, bindparam, exists, func, literal_column, select
from sqlalchemy.dialects.postgresql import insert

from bot.engine.people import Place
from bot.infra.codec import decode_message
from bot.ports import OutboxMessage, Reason
from storage.database.instants import instant, micros, span
from storage.database.sql import literal, matches
from storage.outbox.dead_letters import SET_ASIDE, SHUT, DeadLetters
from storage.outbox.lanes import lane_of
from storage.outbox.pace import Pace
from storage.outbox.queue import CARD, NEXT_WAKE, PACE, ZERO
from storage.repositories.journeys import DUE
from storage.repositories.people import CONVERSATION


def _waiting(due: FromClause) -> tuple[ColumnElement[bool], ...]:
    """The condition of the partial indexes on posts, word for word."""
    return due.c.kind == literal("post"), due.c.dead_at.is_(None)


def _smallest_scope(*where: ColumnElement[bool]) -> ColumnElement[str]:
    due = DUE.alias("one")
    conditions = (*_waiting(due), *(due.c.scope > after for after in where))
    return select(due.c.scope).where(*conditions).order_by(due.c.scope).limit(literal_column("1")).scalar_subquery()


_now: BindParameter[int] = bindparam("now")
_walk = select(_smallest_scope().label("scope")).cte("scopes", recursive=True)
_SCOPE = _walk.union_all(select(_smallest_scope(_walk.c.scope)).where(_walk.c.scope.is_not(None)))
_held = func.coalesce(PACE.c.held_until, ZERO)
_SCOPES = (
    select(_SCOPE.c.scope, _held, func.coalesce(PACE.c.spent_until, ZERO))
    .select_from(_SCOPE.outerjoin(PACE, PACE.c.name == _SCOPE.c.scope))
    .where(_SCOPE.c.scope.is_not(None))
    .order_by(_SCOPE.c.scope)
)
# The first of each scope, compared afterwards: what this costs does not depend on `now`, so PostgreSQL plans it once.
_first_ready = (
    select(DUE.c.ready_at)
    .where(*_waiting(DUE), DUE.c.scope == _SCOPE.c.scope)
    .order_by(DUE.c.ready_at)
    .limit(literal_column("1"))
    .scalar_subquery()
)
_OPEN_SCOPES = _SCOPES.where(_held <= _now, _first_ready <= _now)

_older, _other, _younger = DUE.alias("older"), DUE.alias("other"), DUE.alias("younger")
_FIRST = ~exists().where(*_waiting(_older), _older.c.lane == DUE.c.lane, _older.c.id < DUE.c.id)
_NOTHING_UNDER_WAY = ~exists().where(  # by a younger post: it was claimed before this one was revived
    _other.c.kind == literal("post"),
    _other.c.lease_owner.is_not(None),
    _other.c.lane == DUE.c.lane,
    _other.c.ready_at > _now,
)
_OVERTAKEN = (  # by a later picture of the same card, which would create it just as well
    exists()
    .where(*_waiting(_younger), _younger.c.lane == DUE.c.lane, _younger.c.id > DUE.c.id)
    .where(_younger.c.pair == DUE.c.pair, _younger.c.key == DUE.c.key, _younger.c.ready_at <= _now)
    .where(_younger.c.refresh <= DUE.c.refresh)
)
_LANE_OPEN = ~exists().where(PACE.c.name == DUE.c.lane, PACE.c.held_until > _now)
_CLAIMABLE = (
    select(
        *DUE.c[
            ("id", "pair", "due_at", "lease_owner", "lane", "scope", "key", "place", "message", "languages", "zones")
        ],
        *DUE.c[("seance", "refresh", "unprompted", "twice", "attempts", "doubtful")],
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
    .where(*_waiting(DUE), DUE.c.scope == bindparam("of"), DUE.c.ready_at <= _now)
    .where(_FIRST, _NOTHING_UNDER_WAY, _LANE_OPEN)
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

LOOK_AHEAD = 100
"""How many lanes of a scope `next_due` looks at; past these it answers early rather than late."""
_NEXT_POSTS = (
    select(DUE.c.ready_at, _held)
    .select_from(DUE.outerjoin(PACE, PACE.c.name == DUE.c.lane))
    .where(*_waiting(DUE), DUE.c.scope == bindparam("of"), _FIRST)
    .order_by(DUE.c.ready_at, DUE.c.id)
    .limit(literal_column(str(LOOK_AHEAD)))
)

LANE = 4
"""Where a claimable row has its lane."""

_strings = msgspec.json.Decoder(tuple[str, ...])


@dataclass(slots=True)
class Turns:
    """Which scope was served when, so that the one that waited longest comes first. A process remembers its own."""

    served: dict[str, int] = field(default_factory=dict)
    count: int = 0

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


class Claims(DeadLetters):
    pace: Pace
    turns: Turns

    def claim_posts(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[OutboxMessage]:
        terms = Lease(micros(now), micros(now) + span(lease), owner)
        open = self._open_scopes(terms.now, limit)
        claimed: list[OutboxMessage] = []
        while open and len(claimed) < limit:
            for scope in self.turns.order(open):
                left = limit - len(claimed)
                most = min(open[scope], left, max(1, left // len(open)))
                taken, more = self._take(scope, most, terms)
                claimed += taken
                open[scope] -= len(taken)
                if taken:
                    self.turns.take(scope)
                if not more or not open[scope]:
                    del open[scope]
                if len(claimed) == limit:
                    break
        self._keep_pace(claimed, terms.now)
        return claimed

    def _open_scopes(self, now: int, limit: int) -> dict[str, int]:
        """The scopes with something due, and how many posts each may have now."""
        open = {}
        for scope, _, _ in self.rows(_OPEN_SCOPES, now=now):
            rate = self.pace.of(scope)
            allowed = rate.allowed(now, self._spent(scope)) if rate.interval else limit
            if allowed:
                open[scope] = min(allowed, limit)
        return open

    def _spent(self, scope: str) -> int:
        """Locked, so that two workers do not both spend the same; scopes come in order, so that they never deadlock."""
        row = self.row(_SPENT, name=scope)
        if row is None:
            self.do(_ADD_PACE, name=scope, held=0, spent=0)
            row = self.row(_SPENT, name=scope)
        assert row is not None
        return int(row[0])

    def _take(self, scope: str, most: int, terms: Lease) -> tuple[list[OutboxMessage], bool]:
        """Leases at most so many posts; also whether there may be more. What cannot be read, or whose lane is shut, is set
        aside as undeliverable."""
        rows = self.rows(_CLAIMABLE, of=scope, now=terms.now, most=most)
        found: list[tuple[OutboxMessage, bool]] = []
        aside: list[dict[str, object]] = []
        for *row, reason, detail in rows:
            if reason is not None:
                lane = row[LANE]
                aside.append({"post": row[0], "at": terms.now, "why": reason, "told": detail, "gate": lane})
                continue
            try:
                found.append(_owed(row))
            except (msgspec.MsgspecError, LookupError, TypeError, ValueError) as error:
                told = f"what is stored of it cannot be read: {error}"
                aside.append({"post": row[0], "at": terms.now, "why": Reason.FAULTY, "told": told, "gate": None})
        if aside:
            self.do_each(SET_ASIDE, aside)
        useless = {post.id for post, is_useless in found if is_useless}
        taken = [post for post, is_useless in found if not is_useless]
        if useless:
            self.do_each(_DROP, [{"post": id} for id in useless])
        if taken:
            self.do_each(_LEASE, [_lease(post, terms) for post in taken])
        return taken, bool(useless or aside) or len(rows) == most

    def _keep_pace(self, claimed: Sequence[OutboxMessage], now: int) -> None:
        by_scope = Counter(post.lane.scope for post in claimed)
        for scope, posts in sorted(by_scope.items()):
            rate = self.pace.of(scope)
            if rate.interval:
                self.do(_SPEND, name=scope, held=0, spent=rate.spend(now, self._spent(scope), posts))
            if rate.lane_interval:
                lanes = sorted(str(post.lane) for post in claimed if post.lane.scope == scope)
                until = now + rate.lane_interval
                self.do_each(_HOLD_LANE, [{"name": lane, "held": until, "spent": 0} for lane in lanes])

    def next_due(self) -> datetime | None:
        """Never late; early where more than `LOOK_AHEAD` conversations of a workspace are held back at once."""
        wake = self.row(NEXT_WAKE)
        instants = [] if wake is None else [wake[0]]
        for scope, held, spent in self.rows(_SCOPES):
            head = self._next_post(scope)
            if head is not None:
                instants.append(max(head, held, self.pace.of(scope).free_at(spent)))
        return instant(min(instants)) if instants else None

    def _next_post(self, scope: str) -> int | None:
        """When the first lane of a scope is both due and not held back."""
        heads = self.rows(_NEXT_POSTS, of=scope)
        best: int | None = None
        for ready, held in heads:
            at = max(ready, held)
            best = at if best is None else min(best, at)
            if at == ready:  # the rest is due later
                return best
        return heads[-1][0] if len(heads) == LOOK_AHEAD else best


def _owed(row: Sequence[Any]) -> tuple[OutboxMessage, bool]:
    """A claimed row as the worker gets it, and whether it is useless."""
    (id, pair, due, owner, lane, scope, key, place, message, languages, zones, seance, refresh, unprompted, twice,
     attempts, doubtful, tried, card, conversation, newest, overtaken) = row  # fmt: skip
    # it was leased, and not settled: its worker died, before or after sending
    lapsed = owner is not None
    post = OutboxMessage(
        pair=pair,
        key=key,
        to=Place(place),
        lane=lane_of(lane, scope),
        message=decode_message(message),
        languages=_strings.decode(languages),
        zones=_strings.decode(zones),
        seance=seance,
        refresh=bool(refresh),
        unprompted=bool(unprompted),
        resend_if_uncertain=bool(twice),
        due=instant(due) if due else None,
        id=id,
        attempts=attempts + lapsed,
        doubtful=bool(doubtful) or lapsed,
        tried=instant(tried),
        card=card,
        conversation=conversation,
    )
    return post, _is_useless(post, newest, bool(overtaken))


def _is_useless(post: OutboxMessage, newest: int, overtaken: bool) -> bool:
    """A refresh of a card that is not there, or a message older than what the card shows or is about to show."""
    if not post.card:
        return post.refresh
    return overtaken or newest > post.id


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

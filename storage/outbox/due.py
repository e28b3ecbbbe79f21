"""When anything is due next, and the scopes and lanes that the outbox has work in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, bindparam, func, literal_column, select

from bot.engine.effects import Urgency
from storage.database.instants import instant, micros
from storage.database.session import Session
from storage.database.sql import ZERO, literal
from storage.outbox.pace import Pace
from storage.outbox.posts import DUE, PACE, waiting
from storage.outbox.probes import next_probe

NEXT_WAKE = (
    select(DUE.c.ready_at).where(DUE.c.kind == literal("wake")).order_by(DUE.c.ready_at).limit(literal_column("1"))
)


def _smallest_scope(*where: ColumnElement[bool]) -> ColumnElement[str]:
    due = DUE.alias("one")
    conditions = (*waiting(due), *(due.c.scope > after for after in where))
    return select(due.c.scope).where(*conditions).order_by(due.c.scope).limit(literal_column("1")).scalar_subquery()


_walk = select(_smallest_scope().label("scope")).cte("scopes", recursive=True)
SCOPE = _walk.union_all(select(_smallest_scope(_walk.c.scope)).where(_walk.c.scope.is_not(None)))
HELD = func.coalesce(PACE.c.held_until, ZERO)
SCOPES = (
    select(SCOPE.c.scope, HELD, func.coalesce(PACE.c.spent_until, ZERO))
    .select_from(SCOPE.outerjoin(PACE, PACE.c.name == SCOPE.c.scope))
    .where(SCOPE.c.scope.is_not(None))
    .order_by(SCOPE.c.scope)
)
_older = DUE.alias("older")


def oldest_beside(other: FromClause, *of: ColumnElement[bool]) -> ColumnElement[int]:
    """The oldest post, of those described, that waits in the same lane as `DUE`.

    Asked for by order, which only the index by lane has: without statistics (a Monday's posts came a minute ago) PostgreSQL
    takes every index on posts for equally short, and reads one from end to end.
    """
    oldest = select(other.c.id).where(*waiting(other), other.c.lane == DUE.c.lane, *of)
    return oldest.order_by(other.c.id).limit(literal_column("1")).scalar_subquery()


FIRST = oldest_beside(_older) == DUE.c.id
"""No older post waits in its lane."""


def is_(urgency: Urgency) -> ColumnElement[bool]:
    return DUE.c.urgency == literal_column(str(int(urgency)))


def first(urgency: Urgency) -> ColumnElement[bool]:
    """No older post waits in its lane; what is about a moment waits for others like it alone, and for its own card.

    Two conditions, because one that has an « or » in it is worked out for every post that waits.
    """
    if urgency is not Urgency.MOMENT:
        return FIRST
    like_it = oldest_beside(_older, _older.c.urgency == literal_column(str(int(urgency))))
    same_card = oldest_beside(_older, _older.c.pair == DUE.c.pair, _older.c.key == DUE.c.key)
    return and_(like_it == DUE.c.id, same_card == DUE.c.id)


LOOK_AHEAD = 100
"""How many lanes of a scope `next_due` looks at; past these it answers early rather than late."""
NEXT_POSTS: Mapping[Urgency, Select[Any]] = {
    urgency: select(DUE.c.ready_at, HELD)
    .select_from(DUE.outerjoin(PACE, PACE.c.name == DUE.c.lane))
    .where(*waiting(DUE), DUE.c.scope == bindparam("of"), is_(urgency), first(urgency))
    .order_by(DUE.c.ready_at, DUE.c.id)
    .limit(literal_column(str(LOOK_AHEAD)))
    for urgency in Urgency
}
_is_due: Select[Any] = (
    select(literal_column("1")).select_from(DUE).where(*waiting(DUE), DUE.c.due_at <= bindparam("now"))
)
OWED: Sequence[Select[Any]] = (
    _is_due.where(FIRST).limit(literal_column("1")),
    _is_due.where(is_(Urgency.MOMENT), first(Urgency.MOMENT)).limit(literal_column("1")),
)


def owes(session: Session, now: datetime) -> bool:
    """Whether a conversation's oldest post is due: not sent yet, under way, held back, or to be tried again."""
    return any(session.row(owed, now=micros(now)) is not None for owed in OWED)


def next_due(session: Session, pace: Pace) -> datetime | None:
    """Never late; early where more than `LOOK_AHEAD` conversations of a workspace are held back at once."""
    wake = session.row(NEXT_WAKE)
    instants = [] if wake is None else [wake[0]]
    if (probe := next_probe(session)) is not None:
        instants.append(probe)
    for scope, held, spent in session.rows(SCOPES):
        heads = [head for urgency in Urgency if (head := _next_post(session, scope, urgency)) is not None]
        if heads:
            instants.append(max(min(heads), held, pace.of(scope).free_at(spent)))
    return instant(min(instants)) if instants else None


def _next_post(session: Session, scope: str, urgency: Urgency) -> int | None:
    """When the first lane of a scope that has posts of that urgency is both due and not held back."""
    heads = session.rows(NEXT_POSTS[urgency], of=scope)
    best: int | None = None
    for ready, held in heads:
        at = max(ready, held)
        best = at if best is None else min(best, at)
        if at == ready:  # the rest is due later
            return best
    return heads[-1][0] if len(heads) == LOOK_AHEAD else best

"""When anything is due next, and the scopes and lanes that the outbox has work in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, exists, func, literal_column, select

from storage.database.instants import instant
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
FIRST = ~exists().where(*waiting(_older), _older.c.lane == DUE.c.lane, _older.c.id < DUE.c.id)
"""No older post waits in its lane."""

LOOK_AHEAD = 100
"""How many lanes of a scope `next_due` looks at; past these it answers early rather than late."""
_NEXT_POSTS = (
    select(DUE.c.ready_at, HELD)
    .select_from(DUE.outerjoin(PACE, PACE.c.name == DUE.c.lane))
    .where(*waiting(DUE), DUE.c.scope == bindparam("of"), FIRST)
    .order_by(DUE.c.ready_at, DUE.c.id)
    .limit(literal_column(str(LOOK_AHEAD)))
)


def next_due(session: Session, pace: Pace) -> datetime | None:
    """Never late; early where more than `LOOK_AHEAD` conversations of a workspace are held back at once."""
    wake = session.row(NEXT_WAKE)
    instants = [] if wake is None else [wake[0]]
    if (probe := next_probe(session)) is not None:
        instants.append(probe)
    for scope, held, spent in session.rows(SCOPES):
        head = _next_post(session, scope)
        if head is not None:
            instants.append(max(head, held, pace.of(scope).free_at(spent)))
    return instant(min(instants)) if instants else None


def _next_post(session: Session, scope: str) -> int | None:
    """When the first lane of a scope is both due and not held back."""
    heads = session.rows(_NEXT_POSTS, of=scope)
    best: int | None = None
    for ready, held in heads:
        at = max(ready, held)
        best = at if best is None else min(best, at)
        if at == ready:  # the rest is due later
            return best
    return heads[-1][0] if len(heads) == LOOK_AHEAD else best

"""Conversations that take nothing are tried again now and then: a block is lifted, an app installed, and no event tells of it.

A lane whose time has come is opened, and all that lies behind it is owed again. The oldest is tried; if it is refused once
more, the lane is shut for longer, and the rest is set aside untried. If it arrives, the rest follows.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, literal_column, select

from storage.database.instants import micros, span
from storage.database.session import Session
from storage.database.sql import table
from storage.tables import ShutRow

SHUT = table(ShutRow)

SOONEST, LATEST = timedelta(minutes=15), timedelta(days=1)
"""Between two tries: as long as the oldest message has waited so far, within these."""

LANES = 20
"""Opened at once; the others are tried at the next claim."""

NEXT_PROBE = select(func.min(SHUT.c.probe_at))
DUE_PROBES = (
    select(SHUT.c.lane)
    .where(SHUT.c.probe_at <= bindparam("now"))
    .order_by(SHUT.c.probe_at)
    .limit(literal_column(str(LANES)))
)


def probe_after(first: datetime | None, at: datetime) -> int:
    """When a lane that was shut at `at` is tried again; `first` is when its message was tried first."""
    waited = at - (first or at)
    return micros(at) + span(min(max(waited, SOONEST), LATEST))


def due_probes(session: Session, now: int) -> list[str]:
    """The lanes to try again now."""
    return [lane for (lane,) in session.rows(DUE_PROBES, now=now)]


def next_probe(session: Session) -> int | None:
    row = session.row(NEXT_PROBE)
    return None if row is None or row[0] is None else int(row[0])

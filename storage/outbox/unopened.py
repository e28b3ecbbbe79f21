"""Posts that were set aside because they could not be opened or read, owed again by a process that can.

A process may have come with a wrong key, or without an old one; or a later release beside it has said what it knows nothing of.
So each looks at its first claim, and from time to time: what it can read is owed again, at its old place in its lane.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import bindparam, literal_column, select

from bot.infra.codec import decode_message
from bot.ports import KeyLost, Reason, WordSeal
from storage.database.instants import span
from storage.database.session import Row, Session
from storage.database.sql import literal
from storage.outbox.dead_letters import REVIVE, STALE
from storage.outbox.posts import DUE, UNREADABLE
from storage.sealed import MESSAGE

EVERY = timedelta(minutes=10)
BATCH = 200
"""Posts tried at once."""

UNREAD = "what is stored of it cannot be read"
"""How the detail of a post begins that could be opened and not be read."""

_UNOPENED = (
    select(*DUE.c[("id", "pair", "key", "lane", "message")])
    .where(DUE.c.dead_at.is_not(None), DUE.c.dead_at > bindparam("since"), DUE.c.id > bindparam("after"))
    .where(
        (DUE.c.reason == literal(Reason.SEALED))
        | ((DUE.c.reason == literal(Reason.FAULTY)) & DUE.c.detail.startswith(literal(UNREAD)))
    )
    .order_by(DUE.c.id)
    .limit(literal_column(str(BATCH)))
)


@dataclass(slots=True)
class LastLook:
    """When a process last looked; it remembers its own."""

    at: int | None = None

    def is_due(self, now: int) -> bool:
        return self.at is None or abs(now - self.at) >= span(EVERY)


def revive_opened(session: Session, seal: WordSeal, last: LastLook, now: int) -> None:
    """Owes again what can be opened, unless it was set aside so long ago that it is of no use any more."""
    if not last.is_due(now):
        return
    last.at, after = now, 0
    while rows := session.rows(_UNOPENED, since=now - span(STALE), after=after):
        opened = [row[0] for row in rows if _opens(seal, row)]
        if opened:
            session.do_each(REVIVE, [{"post": id, "now": now} for id in opened])
        after = rows[-1][0]


def _opens(seal: WordSeal, row: Row) -> bool:
    _, pair, key, lane, message = row
    try:
        decode_message(seal.open(message, MESSAGE.where(pair, key, lane)))
    except (KeyLost, *UNREADABLE):
        return False
    return True

"""Dead letters: posts set aside because they cannot be delivered, until they are owed again.

A refusal that lasts shuts a lane. What falls due in a shut lane is set aside untried by `storage.outbox.claims`, and each post
names the lane that it lies behind; once that is opened, all of it is owed again, in its order. Lanes of a platform that may not
tell when to do so open by themselves now and then (`storage.outbox.probes`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, and_, bindparam, case, func, or_, select, text, true, union_all
from sqlalchemy.dialects.postgresql import insert

from bot.engine.people import Role
from bot.ports import Address, DeadLetter, OutboxMessage, Reason, Refused
from storage.database.instants import instant, micros, span
from storage.database.session import Session
from storage.database.sql import NULL, ZERO, literal, matches, table
from storage.outbox.posts import DUE, MINE, SHUT
from storage.outbox.probes import due_probes, probe_after
from storage.tables import AddressRow, CoordinatorRow, PairRow

ADDRESS, PAIR, COORDINATOR = table(AddressRow), table(PairRow), table(CoordinatorRow)

STALE = timedelta(days=14)
"""What was tried first, or set aside, before that is of no use any more, and stays for the operator to judge."""

_SET_ASIDE = {
    "dead_at": bindparam("at"),
    "reason": bindparam("why"),
    "detail": bindparam("told"),
    "behind": bindparam("gate"),
    "lease_owner": NULL,
}
_SET_ASIDE_MINE = DUE.update().where(*MINE).values(_SET_ASIDE)
SET_ASIDE = DUE.update().where(DUE.c.id == bindparam("post")).values(_SET_ASIDE)

_DEAD = (
    select(*DUE.c[("id", "pair", "key", "lane", "reason", "detail", "dead_at", "tried_at", "behind")])
    .where(DUE.c.dead_at.is_not(None))
    .order_by(DUE.c.id)
)
_DEAD_IN = _DEAD.where(
    or_(
        DUE.c.pair.in_(select(PAIR.c.id).where(matches(PAIR, "programme"))),
        and_(
            DUE.c.pair == literal(""),
            DUE.c.lane.in_(select(COORDINATOR.c.lane).where(matches(COORDINATOR, "programme"))),
        ),
    )
)
_OWED_AGAIN = {
    "dead_at": NULL,
    "reason": NULL,
    "detail": NULL,
    "behind": NULL,
    "attempts": ZERO,
    "lapses": NULL,
    "ready_at": bindparam("now"),
}
_IS_DEAD = (DUE.c.id == bindparam("post"), DUE.c.dead_at.is_not(None))
_BEHIND = select(DUE.c.behind).where(*_IS_DEAD)
REVIVE = DUE.update().where(*_IS_DEAD).values({**_OWED_AGAIN, "twice": true()})  # whoever says so has judged
_WAITING_SINCE = func.coalesce(DUE.c.tried_at, DUE.c.dead_at)
_REVIVE_BEHIND = (
    DUE.update()
    .where(DUE.c.dead_at.is_not(None), bindparam("since") < _WAITING_SINCE, DUE.c.behind == bindparam("gate"))
    .values({**_OWED_AGAIN, "tried_at": _WAITING_SINCE})  # however often that is, it grows stale
)

_NEW_SHUT = insert(SHUT).values({column.name: bindparam(column.name) for column in SHUT.c})
_later = _NEW_SHUT.excluded.probe_at
_SHUT = _NEW_SHUT.on_conflict_do_update(
    index_elements=[SHUT.c.lane],
    set_={
        "reason": _NEW_SHUT.excluded.reason,
        "detail": _NEW_SHUT.excluded.detail,
        "probe_at": case((SHUT.c.probe_at > _later, SHUT.c.probe_at), else_=_later),
    },
)
_OPEN = SHUT.delete().where(matches(SHUT, "lane"))
_SHUT_FOR_NOW = select(SHUT.c.lane).where(
    SHUT.c.reason.in_([literal(reason) for reason in (Reason.REMOVED, Reason.FORBIDDEN)])
)


_AT = matches(ADDRESS, "channel", "id")
_DM = bindparam("home", type_=SHUT.c.lane.type) + ADDRESS.c.person


def _shared(role: Role) -> Select[tuple[str]]:
    joined = ADDRESS.join(PAIR, PAIR.c[role] == ADDRESS.c.person).join(SHUT, SHUT.c.lane == PAIR.c.lane)
    return select(SHUT.c.lane).select_from(joined).where(_AT, text("NOT ended"))


_READS = union_all(
    select(SHUT.c.lane).where(SHUT.c.lane == bindparam("coordinator")),
    select(SHUT.c.lane).select_from(ADDRESS.join(SHUT, SHUT.c.lane == _DM)).where(_AT),
    *map(_shared, Role),
)
"""The shut lanes that somebody at an address reads."""


class SqlDeadLetters:
    """`bot.ports.DeadLetters` in SQL."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, post: OutboxMessage, owner: str, refusal: Refused, at: datetime) -> bool:
        gate = str(refusal.lane or post.lane) if refusal.reason.lasts else None
        told = {"why": refusal.reason, "told": refusal.detail, "gate": gate}
        if not self._session.do(_SET_ASIDE_MINE, post=post.id, owner=owner, at=micros(at), **told):
            return False
        if gate is not None:
            probe = probe_after(post.tried, at) if refusal.probed else None
            self._session.do(_SHUT, lane=gate, reason=refusal.reason, detail=refusal.detail, probe_at=probe)
        return True

    def all(self, programme: str | None = None) -> Sequence[DeadLetter]:
        rows = self._session.rows(_DEAD) if programme is None else self._session.rows(_DEAD_IN, programme=programme)
        return [
            DeadLetter(id, pair, key, lane, Reason(reason), detail, instant(at), instant(tried or at), behind or "")
            for id, pair, key, lane, reason, detail, at, tried, behind in rows
        ]

    def revive(self, id: int, now: datetime) -> bool:
        """It comes first in its lane, being the oldest; it is dropped if its card has shown something newer since."""
        found, at = self._session.row(_BEHIND, post=id), micros(now)
        if found is None:
            return False
        self._session.do(_OPEN, lane=found[0])
        self._session.do(REVIVE, post=id, now=at)
        self._session.stirred = True
        return True

    def reached(self, address: Address, at: datetime) -> int:
        home = f"{address.channel}/{address.workspace}"
        lanes = self._session.rows(
            _READS,
            channel=address.channel,
            id=address.id,
            home=f"{home}/dm:",
            coordinator=f"{home}/coordinator:{address.id}",
        )
        return sum(self.reopen(lane, at) for (lane,) in lanes)

    def reinstate(self, scope: str, at: datetime) -> int:
        lanes = [lane for (lane,) in self._session.rows(_SHUT_FOR_NOW) if lane.startswith(f"{scope}/")]
        return sum(self.reopen(lane, at) for lane in lanes)

    def probe(self, at: datetime) -> int:
        """Opens the lanes whose time has come to be tried again; how many."""
        lanes = due_probes(self._session, micros(at))
        for lane in lanes:
            self.reopen(lane, at)
        return len(lanes)

    def reopen(self, lane: str, at: datetime) -> int:
        """Opens a lane, and owes again what was lately set aside behind it; how many messages that was."""
        now = micros(at)
        self._session.do(_OPEN, lane=lane)
        revived = self._session.do(_REVIVE_BEHIND, gate=lane, now=now, since=now - span(STALE))
        self._session.stirred = self._session.stirred or revived > 0
        return revived

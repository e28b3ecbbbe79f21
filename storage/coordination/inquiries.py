"""What coordinators have asked for that takes a look elsewhere, leased to the worker that looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import msgspec
from sqlalchemy import bindparam, func, select

from bot.ports import KeyLost, WordSeal
from bot.ports.store.inquiries import Inquiry, InquiryKind
from storage.database.instants import instant, micros, span
from storage.database.session import Row, Session
from storage.database.sql import NULL, add, literal, matches, table
from storage.sealed import ASKED
from storage.tables import InquiryRow

INQUIRY = table(InquiryRow)

_COLUMNS = INQUIRY.c[("id", "kind", "coordinator", "programme", "asked_at", "tries", "content")]
_ADD = add(INQUIRY)
_PLACE = (
    INQUIRY.update()
    .where(
        INQUIRY.c.id == bindparam("which"),
        INQUIRY.c.coordinator == bindparam("whose"),
        INQUIRY.c.programme == literal(""),
    )
    .values(programme=bindparam("placed"), ready_at=bindparam("at"))
)
_NEXT = select(func.min(INQUIRY.c.ready_at)).where(INQUIRY.c.ready_at.is_not(None))
_DUE = (
    select(INQUIRY.c.id)
    .where(INQUIRY.c.ready_at.is_not(None), INQUIRY.c.ready_at <= bindparam("now"))
    .order_by(INQUIRY.c.ready_at)
    .limit(bindparam("limit"))
    .with_for_update(skip_locked=True)
    .cte("claimed")
)
CLAIM = (
    INQUIRY.update()
    .where(INQUIRY.c.id.in_(select(_DUE.c.id)))
    .values(lease_owner=bindparam("owner"), ready_at=bindparam("until"))
    .returning(*_COLUMNS)
)
_SETTLE = INQUIRY.delete().where(matches(INQUIRY, "id"), INQUIRY.c.lease_owner == bindparam("owner"))
_PUT_OFF = (
    INQUIRY.update()
    .where(INQUIRY.c.id == bindparam("which"), INQUIRY.c.lease_owner == bindparam("owner"))
    .values(ready_at=bindparam("until"), lease_owner=NULL, tries=INQUIRY.c.tries + bindparam("more"))
)
_FORGET = INQUIRY.delete().where(INQUIRY.c.asked_at < bindparam("before"))

_content = msgspec.json.Decoder(dict[str, str]).decode


class SqlInquiries:
    """`bot.ports.store.inquiries.Inquiries` in SQL."""

    __slots__ = ("_seal", "_session")

    def __init__(self, session: Session, seal: WordSeal) -> None:
        self._session, self._seal = session, seal

    def add(self, inquiry: Inquiry) -> bool:
        words = msgspec.json.encode(inquiry.content or {})
        added = self._session.do(
            _ADD,
            id=inquiry.id,
            kind=inquiry.kind.value,
            coordinator=inquiry.coordinator,
            programme=inquiry.programme,
            asked_at=micros(inquiry.at),
            ready_at=micros(inquiry.at) if inquiry.programme else None,
            lease_owner=None,
            tries=0,
            content=self._seal.close(words, ASKED.where(inquiry.id)),
        )
        return added == 1

    def place(self, id: str, coordinator: str, programme: str, at: datetime) -> bool:
        return self._session.do(_PLACE, which=id, whose=coordinator, placed=programme, at=micros(at)) == 1

    def is_due(self, now: datetime) -> bool:
        due = self.next_due()
        return due is not None and due <= now

    def next_due(self) -> datetime | None:
        row = self._session.row(_NEXT)
        return None if row is None or row[0] is None else instant(row[0])

    def claim(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[Inquiry]:
        at = micros(now)
        rows = self._session.rows(CLAIM, now=at, limit=limit, owner=owner, until=at + span(lease))
        return sorted(map(self._inquiry, rows), key=lambda one: one.at)

    def settle(self, id: str, owner: str) -> bool:
        return self._session.do(_SETTLE, id=id, owner=owner) == 1

    def put_off(self, id: str, owner: str, until: datetime, *, count: bool = True) -> bool:
        return self._session.do(_PUT_OFF, which=id, owner=owner, until=micros(until), more=int(count)) == 1

    def forget(self, before: datetime) -> int:
        return self._session.do(_FORGET, before=micros(before))

    def _inquiry(self, row: Row) -> Inquiry:
        id, kind, coordinator, programme, asked, tries, content = row
        return Inquiry(
            id=id,
            kind=InquiryKind(kind),
            coordinator=coordinator,
            programme=programme,
            at=instant(asked),
            content=self._opened(id, bytes(content)),
            tries=tries,
        )

    def _opened(self, id: str, sealed: bytes) -> Mapping[str, str] | None:
        try:
            return _content(self._seal.open(sealed, ASKED.where(id)))
        except (KeyLost, msgspec.DecodeError):
            return None

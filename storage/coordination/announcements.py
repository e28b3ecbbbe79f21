"""Announcements, and who is still to get them: chosen from where pairs stand, as lists are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Executable,
    Select,
    Subquery,
    Table,
    and_,
    bindparam,
    distinct,
    func,
    select,
    union_all,
)

from bot.engine import ids
from bot.engine.flows.coordination.actions import ANNOUNCEMENT as KIND
from bot.engine.flows.coordination.listed import PairFilter
from bot.engine.journey import Stage
from bot.engine.people import ERASED, Place, Role
from bot.ports import KeyLost, Reading, WordSeal
from bot.ports.store.announcements import Announcement, Recipient
from storage.database.instants import instant, micros
from storage.database.session import Row, Session
from storage.database.sql import literal, matches, table
from storage.outbox.posts import DUE
from storage.repositories.people import PAIR
from storage.sealed import ANNOUNCEMENT as SEALED
from storage.standings.lists import asked, where
from storage.standings.rows import STANDING
from storage.tables import AnnouncedRow, AnnouncementRow

ANNOUNCEMENT, ANNOUNCED = table(AnnouncementRow), table(AnnouncedRow)


def _adding(to: Table) -> Executable:
    return to.insert().values({column.name: bindparam(column.name) for column in to.c})


_ID = matches(ANNOUNCEMENT, "id")
_COLUMNS = ANNOUNCEMENT.c[
    ("id", "programme", "writer", "which", "made_at", "text", "sent_at", "closes_at", "people", "withdrawn_at")
]
_IS_DRAFT, _IS_SENT = ANNOUNCEMENT.c.sent_at.is_(None), ANNOUNCEMENT.c.sent_at.is_not(None)
_DROP_DRAFT = ANNOUNCEMENT.delete().where(matches(ANNOUNCEMENT, "writer"), _IS_DRAFT)
_DROP = ANNOUNCEMENT.delete().where(_ID, _IS_DRAFT)
_NEW = _adding(ANNOUNCEMENT)
_READ = select(*_COLUMNS).where(_ID)
_ONE = _READ.with_for_update()
_DRAFT = select(*_COLUMNS).where(matches(ANNOUNCEMENT, "writer"), _IS_DRAFT).with_for_update()
_SENT = (
    select(*_COLUMNS)
    .where(matches(ANNOUNCEMENT, "programme"), _IS_SENT)
    .order_by(ANNOUNCEMENT.c.sent_at.desc(), ANNOUNCEMENT.c.id)
    .limit(bindparam("most"))
)
_OF_WRITER = select(*_COLUMNS).where(matches(ANNOUNCEMENT, "writer")).order_by(ANNOUNCEMENT.c.made_at)
_SEND = (
    ANNOUNCEMENT.update()
    .where(ANNOUNCEMENT.c.id == bindparam("one"))
    .values(sent_at=bindparam("at"), closes_at=bindparam("until"), people=bindparam("count"))
)
_TAKE_BACK = ANNOUNCEMENT.update().where(ANNOUNCEMENT.c.id == bindparam("one")).values(withdrawn_at=bindparam("at"))

_WAITING = ANNOUNCED.c.posted_at.is_(None)
_OWE = _adding(ANNOUNCED)
_DUE = (
    select(*ANNOUNCED.c[("announcement", "person", "pair", "role")])
    .where(_WAITING, ANNOUNCED.c.due_at <= bindparam("now"))
    .order_by(ANNOUNCED.c.due_at)
    .limit(bindparam("most"))
)
_CLAIM = _DUE.with_for_update(skip_locked=True)
_THIS = and_(ANNOUNCED.c.announcement == bindparam("one"), ANNOUNCED.c.person == bindparam("who"))
_POSTED = (
    ANNOUNCED.update()
    .where(_THIS)
    .values(posted_at=bindparam("at"), pair=bindparam("by_pair"), role=bindparam("by_role"))
)
_PUT_OFF = ANNOUNCED.update().where(_THIS).values(due_at=bindparam("until"))
_GIVE_UP = ANNOUNCED.delete().where(_THIS)
_UNSENT = ANNOUNCED.delete().where(matches(ANNOUNCED, "announcement"), _WAITING)
_SENT_TO = (
    select(func.count())
    .select_from(ANNOUNCED)
    .where(matches(ANNOUNCED, "announcement"), ANNOUNCED.c.posted_at.is_not(None))
)


def keyed(rows: Table) -> ColumnElement[bool]:
    """Under one of `keys`."""
    return rows.c.key.in_([bindparam(role) for role in Role])


OF_KEYS = and_(DUE.c.kind == literal("post"), keyed(DUE))
"""What is owed to its recipients by the outbox: not delivered, or set aside."""
_ON_THEIR_WAY = select(func.count()).select_from(DUE).where(OF_KEYS)
_RECALL = DUE.delete().where(OF_KEYS, DUE.c.lease_owner.is_(None)).returning(DUE.c.pair, DUE.c.place)
_RECALLED = ANNOUNCED.delete().where(matches(ANNOUNCED, "announcement", "pair", "role"))

_OLD = and_(matches(ANNOUNCEMENT, "programme"), ANNOUNCEMENT.c.made_at < bindparam("before"))
_FORGET: Sequence[Executable] = (
    ANNOUNCED.delete().where(ANNOUNCED.c.announcement.in_(select(ANNOUNCEMENT.c.id).where(_OLD))),
    ANNOUNCEMENT.delete().where(_OLD),
)

_NOT_UNDER_WAY = [literal(stage) for stage in (Stage.STARTING, Stage.ENDED)]


@cache
def _meant(shape: frozenset[str]) -> CompoundSelect[tuple[object, ...]]:
    """Each of the two of these pairs; where a language is asked for, those of them who read it first."""
    return union_all(*(_of(role, shape) for role in Role))


def _of(role: Role, shape: frozenset[str]) -> Select[tuple[object, ...]]:
    reads = [STANDING.c[f"{role}_language"] == bindparam("language")] if "language" in shape else []
    return (
        select(
            PAIR.c[role].label("person"),
            PAIR.c.id.label("pair"),
            literal(role).label("role"),
            (STANDING.c.stage == literal(Stage.PAUSED)).label("rests"),
        )
        .join(STANDING, STANDING.c.pair == PAIR.c.id)
        .where(*where(shape), STANDING.c.stage.not_in(_NOT_UNDER_WAY), PAIR.c[role] != literal(ERASED), *reads)
    )


@cache
def _people(shape: frozenset[str]) -> Executable:
    """In the order in which one pair of each is chosen: one that does not pause before the others."""
    found: Subquery = _meant(shape).subquery("meant")
    return select(found).order_by(found.c.person, found.c.rests, found.c.pair)


@cache
def _count(shape: frozenset[str]) -> Executable:
    return select(func.count(distinct(_meant(shape).subquery("meant").c.person)))


def keys(id: str) -> dict[str, str]:
    """The keys under which it is posted, by role."""
    return {role.value: ids.card(KIND, role=role, rest=id) for role in Role}


class SqlAnnouncements:
    """`bot.ports.store.announcements.Announcements` in SQL."""

    __slots__ = ("_seal", "_session")

    def __init__(self, session: Session, seal: WordSeal) -> None:
        self._session, self._seal = session, seal

    def draft(self, one: Announcement) -> None:
        self._session.do(_DROP_DRAFT, writer=one.by)
        text = self._seal.close((one.text or "").encode(), SEALED.where(one.id))
        self._session.do_each(
            _NEW,
            [
                {
                    "id": one.id,
                    "programme": one.programme,
                    "writer": one.by,
                    "which": one.which,
                    "made_at": micros(one.made),
                    "sent_at": None,
                    "closes_at": None,
                    "people": 0,
                    "withdrawn_at": None,
                    "text": text,
                }
            ],
        )

    def draft_of(self, person: str) -> Announcement | None:
        return self._announcement(self._session.row(_DRAFT, writer=person))

    def drop(self, id: str) -> None:
        self._session.do(_DROP, id=id)

    def of(self, id: str) -> Announcement | None:
        return self._announcement(self._session.row(_ONE, id=id))

    def read(self, id: str) -> Announcement | None:
        return self._announcement(self._session.row(_READ, id=id))

    def sent(self, programme: str, limit: int) -> Sequence[Announcement]:
        rows = self._session.rows(_SENT, programme=programme, most=limit)
        return [one for row in rows if (one := self._announcement(row)) is not None]

    def of_writer(self, person: str) -> Sequence[Announcement]:
        rows = self._session.rows(_OF_WRITER, writer=person)
        return [one for row in rows if (one := self._announcement(row)) is not None]

    def count(self, reading: Reading, which: PairFilter) -> int:
        shape, values = asked(reading, which)
        (count,) = self._session.row(_count(shape), **values) or (0,)
        return int(count)

    def send(self, id: str, reading: Reading, which: PairFilter, closes: datetime) -> int:
        shape, values = asked(reading, which)
        found: dict[str, dict[str, object]] = {}
        for person, pair, role, _ in self._session.rows(_people(shape), **values):
            owed = {"announcement": id, "person": person, "pair": pair, "role": role, "due_at": 0, "posted_at": None}
            found.setdefault(person, owed)
        if found:
            self._session.do_each(_OWE, list(found.values()))
        self._session.do(_SEND, one=id, at=micros(reading.at), until=micros(closes), count=len(found))
        return len(found)

    def withdraw(self, id: str, at: datetime) -> int:
        unsent = self._session.do(_UNSENT, announcement=id)
        recalled = self._session.rows(_RECALL, **keys(id))
        for pair, place in recalled:
            (role,) = Place(place).roles
            self._session.do(_RECALLED, announcement=id, pair=pair, role=role)
        self._session.do(_TAKE_BACK, one=id, at=micros(at))
        return unsent + len(recalled)

    def reached(self, id: str) -> int:
        (sent,) = self._session.row(_SENT_TO, announcement=id) or (0,)
        (on_their_way,) = self._session.row(_ON_THEIR_WAY, **keys(id)) or (0,)
        return int(sent) - int(on_their_way)

    def is_due(self, at: datetime) -> bool:
        return self._session.row(_DUE, now=micros(at), most=1) is not None

    def claim(self, at: datetime) -> Recipient | None:
        row = self._session.row(_CLAIM, now=micros(at), most=1)
        return None if row is None else Recipient(row[0], row[1], row[2], Role(row[3]))

    def posted(self, one: Recipient, at: datetime) -> None:
        self._session.do(
            _POSTED, one=one.announcement, who=one.person, at=micros(at), by_pair=one.pair, by_role=one.role
        )

    def put_off(self, one: Recipient, until: datetime) -> None:
        self._session.do(_PUT_OFF, one=one.announcement, who=one.person, until=micros(until))

    def give_up(self, one: Recipient) -> None:
        self._session.do(_GIVE_UP, one=one.announcement, who=one.person)

    def forget(self, programme: str, before: datetime) -> int:
        values = {"programme": programme, "before": micros(before)}
        return sum(self._session.do(statement, **values) for statement in _FORGET)

    def _announcement(self, row: Row | None) -> Announcement | None:
        if row is None:
            return None
        id, programme, by, which, made, text, sent, closes, people, withdrawn = row
        return Announcement(
            *(id, programme, by, which, instant(made), self._opened(id, text)),
            sent=_instant(sent),
            closes=_instant(closes),
            people=people,
            withdrawn=_instant(withdrawn),
        )

    def _opened(self, id: str, text: bytes) -> str | None:
        try:
            return self._seal.open(bytes(text), SEALED.where(id)).decode()
        except KeyLost:
            return None


def _instant(at: int | None) -> datetime | None:
    return None if at is None else instant(at)

"""Programmes, and what belongs to which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache

import msgspec
from sqlalchemy import bindparam, select

from bot.engine.scheduling.programme_calendar import ProgrammeCalendar
from bot.ports import ProgrammeRecord, Retention
from storage.database.session import Row, Session
from storage.database.sql import matches, put, table
from storage.tables import CoordinatorRow, PairRow, ProgrammePlaceRow, ProgrammeRow

PROGRAMME, PLACE = table(ProgrammeRow), table(ProgrammePlaceRow)
PAIR, COORDINATOR = table(PairRow), table(CoordinatorRow)

_JSON = ("retention", "calendar")
_COLUMNS = PROGRAMME.c[("id", "name", "zone", "content", "threshold", "outside_contact", "asks", *_JSON)]
_PUT, _PUT_PLACE = put(PROGRAMME), put(PLACE)
_ONE = select(*_COLUMNS).where(matches(PROGRAMME, "id"))
_ALL = select(*_COLUMNS).order_by(PROGRAMME.c.id)
_OF_PAIR = select(*_COLUMNS).join(PAIR, PAIR.c.programme == PROGRAMME.c.id).where(PAIR.c.id == bindparam("pair"))
_OF_COORDINATOR = (
    select(*_COLUMNS)
    .join(COORDINATOR, COORDINATOR.c.programme == PROGRAMME.c.id)
    .where(matches(COORDINATOR, "person"))
    .order_by(PROGRAMME.c.id)
)
_AT = select(*_COLUMNS).join(PLACE, PLACE.c.programme == PROGRAMME.c.id).where(matches(PLACE, "channel", "workspace"))
_PLACES = (
    select(PLACE.c.channel, PLACE.c.workspace)
    .where(matches(PLACE, "programme"))
    .order_by(PLACE.c.channel, PLACE.c.workspace)
)

_retention = msgspec.json.Decoder(Retention).decode
_calendar = msgspec.json.Decoder(ProgrammeCalendar).decode


@lru_cache(256)
def calendar_of(stored: str) -> ProgrammeCalendar:
    """What the column `calendar` says: the same few for all journeys that are read."""
    return _calendar(stored)


class SqlProgrammes:
    """`bot.ports.Programmes` in SQL."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, programme: ProgrammeRecord) -> None:
        self._session.do(_PUT, **row_of(programme))

    def of(self, id: str) -> ProgrammeRecord | None:
        return _record(self._session.row(_ONE, id=id))

    def all(self) -> Sequence[ProgrammeRecord]:
        return _records(self._session.rows(_ALL))

    def of_pair(self, pair: str) -> ProgrammeRecord | None:
        return _record(self._session.row(_OF_PAIR, pair=pair))

    def of_coordinator(self, person: str) -> Sequence[ProgrammeRecord]:
        return _records(self._session.rows(_OF_COORDINATOR, person=person))

    def at(self, channel: str, workspace: str) -> ProgrammeRecord | None:
        return _record(self._session.row(_AT, channel=channel, workspace=workspace))

    def place(self, channel: str, workspace: str, programme: str) -> None:
        self._session.do(_PUT_PLACE, channel=channel, workspace=workspace, programme=programme)

    def places(self, programme: str) -> Sequence[tuple[str, str]]:
        return [(channel, workspace) for channel, workspace in self._session.rows(_PLACES, programme=programme)]


def row_of(programme: ProgrammeRecord) -> dict[str, object]:
    """The programme, column by column."""
    kept = {column.name: getattr(programme, column.name) for column in _COLUMNS}
    return kept | {name: msgspec.json.encode(asdict(kept[name])).decode() for name in _JSON}


def _record(row: Row | None) -> ProgrammeRecord | None:
    if row is None:
        return None
    id, name, zone, content, threshold, outside_contact, asks, retention, calendar = row
    return ProgrammeRecord(
        *(id, name, zone, content, threshold, outside_contact),
        retention=_retention(retention),
        calendar=calendar_of(calendar),
        asks=bool(asks),
    )


def _records(rows: Sequence[Row]) -> Sequence[ProgrammeRecord]:
    return [found for row in rows if (found := _record(row)) is not None]

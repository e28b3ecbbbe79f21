"""Programmes, and what belongs to which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache

import msgspec
from sqlalchemy import bindparam, select

from bot.engine.programme import NO_LINKS, GivenLink, GivenLinks
from bot.engine.scheduling.programme_calendar import ProgrammeCalendar
from bot.ports import ProgrammeRecord, Retention
from storage.database.session import Row, Session
from storage.database.sql import matches, put, table
from storage.tables import CoordinatorRow, PairRow, ProgrammePlaceRow, ProgrammeRow

PROGRAMME, PLACE = table(ProgrammeRow), table(ProgrammePlaceRow)
PAIR, COORDINATOR = table(PairRow), table(CoordinatorRow)

_JSON = ("retention", "calendar", "links")
_COLUMNS = PROGRAMME.c[("id", "name", "zone", "content", "threshold", "outside_contact", "asks", *_JSON)]
_PUT, _PUT_PLACE = put(PROGRAMME, but=("links",)), put(PLACE)
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

_LINKS = select(PROGRAMME.c.links).where(matches(PROGRAMME, "id")).with_for_update()
_PUT_LINKS = PROGRAMME.update().where(PROGRAMME.c.id == bindparam("programme")).values(links=bindparam("links"))

_retention = msgspec.json.Decoder(Retention).decode
_calendar = msgspec.json.Decoder(ProgrammeCalendar).decode
_links = msgspec.json.Decoder(dict[str, GivenLink]).decode


@lru_cache(256)
def calendar_of(stored: str) -> ProgrammeCalendar:
    """What the column `calendar` says: the same few for all journeys that are read."""
    return _calendar(stored)


@lru_cache(256)
def links_of(stored: str, zone: str) -> GivenLinks:
    """What the column `links` says, in the programme's zone."""
    return GivenLinks(_links(stored), zone) if stored != "{}" else NO_LINKS


class SqlProgrammes:
    """`bot.ports.Programmes` in SQL."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, programme: ProgrammeRecord) -> None:
        self._session.do(_PUT, **row_of(programme))

    def give_link(self, programme: str, name: str, link: GivenLink | None) -> None:
        row = self._session.row(_LINKS, id=programme)  # locked: two coordinators may give two at once
        if row is None:
            return
        links = _links(row[0])
        links.pop(name, None)
        if link is not None:
            links[name] = link
        self._session.do(_PUT_LINKS, programme=programme, links=_written(links))

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
    facts = {name: msgspec.json.encode(asdict(kept[name])).decode() for name in ("retention", "calendar")}
    return kept | facts | {"links": _written(programme.links)}


def _written(links: Mapping[str, GivenLink]) -> str:
    return msgspec.json.encode(links).decode()


def _record(row: Row | None) -> ProgrammeRecord | None:
    if row is None:
        return None
    id, name, zone, content, threshold, outside_contact, asks, retention, calendar, links = row
    return ProgrammeRecord(
        *(id, name, zone, content, threshold, outside_contact),
        retention=_retention(retention),
        calendar=calendar_of(calendar),
        asks=bool(asks),
        links=links_of(links, zone).given,
    )


def _records(rows: Sequence[Row]) -> Sequence[ProgrammeRecord]:
    return [found for row in rows if (found := _record(row)) is not None]

"""The versions of the content, and which pairs go by which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from bot.engine.journey import Stage
from bot.engine.programme import Track
from bot.ports.store.contents import Going
from storage.database.instants import instant, micros
from storage.database.session import Session
from storage.database.sql import add, literal, matches, table
from storage.tables import ContentRow, PairRow, ProgrammeRow, StandingRow

CONTENT, PAIR, STANDING, PROGRAMME = (table(row) for row in (ContentRow, PairRow, StandingRow, ProgrammeRow))

BATCH = 1000
"""Pairs read at once by `going`."""

_ADD = add(CONTENT)
_FILES = select(CONTENT.c.files).where(matches(CONTENT, "id"))
_ALL = select(CONTENT.c.id, CONTENT.c.at).order_by(CONTENT.c.at, CONTENT.c.id)
_GOING = (
    select(PAIR.c.id, PAIR.c.programme, PAIR.c.content, STANDING.c.track, STANDING.c.seance)
    .join(STANDING, STANDING.c.pair == PAIR.c.id)
    .where(matches(PAIR, "programme"), PAIR.c.id > bindparam("after"), STANDING.c.stage != literal(Stage.ENDED))
    .order_by(PAIR.c.id)
    .limit(bindparam("batch"))
)
_PROGRAMMES = select(PROGRAMME.c.id).order_by(PROGRAMME.c.id)
_MOVE = PAIR.update().where(PAIR.c.id == bindparam("pair")).values(content=bindparam("version"))


class SqlContents:
    """`bot.ports.store.contents.Contents` in SQL."""

    __slots__ = ("_session",)

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, id: str, files: str, at: datetime) -> None:
        if self.of(id) is None:
            self._session.do(_ADD, id=id, files=files, at=micros(at))

    def of(self, id: str) -> str | None:
        row = self._session.row(_FILES, id=id)
        return None if row is None else row[0]

    def all(self) -> Sequence[tuple[str, datetime]]:
        return [(id, instant(at)) for id, at in self._session.rows(_ALL)]

    def going(self, programme: str | None = None) -> Iterator[Going]:
        for one in [row[0] for row in self._session.rows(_PROGRAMMES)] if programme is None else [programme]:
            after = ""
            while rows := self._session.rows(_GOING, programme=one, after=after, batch=BATCH):
                for pair, whose, content, track, seance in rows:
                    yield Going(pair, whose, content, Track(track), seance)
                after = rows[-1][0]

    def move(self, pair: str, id: str) -> None:
        self._session.do(_MOVE, pair=pair, version=id)

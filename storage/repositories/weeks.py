"""The open box of each programme, and its frozen weeks.

1. The box is one sealed value, written anew with everything that is added: no copy of the database tells what that was.
2. How long it is hangs on whose evaluations were closed and when, never on what they answered: each entry has the same
   length whatever stands in it, even if that is nothing.
3. A box that cannot be opened is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec
from sqlalchemy import bindparam, select

from bot.engine.flows.digest.fits import Tone
from bot.engine.flows.digest.frozen import FrozenWeek
from bot.engine.flows.digest.totals import LEVELS, Added
from bot.engine.flows.evaluation.questions import CHIPS, NAMES
from bot.ports.seal import WordSeal
from storage.database.session import Session
from storage.database.sql import add, matches, put, table
from storage.database.trouble import Conflict
from storage.sealed import BOX as SEALED_BOX
from storage.tables import FrozenWeekRow, OpenBoxRow

BOX, FROZEN = table(OpenBoxRow), table(FrozenWeekRow)

_NEW_BOX = add(BOX)
_CONTENT = select(BOX.c.content).where(matches(BOX, "programme"))
_BOX = _CONTENT.with_for_update()
_PUT_BOX = put(BOX)
_DROP_BOX = BOX.delete().where(matches(BOX, "programme"))
_FREEZE = add(FROZEN)
_IS_FROZEN = select(FROZEN.c.week).where(matches(FROZEN, "programme", "week"))
_ALL = select(FROZEN.c.content).where(matches(FROZEN, "programme")).order_by(FROZEN.c.week)
_SUNDAYS = select(FROZEN.c.week).where(matches(FROZEN, "programme")).order_by(FROZEN.c.week)
_OF = select(FROZEN.c.content).where(matches(FROZEN, "programme", "week"))
_FORGET = FROZEN.delete().where(matches(FROZEN, "programme"), FROZEN.c.week < bindparam("before"))
_LAST = (
    select(FROZEN.c.content).where(FROZEN.c.programme == bindparam("programme")).order_by(FROZEN.c.week.desc()).limit(1)
)

_NOT_ASKED, _NAMED, _UNNAMED = ".", "x", "-"
_LEVEL = {level: str(nth) for nth, level in enumerate(LEVELS)}
_TONE = {each.value: str(nth) for nth, each in enumerate(Tone)}
_TONE_OF = {letter: each for each, letter in _TONE.items()}
_LEVEL_OF = {letter: level for level, letter in _LEVEL.items()}


class _Entry(msgspec.Struct, array_like=True):
    """An entry of the box. `said` has a letter for each question and chip, `filled` and `tone` have one each."""

    person: str
    pair: str
    week: date
    filled: str
    said: str
    tone: str = "."


_encode = msgspec.json.Encoder().encode
_entries = msgspec.json.Decoder(list[_Entry]).decode
_frozen = msgspec.json.Decoder(FrozenWeek).decode


class SqlWeeks:
    """`bot.ports.Weeks` in SQL."""

    __slots__ = ("_seal", "_session")

    def __init__(self, session: Session, seal: WordSeal) -> None:
        self._session, self._seal = session, seal

    def lock(self, programme: str) -> None:
        self._sealed(programme)

    def is_begun(self, programme: str) -> bool:
        return self._session.row(_CONTENT, programme=programme) is not None

    def box(self, programme: str) -> Sequence[Added]:
        return _read(self._seal.open(self._sealed(programme), SEALED_BOX.where(programme)))

    def _sealed(self, programme: str) -> bytes:
        if self._session.reading:
            row = self._session.row(_CONTENT, programme=programme)
            return self._closed(programme, ()) if row is None else bytes(row[0])
        row = self._session.row(_BOX, programme=programme)
        if row is None:  # there must be one to lock
            self._session.do(_NEW_BOX, programme=programme, content=self._closed(programme, ()))
            row = self._session.row(_BOX, programme=programme)
        if row is None:  # a week was frozen between the two statements
            raise Conflict
        return bytes(row[0])

    def _closed(self, programme: str, box: Sequence[Added]) -> bytes:
        return self._seal.close(written(box), SEALED_BOX.where(programme))

    def keep(self, programme: str, box: Sequence[Added]) -> None:
        if not box:
            self._session.do(_DROP_BOX, programme=programme)
            return
        self._session.do(_PUT_BOX, programme=programme, content=self._closed(programme, box))

    def freeze(self, programme: str, frozen: FrozenWeek) -> None:
        week, content = frozen.week.sunday.isoformat(), _encode(frozen).decode()
        self._session.do(_FREEZE, programme=programme, week=week, content=content)

    def forget(self, programme: str, before: date) -> int:
        return self._session.do(_FORGET, programme=programme, before=before.isoformat())

    def is_frozen(self, programme: str, sunday: date) -> bool:
        return self._session.row(_IS_FROZEN, programme=programme, week=sunday.isoformat()) is not None

    def of(self, programme: str, sunday: date) -> FrozenWeek | None:
        row = self._session.row(_OF, programme=programme, week=sunday.isoformat())
        return None if row is None else _frozen(row[0])

    def sundays(self, programme: str) -> Sequence[date]:
        return [date.fromisoformat(week) for (week,) in self._session.rows(_SUNDAYS, programme=programme)]

    def all(self, programme: str) -> Sequence[FrozenWeek]:
        return [_frozen(row[0]) for row in self._session.rows(_ALL, programme=programme)]

    def last(self, programme: str) -> FrozenWeek | None:
        row = self._session.row(_LAST, programme=programme)
        return None if row is None else _frozen(row[0])


def written(box: Sequence[Added]) -> bytes:
    """The box as it is sealed: as long as any other of the same people, pairs and weeks."""
    return _encode(
        [
            _Entry(one.person, one.pair, one.week, str(int(one.filled)), _said(one), _TONE.get(one.tone, _NOT_ASKED))
            for one in box
        ]
    )


def _said(one: Added) -> str:
    ratings = (_LEVEL[one.ratings[name]] if name in one.ratings else _NOT_ASKED for name in NAMES)
    return "".join((*ratings, *(_NAMED if chip in one.helped else _UNNAMED for chip in CHIPS)))


def _read(words: bytes) -> Sequence[Added]:
    return [_added(entry) for entry in _entries(words)]


def _added(entry: _Entry) -> Added:
    """A question or chip that a release has added meanwhile was not asked; one that is gone is no more."""
    asked, named = entry.said[: len(NAMES)], entry.said[len(NAMES) :]
    ratings = {name: _LEVEL_OF[letter] for name, letter in zip(NAMES, asked, strict=False) if letter in _LEVEL_OF}
    helped = tuple(chip for chip, letter in zip(CHIPS, named, strict=False) if letter == _NAMED)
    return Added(
        entry.person, entry.pair, entry.week, entry.filled == "1", ratings, helped, _TONE_OF.get(entry.tone, "")
    )

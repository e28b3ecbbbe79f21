"""Lists and figures of where pairs stand.

1. Conditions are put together by what a filter asks for. Each combination is one statement, made when it is first asked for and
   kept (`storage.database.session`, 2): so there are no more of them than combinations, and each has a plan of its own.
2. A page is found in the index alone (`standing_listed`); what is shown of its pairs is looked up afterwards.
3. Who the two are, and what they are called, `pair` and `person` say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    union_all,
)

from bot.engine.commands import fold
from bot.engine.flows.coordination.listed import COUNTED
from bot.engine.flows.digest.frozen import FrozenWeek
from bot.engine.flows.digest.model import Week
from bot.engine.flows.digest.tracks import TrackCount
from bot.engine.journey import Journey, Stage
from bot.engine.people import Role
from bot.engine.programme import Timing
from bot.ports import EVERY_PAIR, ListedPair, PairFilter, PairPage, Reading, Reason, StageCount, Undeliverable
from storage.database.instants import instant, micros
from storage.database.session import Row, Session
from storage.database.sql import literal, matches
from storage.repositories.people import COORDINATOR, DUE, PERSON
from storage.standings import rows
from storage.standings.rows import BOOKED, FROM_PLACE, HAS_COME, NEVER, PAIR, STANDING
from storage.standings.week import frozen_week, stages, tracks

_IS_DEAD = DUE.c.dead_at.is_not(None)
_DEAD = select(DUE.c.pair).where(_IS_DEAD)
_OWN = union_all(*(select(PAIR.c.id).where(PAIR.c[role] == bindparam("reader")) for role in Role))
_COORDINATES = exists().where(matches(COORDINATOR, "programme"), COORDINATOR.c.person == bindparam("reader"))

_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "reader": and_(_COORDINATES, STANDING.c.pair.not_in(_OWN)),
    "after": tuple_(STANDING.c.begins, STANDING.c.pair) > FROM_PLACE,
    "pair": STANDING.c.pair == bindparam("pair"),
    "needing": or_(STANDING.c.begins <= bindparam("at"), STANDING.c.pair.in_(_DEAD)),
    "stage": STANDING.c.stage == bindparam("stage"),
    "booked": and_(BOOKED, STANDING.c.meeting_at > bindparam("at")),
    "met": and_(BOOKED, HAS_COME),
    "seance": and_(STANDING.c.seance == bindparam("seance"), STANDING.c.stage != literal(Stage.ENDED)),
    "track": STANDING.c.track == bindparam("track"),
    "language": or_(*(STANDING.c[f"{role}_language"] == bindparam("language") for role in Role)),
    "asked": STANDING.c.waits_at.is_not(None),
    "named": STANDING.c.names.like(bindparam("named"), escape="/"),
    "undeliverable": STANDING.c.pair.in_(_DEAD),
}
_BY_TIME = {Stage.BOOKED: "booked", Stage.MET: "met"}
"""The stages that hang on the time of day."""

_TWO = {role: PERSON.alias(role) for role in Role}


def _oldest_dead(column: ColumnElement[object]) -> ColumnElement[object]:
    theirs = select(column).where(_IS_DEAD, DUE.c.pair == STANDING.c.pair).order_by(DUE.c.dead_at)
    return theirs.limit(literal_column("1")).scalar_subquery()


_SHOWN = (
    STANDING.c.content,
    STANDING.c.begins,
    *(column for role in Role for column in (_TWO[role].c.id, _TWO[role].c.name)),
    _oldest_dead(DUE.c.reason),
    _oldest_dead(DUE.c.dead_at),
)


def where(shape: frozenset[str]) -> tuple[ColumnElement[bool], ...]:
    return (matches(STANDING, "programme"), *(condition for name, condition in _CONDITIONS.items() if name in shape))


def _shown(found: Subquery) -> Select[tuple[object, ...]]:
    joined = found.join(STANDING, STANDING.c.pair == found.c.pair).join(PAIR, PAIR.c.id == found.c.pair)
    for role in Role:
        joined = joined.join(_TWO[role], _TWO[role].c.id == PAIR.c[role])
    return select(*_SHOWN).select_from(joined)


@cache
def _page(shape: frozenset[str]) -> Select[tuple[object, ...]]:
    found = select(STANDING.c.pair, STANDING.c.begins).where(*where(shape))
    found = found.order_by(STANDING.c.begins, STANDING.c.pair).limit(bindparam("most"))
    page = found.subquery("found")
    return _shown(page).order_by(page.c.begins, page.c.pair)


@cache
def _batch(shape: frozenset[str]) -> Select[tuple[object, ...]]:
    found = select(STANDING.c.pair).where(*where(shape), STANDING.c.pair > bindparam("from_pair"))
    batch = found.order_by(STANDING.c.pair).limit(bindparam("most")).subquery("found")
    return _shown(batch).order_by(batch.c.pair)


@cache
def _count(shape: frozenset[str]) -> Select[int]:
    found = select(STANDING.c.pair).where(*where(shape)).limit(literal_column(f"{COUNTED + 1}"))
    return select(func.count()).select_from(found.subquery("found"))


class SqlStandings:
    """`bot.ports.Standings` in SQL."""

    __slots__ = ("_session", "_timing")

    def __init__(self, session: Session, timing: Timing) -> None:
        self._session, self._timing = session, timing

    def put(self, journey: Journey) -> None:
        """Of a pair that is stored."""
        rows.put(self._session, self._timing, journey)

    def put_all(self, journeys: Iterable[Journey]) -> None:
        rows.put_all(self._session, self._timing, journeys)

    def refresh(self, after: str, limit: int) -> str | None:
        return rows.refresh(self._session, self._timing, after, limit)

    @property
    def version(self) -> str:
        return rows.version(self._timing)

    def page(self, reading: Reading, which: PairFilter = EVERY_PAIR, after: str = "", limit: int = 20) -> PairPage:
        shape, values = asked(reading, which)
        begun = _place(after)
        if begun is not None:
            shape |= {"after"}
            values |= {"from_begins": begun[0], "from_pair": begun[1]}
        found = tuple(_listed(row) for row in self._session.rows(_page(shape), **values, most=limit + 1))
        return PairPage(found[:limit], found[limit - 1].place if len(found) > limit else None)

    def count(self, reading: Reading, which: PairFilter = EVERY_PAIR) -> int:
        shape, values = asked(reading, which)
        (count,) = self._session.row(_count(shape), **values) or (0,)
        return int(count)

    def of(self, reading: Reading, pair: str) -> ListedPair | None:
        shape, values = asked(reading, EVERY_PAIR)
        row = self._session.row(_page(shape | {"pair"}), **values, pair=pair, most=1)
        return None if row is None else _listed(row)

    def batch(self, reading: Reading, after: str = "", limit: int = 500) -> Sequence[ListedPair]:
        shape, values = asked(reading, EVERY_PAIR)
        return [_listed(row) for row in self._session.rows(_batch(shape), **values, from_pair=after, most=limit)]

    def stages(self, programme: str, at: datetime) -> Sequence[StageCount]:
        return stages(self._session, programme, at)

    def tracks(self, programme: str) -> tuple[TrackCount, ...]:
        return tracks(self._session, programme)

    def week(self, programme: str, week: Week) -> FrozenWeek:
        return frozen_week(self._session, programme, week)


def asked(reading: Reading, which: PairFilter) -> tuple[frozenset[str], dict[str, object]]:
    """Which conditions there are, and all that they may ask for."""
    name = fold(which.named)
    conditions = {
        "reader": reading.reader is not None,
        "stage": which.stage is not None and which.stage not in _BY_TIME,
        **{condition: which.stage is stage for stage, condition in _BY_TIME.items()},
        "needing": which.needing,
        "seance": which.seance is not None,
        "track": which.track is not None,
        "language": which.language is not None,
        "asked": which.asked,
        "named": bool(name),
        "undeliverable": which.undeliverable,
    }
    values: dict[str, object] = {
        "programme": reading.programme,
        "reader": reading.reader,
        "at": micros(reading.at),
        "stage": which.stage,
        "seance": which.seance,
        "track": which.track,
        "language": which.language,
        "named": f"%{_escaped(name)}%",
    }
    return frozenset(condition for condition, is_asked in conditions.items() if is_asked), values


def _escaped(name: str) -> str:
    """For `LIKE`, with a slash as the escape."""
    return name.replace("/", "//").replace("%", "/%").replace("_", "/_")


def _place(after: str) -> tuple[int, str] | None:
    """Where a place lies; None for whatever is none."""
    begins, point, pair = after.partition(".")
    is_number = begins.isascii() and begins.isdecimal() and len(begins) <= len(str(NEVER))
    if not point or not is_number or int(begins) > NEVER:
        return None
    return int(begins), pair


def _listed(row: Row) -> ListedPair:
    content, begins, mentor, mentor_name, mentee, mentee_name, reason, since = row
    where = rows.read(content)
    return ListedPair(
        standing=where,
        names={Role.MENTOR: mentor_name, Role.MENTEE: mentee_name},
        people={Role.MENTOR: mentor, Role.MENTEE: mentee},
        undeliverable=None if since is None else Undeliverable(Reason(reason), instant(since)),
        place=f"{begins}.{where.pair}",
    )

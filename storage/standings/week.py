"""A programme's week, counted by the database: journeys are not read, and pairs only where they are named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select, text, tuple_

from bot.engine.flows.coordination.standing import Standing
from bot.engine.flows.digest.frozen import Asked, FrozenWeek, Late, asked_in, late_by
from bot.engine.flows.digest.model import Week
from bot.engine.journey import Stage
from bot.engine.people import Role
from storage.database.instants import micros
from storage.database.session import Session
from storage.database.sql import literal, matches
from storage.standings.rows import FROM_PLACE, PAIR, STAGE_BY, STANDING, read

BATCH = 500

_OURS = matches(STANDING, "programme")


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """For how many pairs it is so."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


_STAGES = select(STAGE_BY.label("stands"), func.count()).where(_OURS).group_by(text("stands"))
_COUNTS = select(
    _times(and_(STANDING.c.met_at >= bindparam("start"), STANDING.c.met_at < bindparam("end"))),
    _times(
        and_(
            STANDING.c.meeting_at >= bindparam("end"),
            STANDING.c.meeting_at < bindparam("next_end"),
            STANDING.c.stage != literal(Stage.ENDED),
        )
    ),
    _times(STANDING.c.parted),
).where(_OURS)
_MAYBE_LATE = (
    select(STANDING.c.content, STANDING.c.begins, STANDING.c.pair)
    .where(
        _OURS,
        STANDING.c.begins <= bindparam("end"),
        tuple_(STANDING.c.begins, STANDING.c.pair) > FROM_PLACE,
    )
    .order_by(STANDING.c.begins, STANDING.c.pair)
    .limit(bindparam("most"))
)
_LOOKED_AT = (
    select(STANDING.c.content, STANDING.c.pair, *(PAIR.c[role] for role in Role))
    .join(PAIR, PAIR.c.id == STANDING.c.pair)
    .where(
        _OURS,
        STANDING.c.pair > bindparam("from_pair"),
        or_(STANDING.c.asked_at >= bindparam("start"), STANDING.c.met_at >= bindparam("end")),
    )
    .order_by(STANDING.c.pair)
    .limit(bindparam("most"))
)
"""Those of whom somebody asked for a word in the week or since; and those who have met since, and may have met in it too."""


def frozen_week(session: Session, programme: str, week: Week) -> FrozenWeek:
    start, end = micros(week.start), micros(week.end)
    asked: dict[str, Any] = {"programme": programme, "start": start, "end": end, "at": end}
    asked["next_end"] = micros(week.end + (week.end - week.start))
    met, coming, left = session.row(_COUNTS, **asked) or (0, 0, 0)
    late = sorted(_late(session, week.end, asked), key=lambda one: (one.since, one.pair))
    words, met_since = _looked_at(session, week, asked)
    return FrozenWeek(
        week=week,
        met=met + met_since,
        coming=coming,
        left=left,
        stages={Stage(stage): pairs for stage, pairs in session.rows(_STAGES, **asked)},
        late=tuple(late),
        late_in_all=len(late),
        asked=words,
    )


def _late(session: Session, end: datetime, asked: dict[str, Any]) -> Iterator[Late]:
    begins, pair = -(2**63), ""
    while rows := session.rows(_MAYBE_LATE, **asked, from_begins=begins, from_pair=pair, most=BATCH):
        for content, _, _ in rows:
            if (one := late_by(read(content), end)) is not None:
                yield one
        _, begins, pair = rows[-1]


def _looked_at(session: Session, week: Week, asked: dict[str, Any]) -> tuple[tuple[Asked, ...], int]:
    """Who asked for a word, the latest last; and how many pairs have met in the week, and since."""
    found: list[tuple[datetime, Asked]] = []
    met, pair = 0, ""
    while rows := session.rows(_LOOKED_AT, **asked, from_pair=pair, most=BATCH):
        for content, _, *people in rows:
            one, ids = read(content), dict(zip(Role, people, strict=True))
            found += [(at, Asked(one.pair, ids[role])) for at, role in asked_in(one, week)]
            met += _met_since(one, week)
        pair = rows[-1][1]
    return tuple(one for _, one in sorted(found, key=lambda one: (one[0], one[1].pair))), met


def _met_since(one: Standing, week: Week) -> bool:
    """Whether they met in the week, and after it as well."""
    held = [seance.held for seance in one.seances if seance.held is not None]
    return any(at >= week.end for at in held) and any(at in week for at in held)

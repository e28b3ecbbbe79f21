"""A programme's week, counted by the database: journeys are not read, and pairs only where they are named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select, text, tuple_

from bot.engine.flows.coordination.standing import Standing
from bot.engine.flows.digest.frozen import Asked, FrozenWeek, StageCount, asked_in, needing
from bot.engine.flows.digest.model import Week
from bot.engine.flows.digest.tracks import Tally, TrackCount
from bot.engine.journey import Stage
from bot.engine.people import Role
from bot.engine.programme import Track
from storage.database.instants import micros
from storage.database.session import Session
from storage.database.sql import literal, matches
from storage.standings.rows import FROM_PLACE, PAIR, STAGE_BY, STANDING, read

BATCH = 500

_OURS = matches(STANDING, "programme")


def _times(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """For how many pairs it is so."""
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


STAGES = (
    select(STANDING.c.track, STANDING.c.seance, STAGE_BY.label("stands"), func.count())
    .where(_OURS)
    .group_by(STANDING.c.track, STANDING.c.seance, text("stands"))
    .order_by(STANDING.c.track, STANDING.c.seance, text("stands"))
)
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
_MAYBE_NEEDING = (
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
        or_(
            STANDING.c.asked_at >= bindparam("start"),
            STANDING.c.waits_at.is_not(None),
            STANDING.c.met_at >= bindparam("end"),
        ),
    )
    .order_by(STANDING.c.pair)
    .limit(bindparam("most"))
)
"""Those of whom somebody asked for a word in the week or since, or waits for one; and those who have met since, and may have met
in it too."""

_EVERY = (
    select(STANDING.c.content, STANDING.c.pair)
    .where(_OURS, STANDING.c.pair > bindparam("from_pair"))
    .order_by(STANDING.c.pair)
    .limit(bindparam("most"))
)


def frozen_week(session: Session, programme: str, week: Week) -> FrozenWeek:
    start, end = micros(week.start), micros(week.end)
    asked: dict[str, Any] = {"programme": programme, "start": start, "end": end, "at": end}
    asked["next_end"] = micros(week.end + (week.end - week.start))
    met, coming, left = session.row(_COUNTS, **asked) or (0, 0, 0)
    need = needing(_maybe_needing(session, asked), week.end)
    words, met_since = _looked_at(session, week, asked)
    seances = stages(session, programme, week.end)
    return FrozenWeek(
        week=week,
        met=met + met_since,
        coming=coming,
        left=left,
        stages=_together(seances),
        seances=tuple(seances),
        late=need.late,
        unlisted=need.unlisted,
        late_in_all=need.late_in_all,
        needs=need.needs,
        asked=words,
        tracks=tracks(session, programme),
    )


def stages(session: Session, programme: str, at: datetime) -> Sequence[StageCount]:
    found = session.rows(STAGES, programme=programme, at=micros(at))
    return [StageCount(Track(track), seance, Stage(stage), pairs) for track, seance, stage, pairs in found]


def tracks(session: Session, programme: str) -> tuple[TrackCount, ...]:
    """Which sessions a pair has held is in no column: every pair is read once a week, in pieces."""
    tally, pair = Tally(), ""
    while rows := session.rows(_EVERY, programme=programme, from_pair=pair, most=BATCH):
        for content, _ in rows:
            tally.add(read(content))
        pair = rows[-1][1]
    return tally.tracks()


def _together(seances: Iterable[StageCount]) -> Mapping[Stage, int]:
    found = Counter[Stage]()
    for one in seances:
        found[one.stage] += one.pairs
    return found


def _maybe_needing(session: Session, asked: dict[str, Any]) -> Iterator[Standing]:
    begins, pair = -(2**63), ""
    while rows := session.rows(_MAYBE_NEEDING, **asked, from_begins=begins, from_pair=pair, most=BATCH):
        yield from (read(content) for content, _, _ in rows)
        _, begins, pair = rows[-1]


def _looked_at(session: Session, week: Week, asked: dict[str, Any]) -> tuple[tuple[Asked, ...], int]:
    """Who asked for a word, as `FrozenWeek.asked` has them; and how many pairs have met in the week, and since."""
    found: list[Asked] = []
    met, pair = 0, ""
    while rows := session.rows(_LOOKED_AT, **asked, from_pair=pair, most=BATCH):
        for content, _, *people in rows:
            one, ids = read(content), dict(zip(Role, people, strict=True))
            found += [Asked(one.pair, ids[role], since, taken, role) for role, since, taken in asked_in(one, week)]
            met += _met_since(one, week)
        pair = rows[-1][1]
    return tuple(sorted(found, key=lambda one: (one.taken, one.since, one.pair, one.person))), met


def _met_since(one: Standing, week: Week) -> bool:
    """Whether they met in the week, and after it as well."""
    held = [seance.held for seance in one.seances if seance.held is not None]
    return any(at >= week.end for at in held) and any(at in week for at in held)

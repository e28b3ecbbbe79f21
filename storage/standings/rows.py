"""One row a pair, worked out of its journey whenever that is saved, and written only if it differs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy import and_, bindparam, case, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert

from bot.engine.flows.coordination.standing import VERSION, Standing, standing
from bot.engine.journey import Journey, Stage
from bot.engine.people import Role
from bot.engine.programme import Timing
from bot.infra.codec import decode_facts
from storage.database.instants import micros
from storage.database.session import Session
from storage.database.sql import literal, matches, table
from storage.tables import PairRow, StandingRow

PAIR, STANDING = table(PairRow), table(StandingRow)

NEVER = 2**63 - 1
"""Later than any instant: the pair needs nothing as long as nothing changes."""

FROM_PLACE = tuple_(
    bindparam("from_begins", type_=STANDING.c.begins.type), bindparam("from_pair", type_=STANDING.c.pair.type)
)
"""A place in the order of lists."""
BOOKED = STANDING.c.stage == literal(Stage.BOOKED)
HAS_COME = STANDING.c.meeting_at <= bindparam("at")
STAGE_BY = case((and_(BOOKED, HAS_COME), literal(Stage.MET)), else_=STANDING.c.stage)
"""The stage at an instant, `at`."""

_ITS_PROGRAMME = select(PAIR.c.programme).where(matches(PAIR, "id")).scalar_subquery()
_new = insert(STANDING).values(
    {
        **{column.name: bindparam(column.name) for column in STANDING.c if column.name != "pair"},
        "pair": bindparam("id"),
        "programme": _ITS_PROGRAMME,
    }
)
_OTHERS = tuple(column.name for column in STANDING.c if column.name != "pair")
_PUT = _new.on_conflict_do_update(
    index_elements=[STANDING.c.pair],
    set_={name: _new.excluded[name] for name in _OTHERS},
    where=or_(*(STANDING.c[name].is_distinct_from(_new.excluded[name]) for name in _OTHERS)),
)
_FACTS = (
    select(PAIR.c.id, PAIR.c.journey)
    .where(PAIR.c.id > bindparam("after"))
    .order_by(PAIR.c.id)
    .limit(bindparam("most"))
    .with_for_update()
)

_encode = msgspec.json.Encoder().encode
read = msgspec.json.Decoder(Standing).decode


def version(timing: Timing) -> str:
    """By what rules it is worked out where a pair stands."""
    return f"{VERSION} {timing!r}"


def put(session: Session, timing: Timing, journey: Journey) -> bool:
    """Of a pair that is stored; whether it stands elsewhere than before."""
    return session.do(_PUT, **_row(standing(timing, journey))) > 0


def put_all(session: Session, timing: Timing, journeys: Iterable[Journey]) -> None:
    session.do_each(_PUT, [_row(standing(timing, one)) for one in journeys])


def refresh(session: Session, timing: Timing, after: str, limit: int) -> str | None:
    """The last pair of those that were worked out anew; they are locked meanwhile."""
    found = session.rows(_FACTS, after=after, most=limit)
    for _, facts in found:
        put(session, timing, decode_facts(facts, {}, {}, frozenset()))
    return found[-1][0] if found else None


def _row(one: Standing) -> dict[str, object]:
    asked = [at for times in one.asked.values() for at in times]
    return {
        "id": one.pair,
        "begins": NEVER if one.begins is None else micros(one.begins),
        "stage": one.stage,
        "meeting_at": _micros(one.meeting),
        "seance": one.seance,
        "track": one.track,
        "mentor_language": one.languages[Role.MENTOR],
        "mentee_language": one.languages[Role.MENTEE],
        "waits_at": _micros(min(one.waiting.values(), default=None)),
        "asked_at": _micros(max(asked, default=None)),
        "met_at": _micros(one.last),
        "parted": bool(one.left),
        "names": one.names,
        "content": _encode(one).decode(),
    }


def _micros(at: datetime | None) -> int | None:
    return None if at is None else micros(at)

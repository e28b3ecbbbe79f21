"""A post as a row of the table of due work, and back; and the conditions that statements on posts share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, FromClause, bindparam

from bot.engine.effects import Urgency
from bot.engine.people import Place
from bot.infra.codec import decode_message, encode
from bot.ports import OutboxMessage, WordSeal
from storage.database.instants import instant, micros
from storage.database.sql import literal, table
from storage.outbox.lanes import lane_of
from storage.sealed import MESSAGE
from storage.tables import CardRow, DueRow, PaceRow, ShutRow

DUE, CARD, PACE, SHUT = table(DueRow), table(CardRow), table(PaceRow), table(ShutRow)

MINE = (DUE.c.id == bindparam("post"), DUE.c.lease_owner == bindparam("owner"))
"""A post whose lease is the caller's."""

COLUMNS = (
    "pair", "due_at", "ready_at", "lane", "scope", "key", "place", "message", "languages", "zones", "seance", "refresh",
    "unprompted", "twice", "attempts", "doubtful", "urgency",
)  # fmt: skip
"""What a post fills when it is enqueued."""

_encode = msgspec.json.Encoder().encode
_strings = msgspec.json.Decoder(tuple[str, ...])


def waiting(due: FromClause) -> tuple[ColumnElement[bool], ...]:
    """Neither delivered nor set aside: the condition of the partial indexes on posts, word for word."""
    return due.c.kind == literal("post"), due.c.dead_at.is_(None)


UNREADABLE = (msgspec.MsgspecError, LookupError, TypeError, ValueError)
"""What a post raises that was stored otherwise than this release reads it."""


def row_of(post: OutboxMessage, seal: WordSeal) -> dict[str, object]:
    due, lane = 0 if post.due is None else micros(post.due), str(post.lane)
    return {
        "pair": post.pair,
        "due_at": due,
        "ready_at": due,
        "lane": lane,
        "scope": post.lane.scope,
        "key": post.key,
        "place": post.to,
        "message": seal.close(encode(post.message).encode(), MESSAGE.where(post.pair, post.key, lane)),
        "languages": _encode(post.languages).decode(),
        "zones": _encode(post.zones).decode(),
        "seance": post.seance,
        "refresh": post.refresh,
        "unprompted": post.unprompted,
        "twice": post.resend_if_uncertain,
        "attempts": post.attempts,
        "doubtful": post.doubtful,
        "urgency": int(post.urgency),
    }


@dataclass(frozen=True, slots=True)
class Claimable:
    """A post that may be claimed, as the worker would get it."""

    post: OutboxMessage
    useless: bool
    """Nothing is lost if it is dropped: a refresh of a card that is not there, or a message older than what the card shows
    or is about to show."""


def claimable(row: Sequence[Any], seal: WordSeal) -> Claimable:
    """Raises `KeyLost`, or one of `UNREADABLE`."""
    (id, pair, due, owner, lane, scope, key, place, message, languages, zones, seance, refresh, unprompted, twice,
     attempts, lapses, doubtful, restored, urgency, tried, card, conversation, newest, overtaken) = row  # fmt: skip
    # it was leased, and not settled: its worker died, before or after sending
    lapsed = owner is not None
    post = OutboxMessage(
        pair=pair,
        key=key,
        to=Place(place),
        lane=lane_of(lane, scope),
        message=decode_message(seal.open(message, MESSAGE.where(pair, key, lane))),
        languages=_strings.decode(languages),
        zones=_strings.decode(zones),
        seance=seance,
        refresh=bool(refresh),
        unprompted=bool(unprompted),
        resend_if_uncertain=bool(twice),
        urgency=Urgency(urgency),
        due=instant(due) if due else None,
        id=id,
        attempts=attempts,
        lapses=lapses + lapsed,
        doubtful=bool(doubtful) or lapsed,
        restored=bool(restored),
        tried=instant(tried),
        card=card,
        conversation=conversation,
    )
    return Claimable(post, (bool(overtaken) or newest > post.id) if post.card else post.refresh)

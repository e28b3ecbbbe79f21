"""A programme's pairs as CSV: facts, one row a pair, and below it one for each séance.

1. It is read in pieces, each in a short transaction of its own that nobody waits for: however long whoever fetches it takes, and
   however many pairs there are, a piece is all that is held.
2. What a spreadsheet would take for a formula is kept from being one: names are whatever people call themselves.
3. Columns and their values are the same in every language, so that what reads them need not know one.
"""

from __future__ import annotations

import csv
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from io import StringIO

from bot.engine.flows.coordination.standing import SeanceStanding
from bot.engine.people import Role
from bot.ports import ListedPair, Reading, Store, UnitOfWork

PIECE = 500
"""Pairs."""
COLUMNS = (
    *("row", "pair", "mentor", "mentee", "track", "start", "mentor_language", "mentee_language"),
    *("seance", "stage", "opened", "date", "held", "moves", "needs", "undeliverable", "left", "ended"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


async def as_csv(store: Store, reading: Reading) -> AsyncIterator[str]:
    """Piece after piece, each of whole lines. Raises `Unavailable`."""
    yield lines([COLUMNS])
    pairs = await _piece(store, reading, "")
    while pairs:
        yield lines(row for one in pairs for row in _rows(one, reading.at))
        pairs = await _piece(store, reading, pairs[-1].standing.pair)


def as_text(unit: UnitOfWork, reading: Reading, most: int) -> str:
    """All of it, inside one transaction; no longer than a little more than `most` characters, where it is too long to be used."""
    text, after = lines([COLUMNS]), ""
    while len(text) <= most and (pairs := unit.standings.batch(reading, after, PIECE)):
        text += lines(row for one in pairs for row in _rows(one, reading.at))
        after = pairs[-1].standing.pair
    return text


async def _piece(store: Store, reading: Reading, after: str) -> Sequence[ListedPair]:
    return await store.read(lambda unit: unit.standings.batch(reading, after, PIECE))


def lines(rows: Iterable[Sequence[object]]) -> str:
    """Writes rows as CSV (RFC 4180)."""
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _rows(one: ListedPair, at: datetime) -> Iterator[Sequence[object]]:
    stands = one.standing
    who = (stands.pair, *(_plain(one.names[role]) for role in Role), stands.track)
    needs = " ".join(f"{need.kind}:{need.since.date()}" for need in stands.needs_at(at))
    dead = one.undeliverable
    yield (
        *("pair", *who, stands.start, *(stands.languages[role] for role in Role), stands.seance, stands.stage_at(at)),
        *("", _instant(stands.meeting), _instant(stands.last), sum(each.moves for each in stands.seances), needs),
        *("" if dead is None else f"{dead.reason}:{dead.since.date()}", " ".join(stands.left), _instant(stands.ended)),
    )
    for each in stands.seances:
        yield ("seance", *who, "", "", "", *_seance(each))


def _seance(one: SeanceStanding) -> Sequence[object]:
    return (one.number, "", *map(_instant, (one.opened, one.meeting, one.held)), one.moves, "", "", "", "")


def _instant(at: datetime | None) -> str:
    """In UTC, to the minute."""
    return "" if at is None else f"{at.astimezone(UTC).isoformat(timespec='minutes')[:-6]}Z"


def _plain(name: str) -> str:
    return f"'{name}" if name.startswith(_FORMULA) else name

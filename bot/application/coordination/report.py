"""Reads what the sponsor's report is made of: every pair once, in pieces, and the weeks that are frozen."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from bot.engine.flows.report.card import rows
from bot.engine.flows.report.report import Report, Tally, report
from bot.ports import ListedPair, Reading, Store

PIECE = 500
"""Pairs."""


async def programme_report(store: Store, reading: Reading) -> Report:
    """The same for every reader. Each piece is a short transaction that nobody waits for. Raises `Unavailable`."""
    everybody = Reading(reading.at, reading.programme)
    tally = Tally()
    pairs = await _piece(store, everybody, "")
    while pairs:
        for one in pairs:
            tally.add(one.standing)
        pairs = await _piece(store, everybody, pairs[-1].standing.pair)
    return report(tally, await store.read(lambda unit: unit.weeks.all(reading.programme)))


async def _piece(store: Store, reading: Reading, after: str) -> Sequence[ListedPair]:
    return await store.read(lambda unit: unit.standings.batch(reading, after, PIECE))


def as_csv(found: Report) -> str:
    text = StringIO()
    csv.writer(text).writerows(rows(found))
    return text.getvalue()

"""The sponsor's report of a programme, and its rows as CSV."""

from __future__ import annotations

from bot.application.coordination.export import lines
from bot.engine.flows.report.card import rows
from bot.engine.flows.report.report import Report, report
from bot.ports import UnitOfWork


def programme_report(unit: UnitOfWork, programme: str) -> Report | None:
    """The same for every reader. None before the first week is over."""
    return report(unit.weeks.all(programme))


def as_csv(found: Report) -> str:
    return lines(rows(found))

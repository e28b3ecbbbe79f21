"""What evaluations add to the totals of their programme once they have closed."""

from __future__ import annotations

from bot.engine.effects import Closed
from bot.engine.journey import Journey
from bot.ports import UnitOfWork


def add(unit: UnitOfWork, journey: Journey, closed: Closed) -> None:
    """Adds the answers of an evaluation that has just closed, in the transaction that closes it."""

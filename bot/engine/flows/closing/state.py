"""That a journey has ended with its programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.engine.people import Role
from bot.engine.state import Reads, SharedState


@dataclass(frozen=True, slots=True)
class Closed:
    at: datetime | None = None
    """When it ended; None: it has not ended so."""
    day: date | None = None
    """The last day of the programme, as it was then."""
    extended: Mapping[Role, datetime] = field(default_factory=dict)
    """Who had been told of that end, and when the programme was prolonged."""


CLOSED = SharedState("closing", Closed(), Reads.NOBODY, sealed=False)
"""A fact: what is told of the end hangs on it."""

"""Reads busy times from the address of an .ics file, in a process of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.calendars import hostile
from adapters.calendars.fetch import Limits, fetch
from bot.ports.calendars import BusyTime


@dataclass(frozen=True, slots=True)
class IcsFeed:
    """Implements `FreeBusy` for one address. Whole days and times without a zone are meant in `zone`."""

    url: str
    zone: str
    limits: Limits | None = None

    @property
    def secret(self) -> str:
        """Returns what is kept, encrypted, to read it again."""
        return self.url

    async def busy(self, after: datetime, before: datetime) -> Sequence[BusyTime]:
        text = await fetch(self.url, self.limits)
        return await hostile.read(text, after, before, self.zone)

"""Reads busy times from the address of an .ics file, in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from adapters.calendars import hostile
from adapters.calendars.busy import tidy
from adapters.calendars.fetch import Limits, fetched
from adapters.calendars.reading.text import Question
from bot.ports.calendars import Busy


@dataclass(frozen=True, slots=True)
class IcsFeed:
    """Implements `FreeBusy` for one address. Whole days and times without a zone are meant in `zone`."""

    url: str
    zone: str
    limits: Limits | None = None
    mails: tuple[str, ...] = ()
    """As which its owner is invited."""
    own: tuple[str, ...] = ()
    """How the UIDs end of the bot's own séances."""

    @property
    def secret(self) -> str:
        """Returns what is kept, encrypted, to read it again."""
        return self.url

    async def busy(self, after: datetime, before: datetime) -> Busy:
        asked = Question(after, before, self.zone, self.mails, self.own)
        found = await hostile.read(fetched(self.url, self.limits), asked)
        return Busy(tidy(found.times, after, before), found.doubtful, found.zones)

"""How long to wait before something that failed is tried again."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waits `first` after the first try, twice as long after each further one, and never more than about `last`."""

    first: timedelta
    last: timedelta

    def after(self, name: str, tries: int) -> timedelta:
        """A quarter more or less for each `name`, so that many that failed at once do not come back at once."""
        wait = min(self.first.total_seconds() * 2 ** min(tries, 20), self.last.total_seconds())
        jitter = zlib.crc32(f"{name}.{tries}".encode()) / 2**32
        return timedelta(seconds=wait * (0.75 + jitter / 2))

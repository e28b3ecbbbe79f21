"""Tells how far a long import is; a short one says nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

EVERY = 2.0
"""Seconds from the beginning to the first word, and from each to the next."""


@dataclass(slots=True)
class Progress:
    """Says a line whenever `EVERY` seconds have gone by."""

    say: Callable[[str], None]
    now: Callable[[], float]
    """Seconds of a clock that only goes forward."""
    last: float | None = None

    def tell(self, what: str, done: int, of: int) -> None:
        """Says `what`, such as « people looked up »: so many are done, of all."""
        now = self.now()
        if self.last is None:
            self.last = now
        elif now - self.last >= EVERY:
            self.last = now
            self.say(f"{done} of {of} {what}")


def silent() -> Progress:
    """For those who do not wait for it."""
    return Progress(lambda _: None, lambda: 0.0)

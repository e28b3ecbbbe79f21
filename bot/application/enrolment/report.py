"""What an import has done: how many pairs are new, and which of those that were there have ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.engine.programme import Track
from bot.ports import Address


@dataclass(frozen=True, slots=True)
class EndedPair:
    """A pair of the file that is stored, and is over."""

    mentor: str
    mentee: str
    track: Track
    since: date
    left: Sequence[Address]
    """Of those who left; none if the pair came to the end of its track."""

    def __str__(self) -> str:
        told = f"{self.mentor} – {self.mentee} ({self.track}) ended on {self.since}"
        if not self.left:
            return f"{told}: they came to the end of it."
        how = " and ".join(f"together-bot pairs restore {address}" for address in self.left)
        return f"{told}; importing does not bring them back, this does: {how}"


@dataclass(frozen=True, slots=True)
class Report:
    new: int
    named: int
    """By the file."""
    ended: Sequence[EndedPair] = ()
    spread: tuple[date, date] | None = None
    """The first and the last day of first messages, if there are so many that they are parted."""

    def __str__(self) -> str:
        lines = [f"{self.new} pairs enrolled, {self.named - self.new} were there already."]
        if self.spread is not None:
            first, last = self.spread
            lines.append(f"They are many: the first messages go from {first} to {last} (docs/enrolment.md).")
        return "\n".join([*lines, *map(str, self.ended)])

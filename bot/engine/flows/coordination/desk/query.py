"""Which list a coordinator looks at, as the buttons of its card carry it.

Whoever presses may have put anything there: what cannot be read narrows nothing down, and what a list may show is not decided
here but by who reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.engine.flows.coordination.listed import EVERY_PAIR, PairFilter
from bot.engine.journey import Stage
from bot.engine.programme import Track

LONGEST_NAME = 40
"""Characters of a name that is looked for."""
LONGEST = 500
"""Characters of a query that are read."""
_LAST_SEANCE = 99
_NAME = ";q="
"""It comes last: a name may be anything. The programme comes first."""


@dataclass(frozen=True, slots=True)
class Query:
    programme: str
    which: PairFilter = EVERY_PAIR
    after: str = ""
    """Where the page begins; empty: at the start."""

    def narrowed(self, **changes: object) -> Query:
        """The list with something else of its filter, from its start."""
        return Query(self.programme, replace(self.which, **changes))  # type: ignore[arg-type]

    def __str__(self) -> str:
        which = self.which
        told = {
            "p": self.programme,
            "n": "1" if which.needing else "",
            "g": which.stage or "",
            "s": str(which.seance or ""),
            "t": which.track or "",
            "l": which.language or "",
            "a": "1" if which.asked else "",
            "u": "1" if which.undeliverable else "",
            "f": self.after,
            "q": which.named[:LONGEST_NAME],
        }
        return ";".join(f"{name}={value}" for name, value in told.items() if value)


def read(text: str) -> Query:
    said, _, name = text[:LONGEST].partition(_NAME)
    told = {key: value for key, _, value in (one.partition("=") for one in said.split(";"))}
    which = PairFilter(
        needing="n" in told,
        stage=_stage(told),
        seance=_seance(told.get("s", "")),
        track=Track(told["t"]) if told.get("t") in set(Track) else None,
        language=told.get("l"),
        asked="a" in told,
        named=name[:LONGEST_NAME],
        undeliverable="u" in told,
    )
    return Query(told.get("p", ""), which, told.get("f", ""))


def _stage(told: Mapping[str, str]) -> Stage | None:
    return Stage(told["g"]) if told.get("g") in set(Stage) else None


def _seance(text: str) -> int | None:
    return (
        int(text) if text.isascii() and text.isdecimal() and 0 < len(text) < 3 and int(text) <= _LAST_SEANCE else None
    )

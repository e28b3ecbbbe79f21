"""The protocol of a rehearsal, in Markdown: written anew as it goes on; what was ticked or noted by hand in it stays."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.app.rehearsal.journal import Record, What
from bot.app.rehearsal.steps import STEPS, Step

NOTES = "## Notes"
"""Below this line all belongs to whoever writes it."""
_TICKED = re.compile(r"^- \[[xX]\] `([\w-]+)`", re.MULTILINE)
_SLOW = 3000
"""Milliseconds after which Slack tells people that a button failed."""


@dataclass(frozen=True, slots=True)
class Protocol:
    file: Path
    head: tuple[str, ...]
    """What was rehearsed: the release, the channels, how fast."""

    def write(self, records: Sequence[Record]) -> None:
        """In place of what stood there, all at once."""
        before = self.file.read_text(encoding="utf-8") if self.file.is_file() else ""
        by_hand = set(_TICKED.findall(before))
        notes = before.partition(f"{NOTES}\n")[2].strip("\n")
        text = "\n".join([*self._lines(records, by_hand), NOTES, "", *([notes, ""] if notes else [])])
        draft = self.file.with_name(f".{self.file.name}.draft")
        draft.write_text(text, encoding="utf-8")
        draft.replace(self.file)

    def _lines(self, records: Sequence[Record], by_hand: set[str]) -> Iterator[str]:
        yield from ("# A rehearsal", "", *(f"- {line}" for line in self.head), "", "## Steps", "")
        for step in STEPS:
            yield _line(step, step.done(records), step.id in by_hand)
        yield from ("", "## Figures", "", *(f"- {line}" for line in _figures(records)), "")
        yield from ("## What went wrong, was looked up or had to wait", "", *_listed(records, _ODD), "")
        yield from ("## Everything, in order", "", *_listed(records, frozenset(What)), "")


def _line(step: Step, seen: Record | None, by_hand: bool) -> str:
    when = f" ({seen.at[11:19]})" if seen is not None else "" if step.needs else " *(look, and tick it here)*"
    done = seen is not None or (not step.needs and by_hand)
    return f"- [{'x' if done else ' '}] `{step.id}` {step.does}{when}"


_ODD = frozenset({What.REFUSED, What.BUSY, What.TRIED, What.LOOKED_UP, What.TROUBLE})


def _figures(records: Sequence[Record]) -> Iterator[str]:
    count = Counter(record.what for record in records)
    yield f"delivered {count[What.DELIVERED]}, refused {count[What.REFUSED]}, tried in vain {count[What.TRIED]}"
    yield f"told to wait by the platform {count[What.BUSY]} times, looked up {count[What.LOOKED_UP]} times"
    yield from _times("the platform took", [one.ms for one in records if one.what is What.DELIVERED])
    answers = [one.ms for one in records if one.what is What.USED]
    yield from _times("the bot answered", answers)
    if slow := sum(ms > _SLOW for ms in answers):
        yield f"{slow} answers took more than {_SLOW / 1000:.0f} s"


def _times(what: str, ms: list[int]) -> Iterator[str]:
    if ms:
        ms = sorted(ms)
        yield f"{what} {ms[len(ms) // 2]} ms in the middle, {ms[-1]} ms at most, of {len(ms)} times"


def _listed(records: Sequence[Record], wanted: frozenset[What]) -> Iterator[str]:
    rows = [record for record in records if record.what in wanted]
    if not rows:
        yield "Nothing."
        return
    yield from (
        "| on the wall | in the season | what | about | who | took | |",
        "| --- | --- | --- | --- | --- | ---: | --- |",
    )
    for one in rows:
        day = one.day[:16].replace("T", " ")
        cells = (
            one.at[:19].replace("T", " "),
            day,
            one.what,
            one.kind,
            one.who,
            f"{one.ms} ms" if one.ms else "",
            one.note,
        )
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"

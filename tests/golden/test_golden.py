"""What people read, word for word: the transcripts beside this file are compared exactly.

After a change that is meant, write them anew and read what has changed before it is kept:

    REFRESH_GOLDEN=1 .venv/bin/python -m pytest tests/golden
    git diff tests/golden
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.engine.flows import FLOWS
from bot.engine.flows.agenda import actions as agenda
from bot.engine.flows.date import actions as date
from bot.engine.flows.entries import actions as entries
from bot.engine.flows.prep import actions as prep
from bot.engine.ids import read
from tests.golden import activities, privacy, replacing
from tests.golden.season import as_read, rows
from tests.values import PROGRAMME

HERE = Path(__file__).parent
REFRESH = "REFRESH_GOLDEN"
SHORT = 30
"""Lines of a difference that are shown."""

Pick = tuple[str, str, int | None]
"""Which track, which séances of it are played, and whose rows are kept: None for what belongs to no séance."""

TRANSCRIPTS: dict[str, Pick] = {
    f"{track}-{seance.number}": (track, "", seance.number)
    for track in PROGRAMME.tracks
    for seance in PROGRAMME.tracks[track]
}
"""Every séance of a season in which both want to go on."""
TRANSCRIPTS |= {f"{track}-around": (track, "", None) for track in PROGRAMME.tracks}
"""What belongs to no séance: welcome, digests, farewell."""
TRANSCRIPTS |= {"mentoring-6-and-no-more": ("mentoring", "1-6", 6), "mentoring-no-more": ("mentoring", "1-6", None)}
"""One of them would rather stop after the sixth."""


def quiet(lang: str) -> str:
    """The longer season of two who leave most of it out: what they do, what they prepare, and what activities say to them."""
    kinds = {*FLOWS.activity_of_card, prep.CARD}
    season = rows("mentoring", lang, cast="quiet")
    return as_read([row for row in season if "did" in row or read(row["key"]).kind in kinds], lang)


def asked(lang: str) -> str:
    """How a programme that asks begins; the mentee answers when reminded."""
    season = rows("networking", lang, "1", "quiet", "--asked")
    first = next(nth for nth, row in enumerate(season) if row["seance"])
    return as_read(list(season[:first]), lang)


def calendars(lang: str) -> str:
    """How two who have their séances written into their calendars come to their dates; the room is on what says when.

    What somebody does is kept where it leads to one of these.
    """
    season = rows("mentoring", lang, "1-3", "quiet", "--calendars")
    kept = [_says_when(row) for row in season]
    return as_read(
        [row for nth, row in enumerate(season) if kept[nth] or ("did" in row and any(kept[nth + 1 : nth + 2]))], lang
    )


def _says_when(row: dict[str, Any]) -> bool:
    if "key" not in row:
        return "event" in row
    kind = read(row["key"]).kind
    first = {date.BOOKED, entries.CARD, prep.REMINDER, agenda.CARD}
    return kind == date.CARD or (kind in first and not row["update"]) or (row["reply"] and kind == entries.CARD)


OTHERS = {
    "asked": asked,
    "calendars": calendars,
    "mentoring-quiet": quiet,
    "privacy": privacy.as_read,
    "replacing": replacing.as_read,
    "activities-empty": activities.asked_while_empty,
    "activities-over": activities.asked_after_the_end,
}
"""What no season shows."""


def transcript(name: str, lang: str) -> str:
    if name in OTHERS:
        return OTHERS[name](lang)
    track, seances, number = TRANSCRIPTS[name]
    return as_read([row for row in rows(track, lang, seances) if row["seance"] == number], lang)


def cases() -> Iterator[Any]:
    for lang in PROGRAMME.languages:
        for name in (*TRANSCRIPTS, *OTHERS):
            yield pytest.param(lang, name, id=f"{lang}-{name}")


def compared(path: Path, now: str) -> str:
    """A short difference between the file and `now`; empty if they are alike."""
    kept = path.read_text(encoding="utf-8") if path.exists() else ""
    lines = list(difflib.unified_diff(kept.splitlines(), now.splitlines(), "kept", "now", lineterm="", n=1))
    more = [f"… and {len(lines) - SHORT} lines more"] if len(lines) > SHORT else []
    return "\n".join([*lines[:SHORT], *more])


@pytest.mark.parametrize(("lang", "name"), cases())
def test_people_read_what_they_always_read(lang: str, name: str) -> None:
    path, now = HERE / lang / f"{name}.txt", transcript(name, lang)
    if os.environ.get(REFRESH):
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
    if difference := compared(path, now):
        pytest.fail(
            f"{path.relative_to(HERE)} reads otherwise; if that is meant: {REFRESH}=1\n{difference}", pytrace=False
        )


def test_no_transcript_is_left_over() -> None:
    kept = {path.relative_to(HERE).with_suffix("").as_posix() for path in HERE.glob("*/*.txt")}
    assert kept == {f"{lang}/{name}" for lang in PROGRAMME.languages for name in (*TRANSCRIPTS, *OTHERS)}


def test_a_difference_is_shown_short(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("one\ntwo\nthree\n" + "four\n" * 100, encoding="utf-8")
    assert compared(tmp_path / "kept.txt", "one\n2\nthree\n" + "four\n" * 100).splitlines()[3:6] == [
        " one",
        "-two",
        "+2",
    ]
    assert compared(tmp_path / "kept.txt", "five\n" * 100).endswith("lines more")
    assert compared(tmp_path / "kept.txt", "one\ntwo\nthree\n" + "four\n" * 100) == ""

"""Reads what people type, in one grammar for every channel. The words themselves are content, in every language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from bot.engine.ids import Command

LONGEST_WORD = 40
"""A longer word is nobody's slip for a command; nothing is compared with it."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """Holds what was read: `command` if the first word is one, else the `nearest` word, if any; `rest` is what follows."""

    word: str
    rest: str
    command: Command | None
    nearest: Command | None = None


def fold(word: str) -> str:
    """Folds a word to lower case, without accents or a leading slash: `/Évaluer` becomes `evaluer`."""
    bare = unicodedata.normalize("NFKD", word.strip().lstrip("/")).casefold()
    return "".join(c for c in bare if not unicodedata.combining(c))


def parse(words: Mapping[str, Command], text: str) -> Parsed:
    """Reads the first word of `text` as a command of `words` (folded)."""
    word, _, rest = text.strip().partition(" ")
    if not word:
        return Parsed("", "", None)
    key = fold(word[: LONGEST_WORD + 1])
    key = key if key in words else key.rstrip(".!?…")
    if key in words:
        return Parsed(word, rest.strip(), words[key])
    close = get_close_matches(key, words, n=1, cutoff=0.6) if len(key) <= LONGEST_WORD else []
    return Parsed(word, rest.strip(), None, words[close[0]] if close else None)


_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?")


def read_day(text: str, today: date) -> date | None:
    """Reads `2026-03-31`, `31/03/2026`, or `31/03` for the next such day after `today`; returns None if it is no day."""
    if found := _ISO.search(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _SLASHED.search(text):
        day, month = int(found[1]), int(found[2])
        if found[3]:
            return _day(int(found[3]), month, day)
        soon = _day(today.year, month, day)
        return soon if soon is None or soon > today else _day(today.year + 1, month, day)
    return None


def read_moment(day: str, clock: str, zone: str) -> datetime | None:
    """Returns the instant of `2026-03-31` and `14:30` in `zone`, or None if there is no such day or time there."""
    try:
        local = datetime.combine(date.fromisoformat(day.strip()), time.fromisoformat(clock.strip()))
        at = local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
        there = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None
    return at if there == local else None  # false in the hour that a change of clock leaves out


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found.year < MAXYEAR - 1 else None


def after(day: date, zone: str) -> datetime:
    """Returns the end of `day` in `zone`."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)

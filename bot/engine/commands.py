"""Reads what people type, in one grammar for every channel. The words themselves are content, in every language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.engine.ids import Command

LONGEST_WORD = 40
"""A longer word is nobody's slip for a command; nothing is compared with it."""

NAME = "together"
"""What the bot is called, unless whoever runs it calls it otherwise; people may always call it so."""

LONGEST_NAME = 30
"""Characters of it; platforms take no more."""

NEAR = 0.7
"""So much alike are a slip and the word that was meant; they begin alike, too."""

SHORT = 3
"""Whoever writes more words than this has written a sentence, and mistyped no command."""


class Meaning(StrEnum):
    """What people say who do not speak in commands. Of several meanings in one sentence the first here counts."""

    TROUBLE = "trouble"
    """Something is wrong between people, or they want a human being."""
    CANNOT = "cannot"
    """A date does not suit."""
    WHEN = "when"
    """They ask for the date."""
    THANKS = "thanks"
    HELLO = "hello"
    THUMB = "thumb"
    """A sign that needs no answer; only where nothing else is said."""


Phrases = Mapping[tuple[str, ...], Meaning]
"""What people say, in folded tokens (`tokens`)."""

NO_PHRASES: Phrases = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Parsed:
    """Holds what was read: `command` if the first word is one; else its `meaning`, if any."""

    word: str
    rest: str
    """What follows the first word."""
    command: Command | None
    meaning: Meaning | None = None


def fold(word: str) -> str:
    """Folds a word to lower case, without accents or a leading slash: `/Évaluer` becomes `evaluer`."""
    bare = unicodedata.normalize("NFKD", word.strip().lstrip("/")).casefold()
    return "".join(c for c in bare if not unicodedata.combining(c))


_MENTION = re.compile(r"<at\b[^<>]*>[^<>]*</at\s*>|</?at\b[^<>]*>|<@[^<>]*>")
"""A mention as Teams and Slack write it, with or without attributes and text."""

_IN_FRONT = re.compile(rf"\A\s*(?:{_MENTION.pattern})")
_LEAD = re.compile(r"[\s/@,;:.!…–—*_~`\"'«»“”()-]+")
_WORDS = re.compile(r"([^\s,;:]+)[\s,;:]*(.*)", re.DOTALL)
_TOKEN = re.compile(r"\+1|\w+|[^\w\s]")
_SKIN_TONE = re.compile(r":skin-tone-\d:")
_TAIL = ".,;:!?…»”\"')"


def clean(text: str, name: str = NAME, *, mentioning: bool = False) -> str:
    """Leaves out what people do not mean to write: the bot's name or a mention in front, and what nobody sees.

    Mentions further on stay if somebody may be meant by them (`mentioning`).
    """
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf")
    bare = _MENTION.sub(" ", seen) if not mentioning else _IN_FRONT.sub(" ", seen)
    rest, named, called = bare.strip(), bare != seen, _called(name)
    while True:
        start = _LEAD.match(rest)
        found = called.match(rest, start.end() if start else 0)
        if found is None:
            break
        rest, named = rest[found.end() :], True
    told = _LEAD.sub("", rest, count=1) if _LEAD.match(rest) else rest
    return told if told or named else rest


@lru_cache(64)
def _called(name: str) -> re.Pattern[str]:
    """Returns what the bot hears as its name, in any case; a name of several words with any space between them."""
    names = {r"\s+".join(map(re.escape, one.split())) for one in (name, NAME)}
    return re.compile(rf"(?:{'|'.join(sorted(names, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def tokens(text: str) -> tuple[str, ...]:
    """Returns the words and signs of a sentence, folded, without punctuation and skin tones; Slack's `:+1:` is `+1`."""
    folded = _TOKEN.findall(_SKIN_TONE.sub("", fold(text)))
    return tuple(one for one in folded if len(one) > 1 or one.isalnum() or unicodedata.category(one) == "So")


def parse(
    words: Mapping[str, Command],
    text: str,
    phrases: Phrases = NO_PHRASES,
    name: str = NAME,
    *,
    mentioning: bool = False,
) -> Parsed:
    """Reads the first word of `text` as a command of `words` (folded), or the whole as one of `words` or `phrases`.

    `name` is what the bot is called; with `mentioning` somebody may be mentioned behind the word.
    """
    cleaned = clean(text, name, mentioning=mentioning)
    found = _WORDS.match(cleaned)
    if found is None:
        return Parsed(cleaned, "", None)
    word, rest = found[1], found[2].strip()
    rest = "" if rest and not rest.strip(_TAIL) and "?" not in rest else rest
    if (command := _command(words, word)) is not None:
        return Parsed(word, rest, command)
    if (command := _of_several(words, cleaned)) is not None:
        return Parsed(cleaned, "", command)
    if phrases and (meaning := _meaning(phrases, tokens(cleaned))) is not None:
        if meaning is Meaning.HELLO and (command := _command(words, rest.partition(" ")[0])) is not None:
            return Parsed(word, rest.partition(" ")[2].strip(), command)
        if meaning is Meaning.HELLO and (command := _of_several(words, rest)) is not None:
            return Parsed(word, "", command)
        return Parsed(word, rest, None, meaning=meaning)
    return Parsed(word, rest, None)


def _command(words: Mapping[str, Command], word: str) -> Command | None:
    key = fold(word[: LONGEST_WORD + 1])
    return words.get(key) or words.get(key.rstrip(_TAIL))


def _of_several(words: Mapping[str, Command], text: str) -> Command | None:
    """A command of several words, such as `my calendar`, if nothing else was said."""
    return _command(words, " ".join(text.split()).rstrip(f"{_TAIL} "))


def nearest(words: Mapping[str, Command], parsed: Parsed) -> Command | None:
    """The command that somebody may have meant by a word or a few that are none, nor say anything else."""
    key = fold(parsed.word).rstrip(_TAIL)
    if parsed.command is not None or parsed.meaning is not None or len(parsed.rest.split()) >= SHORT:
        return None
    alike = [one for one in words if one[:1] == key[:1]]
    close = get_close_matches(key, alike, n=1, cutoff=NEAR) if len(key) <= LONGEST_WORD else []
    return words[close[0]] if close else None


def _meaning(phrases: Phrases, said: tuple[str, ...]) -> Meaning | None:
    """A phrase counts wherever it stands; a greeting in front, and a thumb alone."""
    longest = max(map(len, phrases), default=0)
    found: dict[Meaning, int] = {}
    spans = ((n, length) for n in range(len(said)) for length in range(1, longest + 1))
    for n, length in spans:
        meaning = phrases.get(said[n : n + length])
        if meaning is not None and n + length <= len(said) and (meaning is not Meaning.HELLO or n == 0):
            found[meaning] = found.get(meaning, 0) + length
    if set(found) == {Meaning.THUMB}:
        return Meaning.THUMB if found[Meaning.THUMB] >= len(said) else None
    return next((one for one in Meaning if one in found), None)


def example(at: datetime) -> datetime:
    """A day to give as an example, which lies ahead."""
    return at + timedelta(days=30)


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


def read_whole_day(text: str) -> date | None:
    """Reads `2026-03-31` or `31/03/2026`, and nothing beside it; returns None if it is no day."""
    text = text.strip()
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    found = _SLASHED.fullmatch(text)
    return _day(int(found[3]), int(found[2]), int(found[1])) if found and found[3] else None


def read_moment(day: str, clock: str, zone: str) -> datetime | None:
    """Returns the instant of `2026-03-31` and `14:30` in `zone`, or None if there is no such day or time there."""
    on = read_whole_day(day)
    if on is None:
        return None
    try:
        local = datetime.combine(on, time.fromisoformat(clock.strip()))
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

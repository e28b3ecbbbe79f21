"""Says the bot's sentences: one language or two, in one reader's time zone or both of a pair's."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentNone, FluentType

from bot.engine.messages import Say
from bot.ports.language import Language
from content.phrases import Phrasebook

log = logging.getLogger(__name__)

BOT = "-bot"
"""The term that names the bot."""

LONGEST_CITY = 9
"""Letters of a city on a button; a longer name would not fit on a phone."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_OVERRIDES = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_ISOLATE, _END = "\u2068", "\u2069"


@dataclass(frozen=True)
class Moment(FluentType):
    """An instant as the readers of a language live it: a second zone is named when its clock differs."""

    at: datetime
    zones: tuple[str, ...]
    language: Language

    def format(self, locale: Locale) -> str:
        return self.language.dates.moment.format(day=self.day(), time=self.time())

    def day(self) -> str:
        here = self._local(self.zones[0])
        return str(format_date(here.date(), self.language.dates.of_day(here), locale=self.language.code))

    def dated(self) -> str:
        return self.language.dates.dated.format(day=self.day(), year=self._local(self.zones[0]).year)

    def figures(self) -> str:
        here = self._local(self.zones[0])
        return str(format_date(here.date(), self.language.dates.numeric, locale=self.language.code))

    def brief(self, *, city: bool = False) -> str:
        """Returns « mer. 2 déc. · 10 h », which a button on a phone has room for, in the first zone alone.

        `city`: names it if the clock is another one in the second, and if there is room.
        """
        here = self._local(self.zones[0])
        pattern = self.language.dates.of_day(here).replace("EEEE", "EEE").replace("MMMM", "MMM")
        said = f"{format_date(here.date(), pattern, locale=self.language.code)} · {self._clock(here)}"
        apart = any(self._local(zone).utcoffset() != here.utcoffset() for zone in self.zones[1:])
        place = self._city(self.zones[0])
        return f"{said} ({place})" if city and apart and len(place) <= LONGEST_CITY else said

    def time(self) -> str:
        here = self._local(self.zones[0])
        shown = [self._clock(here)]
        for zone in self.zones[1:]:
            there = self._local(zone)
            if there.utcoffset() != here.utcoffset():
                shown[0] = f"{self._clock(here)} ({self._city(self.zones[0])})"
                other_day = "" if there.date() == here.date() else f"{self._weekday(there.date())} "
                shown.append(f"{other_day}{self._clock(there)} ({self._city(zone)})")
        return ", ".join(shown)

    def _local(self, zone: str) -> datetime:
        return self.at.astimezone(ZoneInfo(zone))

    def _clock(self, local: datetime) -> str:
        return str(format_time(local.time(), self.language.dates.of_time(local), locale=self.language.code))

    def _weekday(self, day: date) -> str:
        named = self.language.dates.weekdays
        return named[day.weekday()] if named else str(format_date(day, "EEE", locale=self.language.code))

    def _city(self, zone: str) -> str:
        return _city(zone, self.language.code)


@lru_cache(1024)
def _city(zone: str, language: str) -> str:
    """Returns « Londres » for `Europe/London`."""
    told = Locale(language).time_zones.get(zone, {})
    return str(told.get("city") or zone.rpartition("/")[2].replace("_", " "))


@lru_cache(1024)
def _country(code: str, language: str) -> str:
    """Returns « Suisse (GE) » for `CH-GE`; an organisation's own code stays as it is."""
    country, _, part = code.partition("-")
    name = Locale(language).territories.get(country) if len(country) == 2 else None
    return code if name is None else f"{name} ({part})" if part else str(name)


class LanguageLocalizer:
    """One language. `names` are the own names of all; `complain` hears of every sentence that could not be said whole.

    `bot` is what the bot is called; empty: as the folder says itself.
    """

    def __init__(
        self,
        book: Phrasebook,
        names: Mapping[str, str],
        complain: Callable[[str], None] | None = None,
        bot: str = "",
    ) -> None:
        self.about, self.language = book.about, book.language
        self._names = names
        self._complain = complain or (lambda text: log.error("%s", text))
        functions: dict[str, Callable[..., Any]] = {
            "DAY": self._day,
            "SLOT": lambda when: self._brief(when, city=True),
            "BRIEF": lambda when: self._brief(when, city=False),
            "TIME": self._time,
            "DATE": self._date,
            "DATED": self._dated,
            "CITY": lambda zone: _city(str(zone), self.language),
            "COUNTRY": lambda code: _country(str(code), self.language),
            "LANGUAGE": lambda code: self._names.get(str(code), str(code)),
            "LANGUAGES": self._any_language,
        }
        self._functions, self._bot = functions, bot
        self._bundle = self._bundle_of(book)
        self._versions: dict[str, tuple[FluentBundle, ...]] = {}

    def learn(self, version: str, book: Phrasebook | None, other: Phrasebook) -> None:
        """Knows what a version says: its sentences, then those in use; those of its `other` language if it lacks this one."""
        said = self._bundle_of(book or other)
        self._versions[version] = (self._bundle, said) if book is None else (said, self._bundle)

    def _bundle_of(self, book: Phrasebook) -> FluentBundle:
        bundle = FluentBundle([self.language], functions=self._functions, use_isolating=False)
        for resource in book.resources:
            bundle.add_resource(resource)
        if self._bot:
            bundle.add_resource(FluentResource(f"{BOT} = {{{_quoted(self._bot)}}}\n"), allow_overrides=True)
        return bundle

    def __call__(self, say: Say, zones: tuple[str, ...]) -> str:
        id, _, version = say.id.partition("@")
        name, _, attribute = id.partition(".")
        for bundle in self._versions.get(version, (self._bundle,)) if version else (self._bundle,):
            message = bundle.get_message(name) if bundle.has_message(name) else None
            pattern = message and (message.attributes.get(attribute) if attribute else message.value)
            if pattern is not None:
                return self._said(bundle, pattern, say, zones)
        self._complain(f"{self.language}: there is no sentence «{say.id}»")
        return id

    def _said(self, bundle: FluentBundle, pattern: Any, say: Say, zones: tuple[str, ...]) -> str:
        text, errors = bundle.format_pattern(pattern, self._args(say, zones))
        for error in errors:
            self._complain(f"{self.language}: «{say.id}»: {error}")
        return str(text)

    def _args(self, say: Say, zones: tuple[str, ...]) -> dict[str, Any]:
        args: dict[str, Any] = {name: Moment(at, zones, self.about) for name, at in say.times.items()}
        for name, value in say.args.items():
            args[name] = self(value, zones) if isinstance(value, Say) else _isolated(value)
        return args

    def _day(self, when: object) -> Any:
        return when.day() if isinstance(when, Moment) else FluentNone("DAY()")

    def _brief(self, when: object, *, city: bool) -> Any:
        return when.brief(city=city) if isinstance(when, Moment) else FluentNone("BRIEF()")

    def _time(self, when: object) -> Any:
        return when.time() if isinstance(when, Moment) else FluentNone("TIME()")

    def _date(self, when: object) -> Any:
        return when.figures() if isinstance(when, Moment) else FluentNone("DATE()")

    def _dated(self, when: object) -> Any:
        return when.dated() if isinstance(when, Moment) else FluentNone("DATED()")

    def _any_language(self) -> str:
        """« français ou anglais »."""
        told = Locale(self.language).languages
        return str(format_list([told.get(code) or name for code, name in self._names.items()], "or", self.language))


def _quoted(text: str) -> str:
    """Writes a text as Fluent does in placeables."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _isolated(value: str | int) -> str | int:
    """Keeps a name from turning the sentence around it: no overrides, no open isolates, right-to-left text isolated."""
    if not isinstance(value, str):
        return value
    text = _OVERRIDES.sub("", value)
    if not all(map(_closes, text.split("\n"))):
        text = _ISOLATES.sub("", text)
    return f"{_ISOLATE}{text}{_END}" if _RIGHT_TO_LEFT.search(text) else text


def _closes(line: str) -> bool:
    """Whether a line ends every isolate that it begins, and no other; an isolate reaches no further than its line."""
    depth = 0
    for mark in _ISOLATES.findall(line):
        depth += -1 if mark == _END else 1
        if depth < 0:
            return False
    return depth == 0


@dataclass(frozen=True, eq=False)
class ReadersVoice:
    """Implements `bot.ports.Voice` over one localizer, or two for a pair that shares no language. `Localizer` keeps one of each."""

    localizers: tuple[LanguageLocalizer, ...]
    zones: tuple[str, ...]

    @property
    def language(self) -> str:
        return self.localizers[0].language

    @property
    def colon(self) -> str:
        return self.localizers[0].about.colon

    def prose(self, say: Say) -> str:
        return "\n".join(self._said(say))

    def label(self, say: Say) -> str:
        return " · ".join(self._said(say))

    def _said(self, say: Say) -> list[str]:
        return list(dict.fromkeys(localizer(say, self.zones) for localizer in self.localizers))


class Localizer:
    """Implements `bot.ports.Voices` over all languages of the programme."""

    def __init__(
        self, books: Sequence[Phrasebook], complain: Callable[[str], None] | None = None, bot: str = ""
    ) -> None:
        names = {book.language: book.about.name for book in books}
        self._localizers = {book.language: LanguageLocalizer(book, names, complain, bot) for book in books}
        self._voice = lru_cache(1024)(self._make)

    def learn(self, version: str, books: Sequence[Phrasebook]) -> None:
        """From now on what a version of the programme's files says is said in its words."""
        told = {book.language: book for book in books}
        for language, localizer in self._localizers.items():
            localizer.learn(version, told.get(language), books[0])

    def __call__(self, languages: Sequence[str], zones: Sequence[str]) -> ReadersVoice:
        """Returns the readers' voice; leaves out languages that the programme lacks, and takes its first if none is left."""
        return self._voice(tuple(languages), tuple(zones))

    def _make(self, languages: tuple[str, ...], zones: tuple[str, ...]) -> ReadersVoice:
        known = tuple(self._localizers[code] for code in languages if code in self._localizers)
        return ReadersVoice(known or (next(iter(self._localizers.values())),), zones or ("UTC",))

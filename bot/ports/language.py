"""What a language folder says of itself, besides its sentences: how it writes dates and spaces, and the words around the bot."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.engine.ids import Command


@dataclass(frozen=True, slots=True)
class DatePatterns:
    """How dates and times are written: Unicode patterns, and texts with `{day}`, `{time}` and `{year}` in them."""

    day: str
    first: str
    """For the first day of a month, `1er mars`."""
    time: str
    hour: str
    """For a time on the hour."""
    moment: str
    """How a day and a time stand together: `{day} at {time}`."""
    dated: str = "{day} {year}"
    """How a day and its year stand together, on what is kept: `{day} {year}`."""
    numeric: str = "yyyy-MM-dd"
    """A day in figures, as people type it."""
    weekdays: tuple[str, ...] = ()
    """Short names of the days from Monday on; empty if those of the CLDR will do."""

    def of_day(self, at: datetime) -> str:
        return self.first if at.day == 1 else self.day

    def of_time(self, at: datetime) -> str:
        return self.hour if at.minute == 0 else self.time


@dataclass(frozen=True, slots=True)
class AppText:
    """What a platform's catalogue shows of the app; in its full name and its description `{bot}` is what it is called."""

    name: str
    """Its full name."""
    tagline: str
    """A few words, which may stand beside those of other languages."""
    command: str
    """A few words about the command `/together`, likewise."""
    short: str
    full: str

    def of(self, bot: str) -> AppText:
        """The same of a bot that is called so."""
        return replace(self, name=self.name.replace("{bot}", bot), full=self.full.replace("{bot}", bot))


@dataclass(frozen=True, slots=True)
class CommandWord:
    """A command as people type it, and what it does."""

    command: Command
    word: str
    description: str
    run: str = ""
    """What a button says that does the same."""


@dataclass(frozen=True, slots=True)
class AppWords:
    """What a platform is told of the app in one language."""

    language: str
    text: AppText
    commands: tuple[CommandWord, ...]


@dataclass(frozen=True, slots=True)
class Player:
    """One of the people of `together-bot play`."""

    name: str
    zone: str


@dataclass(frozen=True, slots=True)
class Players:
    """The people of `together-bot play`, and what they type."""

    mentor: Player
    mentee: Player
    coordinator: Player
    prep: str
    slip: str
    """What is typed by mistake instead of `prep`."""
    settings: str
    remark: str
    said: Mapping[str, str]
    """What else they type, by the keys of `PLAY_WORDS`."""


PLAY_WORDS: tuple[str, ...] = (
    "agreement-where",
    "agreement-between",
    "introduction-me",
    "introduction-matter",
    "introduction-curious",
    "introduction-rest",
    "introduction-mentor",
    "shadowing-about",
    "shadowing-where",
    "shadowing-dress",
    "shadowing-introduce",
    "goals-1",
    "goals-1-sign",
    "goals-2",
    "goals-step-1",
    "goals-step-2",
    "goals-step-3",
    "goals-suggestion",
    "goals-quiet",
    "takeaways-1",
    "takeaways-2",
    "takeaways-later",
    "people-who",
    "people-why",
    "people-who-2",
    "command-goals",
    "command-pact",
    "command-agreement",
    "colleagues-strength",
    "colleagues-challenge",
    "topic-own",
    "topic-prepare",
    "command-contact",
    "contact-line",
)
"""Of the conversations that séances hold: commands, and what forms are filled in with."""


@dataclass(frozen=True)
class Language:
    """One language of the programme: a folder of `content/`, named by its code."""

    code: str
    name: str
    """In the language itself."""
    called: tuple[str, ...]
    """What people may type to choose it, in whatever language they do so."""
    locale: str
    """For dates that a browser writes, `en-GB`."""
    typography: tuple[str, ...]
    """Names of rules of `content/typography.py`."""
    colon: str
    """What stands between a label and what it says, the space after it apart."""
    dates: DatePatterns
    app: AppText
    players: Players
    page: Mapping[str, str]
    """The local page's words, by the keys of `PAGE_WORDS`."""


PAGE_WORDS: Mapping[str, tuple[str, ...]] = {
    "title": (),
    "no-script": (),
    "drop": (),
    "skip": (),
    "conversations": (),
    "clock": (),
    "jump": (),
    "jumped": ("when",),
    "nothing-next": (),
    "pair": (),
    "pair-option": ("mentor", "mentee", "track"),
    "no-pair": (),
    "track-mentoring": (),
    "track-networking": (),
    "page-language": (),
    "mentor": (),
    "mentee": (),
    "shared": (),
    "coordinator": (),
    "both": ("mentor", "mentee"),
    "language-of": ("name",),
    "acting-as": (),
    "write-as": ("name",),
    "write-hint": ("word",),
    "write-plain": (),
    "send": (),
    "suggestions": (),
    "empty": (),
    "only-you": (),
    "only-named": ("name",),
    "hide": (),
    "source": (),
    "source-key": (),
    "source-items": (),
    "source-none": (),
    "optional": (),
    "many": (),
    "automatic": (),
    "open": ("host",),
    "unread": (),
    "new-message": (),
    "changed-message": (),
    "lost": (),
    "trouble-offline": (),
    "trouble-unavailable": (),
    "trouble-size": (),
    "trouble-other": ("code",),
    "retry": (),
    "close": (),
    "news": ("count",),
    "new": (),
    "demo-one": ("name",),
    "demo-both": (),
    "demo-coordinator": ("name",),
    "demo-empty": (),
    "trouble-json": (),
    "trouble-pair": (),
    "trouble-person": (),
    "trouble-conversation": (),
}
"""What the local page says, and the variables that each may use."""

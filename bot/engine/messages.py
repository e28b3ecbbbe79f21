"""A message says what is said and what can be pressed, for any channel; it does not say how it looks.

Nothing here is a sentence. A `Say` names one of `content/`, and each reader's voice says it in their language and
time zone. Every part stands as plain text too (`bot.text.plain`), for notifications and screen readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Literal

from bot.engine.ids import Action


@dataclass(frozen=True, slots=True)
class Say:
    """Names a sentence of the content, `date-title` or `M1-B1.mentor`, and gives its variables.

    `args` are names, numbers or other sentences; `times` are aware instants, said in the reader's zone.
    """

    id: str
    args: Mapping[str, str | int | Say] = field(default_factory=dict)
    times: Mapping[str, datetime] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.id, *self.args.items(), *self.times.items())) if self.args or self.times else hash(self.id)


def say(id: str, **args: str | int | Say | datetime) -> Say:
    """Makes a `Say`: `say("date-booked", seance=3, when=meeting.at)`."""
    if not args:
        return _bare(id)
    words: dict[str, str | int | Say] = {}
    times: dict[str, datetime] = {}
    for name, value in args.items():
        if isinstance(value, datetime):
            times[name] = value
        else:
            words[name] = value
    return Say(id, words, times)


@cache
def _bare(id: str) -> Say:
    """Caches sentences without variables."""
    return Say(id)


def typed(text: str) -> Say:
    """Makes a `Say` of what a person typed, to be shown as typed."""
    return Say("typed", {"text": text})


@dataclass(frozen=True, slots=True)
class Line:
    """A line is one sentence; `item` is the programme's id behind it (`M1.B1`), `link` an address to follow."""

    say: Say
    item: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text is a paragraph; a quiet one is small print."""

    line: Line
    quiet: bool = False
    kind: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Fact:
    label: Say
    value: Say


@dataclass(frozen=True, slots=True)
class Facts:
    rows: tuple[Fact, ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, slots=True)
class Bullets:
    lines: tuple[Line, ...]
    title: Say | None = None
    kind: Literal["bullets"] = "bullets"


@dataclass(frozen=True, slots=True)
class Row:
    """A row has a cell for each column, and says the same as one line, for wherever there are no tables."""

    line: Line
    cells: tuple[Say, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table has rows under the headings of its columns; the first cell of a row is what the row is about."""

    title: Say
    """Whoever sees the table reads it above; it is said to those who hear it."""
    columns: tuple[Say, ...]
    rows: tuple[Row, ...]
    kind: Literal["table"] = "table"

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(row.line for row in self.rows)


@dataclass(frozen=True, slots=True)
class Tick:
    """A tick is an entry of a checklist; only the bot ticks a locked one."""

    value: str
    line: Line
    ticked: bool = False
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """A checklist is pressed with the values of all entries that are ticked then, without locked ones."""

    action: Action
    ticks: tuple[Tick, ...]
    title: Say | None = None
    kind: Literal["checklist"] = "checklist"


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: Say


@dataclass(frozen=True, slots=True)
class Choices:
    """Choices are a question with its answers; pressed with the values chosen then: none, one, or several if `many`."""

    action: Action
    label: Say
    options: tuple[Option, ...]
    chosen: tuple[str, ...] = ()
    many: bool = False
    scale: bool = False
    """The options whose values are numbers go from least to most; a channel with little room shows the numbers."""
    kind: Literal["choices"] = "choices"


class Style(StrEnum):
    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    action: Action
    label: Say
    value: str = ""
    style: Style = Style.PLAIN
    pressed: bool = False
    """Shown as chosen already: pressing it again changes nothing."""
    confirm: Say | None = None
    """What is asked before it counts, where it cannot be taken back."""


@dataclass(frozen=True, slots=True)
class Buttons:
    buttons: tuple[Button, ...]
    kind: Literal["buttons"] = "buttons"


class Entry(StrEnum):
    LINE = "line"
    TEXT = "text"
    """Several lines."""
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    """One of the field's `options`."""
    PERSON = "person"
    """Somebody of whom the platform knows: by its picker, or by an address that is typed. The value is an id of theirs."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field is typed or picked: text, a date (`2026-03-31`), a time (`14:30`), one of a few options, or somebody."""

    name: str
    label: Say
    entry: Entry = Entry.LINE
    value: str = ""
    optional: bool = False
    most: int = 0
    """Characters that text takes; 0 for as many as the channel does."""
    options: tuple[Option, ...] = ()
    """Of a choice; `value` is the one that is chosen at first."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form has a few fields and one button that submits them together."""

    action: Action
    fields: tuple[Field, ...]
    submit: Say
    kind: Literal["form"] = "form"


@dataclass(frozen=True, slots=True)
class Bar:
    label: Say
    value: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart shows a few bars; its figures are part of the plain text."""

    title: Say
    bars: tuple[Bar, ...]
    kind: Literal["chart"] = "chart"


Part = Text | Facts | Bullets | Table | Checklist | Choices | Buttons | Form | Chart


@dataclass(frozen=True, slots=True)
class File:
    """A file that comes with a message where the channel gives files: what it holds is worked out when it is delivered."""

    name: str
    kind: str
    of: str
    """The programme."""


@dataclass(frozen=True, slots=True)
class Message:
    parts: tuple[Part, ...]
    title: Say | None = None
    personal: bool = False
    """Each of its readers has a view of their own, where the platform can show them one (`engine.views`)."""
    file: File | None = None

    def lines(self) -> Iterator[Line]:
        """Yields every line that may carry an item of the programme."""
        for part in self.parts:
            match part:
                case Text(line=line):
                    yield line
                case Bullets(lines=lines) | Table(lines=lines):
                    yield from lines
                case Checklist(ticks=ticks):
                    yield from (tick.line for tick in ticks)
                case _:
                    pass

    def over(self) -> Message:
        """Returns what is left to read of a card that is over: nothing on it can be pressed any more."""
        return replace(self, parts=tuple(_read_only(self.parts)))

    def items(self) -> tuple[str, ...]:
        """Returns the ids of the programme's items that this message shows, in reading order."""
        return tuple(dict.fromkeys(line.item for line in self.lines() if line.item))


def _read_only(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        match part:
            case Checklist(ticks=ticks, title=title):
                yield Bullets(tuple(tick.line for tick in ticks), title)
            case Choices() | Buttons() | Form():
                pass
            case _:
                yield part


def text(id: str, **args: str | int | Say | datetime) -> Text:
    """Makes a paragraph of one sentence."""
    return Text(Line(say(id, **args))) if args else _plain(id, quiet=False)


def quiet(id: str, **args: str | int | Say | datetime) -> Text:
    """Makes small print of one sentence."""
    return Text(Line(say(id, **args)), quiet=True) if args else _plain(id, quiet=True)


@cache
def _plain(id: str, *, quiet: bool) -> Text:
    return Text(Line(_bare(id)), quiet)

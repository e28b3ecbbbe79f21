"""Describes the programme as `content/` loads it: Programme → Seance → Item. An item knows the keys of its texts, not the texts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from bot.engine.commands import NAME, Parsed, Phrases, nearest, parse
from bot.engine.ids import Command
from bot.engine.messages import Fact, Line, Say, Text, say
from bot.engine.people import PRIVATE, DaysOff, Member, Place, Role
from bot.engine.words import Word, Words, of_seance

WORDS = Words("common")


def of_objective(*, objective: Word) -> None: ...


SEANCE_NUMBER = WORDS("seance-number", of_seance)
OBJECTIVE = WORDS("objective", of_objective)


class Track(StrEnum):
    MENTORING = "mentoring"
    NETWORKING = "networking"


class Phase(StrEnum):
    GUIDANCE = "G"
    BEFORE = "B"
    DURING = "D"
    AFTER = "A"


class ItemKind(StrEnum):
    ADVICE = "advice"
    ARRANGE = "arrange"
    ASK = "ask"
    CHECK = "check"
    CONSENT = "consent"
    DECIDE = "decide"
    DISCUSS = "discuss"
    EVALUATE = "evaluate"
    READ = "read"
    SCHEDULE = "schedule"
    WATCH = "watch"


MEDIA = frozenset({ItemKind.READ, ItemKind.WATCH})


def of_version(sentence: str, version: str) -> str:
    """The id of a sentence of the programme's files as one version of them says it (`M1-B1.mentor@3f9a0c2d41b7`).

    So a message says what its pair reads, whoever delivers it and whatever is in use by then.
    """
    return f"{sentence}@{version}" if version else sentence


@dataclass(frozen=True)
class Item:
    """An item is one line of the guide, `M3.G1`."""

    id: str
    phase: Phase
    kind: ItemKind
    readers: tuple[Place, ...]
    """Who reads it: MENTOR and MENTEE in private, PAIR in their shared conversation."""
    under: str = ""
    """The topic of the agenda that it belongs to."""
    topic: bool = False
    """A topic of the agenda though it is no item of phase `D`: the guide speaks of it among its advice."""
    optional: bool = False
    named_link: str = ""
    """Which of the programme's links it is about; empty if none."""
    link: str = ""
    """The address behind it; empty while the programme's owner has set none."""
    auto: bool = False
    """Ticked by the bot: it knows whether the last evaluation is filled in."""
    version: str = ""
    """Of the programme's content; empty: whichever is in use."""

    @property
    def is_topic(self) -> bool:
        """Returns whether the agenda has it as a topic."""
        return Place.PAIR in self.readers and not self.under and (self.topic or self.phase is Phase.DURING)

    @property
    def shown(self) -> bool:
        """Returns whether there is something behind it: what is optional to read or watch needs its link."""
        return bool(self.link or not self.named_link) or not (self.optional and self.kind in MEDIA)

    @property
    def without_link(self) -> Item:
        return replace(self, link="")

    def line(self, reader: Place, members: Mapping[Role, Member]) -> Line:
        """Returns the item in the words meant for `reader`."""
        names = members[Role.MENTOR].name, members[Role.MENTEE].name
        return _line(self.id, self.version, self.link, reader, names)


@lru_cache(8192)
def _line(id: str, version: str, link: str, reader: Place, names: tuple[str, str]) -> Line:
    mentor, mentee = names
    key = of_version(f"{id.replace('.', '-')}.{reader}", version)
    if reader is Place.PAIR:
        return Line(say(key, mentor=mentor, mentee=mentee), id, link)
    return Line(say(key, partner=mentee if reader is Place.MENTOR else mentor), id, link)


def link_name(link: str) -> Say:
    """Returns what one of the programme's links is called: « vidéo sur les objectifs »."""
    return say(f"link-{link}")


@dataclass(frozen=True, slots=True)
class GivenLink:
    """The address that coordinators gave to one of the programme's links, and the days on which it is shown."""

    address: str = ""
    """Empty: there is none, whatever the programme's files say."""
    first: date | None = None
    last: date | None = None

    def is_on(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class GivenLinks:
    """What the coordinators of a programme gave, by the names of its links; the days are those of its zone."""

    given: Mapping[str, GivenLink] = field(default_factory=dict)
    zone: str = "UTC"

    def at(self, at: datetime) -> tuple[tuple[str, str], ...]:
        """Returns what holds at an instant: names and addresses; empty is one that is not shown then."""
        if not self._has_days:
            return self._addresses
        day = at.astimezone(ZoneInfo(self.zone)).date()
        return tuple((name, one.address if one.is_on(day) else "") for name, one in self.given.items())

    @cached_property
    def _has_days(self) -> bool:
        return any(one.first or one.last for one in self.given.values())

    @cached_property
    def _addresses(self) -> tuple[tuple[str, str], ...]:
        return tuple((name, one.address) for name, one in self.given.items())


NO_LINKS = GivenLinks()
"""Of a programme whose coordinators gave none: what its files say holds."""


@dataclass(frozen=True)
class Topic:
    """A topic is a subject of the meeting with the questions under it."""

    head: Item
    questions: tuple[Item, ...]


@dataclass(frozen=True)
class Seance:
    track: Track
    number: int
    prefix: str
    minutes: int
    lead: int
    """Working days before the meeting at which the prep card goes out."""
    gated: bool
    """Opens only after both have said that they want to go on."""
    items: tuple[Item, ...]
    repeated: tuple[Item, ...] = ()
    """Items of earlier séances that hold for this one too, in reading order."""
    activities: tuple[str, ...] = ()
    """The flows that do with the pair what this séance is about, by name."""
    ahead: int = 0
    """Working days from its opening to the first date that is offered: what one of its activities needs (`Activity.ahead`)."""
    version: str = ""
    """Of the programme's content; empty: whichever is in use."""

    @cached_property
    def title(self) -> Say:
        return say(of_version(f"{self.prefix}-title", self.version))

    @cached_property
    def heading(self) -> Fact:
        """« Séance 3 · Résoudre un problème en particulier »."""
        return Fact(SEANCE_NUMBER(seance=self.number), self.title)

    @cached_property
    def objective(self) -> Say:
        return say(of_version(f"{self.prefix}-objective", self.version))

    @cached_property
    def aim(self) -> Text:
        """« Objectif : faire connaissance. »"""
        return OBJECTIVE.text(objective=self.objective)

    @cached_property
    def checklist(self) -> Mapping[Role, tuple[Item, ...]]:
        """Returns what each ticks before the meeting."""
        return {role: self._shown(Phase.BEFORE, PRIVATE[role]) for role in Role}

    @cached_property
    def advice(self) -> Mapping[Place, tuple[Item, ...]]:
        """Returns what each reads beforehand, and what both read on the agenda card."""
        advice = {place: self._shown(Phase.GUIDANCE, place) for place in Place}
        return {**advice, Place.PAIR: tuple(i for i in advice[Place.PAIR] if not i.under and not i.topic)}

    @cached_property
    def asides(self) -> Mapping[Role, tuple[Item, ...]]:
        """Returns what one of them alone should have in mind during the meeting."""
        return {role: self._shown(Phase.DURING, PRIVATE[role]) for role in Role}

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Returns the agenda: subjects in order, each with its questions."""
        shared = [i for i in self._all if Place.PAIR in i.readers]
        heads = [i for i in shared if i.is_topic]
        return tuple(Topic(head, tuple(i for i in shared if i.under == head.id)) for head in heads)

    @cached_property
    def evaluation(self) -> Mapping[Role, tuple[Item, ...]]:
        return {role: tuple(i for i in self._shown(Phase.AFTER, PRIVATE[role])) for role in Role}

    @cached_property
    def scheduling(self) -> tuple[Item, ...]:
        """« Find a date for the next séance »: shown on the next one's date card."""
        return tuple(i for i in self._shown(Phase.AFTER, Place.PAIR) if i.kind is ItemKind.SCHEDULE)

    def _shown(self, phase: Phase, place: Place) -> tuple[Item, ...]:
        return tuple(item for item in self._all if item.phase is phase and place in item.readers)

    @cached_property
    def _all(self) -> tuple[Item, ...]:
        return tuple(item for item in (*self.items, *self.repeated) if item.shown)


class CalendarForm(StrEnum):
    """Says how an agreed date gets into a calendar: by a file, or by a filled-in page of a calendar on the web."""

    FILE = "ics"
    GOOGLE = "google"
    OUTLOOK = "outlook"


def no_link(*_: object) -> str:
    """Returns no link, for a bot without an address on the web."""
    return ""


def no_holidays(*_: object) -> None:
    """Returns no holidays, for a bot that knows none."""


def no_regions(*_: object) -> Mapping[str, Sequence[str]]:
    """Returns no regions, for a bot that knows none."""
    return {}


def no_zone(*_: object) -> None:
    """Returns no time zone, for a bot that knows none by name."""


def _after(default: int, least: int = 1, most: int = 180) -> int:
    """A number of `Timing`, and what a programme may set it to."""
    number: int = field(default=default, metadata={"least": least, "most": most})
    return number


@dataclass(frozen=True)
class Timing:
    """When things go, seen from what they hang on: `timing` in `programme.yaml`, in days unless it says otherwise."""

    reminder: int = _after(1, most=10)
    """Working days of both before the meeting."""
    agenda_minutes: int = _after(10, least=0, most=60)
    """Minutes before the meeting."""
    date_nudge: int = _after(3)
    """From dates on offer to one kind word about them."""
    cancelled_nudge: int = _after(7)
    """From a date given up to the offer of new ones."""
    held_again: int = _after(2)
    """From the meeting to the second question whether it took place."""
    evaluation_reminder: int = _after(2)
    evaluation_open: int = _after(7)
    """So long answers may be changed."""
    fit_asked: int = _after(4)
    """From the word that the first séance took place to the question how it goes."""
    fit_open: int = _after(7)
    """So long that answer may be changed."""
    continuation_asked: int = _after(1)
    """From the séance before the gate to the day on which both are asked whether to go on."""
    continuation_open: int = _after(14)
    """From that séance to the day on which it is decided."""
    farewell: int = _after(1)
    """From the last séance of a track to the last words."""
    spread: int = _after(5, most=5)
    """Working days over which the first messages of very many pairs that are enrolled in one go are parted; 1: not at all."""
    willing_ahead: int = _after(14)
    """So long before the first week both are asked whether they are willing; at once where it is nearer."""
    willing_reminder: int = _after(3)
    """From that question to its one reminder."""
    willing_open: int = _after(7)
    """From that question until no answer is a fact for the coordinators."""
    late: int = _after(10)
    """A pair without a date for so long is named to the coordinators."""
    silent: int = _after(3)
    """… and one that does not say whether it met."""
    unanswered: int = _after(7)
    """… and one whose dates on offer wait for an answer of somebody's."""
    moved: int = _after(2, most=10)
    """So many times must an agreed date be given up for a pair to be named to them."""
    announced: int = _after(14)
    """So long an announcement waits for somebody who pauses, or has had enough messages."""
    rest: int = _after(30)
    """So long a deactivated account rests before its owner counts as having left."""
    back: int = _after(30)
    """So long who has stopped may take it back."""
    rest_told: int = _after(1)
    """From then to the word to the other one; before the agreed date, if that is sooner."""
    digest_hour: int = _after(9, least=0, most=23)
    """On Monday, in each coordinator's own zone."""


USUAL = Timing()
"""As long as a programme says nothing else."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long what people tell is kept, and whom they can ask about it."""

    answers: int = 6
    """Months from a journey's end; what people say, and what is about them beyond facts."""
    rest: int = 12
    """Months from a journey's end; everything else of it."""
    events: int = 90
    """Days; what happened, and how often people were written to."""
    audit: int = 12
    """Months; what coordinators and operators looked at or changed."""
    backups: int = 30
    """Days after which the operator has deleted a backup."""
    contact: str = ""
    """Whom to ask outside the coordinators; empty if nobody is named."""


KEEPING = Keeping()
"""As it is unless whoever runs the programme says otherwise."""


@dataclass(frozen=True)
class Programme:
    languages: tuple[str, ...]
    cadence: int
    """Days between two meetings, unless a pair chose otherwise."""
    tracks: Mapping[Track, tuple[Seance, ...]]
    words: Mapping[str, Command]
    """What people type, folded (`commands.fold`), in every language."""
    commands: tuple[Command, ...]
    """All of them, in the order in which people read of them."""
    language_names: Mapping[str, str]
    """What people call a language, folded: `anglais` is `en`."""
    name: str = NAME
    """What the bot is called."""
    version: str = ""
    """Of its content, by which its pairs go; empty where none is told from another."""
    timing: Timing = Timing()
    keeping: Keeping = KEEPING
    """How long what people tell is kept, as whoever runs the programme has set it."""
    desk: Mapping[str, Command] = field(default_factory=dict)
    """What coordinators type beside it, folded, in every language."""
    phrases: Phrases = field(default_factory=dict)
    """What people say who do not speak in commands, in every language."""
    holidays: Callable[[str, date, date], tuple[DaysOff, ...] | None] = no_holidays
    """The days off of `FR`, `CH-GE` or an organisation's list between two days; None for one that is not known."""
    regions: Callable[[str], Mapping[str, Sequence[str]]] = no_regions
    """The regions of a country whose public holidays differ, by their codes, with their names; none of what is none."""
    zone_named: Callable[[str], str | None] = no_zone
    """The time zone that somebody means by « Paris » or « europe/paris »; None for one that is not known."""
    calendar_link: Callable[[str, int, Place, CalendarForm], str] = no_link
    """Where a pair's séance is to be had for a calendar, in the words of those who read at a place; empty if nowhere."""

    def read(self, text: str) -> Parsed:
        """Reads what somebody typed."""
        return parse(self.words, text, self.phrases, self.name)

    def nearest(self, parsed: Parsed) -> Command | None:
        """The command that somebody may have meant who typed none."""
        return nearest(self.words, parsed)

    def read_at_desk(self, text: str) -> Parsed:
        """Reads what a coordinator typed, if it is for coordinators alone."""
        return parse(self.desk, text, name=self.name, mentioning=True)

    def seance(self, track: Track, number: int) -> Seance:
        """Returns séance `number` (from 1) of `track`; the last one for a pair that has come further than the track goes."""
        seances = self.tracks[track]
        return seances[min(number, len(seances)) - 1]

    def holding(self, track: Track, activity: str) -> tuple[int, ...]:
        """Returns the séances of `track` that hold an activity."""
        return tuple(one.number for one in self.tracks[track] if activity in one.activities)

    def last(self, track: Track) -> int:
        return len(self.tracks[track])

    def gate(self, track: Track) -> int:
        """Returns the first séance that opens only if both want it, or one past the last if none does."""
        return next((s.number for s in self.tracks[track] if s.gated), self.last(track) + 1)

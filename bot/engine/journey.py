"""A journey holds all that the bot knows of one pair. It is frozen: every change makes a new one."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from bot.engine import ids
from bot.engine.ids import CardId, TimerId
from bot.engine.people import Member, Place, Role, common_languages
from bot.engine.programme import NO_LINKS, GivenLinks, Track
from bot.engine.scheduling.model import Calendar, Limit, Widened
from bot.engine.scheduling.programme_calendar import ALWAYS, ProgrammeCalendar
from bot.engine.state import NOTHING, Lent, NotLent, OwnState, SharedState, Unreadable

T = TypeVar("T")

SHARED = "shared"
"""Among `unreadable`: what the pair shares."""

_EMPTY: Mapping[str, object] = {}


class Stage(StrEnum):
    """A stage is where coordinators see a pair."""

    STARTING = "starting"
    SCHEDULING = "scheduling"
    BOOKED = "booked"
    MET = "met"
    """The time of the meeting has come; whether it took place is not said yet."""
    DECIDING = "deciding"
    PAUSED = "paused"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer lists dates; `taps` says which suit whom. It has no slots after a date was given up, until dates are asked for."""

    made: datetime
    slots: tuple[datetime, ...]
    taps: Mapping[Role, tuple[datetime, ...]] = field(default_factory=dict)
    widened: tuple[Widened, ...] = ()
    """What had to give way for some of them."""
    why: tuple[Limit, ...] = ()
    """What stands in the way, if nothing fitted as things are."""
    own: tuple[datetime, ...] = ()
    """Those of `slots` that were proposed by hand, the newest last."""
    edge: datetime | None = None
    """The one of `slots` at an edge of somebody's day, nearer than the others."""

    @property
    def tapped(self) -> tuple[datetime, ...]:
        """Returns those that suit one of the two."""
        return tuple(slot for slot in self.slots if any(slot in taps for taps in self.taps.values()))

    @property
    def name(self) -> str:
        """Returns what tells these dates from others: a button that refuses them says which it meant."""
        return " ".join(f"{slot:%Y%m%dT%H%M}" for slot in self.slots)


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting is an agreed date; `topic` is the one under way: 0 before the start, then from 1."""

    at: datetime
    minutes: int
    topic: int = 0
    skipped: tuple[int, ...] = ()
    ended: datetime | None = None

    @property
    def over(self) -> datetime:
        return self.at + timedelta(minutes=self.minutes)


@dataclass(frozen=True, slots=True)
class Sitting:
    """A sitting is one séance as this pair lives it, from the first date on offer to the evaluations."""

    number: int
    opened: datetime
    round: int = 1
    """Raised by every new search for a date, so that what hangs on the old one is recognised as stale."""
    offer: Offer | None = None
    refused: tuple[datetime, ...] = ()
    """Dates that suited no longer, or never: not offered again."""
    meeting: Meeting | None = None
    gave_up: datetime | None = None
    """The last agreed date that was given up: calendars have to hear of it."""
    moves: tuple[datetime, ...] = ()
    """When the two gave an agreed date up; releases before this one did not note it."""
    held: datetime | None = None
    prep: int = 1
    """The round that its prep cards belong to: they come anew for a date that has moved far."""
    done: tuple[TimerId, ...] = ()
    """The timers that have had their say."""

    def card(self, kind: str) -> CardId:
        """The id of one of this séance's shared cards: `s3.date`, and `s3.date.2` after a new search for a date."""
        return ids.card(kind, self.number, self.round)


@dataclass(frozen=True, slots=True)
class Pause:
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact counts the unprompted messages that a person was sent on `day`, in their own calendar."""

    day: date
    count: int
    together: bool = False
    """Among them is one that stands for all of its kind on that day."""


@dataclass(frozen=True, slots=True)
class OwnPair:
    """One of a person's pairs: whether it is under way, and since when they have left it, if they have."""

    pair: str
    partner: str
    running: bool
    left: datetime | None = None


@dataclass(frozen=True, slots=True)
class TakenPart:
    """What somebody has taken part in, in one of their pairs."""

    programme: str
    """What it is called."""
    track: Track
    role: Role
    held: int
    """Séances."""
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Journey:
    """All of it; without slots, so that a changed one is a copied dict (`_with`)."""

    pair: str
    track: Track
    members: Mapping[Role, Member]
    start: date
    """The day on which it begins: the Monday of the first week, or one of the next days where many begin (`first_day`)."""
    sittings: tuple[Sitting, ...] = ()
    pause: Pause | None = None
    ended: datetime | None = None
    left: tuple[Role, ...] = ()
    done: tuple[TimerId, ...] = ()
    postponed: Mapping[TimerId, datetime] = field(default_factory=dict)
    """Timers that good manners hold back, and until when."""
    contacts: Mapping[Role, Contact] = field(default_factory=dict)
    shown: Mapping[CardId, datetime | None] = field(default_factory=dict)
    """When each card that reminders hang on was delivered; None while it is on its way. Of the last two séances only."""
    calendars: Mapping[Role, Calendar] = field(default_factory=dict)
    """What else they have on, as far as it is known just now: lent for one step, never stored."""
    coordinators: tuple[str, ...] = ()
    """The names of those who coordinate and are not of this pair: lent for one step, never stored."""
    elsewhere: tuple[OwnPair, ...] = ()
    """The other pairs of the one who acts: lent for one step, never stored."""
    taken_part: tuple[TakenPart, ...] = ()
    """What the one who acts has taken part in, in all their pairs: lent for one step, never stored."""
    outside: str = field(default="", compare=False)
    """The contact outside the coordinators that the pair's programme names: read with the journey, never stored in it."""
    calendar: ProgrammeCalendar = field(default=ALWAYS, compare=False)
    """The days of the pair's programme: read with the journey too, never stored in it."""
    links: GivenLinks = field(default=NO_LINKS, compare=False)
    """The addresses that the pair's coordinators gave to what its séances have them read: read with the journey too."""
    content: str = field(default="", compare=False)
    """The version of the content that the pair goes by (`Programme.version`); empty: the first that was stored. Kept beside it."""
    shared: Mapping[str, object] = field(default_factory=dict)
    """The facts that conversations keep for the pair, by slot; read them with `of`."""
    own: Mapping[Role, Mapping[str, object]] = field(default_factory=dict)
    """The facts that they keep for each of the two alone, by slot; read them with `own_of`."""
    words_shared: Mapping[str, object] = field(default_factory=dict)
    """The words that they keep for the pair: sealed slots, read with `of`."""
    private: Mapping[Role, Mapping[str, object]] = field(default_factory=dict)
    """The words of each of the two: sealed slots, read with `own_of` by whom they are lent to."""
    unreadable: AbstractSet[str] = frozenset()
    """Whose words cannot be read just now: `shared`, or a role. Never stored."""
    lent: Lent = NOTHING
    """Whose words may be read in this step. Never stored."""

    @property
    def current(self) -> Sitting | None:
        """Returns the séance under way, or None."""
        return self.sittings[-1] if self.sittings else None

    def sitting(self, number: int) -> Sitting | None:
        return self.sittings[number - 1] if 0 < number <= len(self.sittings) else None

    def of(self, slot: SharedState[T]) -> T:
        """What is kept for the pair."""
        kept = (self.words_shared if slot.sealed else self.shared).get(slot.name)
        return kept if isinstance(kept, slot.kind) else slot.empty

    def keeping(self, slot: SharedState[T], value: T) -> Journey:
        """This journey with something else kept for the pair. Raises `Unreadable` if that would write over sealed words."""
        if not slot.sealed:
            return _with(self, "shared", {**self.shared, slot.name: value})
        if SHARED in self.unreadable:
            raise Unreadable(SHARED)
        return _with(self, "words_shared", {**self.words_shared, slot.name: value})

    def own_of(self, slot: OwnState[T], role: Role) -> T:
        """What is kept for one of the two alone; empty if it cannot be read. Raises `NotLent`."""
        if not slot.sealed:
            kept = self.own.get(role, _EMPTY).get(slot.name)
        elif (role, slot.name) in self.lent:
            kept = self.private.get(role, _EMPTY).get(slot.name)
        else:
            raise NotLent(f"the {role}'s «{slot.name}» is not lent")
        return kept if isinstance(kept, slot.kind) else slot.empty

    def certain_own(self, slot: OwnState[T], role: Role) -> T:
        """The same where something is decided by it, so that empty would be an answer. Raises `Unreadable`, `NotLent`."""
        kept = self.own_of(slot, role)
        if slot.sealed and role in self.unreadable:
            raise Unreadable(role)
        return kept

    def keeping_own(self, slot: OwnState[T], role: Role, value: T) -> Journey:
        """This journey with something else kept for one of the two alone. Raises `Unreadable`, `NotLent`."""
        if not slot.sealed:
            return _with(self, "own", {**self.own, role: {**self.own.get(role, _EMPTY), slot.name: value}})
        if self.certain_own(slot, role) == value:
            return self
        return _with(self, "private", {**self.private, role: {**self.private.get(role, _EMPTY), slot.name: value}})

    def lending(self, lent: Lent) -> Journey:
        """This journey with those private words to be read, and no others."""
        return self if lent == self.lent else _with(self, "lent", lent)

    def keeps(self, name: str) -> bool:
        """Whether something is kept in a slot that the pair shares; a value that is false says that there is nothing yet."""
        return bool(self.shared.get(name) or self.words_shared.get(name))

    def is_on_its_way(self, card: CardId) -> bool:
        """Whether the card was posted and has reached nobody yet."""
        return card in self.shown and self.shown[card] is None

    def shown_at(self, card: CardId, posted: datetime) -> datetime | None:
        """From when reminders about a card count: its delivery, None while it is on its way.

        `posted` is as good as known of a card that an earlier release has posted.
        """
        if self.is_on_its_way(card):
            return None
        return max(self.shown.get(card) or posted, posted)

    def languages(self, place: Place) -> tuple[str, ...]:
        """Returns the languages in which the bot writes at `place`."""
        match place.roles:
            case (role,):
                return (self.members[role].language,)
            case _:
                return common_languages(self.members[Role.MENTOR], self.members[Role.MENTEE])

    def partner(self, role: Role) -> Member:
        return self.members[role.other]

    def working(self, role: Role) -> Member:
        """Returns one of the two as the programme's closures leave them: those days are off."""
        return self.calendar.working(self.members[role])

    @property
    def both_working(self) -> tuple[Member, Member]:
        """Returns the two, as the closures leave them."""
        return self.working(Role.MENTOR), self.working(Role.MENTEE)

    @property
    def first_day(self) -> date:
        """Returns the day from which on it may begin; if its programme begins later, as far into that as into its own week."""
        starts = self.calendar.starts
        if starts is None or starts <= self.start:
            return self.start
        return self.calendar.open_day(starts, self.start.weekday())

    def with_sitting(self, sitting: Sitting) -> Journey:
        """Returns this journey with `sitting` in its place, or opened after the last."""
        return _with(self, "sittings", self.having(sitting))

    def having(self, sitting: Sitting) -> tuple[Sitting, ...]:
        """Returns the sittings with this one in its place, or after the last."""
        return (*self.sittings[: sitting.number - 1], sitting, *self.sittings[sitting.number :])

    def stage(self, at: datetime) -> Stage:
        if self.ended is not None:
            return Stage.ENDED
        if self.pause is not None:
            return Stage.PAUSED
        now = self.current
        if now is None:
            return Stage.STARTING
        if now.held is not None:
            return Stage.DECIDING
        if now.meeting is None:
            return Stage.SCHEDULING
        return Stage.BOOKED if at < now.meeting.at else Stage.MET


def _with(journey: Journey, name: str, value: object) -> Journey:
    """What `replace` does for one field, in a tenth of the time: a step makes several."""
    changed = object.__new__(Journey)
    changed.__dict__.update(journey.__dict__)
    changed.__dict__[name] = value
    return changed


def begin(pair: str, track: Track, mentor: Member, mentee: Member, start: date) -> Journey:
    """Returns the journey of a pair that is about to start; nothing is said before `start` (a Monday)."""
    return Journey(
        pair=pair,
        track=track,
        members={Role.MENTOR: mentor, Role.MENTEE: mentee},
        start=start,
    )

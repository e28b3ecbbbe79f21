"""Enrols the pairs of a file: every bad line is named with its number and reason, and all pairs are stored or none."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import partial
from typing import Any, TypeVar

from bot.application.enrolment.csv_file import AS_WRITTEN, BadFile, BadLine, CsvFile, CsvLine
from bot.application.enrolment.first_week import FIRST_YEAR, reader_of
from bot.application.enrolment.lookup import Known
from bot.application.enrolment.newcomers import PART, Newcomers
from bot.application.enrolment.progress import Progress, silent
from bot.application.enrolment.report import EndedPair, Report
from bot.application.enrolment.spreading import AT_ONCE, Room, first_message, group_of, turns_of, waiting
from bot.application.event_handler import next_wake
from bot.engine.flows.coordination.inquiries.flaws import Flaw, FlawKind
from bot.engine.flows.settings.holidays import with_holidays
from bot.engine.flows.willing.state import asked_first
from bot.engine.journey import Journey, begin
from bot.engine.people import Hours, Member, Role
from bot.engine.programme import Programme, Track
from bot.infra.zones import country_of
from bot.ports import FIRST, Act, Address, DirectoryEntry, Lane, Person, ProgrammeRecord, UnitOfWork
from bot.ports.people import TOLD
from bot.ports.store.journeys import NewPair
from bot.settings import is_zone

T = TypeVar("T")

LONGEST_NAME = 100
KNOWN_SINCE = date(FIRST_YEAR, 1, 1)
"""A day on which to see whether somebody knows a country's public holidays."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    line: int
    pair: str
    track: Track
    start: date
    people: Mapping[Role, Person]


def read(file: CsvFile, programme: Programme, known: Known) -> list[Enrolment]:
    """The pairs of a file. Raises `BadFile`.

    Where somebody is among the `known`, their time zone and languages may be left out of the file.
    """
    bad = list(file.bad)
    weeks = reader_of(line.cells["first_week"] for line in file.lines)
    starts = [weeks.read(line.cells["first_week"]) for line in file.lines]
    source = _Source(programme, known)
    found = [
        one for line, start in zip(file.lines, starts, strict=True) for one in _enrolment(line, start, source, bad)
    ]
    _check_twice(found, bad)
    if bad:
        raise BadFile(bad)
    return found


@dataclass(frozen=True, slots=True)
class _Source:
    """What the lines are read with."""

    programme: Programme
    known: Known
    holidays: dict[tuple[str, str], str | None] = field(default_factory=dict)
    """Whose they are, by what the file says and by the time zone: most lines say the same."""
    said: dict[Any, Any] = field(default_factory=dict)
    """What many people have alike, each once."""

    def once(self, value: T) -> T:
        """An equal value that somebody had before, if there is one."""
        kept: T = self.said.setdefault(value, value)
        return kept

    def holidays_of(self, told: str, zone: str) -> str | None:
        if (told, zone) not in self.holidays:
            self.holidays[told, zone] = _holidays(told, zone, self.programme)
        return self.holidays[told, zone]


def _enrolment(line: CsvLine, start: date | Flaw, source: _Source, bad: list[BadLine]) -> Iterator[Enrolment]:
    cells, reasons = line.cells, list[Flaw]()
    track = cells["track"].lower()
    if track not in set(Track):
        told = cells["track"]
        reasons.append(Flaw(FlawKind.TRACK, f"the track «{told}» is not {' or '.join(Track)}", told, ", ".join(Track)))
    if isinstance(start, Flaw):
        reasons.append(start)
    people = {role: _person(role, cells, source, reasons) for role in Role}
    if people[Role.MENTOR].address == people[Role.MENTEE].address and people[Role.MENTOR].address.id:
        same = _alone(people[Role.MENTOR].address)
        reasons.append(Flaw(FlawKind.SAME, "mentor and mentee have the same address", same))
    if reasons or isinstance(start, Flaw):
        bad.extend(BadLine(line.line, reason) for reason in reasons)
        return
    yield Enrolment(line.line, _pair_id(track, people), Track(track), start, people)


def _person(role: Role, cells: Mapping[str, str], source: _Source, reasons: list[Flaw]) -> Person:
    programme = source.programme
    channel, address = cells[f"{role}_channel"].lower(), cells[f"{role}_address"]
    written: dict[str, Any] = {name: cells.get(f"{role}_{name}", "") for name in AS_WRITTEN}
    mail = written["mail"] or (address.rpartition("/")[2] if "@" in address else "")
    entry = source.known.entries.get(Address(channel, address))
    member = entry if isinstance(entry, DirectoryEntry) else DirectoryEntry(address)
    name, zone = cells[role] or member.name, cells[f"{role}_zone"] or member.zone
    languages = tuple(cells[f"{role}_languages"].lower().replace(",", " ").replace("+", " ").split())
    chosen = tuple(what for what in ("languages", "zone") if cells[f"{role}_{what}"])
    if isinstance(entry, DirectoryEntry):
        theirs = tuple(code for code in member.languages if code in programme.languages)
        chosen = chosen if languages or not theirs else (*chosen, TOLD)
        languages = languages or theirs or tuple(programme.languages)
    found = channel in source.known.channels and bool(address) and not isinstance(entry, str)
    reasons += _wrong_place(role, cells, source.known, entry)
    reasons += _wrong_profile(role, cells, (name, languages, zone), source, found=found)
    code = source.holidays_of(cells.get(f"{role}_holidays", ""), zone)
    hours = replace(_hours(cells.get(f"{role}_hours", "")) or Hours(), holidays=code or "")
    where = Address(source.once(channel), member.address)
    return Person(
        id=person_id(where),
        name=name,
        languages=source.once(languages or ("",)),
        zone=zone,
        hours=source.once(hours),
        address=where,
        chosen=source.once(chosen),
        **{**written, "mail": mail or member.mail},
    )


def _wrong_place(
    role: Role, cells: Mapping[str, str], known: Known, entry: DirectoryEntry | Flaw | None
) -> Iterator[Flaw]:
    """What is wrong with where somebody is to be reached."""
    channel, address = cells[f"{role}_channel"], cells[f"{role}_address"]
    if channel.lower() not in known.channels:
        channels = ", ".join(known.channels)
        yield Flaw(FlawKind.CHANNEL, f"the {role}'s channel «{channel}» is not {channels}", channel, channels)
    elif not address:
        yield Flaw(FlawKind.ADDRESS, f"the {role} has no address", cells[role])
    if isinstance(entry, Flaw):
        yield Flaw(entry.kind, f"the {role}: {entry}", entry.about, entry.other)


def _wrong_profile(
    role: Role,
    cells: Mapping[str, str],
    told: tuple[str, Sequence[str], str],
    source: _Source,
    *,
    found: bool,
) -> Iterator[Flaw]:
    """What is wrong with what is told of somebody. Who was not found may have left all of it to the directory."""
    name, languages, zone = told
    if (not name and found) or (not name and not cells[f"{role}_address"]) or len(name) > LONGEST_NAME:
        words = f"the {role} has no name, or one of more than {LONGEST_NAME} characters"
        yield Flaw(FlawKind.NAME, words, name or cells[f"{role}_address"], str(LONGEST_NAME))
    spoken_here = source.programme.languages
    if (not languages and found) or any(code not in spoken_here for code in languages):
        spoken, told_languages = " ".join(spoken_here), cells[f"{role}_languages"]
        words = f"the {role}'s languages «{told_languages}» must be some of: {spoken}"
        yield Flaw(FlawKind.LANGUAGES, words, told_languages, spoken)
    if not is_zone(zone) and (zone or found):
        words = f"the {role}'s time zone «{zone}» is unknown; write it like Europe/Paris"
        yield Flaw(FlawKind.ZONE, words, zone)
    hours, holidays = cells.get(f"{role}_hours", ""), cells.get(f"{role}_holidays", "")
    if _hours(hours) is None:
        yield Flaw(FlawKind.HOURS, f"the {role}'s hours «{hours}» must read like 09:00-17:30", hours)
    if source.holidays_of(holidays, zone) is None:
        words = f"nobody knows the {role}'s public holidays «{holidays}»; write FR, CH-GE or -"
        yield Flaw(FlawKind.HOLIDAYS, words, holidays)


def _holidays(code: str, zone: str, programme: Programme) -> str | None:
    """Whose public holidays: as the file says, and else of the country that the time zone is in; None if nobody knows them."""
    told = code.upper() if code else country_of(zone)
    if told in ("", "-") or not _is_known(told, programme):
        return None if code and told != "-" else ""
    return told


def _is_known(code: str, programme: Programme) -> bool:
    return programme.holidays(code, KNOWN_SINCE, KNOWN_SINCE) is not None


def _hours(text: str) -> Hours | None:
    if not text:
        return Hours()
    try:
        start, end = (time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError:
        return None
    if start.tzinfo or end.tzinfo:
        return None
    return Hours(start, end) if start < end else None


def _check_twice(found: list[Enrolment], bad: list[BadLine]) -> None:
    """The same pair twice, or one person told in two ways, is a slip."""
    pairs: dict[str, int] = {}
    people: dict[Address, tuple[int, Person]] = {}
    spellings: dict[str, tuple[int, Address]] = {}
    for one in found:
        if one.pair in pairs:
            same = str(pairs[one.pair])
            bad.append(BadLine(one.line, Flaw(FlawKind.PAIR_TWICE, f"the same pair as on line {same}", other=same)))
        pairs.setdefault(one.pair, one.line)
        for person in one.people.values():
            line, spelt = spellings.setdefault(str(person.address).casefold(), (one.line, person.address))
            if spelt != person.address:
                what = f"{person.address} and {spelt} on line {line} differ in capitals only; write them alike"
                bad.append(BadLine(one.line, Flaw(FlawKind.CAPITALS, what, _alone(person.address), str(line))))
                continue
            line, other = people.setdefault(person.address, (one.line, person))
            if replace(other, chosen=person.chosen) != person:
                what = f"{person.address} is told otherwise on line {line}"
                bad.append(BadLine(one.line, Flaw(FlawKind.OTHERWISE, what, _alone(person.address), str(line))))


def _alone(address: Address) -> str:
    """The address as it is typed: without channel and workspace."""
    return address.id.rpartition("/")[2]


def person_id(address: Address) -> str:
    """The id that a person gets with their first address."""
    return f"p-{_id(str(address))}"


def new_person_id(unit: UnitOfWork, address: Address) -> str:
    """The id of somebody new: whoever had this address first may have moved, and keeps theirs."""
    id, nth = person_id(address), 1
    while unit.records.person(id) is not None:
        nth += 1
        id = f"p-{_id(f'{address} {nth}')}"
    return id


def _id(text: str) -> str:
    return hashlib.blake2s(text.encode(), digest_size=6).hexdigest()


def enrol(
    unit: UnitOfWork,
    programme: Programme,
    enrolments: Sequence[Enrolment],
    at: datetime,
    how: Enrolling | None = None,
) -> Report:
    """Stores the pairs that are not there yet. People who are known stay as they are."""
    how = how or Enrolling()
    places, records = dict[frozenset[_Place], str](), dict[str, ProgrammeRecord]()
    placed = [_placed(unit, one, how, places) for one in enrolments]
    for whose in {whose for whose, _ in placed}:
        records[whose] = _record(unit, whose, how)
    turns = _turns(
        unit, [(records[whose], one) for whose, one in placed], at, Room(how.at_once, programme.timing.spread)
    )
    beginning = _Beginning(programme, at, turns)
    new, ended = Counter(dict.fromkeys(records, 0)), list[EndedPair]()
    for done in range(0, len(placed), PART):
        some = placed[done : done + PART]
        newcomers = Newcomers.of(unit, at, {one.pair: one.people for _, one in some})
        for nth, (whose, told) in enumerate(some, done):
            how.progress.tell("pairs stored", nth, len(placed))
            if newcomers.are_new(told.pair, told.people):
                newcomers.add(told.people, partial(beginning.pair, told, records[whose]))
                new[whose] += 1
                continue
            newcomers.store()
            one = _as_stored(unit, told, whose)
            if _enrol(unit, beginning, one, records[whose]):
                unit.seen.mark(f"joined/{one.pair}", one.pair, at)
                new[whose] += 1
            elif (over := _ended(unit, one)) is not None:
                ended.append(over)
        newcomers.store()
    for whose, count in new.items() if how.by else ():
        unit.audit.note(whose, how.by, Act.IMPORT, str(count), at)
    days = beginning.days
    return Report(new.total(), len(placed), tuple(ended), (min(days), max(days)) if days else None)


@dataclass(frozen=True, slots=True)
class Enrolling:
    """Where the pairs of a file belong, and who hears how far it is."""

    programme: str | None = None
    """The id of a programme; None: where their workspace or tenant belongs, failing that the first."""
    progress: Progress = field(default_factory=silent)
    by: str = ""
    """Whom the audit trail names; empty: it is not noted."""
    at_once: int = AT_ONCE
    """Pairs of one workspace that begin on the same day; more are spread."""
    asks: bool | None = None
    """Whether the two are asked first whether they are willing; None: as their programme has it."""


def _turns(
    unit: UnitOfWork, placed: Sequence[tuple[ProgrammeRecord, Enrolment]], at: datetime, room: Room
) -> Mapping[str, int]:
    """How many working days the new pairs wait, where they are too many to begin on one day."""
    if len(placed) <= room.pairs:
        return {}
    there, mentor = set(unit.journeys.there([one.pair for _, one in placed])), Role.MENTOR
    new = [(record, one) for record, one in placed if one.pair not in there]
    groups = [(group_of(one.people[mentor].address, one.start, record.calendar, at), one.pair) for record, one in new]
    return turns_of(groups, room)


def _record(unit: UnitOfWork, programme: str, how: Enrolling) -> ProgrammeRecord:
    """The programme, with what is wanted of this file alone."""
    record = unit.programmes.of(programme) or ProgrammeRecord(programme)
    return record if how.asks is None else replace(record, asks=how.asks)


_Place = tuple[str, str]
"""A channel, and a workspace or tenant there."""


def _placed(
    unit: UnitOfWork, told: Enrolment, how: Enrolling, places: dict[frozenset[_Place], str]
) -> tuple[str, Enrolment]:
    """The programme of a pair, and the pair as it is called there. `places`: those that were asked for before."""
    where = frozenset((person.address.channel, person.address.workspace) for person in told.people.values())
    whose = how.programme or places.get(where) or places.setdefault(where, _programme_at(unit, where))
    return whose, _within(whose, told)


def _programme_at(unit: UnitOfWork, places: Collection[_Place]) -> str:
    """The programme that both are in the workspace or tenant of; the first, if there is none."""
    found = {unit.programmes.at(*place) for place in places}
    whose = found.pop() if len(found) == 1 else None
    return FIRST if whose is None else whose.id


def _within(programme: str, one: Enrolment) -> Enrolment:
    """The same two people may be a pair in several programmes, and neither programme learns of the other's."""
    if programme == FIRST:
        return one
    return replace(one, pair=f"{one.track}-{_id(f'{programme}|{one.pair}')}")


def _as_stored(unit: UnitOfWork, one: Enrolment, programme: str) -> Enrolment:
    """The same two may have had other addresses when they were enrolled, from which their pair got its id."""
    mentor = unit.people.at(one.people[Role.MENTOR].address)
    for known in unit.people.every_membership(mentor.id) if mentor is not None else ():
        if known.role is not Role.MENTOR or known.track is not one.track or known.pair == one.pair:
            continue
        mentee, whose = unit.people.of_pair(known.pair)[Role.MENTEE], unit.programmes.of_pair(known.pair)
        if mentee.address == one.people[Role.MENTEE].address and whose is not None and whose.id == programme:
            return replace(one, pair=known.pair)
    return one


def _ended(unit: UnitOfWork, one: Enrolment) -> EndedPair | None:
    """The pair as it is stored, if it is over."""
    journey = unit.journeys.of(one.pair)
    if journey is None or journey.ended is None:
        return None
    left = [one.people[role].address for role in journey.left]
    mentor, mentee = (one.people[role].name for role in (Role.MENTOR, Role.MENTEE))
    return EndedPair(mentor, mentee, one.track, journey.ended.date(), tuple(left))


@dataclass(frozen=True, slots=True)
class _Beginning:
    """How the pairs of a file begin."""

    programme: Programme
    at: datetime
    turns: Mapping[str, int]
    days: set[date] = field(default_factory=set)
    """On which those begin that are spread."""
    begun: dict[Hashable, tuple[Journey, datetime | None]] = field(default_factory=dict)
    """What pairs that differ in their names alone are like at first, and when they wake."""

    def pair(self, one: Enrolment, record: ProgrammeRecord, people: Mapping[Role, Person]) -> NewPair:
        alike = tuple(replace(Member.of("", people[role]), name="") for role in Role)
        key = record.id, one.track, one.start, self.turns.get(one.pair), alike
        if key not in self.begun:
            self.begun[key] = self._begin(one, record, people)
        first, wake = self.begun[key]
        members = {
            role: replace(member, person=people[role].id, name=people[role].name)
            for role, member in first.members.items()
        }
        journey = replace(first, pair=one.pair, members=members)
        return NewPair(journey, people, (), _lane(journey, people), wake, record.id)

    def _begin(
        self, one: Enrolment, record: ProgrammeRecord, people: Mapping[Role, Person]
    ) -> tuple[Journey, datetime | None]:
        journey = with_holidays(self.programme, _journey(one, people), self.at)
        journey = replace(journey, calendar=record.calendar, content=self.programme.version)
        journey = asked_first(journey, self.at) if record.asks else journey
        if (wait := self.turns.get(one.pair)) is not None:
            journey = waiting(journey, wait, self.at)
            self.days.add(first_message(self.programme, journey, self.at))
        return journey, next_wake(self.programme, journey)


def _enrol(unit: UnitOfWork, beginning: _Beginning, one: Enrolment, record: ProgrammeRecord) -> bool:
    people = {role: _as_known(unit, person) for role, person in one.people.items()}
    new = beginning.pair(one, record, people)
    return unit.journeys.enrol(new.journey, people, new.lane, new.wake, new.programme)


def _lane(journey: Journey, people: Mapping[Role, Person]) -> Lane | None:
    """Their shared conversation, where the two are in one place."""
    mentor, mentee = people[Role.MENTOR].address, people[Role.MENTEE].address
    shared = (mentor.channel, mentor.workspace) == (mentee.channel, mentee.workspace)
    return Lane(mentor.channel, mentor.workspace, f"pair:{journey.pair}") if shared else None


def stored(unit: UnitOfWork, programme: Programme, journey: Journey, people: Mapping[Role, Person], whose: str) -> bool:
    """Stores a new pair of the programme `whose`; False, and no change, if the pair is there."""
    return unit.journeys.enrol(journey, people, _lane(journey, people), next_wake(programme, journey), whose)


def new_pair_id(unit: UnitOfWork, programme: str, track: Track, people: Mapping[Role, Person]) -> str:
    """The id of a new pair; the same two may have been one before, which keeps its own."""
    found, nth = _pair_id(track, people), 1
    one = Enrolment(0, found, track, date.min, people)
    while unit.programmes.of_pair(id := _within(programme, one).pair) is not None:
        nth += 1
        one = replace(one, pair=f"{track}-{_id(f'{found} {nth}')}")
    return id


def _pair_id(track: str, people: Mapping[Role, Person]) -> str:
    return f"{track}-{_id(f'{track}|{people[Role.MENTOR].address}|{people[Role.MENTEE].address}')}"


def _as_known(unit: UnitOfWork, told: Person) -> Person:
    """What the file adds is what nobody knew yet."""
    known = unit.people.at(told.address)
    if known is None:
        return replace(told, id=new_person_id(unit, told.address))
    return replace(known, **{name: getattr(known, name) or getattr(told, name) for name in AS_WRITTEN})


def _journey(one: Enrolment, people: Mapping[Role, Person]) -> Journey:
    members = {role: Member.of(person.id, person) for role, person in people.items()}
    return begin(one.pair, one.track, members[Role.MENTOR], members[Role.MENTEE], one.start)

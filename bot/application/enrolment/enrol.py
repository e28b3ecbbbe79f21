"""Enrols the pairs of a file: every bad line is named with its number and reason, and all pairs are stored or none."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from bot.application.enrolment.csv_file import AS_WRITTEN, BadFile, BadLine, CsvFile, CsvLine
from bot.application.enrolment.first_week import FIRST_YEAR, reader_of
from bot.application.enrolment.lookup import Known
from bot.application.enrolment.progress import Progress, silent
from bot.application.enrolment.report import EndedPair, Report
from bot.application.event_handler import next_wake
from bot.engine.flows.settings.holidays import with_holidays
from bot.engine.flows.willing.state import asked_first
from bot.engine.journey import Journey, begin
from bot.engine.people import Hours, Member, Role
from bot.engine.programme import Programme, Track
from bot.infra.zones import country_of
from bot.ports import FIRST, Act, Address, DirectoryEntry, Lane, Person, ProgrammeRecord, UnitOfWork
from bot.ports.people import TOLD
from bot.settings import is_zone

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


def _enrolment(line: CsvLine, start: date | str, source: _Source, bad: list[BadLine]) -> Iterator[Enrolment]:
    cells, reasons = line.cells, list[str]()
    track = cells["track"].lower()
    if track not in set(Track):
        reasons.append(f"the track «{cells['track']}» is not {' or '.join(Track)}")
    if isinstance(start, str):
        reasons.append(start)
    people = {role: _person(role, cells, source.programme, source.known, reasons) for role in Role}
    if people[Role.MENTOR].address == people[Role.MENTEE].address and people[Role.MENTOR].address.id:
        reasons.append("mentor and mentee have the same address")
    if reasons or isinstance(start, str):
        bad.extend(BadLine(line.line, reason) for reason in reasons)
        return
    id = _id(f"{track}|{people[Role.MENTOR].address}|{people[Role.MENTEE].address}")
    yield Enrolment(line.line, f"{track}-{id}", Track(track), start, people)


def _person(role: Role, cells: Mapping[str, str], programme: Programme, known: Known, reasons: list[str]) -> Person:
    name, zone = cells[role], cells[f"{role}_zone"]
    if not name or len(name) > LONGEST_NAME:
        reasons.append(f"the {role} has no name, or one of more than {LONGEST_NAME} characters")
    languages = tuple(cells[f"{role}_languages"].lower().replace(",", " ").replace("+", " ").split())
    chosen = tuple(what for what in ("languages", "zone") if cells[f"{role}_{what}"])
    channel, address = cells[f"{role}_channel"].lower(), cells[f"{role}_address"]
    written: dict[str, Any] = {name: cells.get(f"{role}_{name}", "") for name in AS_WRITTEN}
    mail = written["mail"] or (address.rpartition("/")[2] if "@" in address else "")
    if channel not in known.channels:
        reasons.append(f"the {role}'s channel «{cells[f'{role}_channel']}» is not {', '.join(known.channels)}")
    elif not address:
        reasons.append(f"the {role} has no address")
    unfound = channel not in known.channels or not address
    match known.entries.get(Address(channel, address)):
        case str() as reason:
            reasons.append(f"the {role}: {reason}")
            unfound = True
        case DirectoryEntry() as member:
            address, zone, mail = member.address, zone or member.zone, mail or member.mail
            theirs = tuple(code for code in member.languages if code in programme.languages)
            chosen = chosen if languages or not theirs else (*chosen, TOLD)
            languages = languages or theirs or tuple(programme.languages)
    if (not languages and not unfound) or any(code not in programme.languages for code in languages):
        spoken = " ".join(programme.languages)
        reasons.append(f"the {role}'s languages «{cells[f'{role}_languages']}» must be some of: {spoken}")
    if not is_zone(zone) and (zone or not unfound):
        reasons.append(f"the {role}'s time zone «{zone}» is unknown; write it like Europe/Paris")
    hours = _hours(cells.get(f"{role}_hours", ""))
    if hours is None:
        reasons.append(f"the {role}'s hours «{cells[f'{role}_hours']}» must read like 09:00-17:30")
    code = _holidays(cells.get(f"{role}_holidays", ""), zone, programme)
    if code is None:
        reasons.append(f"nobody knows the {role}'s public holidays «{cells[f'{role}_holidays']}»; write FR, CH-GE or -")
    where = Address(channel, address)
    hours = replace(hours or Hours(), holidays=code or "")
    return Person(
        id=person_id(where),
        name=name,
        languages=languages or ("",),
        zone=zone,
        hours=hours,
        address=where,
        chosen=chosen,
        **{**written, "mail": mail},
    )


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
            bad.append(BadLine(one.line, f"the same pair as on line {pairs[one.pair]}"))
        pairs.setdefault(one.pair, one.line)
        for person in one.people.values():
            line, spelt = spellings.setdefault(str(person.address).casefold(), (one.line, person.address))
            if spelt != person.address:
                what = f"{person.address} and {spelt} on line {line} differ in capitals only; write them alike"
                bad.append(BadLine(one.line, what))
                continue
            line, other = people.setdefault(person.address, (one.line, person))
            if replace(other, chosen=person.chosen) != person:
                bad.append(BadLine(one.line, f"{person.address} is told otherwise on line {line}"))


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
    new, ended, records = Counter[str](), list[EndedPair](), dict[str, ProgrammeRecord]()
    for nth, told in enumerate(enrolments):
        how.progress.tell("pairs stored", nth, len(enrolments))
        whose = how.programme or _programme_at(unit, told)
        new[whose] += 0
        one = _as_stored(unit, _within(whose, told), whose)
        record = records[whose] if whose in records else records.setdefault(whose, _record(unit, whose, how))
        if _enrol(unit, programme, one, at, record):
            new[whose] += 1
        elif (over := _ended(unit, one)) is not None:
            ended.append(over)
    for whose, count in new.items() if how.by else ():
        unit.audit.note(whose, how.by, Act.IMPORT, str(count), at)
    return Report(new.total(), len(enrolments), tuple(ended))


@dataclass(frozen=True, slots=True)
class Enrolling:
    """Where the pairs of a file belong, and who hears how far it is."""

    programme: str | None = None
    """The id of a programme; None: where their workspace or tenant belongs, failing that the first."""
    progress: Progress = field(default_factory=silent)
    by: str = ""
    """Whom the audit trail names; empty: it is not noted."""
    asks: bool | None = None
    """Whether the two are asked first whether they are willing; None: as their programme has it."""


def _record(unit: UnitOfWork, programme: str, how: Enrolling) -> ProgrammeRecord:
    """The programme, with what is wanted of this file alone."""
    record = unit.programmes.of(programme) or ProgrammeRecord(programme)
    return record if how.asks is None else replace(record, asks=how.asks)


def _programme_at(unit: UnitOfWork, one: Enrolment) -> str:
    """The programme that both are in the workspace or tenant of; the first, if there is none."""
    places = {(person.address.channel, person.address.workspace) for person in one.people.values()}
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


def _enrol(unit: UnitOfWork, programme: Programme, one: Enrolment, at: datetime, record: ProgrammeRecord) -> bool:
    people = {role: _as_known(unit, person) for role, person in one.people.items()}
    journey = replace(with_holidays(programme, _journey(one, people), at), calendar=record.calendar)
    journey = asked_first(journey, at) if record.asks else journey
    mentor, mentee = people[Role.MENTOR].address, people[Role.MENTEE].address
    shared = (mentor.channel, mentor.workspace) == (mentee.channel, mentee.workspace)
    lane = Lane(mentor.channel, mentor.workspace, f"pair:{one.pair}") if shared else None
    if not unit.journeys.enrol(journey, people, lane, next_wake(programme, journey), record.id):
        return False
    unit.seen.mark(f"joined/{one.pair}", one.pair, at)
    return True


def _as_known(unit: UnitOfWork, told: Person) -> Person:
    """What the file adds is what nobody knew yet."""
    known = unit.people.at(told.address)
    if known is None:
        return replace(told, id=new_person_id(unit, told.address))
    return replace(known, **{name: getattr(known, name) or getattr(told, name) for name in AS_WRITTEN})


def _journey(one: Enrolment, people: Mapping[Role, Person]) -> Journey:
    members = {role: Member.of(person.id, person) for role, person in people.items()}
    return begin(one.pair, one.track, members[Role.MENTOR], members[Role.MENTEE], one.start)

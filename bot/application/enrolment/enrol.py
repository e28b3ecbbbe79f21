"""Enrols the pairs of a file: every bad line is named with its number and reason, and all pairs are stored or none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.application.enrolment.csv_file import AS_WRITTEN, BadFile, BadLine, CsvFile, CsvLine
from bot.application.enrolment.lookup import Known
from bot.application.event_handler import next_wake
from bot.engine.flows.settings.holidays import with_holidays
from bot.engine.journey import Journey, begin
from bot.engine.people import Hours, Member, Role
from bot.engine.programme import Programme, Track
from bot.infra.zones import country_of
from bot.ports import Address, DirectoryEntry, Lane, Person, UnitOfWork
from bot.settings import is_zone

LONGEST_NAME = 100
FIRST_YEAR, LAST_YEAR = 2020, 2100
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
    found = [one for line in file.lines for one in _enrolment(line, programme, known, bad)]
    _check_twice(found, bad)
    if bad:
        raise BadFile(bad)
    return found


def _enrolment(line: CsvLine, programme: Programme, known: Known, bad: list[BadLine]) -> Iterator[Enrolment]:
    cells, reasons = line.cells, list[str]()
    track = cells["track"].lower()
    if track not in set(Track):
        reasons.append(f"the track «{cells['track']}» is not {' or '.join(Track)}")
    start = _monday(cells["first_week"])
    if start is None:
        reasons.append(f"the first week «{cells['first_week']}» is no date; write 2026-03-02 or 2026-W10")
    people = {role: _person(role, cells, programme, known, reasons) for role in Role}
    if people[Role.MENTOR].address == people[Role.MENTEE].address and people[Role.MENTOR].address.id:
        reasons.append("mentor and mentee have the same address")
    if reasons or start is None:
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
    match known.entries.get(Address(channel, address)):
        case str() as reason:
            reasons.append(f"the {role}: {reason}")
        case DirectoryEntry() as member:
            address, zone, mail = member.address, zone or member.zone, mail or member.mail
            theirs = tuple(code for code in member.languages if code in programme.languages)
            languages = languages or theirs or tuple(programme.languages)
    if not languages or any(code not in programme.languages for code in languages):
        spoken = " ".join(programme.languages)
        reasons.append(f"the {role}'s languages «{cells[f'{role}_languages']}» must be some of: {spoken}")
    if not is_zone(zone):
        reasons.append(f"the {role}'s time zone «{zone}» is unknown; write it like Europe/Paris")
    if channel not in known.channels:
        reasons.append(f"the {role}'s channel «{cells[f'{role}_channel']}» is not {', '.join(known.channels)}")
    if not address:
        reasons.append(f"the {role} has no address")
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


def _monday(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)  # 2026-W10 is its Monday
    except ValueError:
        return None
    return day - timedelta(days=day.weekday()) if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _check_twice(found: list[Enrolment], bad: list[BadLine]) -> None:
    """The same pair twice, or one person told in two ways, is a slip."""
    pairs: dict[str, int] = {}
    people: dict[Address, tuple[int, Person]] = {}
    for one in found:
        if one.pair in pairs:
            bad.append(BadLine(one.line, f"the same pair as on line {pairs[one.pair]}"))
        pairs.setdefault(one.pair, one.line)
        for person in one.people.values():
            line, other = people.setdefault(person.address, (one.line, person))
            if replace(other, chosen=person.chosen) != person:
                bad.append(BadLine(one.line, f"{person.address} is told otherwise on line {line}"))


def person_id(address: Address) -> str:
    """The id that a person gets with their first address."""
    return f"p-{_id(str(address))}"


def _id(text: str) -> str:
    return hashlib.blake2s(text.encode(), digest_size=6).hexdigest()


def enrol(unit: UnitOfWork, programme: Programme, enrolments: list[Enrolment], at: datetime) -> int:
    """Stores the pairs that are not there yet, and returns how many that was. People who are known stay as they are."""
    return sum(_enrol(unit, programme, one, at) for one in enrolments)


def _enrol(unit: UnitOfWork, programme: Programme, one: Enrolment, at: datetime) -> bool:
    people = {role: _as_known(unit.people.at(person.address), person) for role, person in one.people.items()}
    journey = with_holidays(programme, _journey(one, people), at)
    mentor, mentee = people[Role.MENTOR].address, people[Role.MENTEE].address
    shared = (mentor.channel, mentor.workspace) == (mentee.channel, mentee.workspace)
    lane = Lane(mentor.channel, mentor.workspace, f"pair:{one.pair}") if shared else None
    if not unit.journeys.enrol(journey, people, lane, next_wake(programme, journey)):
        return False
    unit.seen.mark(f"joined/{one.pair}", one.pair, at)
    return True


def _as_known(known: Person | None, told: Person) -> Person:
    """What the file adds is what nobody knew yet."""
    if known is None:
        return told
    return replace(known, **{name: getattr(known, name) or getattr(told, name) for name in AS_WRITTEN})


def _journey(one: Enrolment, people: Mapping[Role, Person]) -> Journey:
    members = {role: Member.of(person.id, person) for role, person in people.items()}
    return begin(one.pair, one.track, members[Role.MENTOR], members[Role.MENTEE], one.start)

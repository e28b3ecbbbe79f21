"""Enrols the pairs of a form, of pasted lines or of a file: all of them, or nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.application.coordination.inquiries import lines
from bot.application.coordination.inquiries.found import Found, Wanted
from bot.application.coordination.visit import Visit
from bot.application.enrolment.csv_file import BadFile, BadLine, CsvFile
from bot.application.enrolment.enrol import Enrolling, enrol, read
from bot.application.enrolment.lookup import Known
from bot.application.enrolment.report import Report
from bot.engine.flows.coordination.inquiries import card, form
from bot.engine.flows.coordination.inquiries.flaws import Flaw
from bot.engine.messages import Message, Part
from bot.engine.people import Role
from bot.ports import Address, DirectoryEntry, Person, ProgrammeRecord
from bot.ports.store.inquiries import Inquiry

LINES, FILE, RAW = "lines", "file", "raw"
"""What the content of an inquiry holds, unless it is the fields of the form: what was pasted; where a file is to be had; or what is
in it, in base64."""


def proposed(record: ProgrammeRecord, at: datetime) -> date:
    """The Monday that comes next."""
    today = at.astimezone(ZoneInfo(record.zone)).date()
    return today + timedelta(days=7 - today.weekday())


def wanted(visit: Visit, inquiry: Inquiry, text: str | Flaw) -> Wanted:
    """`text`: of a file, if one was sent."""
    content = inquiry.content or {}
    if isinstance(text, Flaw):
        return Wanted((), CsvFile([], [BadLine(0, text)]))
    file = lines.of_form(content) if _is_form(content) else lines.of_text(text or content.get(LINES, ""))
    found = lines.completed(visit, inquiry.programme, file)
    return Wanted(found.wanted, found.file, found.refused)


def _is_form(content: Mapping[str, str]) -> bool:
    return not content.keys() & {LINES, FILE, RAW}


def done(visit: Visit, found: Found) -> Message | None:
    record, file = visit.programme(found.inquiry.programme), found.wanted.file
    if record is None or file is None:
        return None
    programme = visit.service.programme
    channels = tuple(dict.fromkeys(address.channel for address in found.entries))
    known = Known(channels, _usual(visit, found, record))
    try:
        enrolments = read(file, programme, known)
    except BadFile as bad:
        return _refused(visit, found, record, bad.lines)
    report = enrol(visit.unit, programme, enrolments, visit.at, Enrolling(programme=record.id, by=visit.person.id))
    return card.enrolled(_told(report, record, visit.person))


def _usual(visit: Visit, found: Found, record: ProgrammeRecord) -> Mapping[Address, DirectoryEntry | Flaw]:
    """What the directories have of people, with what the bot knows of them, and failing that what is usual in the programme."""
    usual = dict[Address, DirectoryEntry | Flaw]()
    for where, entry in found.entries.items():
        if isinstance(entry, DirectoryEntry):
            known = visit.unit.people.at(Address(where.channel, entry.address))
            name = entry.name or (known.name if known is not None else "")
            entry = replace(entry, name=name, zone=entry.zone or record.zone)
        usual[where] = entry
    return usual


def _refused(visit: Visit, found: Found, record: ProgrammeRecord, bad: Sequence[BadLine]) -> Message:
    flaws = [(one.line, one.reason) for one in bad]
    content = found.content
    again: tuple[Part, ...] = ()
    if _is_form(content):
        unnamed = [role for role in Role if content.get(role) or _lacks_name(found, role)]
        again = (form.pair(content, proposed(record, visit.at), unnamed),)
    return card.refused(flaws, *again)


def _lacks_name(found: Found, role: Role) -> bool:
    file = found.wanted.file
    cells = file.lines[0].cells if file is not None and file.lines else {}
    entry = found.entries.get(Address(cells.get(f"{role}_channel", ""), cells.get(f"{role}_address", "")))
    return isinstance(entry, DirectoryEntry) and not entry.name


def _told(report: Report, record: ProgrammeRecord, reader: Person) -> card.Enrolled:
    ended = [card.EndedLine(one.mentor, one.mentee, _noon(one.since, reader)) for one in report.ended]
    there = report.named - report.new - len(ended)
    spread = None if report.spread is None else (_noon(report.spread[0], reader), _noon(report.spread[1], reader))
    return card.Enrolled(report.new, there, ended, record.asks, spread)


def _noon(day: date, reader: Person) -> datetime:
    """An instant that is on that day for the reader."""
    return datetime.combine(day, time(12), ZoneInfo(reader.zone)).astimezone(UTC)

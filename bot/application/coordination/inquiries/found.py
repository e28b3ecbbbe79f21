"""Who was looked up for an inquiry, and found."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.application.coordination.inquiries.asking import WHOM, address
from bot.application.coordination.visit import Visit
from bot.application.enrolment.csv_file import CsvFile
from bot.application.enrolment.enrol import new_person_id
from bot.application.enrolment.lookup import Entries
from bot.engine.flows.coordination.inquiries.flaws import Flaw, FlawKind
from bot.ports import Address, Person
from bot.ports.people import TOLD
from bot.ports.store.inquiries import Inquiry


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to look up."""

    addresses: tuple[Address, ...]
    file: CsvFile | None = None
    known: Entries = field(default_factory=dict)
    """Of whom it is clear already."""


@dataclass(frozen=True, slots=True)
class Found:
    """An inquiry with all that was wanted for it."""

    inquiry: Inquiry
    entries: Entries
    """By address, as it was asked for."""
    wanted: Wanted

    @property
    def content(self) -> dict[str, str]:
        return dict(self.inquiry.content or {})


def one_wanted(inquiry: Inquiry) -> Wanted:
    """The one person whom the content names."""
    return Wanted((address((inquiry.content or {})[WHOM]),))


def whom(visit: Visit, found: Found) -> Person | Flaw:
    """The one person whom an inquiry names, or why they cannot be had. Whom nobody knew is not stored yet."""
    where = address(found.content[WHOM])
    entry = found.entries[where]
    if isinstance(entry, Flaw):
        return entry
    there = Address(where.channel, entry.address)
    known = visit.unit.people.at(there)
    if known is not None:
        return known
    name = entry.name or found.content.get("name", "").strip()
    if not name:
        return Flaw(FlawKind.NAME, f"nobody tells the name of {there}", entry.address)
    return _person(visit, found, there, name)


def _person(visit: Visit, found: Found, where: Address, name: str) -> Person:
    entry = found.entries[address(found.content[WHOM])]
    assert not isinstance(entry, Flaw)
    programme = visit.service.programme
    theirs = tuple(code for code in entry.languages if code in programme.languages)
    record = visit.unit.programmes.of(found.inquiry.programme)
    return Person(
        id=new_person_id(visit.unit, where),
        name=name,
        languages=theirs or tuple(programme.languages),
        zone=entry.zone or (record.zone if record is not None else "UTC"),
        address=where,
        mail=entry.mail,
        chosen=(TOLD,) if theirs else (),
    )

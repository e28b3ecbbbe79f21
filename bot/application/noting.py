"""Notes in the audit trail what concerns a person or a pair, under the programmes that they are in."""

from __future__ import annotations

from datetime import datetime

from bot.ports import Act, UnitOfWork


def note_person(unit: UnitOfWork, who: str, kind: Act, person: str, at: datetime) -> None:
    """One entry for each programme of the person's pairs; one of no programme if they are in none."""
    found = (unit.programmes.of_pair(one.pair) for one in unit.people.every_membership(person))
    for programme in dict.fromkeys(one.id for one in found if one is not None) or [""]:
        unit.audit.note(programme, who, kind, person, at)


def note_pair(unit: UnitOfWork, who: str, kind: Act, pair: str, at: datetime) -> None:
    programme = unit.programmes.of_pair(pair)
    unit.audit.note("" if programme is None else programme.id, who, kind, pair, at)

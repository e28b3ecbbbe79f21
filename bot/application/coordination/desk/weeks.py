"""`digest`: what a week came to, the last one or any that is kept, by a day of it or from the week beside it."""

from __future__ import annotations

from datetime import date, timedelta

from bot.application.coordination.visit import Visit
from bot.engine.commands import read_whole_day
from bot.engine.flows.digest import card
from bot.engine.messages import Message
from bot.ports import Act, ProgrammeRecord


def asked(visit: Visit, programme: str, text: str) -> Message | None:
    """The last week; or that of a day, if one was typed. None: the programme is none of theirs."""
    record = visit.programme(programme)
    if record is None:
        return None
    if not text.strip():
        _note(visit, record)
        return visit.service.digests.message(visit.unit, record, visit.person, visit.at)
    day = read_whole_day(text)
    return card.which() if day is None else _of(visit, record, day)


def turned(visit: Visit, value: str) -> Message | None:
    """The week that a button names by its Sunday, which is the day after it."""
    programme, _, sunday = value.partition(" ")
    record, day = visit.programme(programme), read_whole_day(sunday)
    if record is None or day is None or day == date.min:
        return None
    return _of(visit, record, day - timedelta(days=1))


def _of(visit: Visit, record: ProgrammeRecord, day: date) -> Message:
    _note(visit, record)
    found = visit.service.digests.past(visit.unit, record, visit.person, day)
    return card.none_of(day, visit.person.zone) if found is None else found


def _note(visit: Visit, record: ProgrammeRecord) -> None:
    visit.unit.audit.note(record.id, visit.person.id, Act.DIGEST, "", visit.at)

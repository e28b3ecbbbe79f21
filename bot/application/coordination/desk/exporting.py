"""`export`: the list of a programme's pairs, by a link that works once; without one in the coordinator's own chat."""

from __future__ import annotations

from bot.application.coordination import handing
from bot.application.coordination.export import as_text
from bot.application.coordination.visit import Visit
from bot.application.links import OneTimeLinks
from bot.engine.flows.coordination.actions import OF_PAIRS
from bot.engine.flows.coordination.desk import words
from bot.engine.messages import File, Line, Message, Text
from bot.ports import Act

FILE = "pairs.csv"


def exported(visit: Visit, programme: str, links: OneTimeLinks | None, *, files: bool) -> Message | None:
    """`files`: their channel gives files. None: the programme is none of theirs."""
    record, title = visit.programme(programme), words.EXPORT_TITLE()
    if record is None:
        return None
    if links is not None:
        line = Line(words.EXPORT_OPEN(), link=links.pairs(visit.person, programme, visit.at))
        return Message((words.EXPORT_LINK.text(), Text(line)), title)
    visit.unit.audit.note(record.id, visit.person.id, Act.PAIRS_EXPORT, "", visit.at)
    file = File(FILE, OF_PAIRS, record.id)
    if files:
        return handing.as_file(visit, file, words.EXPORT_FILE.text(name=record.name), title)
    text = as_text(visit.unit, visit.reading(record.id), handing.ROOM)
    return handing.as_text(visit, file, text, title)

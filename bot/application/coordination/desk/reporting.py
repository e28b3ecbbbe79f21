"""`report`: what a programme has come to, to read here; a link to the page that a coordinator may hand on; or its figures."""

from __future__ import annotations

from bot.application.coordination import handing
from bot.application.coordination.report import as_csv, programme_report
from bot.application.coordination.visit import Visit
from bot.application.links import OneTimeLinks
from bot.engine.flows.coordination import actions
from bot.engine.flows.report import words
from bot.engine.flows.report.card import page
from bot.engine.messages import Button, Buttons, File, Line, Message, Text
from bot.ports import Act

FILE = "report.csv"


def reported(visit: Visit, programme: str, links: OneTimeLinks | None) -> Message | None:
    """None: the programme is none of theirs."""
    record = visit.programme(programme)
    if record is None:
        return None
    visit.unit.audit.note(record.id, visit.person.id, Act.REPORT, "", visit.at)
    found = programme_report(visit.unit, record.id)
    if found is None:
        return Message((words.NOT_YET.text(),), words.TITLE())
    card = page(found, record.name)
    if links is None:
        figures = Button(actions.FIGURES, words.PAGE_FILE(), record.id)
        return Message((*card.parts, words.ANONYMOUS.text(), Buttons((figures,))), card.title)
    line = Line(words.OPEN(), link=links.report(visit.person, record.id, visit.at))
    return Message((*card.parts, words.ANONYMOUS.text(), words.LINK.text(), Text(line)), card.title)


def figures(visit: Visit, programme: str, *, files: bool) -> Message | None:
    """Its rows, in the coordinator's own chat; `files`: their channel gives files."""
    record = visit.programme(programme)
    if record is None:
        return None
    found = programme_report(visit.unit, record.id)
    if found is None:
        return Message((words.NOT_YET.text(),), words.TITLE())
    visit.unit.audit.note(record.id, visit.person.id, Act.REPORT, "", visit.at)
    file = File(FILE, actions.OF_REPORT, record.id)
    if files:
        return handing.as_file(visit, file, words.FILE.text(name=record.name), words.TITLE())
    return handing.as_text(visit, file, as_csv(found), words.TITLE())

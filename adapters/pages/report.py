"""What a programme has come to, as a page to print or to hand on, with its figures as a file in it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import datetime
from html import escape

from adapters.pages.message import drawn
from adapters.pages.once import Kind, Said, Shown
from adapters.pages.tickets import ReportSeal, ReportTicket
from bot.engine.flows.report import words
from bot.engine.flows.report.card import page
from bot.engine.flows.report.report import Report
from bot.engine.messages import Message, Say
from bot.ports import Act, Person, ProgrammeRecord, UnitOfWork, Voice

PATH = "/report"
FILE = "report.csv"

Reports = Callable[[UnitOfWork, str], Report | None]


def kind(tickets: ReportSeal, reports: Reports, as_csv: Callable[[Report], str]) -> Kind[ReportTicket]:
    def asked(unit: UnitOfWork, person: Person, ticket: ReportTicket) -> Say | None:
        """None: they coordinate the programme no more."""
        programme = _theirs(unit, person, ticket)
        return None if programme is None else words.PAGE_ASK(name=programme.name)

    def shown(unit: UnitOfWork, person: Person, ticket: ReportTicket, at: datetime) -> Shown:
        unit.audit.note(ticket.programme, person.id, Act.REPORT, "", at)
        programme, found = _theirs(unit, person, ticket), reports(unit, ticket.programme)
        if programme is None or found is None:
            return _drawn(Message((words.NOT_YET.text(),)), "")
        return _drawn(page(found, programme.name), as_csv(found))

    return Kind(PATH, Said(words.TITLE(), words.PAGE_SHOW(), words.PAGE_SPENT()), tickets.read, asked, shown)


def _theirs(unit: UnitOfWork, person: Person, ticket: ReportTicket) -> ProgrammeRecord | None:
    return next((one for one in unit.programmes.of_coordinator(person.id) if one.id == ticket.programme), None)


def _drawn(message: Message, rows: str) -> Shown:
    """The file is in the page itself: there is no second address at which it could be had."""

    def body(voice: Voice) -> str:
        read = drawn(message, voice)
        if not rows:
            return read
        file = base64.b64encode(rows.encode()).decode()
        label, once = escape(voice.label(words.PAGE_FILE())), escape(voice.prose(words.PAGE_ONCE()))
        link = f'<a download="{FILE}" href="data:text/csv;base64,{file}">{label}</a>'
        return f'{read}<div class="screen"><p>{once}</p><p>{link}</p></div>'

    return body

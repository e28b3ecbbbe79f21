"""Everybody's own data on the web: a link from their chat, a page with a button, and behind the button all that is kept.

Chat tools and mail scanners fetch every link that is posted, so looking at the page spends nothing and names nobody. The
button spends the link, once; a day after it was asked for it leads nowhere.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Protocol

from aiohttp import web

from adapters.pages.html import document, response
from adapters.pages.tickets import ExportSeal, ExportTicket
from bot.engine.flows.privacy import words
from bot.engine.messages import Say
from bot.infra.clock import Clock
from bot.ports import Person, Store, UnitOfWork, Voice, Voices

PATH = "/export"
FILE = "together.json"


class Exported(Protocol):
    """All that is kept about one person."""

    def json(self) -> str: ...
    def page(self, voice: Voice) -> str: ...


@dataclass(frozen=True)
class ExportPages:
    """The routes, and what the wiring gives them of the bot."""

    store: Store
    voices: Voices
    clock: Clock
    languages: Sequence[str]
    """Of the programme: spoken to somebody who is not known."""
    tickets: ExportSeal
    export: Callable[[UnitOfWork, str, datetime], Exported]

    def attach(self, application: web.Application) -> None:
        application.router.add_get(f"{PATH}/{{token}}", self.asked)
        application.router.add_post(f"{PATH}/{{token}}", self.shown)

    async def asked(self, request: web.Request) -> web.Response:
        """The button, and nothing of whoever asked for the link."""
        ticket = self.tickets.read(request.match_info["token"], self.clock.now())
        person = await self.store.read(lambda unit: _whose(unit, ticket))
        if person is None:
            return self._spent()
        voice = self._voice(person)
        show = escape(voice.label(words.PAGE_SHOW()))
        body = f'<p>{_said(voice, words.PAGE_ASK())}</p><form method="post"><button>{show}</button></form>'
        return response(document(voice.language, voice.label(words.EXPORT_TITLE()), body), private=True)

    async def shown(self, request: web.Request) -> web.Response:
        """All of it, to read and as a file: once."""
        now = self.clock.now()
        ticket = self.tickets.read(request.match_info["token"], now)
        found = await self.store.run(lambda unit: self._spend(unit, ticket, now))
        if found is None:
            return self._spent()
        person, exported = found
        return response(_page(self._voice(person), exported), private=True)

    def _spend(self, unit: UnitOfWork, ticket: ExportTicket | None, at: datetime) -> tuple[Person, Exported] | None:
        person = _whose(unit, ticket)
        if ticket is None or person is None or not unit.seen.claim_once(ticket.name, at):
            return None
        return person, self.export(unit, person.id, at)

    def _voice(self, person: Person) -> Voice:
        return self.voices(person.languages[:1], (person.zone,))

    def _spent(self) -> web.Response:
        voice = self.voices(self.languages, ())
        body = f"<p>{_said(voice, words.PAGE_SPENT())}</p>"
        return response(document(voice.language, voice.label(words.EXPORT_TITLE()), body), 410, private=True)


def _whose(unit: UnitOfWork, ticket: ExportTicket | None) -> Person | None:
    """None once the link is spent or too old, or the person is no longer there under this address."""
    if ticket is None:
        return None
    person = unit.people.at(ticket.address)
    if person is None or person.id != ticket.person or unit.seen.is_claimed(ticket.name):
        return None
    return person


def _said(voice: Voice, say: Say) -> str:
    return escape(voice.prose(say))


def _page(voice: Voice, exported: Exported) -> str:
    """The file is in the page itself: there is no second address at which it could be had."""
    file = base64.b64encode(exported.json().encode()).decode()
    link = f'<a download="{FILE}" href="data:application/json;base64,{file}">{_said(voice, words.PAGE_FILE())}</a>'
    body = f"<p>{_said(voice, words.PAGE_ONCE())}</p><p>{link}</p>{exported.page(voice)}"
    return document(voice.language, voice.label(words.EXPORT_TITLE()), body)

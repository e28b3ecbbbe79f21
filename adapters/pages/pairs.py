"""The pairs of a programme as a file: a link from a coordinator's chat, a page with a button, and behind the button the file.

Chat tools and mail scanners fetch every link that is posted, so looking at the page spends nothing and names nobody. The
button spends the link, once; a day after it was asked for, and once its owner coordinates no more, it leads nowhere.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from html import escape

from aiohttp import web

from adapters.pages.html import PRIVATE, document, response
from adapters.pages.tickets import PairsSeal, PairsTicket
from bot.engine.flows.coordination.desk import words
from bot.infra.clock import Clock
from bot.ports import Act, Person, ProgrammeRecord, Reading, Store, UnitOfWork, Voice, Voices

PATH = "/pairs"
FILE = "pairs.csv"
_HEADERS = {**PRIVATE, "Content-Disposition": f'attachment; filename="{FILE}"'}


@dataclass(frozen=True)
class PairsPages:
    """The routes, and what the wiring gives them of the bot."""

    store: Store
    voices: Voices
    clock: Clock
    languages: Sequence[str]
    tickets: PairsSeal
    listed: Callable[[Store, Reading], AsyncIterator[str]]

    def attach(self, application: web.Application) -> None:
        application.router.add_get(f"{PATH}/{{token}}", self.asked)
        application.router.add_post(f"{PATH}/{{token}}", self.fetched)

    async def asked(self, request: web.Request) -> web.Response:
        """The button, and nothing of any pair."""
        ticket = self.tickets.read(request.match_info["token"], self.clock.now())
        found = await self.store.read(lambda unit: _whose(unit, ticket))
        if found is None:
            return self._spent()
        person, programme = found
        voice = self.voices(person.languages[:1], (person.zone,))
        said = escape(voice.prose(words.PAGE_ASK(name=programme.name)))
        button = escape(voice.label(words.PAGE_FETCH()))
        return self._page(voice, f'<p>{said}</p><form method="post"><button>{button}</button></form>')

    async def fetched(self, request: web.Request) -> web.StreamResponse:
        """All of it, piece by piece: once."""
        now = self.clock.now()
        ticket = self.tickets.read(request.match_info["token"], now)

        def spent(unit: UnitOfWork) -> Reading | None:
            found = _whose(unit, ticket)
            if ticket is None or found is None or not unit.seen.claim_once(ticket.name, now):
                return None
            unit.audit.note(ticket.programme, ticket.person, Act.PAIRS_EXPORT, "", now)
            return Reading(now, ticket.programme, ticket.person)

        reading = await self.store.run(spent)
        if reading is None:
            return self._spent()
        answer = web.StreamResponse(headers=_HEADERS)
        answer.content_type, answer.charset = "text/csv", "utf-8"
        await answer.prepare(request)
        async for piece in self.listed(self.store, reading):
            await answer.write(piece.encode())
        await answer.write_eof()
        return answer

    def _page(self, voice: Voice, body: str, status: int = 200) -> web.Response:
        return response(document(voice.language, voice.label(words.EXPORT_TITLE()), body), status, private=True)

    def _spent(self) -> web.Response:
        voice = self.voices(self.languages, ())
        return self._page(voice, f"<p>{escape(voice.prose(words.PAGE_SPENT()))}</p>", 410)


def _whose(unit: UnitOfWork, ticket: PairsTicket | None) -> tuple[Person, ProgrammeRecord] | None:
    """None once the link is spent or too old, or its owner does not coordinate the programme any more."""
    if ticket is None or unit.seen.is_claimed(ticket.name):
        return None
    person = unit.people.at(ticket.address)
    if person is None or person.id != ticket.person:
        return None
    there = (one for one in unit.programmes.of_coordinator(person.id) if one.id == ticket.programme)
    return next(((person, one) for one in there), None)

"""A page that is shown once: a link from somebody's chat, a page with a button, and behind the button what was asked for.

Chat tools and mail scanners fetch every link that is posted, so looking at the page spends nothing and names nobody. The
button spends the link, once; a day after it was asked for it leads nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Generic, Protocol, TypeVar

from aiohttp import web

from adapters.pages.html import document, response
from bot.engine.messages import Say
from bot.infra.clock import Clock
from bot.ports import Address, Person, Store, UnitOfWork, Voice, Voices


class Ticket(Protocol):
    """Whose link it is."""

    @property
    def person(self) -> str: ...
    @property
    def address(self) -> Address: ...
    @property
    def name(self) -> str:
        """What is claimed when it is spent."""
        ...


T = TypeVar("T", bound=Ticket)
Shown = Callable[[Voice], str]
"""What stands on the page, as HTML."""


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a page."""

    title: Say
    button: Say
    spent: Say


@dataclass(frozen=True)
class Kind(Generic[T]):
    """What is shown on one kind of page, and to whom."""

    path: str
    said: Said
    read: Callable[[str, datetime], T | None]
    """The ticket of a token, as long as it lives."""
    asked: Callable[[UnitOfWork, Person, T], Say | None]
    """What the page asks, without naming anybody; None if the link is theirs no more."""
    shown: Callable[[UnitOfWork, Person, T, datetime], Shown]


@dataclass(frozen=True)
class OncePage(Generic[T]):
    """The routes of one kind."""

    kind: Kind[T]
    store: Store
    voices: Voices
    clock: Clock
    languages: Sequence[str]
    """Of the programme: spoken to somebody who is not known."""

    def attach(self, application: web.Application) -> None:
        application.router.add_get(f"{self.kind.path}/{{token}}", self.asked)
        application.router.add_post(f"{self.kind.path}/{{token}}", self.shown)

    async def asked(self, request: web.Request) -> web.Response:
        """The button, and nothing of whoever asked for the link."""
        ticket = self.kind.read(request.match_info["token"], self.clock.now())
        found = await self.store.read(lambda unit: self._whose(unit, ticket))
        if found is None:
            return self._spent()
        person, question = found
        voice = self._voice(person)
        button = escape(voice.label(self.kind.said.button))
        return self._page(
            voice, f'<p>{escape(voice.prose(question))}</p><form method="post"><button>{button}</button></form>'
        )

    async def shown(self, request: web.Request) -> web.Response:
        """All of it: once."""
        now = self.clock.now()
        ticket = self.kind.read(request.match_info["token"], now)
        found = await self.store.run(lambda unit: self._spend(unit, ticket, now))
        if found is None:
            return self._spent()
        person, shown = found
        voice = self._voice(person)
        return self._page(voice, shown(voice))

    def _whose(self, unit: UnitOfWork, ticket: T | None) -> tuple[Person, Say] | None:
        """None once the link is spent or too old, or the person is no longer there under this address."""
        if ticket is None or unit.seen.is_claimed(ticket.name):
            return None
        person = unit.people.at(ticket.address)
        if person is None or person.id != ticket.person:
            return None
        question = self.kind.asked(unit, person, ticket)
        return None if question is None else (person, question)

    def _spend(self, unit: UnitOfWork, ticket: T | None, at: datetime) -> tuple[Person, Shown] | None:
        found = self._whose(unit, ticket)
        if ticket is None or found is None or not unit.seen.claim_once(ticket.name, at):
            return None
        person, _ = found
        return person, self.kind.shown(unit, person, ticket, at)

    def _voice(self, person: Person) -> Voice:
        return self.voices(person.languages[:1], (person.zone,))

    def _page(self, voice: Voice, body: str, status: int = 200) -> web.Response:
        page = document(voice.language, voice.label(self.kind.said.title), body, printed=True)
        return response(page, status, private=True)

    def _spent(self) -> web.Response:
        voice = self.voices(self.languages, ())
        return self._page(voice, f"<p>{escape(voice.prose(self.kind.said.spent))}</p>", 410)

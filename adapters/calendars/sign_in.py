"""Signing in to a calendar service, from the link on a person's card to the permission that is kept.

Whose calendar it becomes is in the link, so a link that was passed on could bring another person's calendar to the first.
Therefore nothing begins without a page that names the person and a button; the last page names them again; a link lives an
hour and a sign-in ten minutes, once, in the browser in which it began (a cookie), proven by PKCE.
"""

from __future__ import annotations

import hmac
import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from aiohttp import web

from adapters.calendars import oauth
from adapters.calendars.oauth import Provider
from adapters.calendars.tickets import LINK_LIVES, SIGN_IN_LIVES, OAuthState, SignInSeal, Ticket
from bot.application.calendars.card import link, person_of
from bot.engine.flows.calendar import words
from bot.engine.messages import Say, typed
from bot.infra.clock import Clock
from bot.ports import LinkedCalendar, Person, Seal, Store, Voice, Voices
from bot.ports.calendars import Later, Unreadable

log = logging.getLogger(__name__)

COOKIE = "together-calendar"
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}


@dataclass(frozen=True)
class SignIn:
    """The routes of signing in, and what the wiring gives them of the bot."""

    store: Store
    voices: Voices
    clock: Clock
    languages: Sequence[str]
    """Of the programme: spoken to somebody who is not known."""
    providers: Mapping[str, Provider]
    public_url: str
    """Where browsers reach the web process."""
    tickets: SignInSeal
    """Of what goes through other people's hands."""
    seal: Seal
    """Of what is stored."""

    def attach(self, application: web.Application) -> None:
        application.router.add_get("/calendar/connect/{ticket}", self.asked)
        application.router.add_post("/calendar/connect/{ticket}", self.begun)
        application.router.add_get("/calendar/connected/{service}", self.back)

    async def asked(self, request: web.Request) -> web.Response:
        """Names whose calendar it will be."""
        ticket = self.tickets.ticket(request.match_info["ticket"], self.clock.now())
        person = await self._person(ticket)
        if ticket is None or person is None:
            return self._page(None, words.CONNECT_EXPIRED(), status=410)
        title = typed(self.providers[ticket.service].title)
        nonce = secrets.token_urlsafe(24)
        whose = (words.WRITE_WHOSE if ticket.writes else words.CONNECT_WHOSE)(name=typed(person.name), service=title)
        form = (words.CONNECT_GO(service=title), nonce)
        response = self._page(person, whose, words.CONNECT_NOT_YOU(name=typed(person.name)), form=form)
        secure = self.public_url.startswith("https")
        response.set_cookie(
            COOKIE,
            nonce,
            max_age=int((LINK_LIVES + SIGN_IN_LIVES).total_seconds()),
            path="/calendar",
            secure=secure,
            httponly=True,
            samesite="Lax",
        )
        return response

    async def begun(self, request: web.Request) -> web.Response:
        """On to the service; only from that page, in this browser."""
        now = self.clock.now()
        ticket = self.tickets.ticket(request.match_info["ticket"], now)
        nonce = str((await request.post()).get("nonce", ""))
        if ticket is None or ticket.service not in self.providers or not _same_browser(request, nonce):
            return self._page(None, words.CONNECT_EXPIRED(), status=410)
        provider = self.providers[ticket.service]
        verifier = oauth.new_verifier(provider)
        state = self.tickets.put(OAuthState(ticket.person, ticket.service, nonce, verifier, ticket.writes), now)
        there = oauth.question(provider, self._redirect(provider), state, verifier, writes=ticket.writes)
        return web.Response(status=303, headers={**HEADERS, "Location": there})

    async def back(self, request: web.Request) -> web.Response:
        """The person comes back from the service, with a code or without."""
        now = self.clock.now()
        state = self.tickets.state(request.query.get("state", ""), now)
        person = await self._person(state)
        if (
            state is None
            or person is None
            or state.service != request.match_info["service"]
            or not _same_browser(request, state.nonce)
            or not await self.store.run(lambda unit: unit.seen.claim_once(f"calendar-sign-in:{state.nonce}", now))
        ):
            return self._page(None, words.CONNECT_EXPIRED(), status=410)
        provider, code = self.providers[state.service], request.query.get("code", "")
        if not code:
            return self._page(person, words.CONNECT_REFUSED())
        try:
            granted = await oauth.redeem(provider, self._redirect(provider), code, state.verifier)
        except (Unreadable, Later) as trouble:
            log.warning("a sign-in to %s came to nothing: %s", provider.name, trouble)
            return self._page(person, words.CONNECT_REFUSED(), status=502)
        writes = state.writes and granted.writes
        sealed = self.seal.close(granted.secret)
        linked = LinkedCalendar(person.id, provider.name, sealed, provider.title, now, writes=writes)
        await self.store.run(lambda unit: link(unit, linked))
        say = words.CONNECT_DONE if not state.writes else words.WRITE_DONE if writes else words.WRITE_NOT
        done = say(name=typed(person.name), service=typed(provider.title))
        response = self._page(person, done, words.CONNECT_UNDO())
        response.del_cookie(COOKIE, path="/calendar")
        return response

    def _redirect(self, provider: Provider) -> str:
        return f"{self.public_url}/calendar/connected/{provider.name}"

    async def _person(self, of: Ticket | OAuthState | None) -> Person | None:
        if of is None or of.service not in self.providers:
            return None
        id = of.person
        return await self.store.read(lambda unit: person_of(unit, id))

    def _page(
        self, person: Person | None, *said: Say, form: tuple[Say, str] | None = None, status: int = 200
    ) -> web.Response:
        languages = person.languages[:1] if person else self.languages
        text = _html(self.voices(languages, (person.zone,) if person else ()), said, form)
        return web.Response(text=text, content_type="text/html", charset="utf-8", status=status, headers=HEADERS)


def _same_browser(request: web.Request, nonce: str) -> bool:
    return bool(nonce) and hmac.compare_digest(request.cookies.get(COOKIE, "").encode(), nonce.encode())


def _html(voice: Voice, lines: Sequence[Say], form: tuple[Say, str] | None) -> str:
    title = escape(voice.label(words.TITLE()))
    said = "".join(f"<p>{escape(voice.prose(one))}</p>" for one in lines)
    if form is not None:
        field = f'<input type="hidden" name="nonce" value="{escape(form[1])}">'
        said += f'<form method="post">{field}<button>{escape(voice.label(form[0]))}</button></form>'
    return (
        f'<!doctype html><html lang="{escape(voice.language)}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title><h1>{title}</h1>{said}</html>'
    )

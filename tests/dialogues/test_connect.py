"""Signing in to Google and Microsoft 365 for busy times: the whole way, with the service played on loopback."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from cryptography.fernet import Fernet

from adapters.calendars import oauth
from adapters.calendars.oauth import Provider, SignedIn
from adapters.calendars.settings import CalendarService, CalendarServices
from adapters.calendars.tickets import LINK_LIVES, SIGN_IN_LIVES
from bot.app.calendars import providers, sign_in
from bot.application.calendars import busy_times
from bot.application.calendars.reading import REFRESH, Reader
from bot.engine.messages import Text
from bot.ports import LinkedCalendar, Sections
from bot.ports.calendars import Unreadable
from storage.seal import FernetSeal
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_dialogues import plainly
from tests.labels import fr
from tests.values import at

KEY = Fernet.generate_key().decode()
SERVICES = {
    "google": CalendarService("google-id", "google-secret"),
    "microsoft": CalendarService("ms-id", "ms-secret", "organizations"),
}
BUSY = ((at("2026-01-08 09:00"), at("2026-01-08 10:00")),)


@dataclass
class Service:
    """Google and Microsoft at once: a token endpoint, and busy times for who has an access token."""

    asked: list[dict[str, str]] = field(default_factory=list)
    bearers: list[str] = field(default_factory=list)
    schedules: list[Any] = field(default_factory=list)
    challenge: str = ""
    refusal: str = ""
    lasting: bool = True
    scope: str = ""
    """What the person gave, as the service says it."""

    async def token(self, request: web.Request) -> web.Response:
        told = {name: str(value) for name, value in (await request.post()).items()}
        self.asked.append(told)
        if self.refusal:
            return web.json_response({"error": self.refusal}, status=400)
        if told["grant_type"] == "authorization_code":
            digest = hashlib.sha256(told["code_verifier"].encode()).digest()
            assert base64.urlsafe_b64encode(digest).decode().rstrip("=") == self.challenge
        count = len(self.asked)
        claims = jwt.encode({"preferred_username": "awa@example.org"}, "k" * 32, "HS256")
        answer = {"access_token": f"access-{count}", "token_type": "Bearer", "id_token": claims}
        answer |= {"scope": self.scope} if self.scope else {}
        return web.json_response(answer | ({"refresh_token": f"refresh-{count}"} if self.lasting else {}))

    async def google(self, request: web.Request) -> web.Response:
        self.bearers.append(request.headers["Authorization"])
        busy = [{"start": "2026-01-08T09:00:00Z", "end": "2026-01-08T10:00:00Z"}]
        return web.json_response({"calendars": {"primary": {"busy": busy}}})

    async def microsoft(self, request: web.Request) -> web.Response:
        self.bearers.append(request.headers["Authorization"])
        body = await request.json()
        self.schedules.append(body["schedules"])
        start, end = ({"dateTime": f"2026-01-08T{hour}:00:00", "timeZone": "UTC"} for hour in ("09", "10"))
        items = [{"status": "busy", "start": start, "end": end}]
        return web.json_response({"value": [{"scheduleItems": items}]})


@dataclass
class House:
    stage: Stage
    service: Service
    browser: TestClient[Any, Any]
    other: TestClient[Any, Any]
    reader: Reader

    def link(self, service: str = "google", name: str = "awa") -> str:
        """The path that the newest card leads to."""
        self.stage.says(name, "réglages")
        self.stage.presses(name, fr("settings-calendar"))
        parts = self.stage.chats.seen[name][-1].message.parts
        links = [part.line.link for part in parts if isinstance(part, Text) and part.line.link]
        return urlsplit(links[["google", "microsoft"].index(service)]).path

    def get(self, path: str, browser: TestClient[Any, Any] | None = None) -> tuple[int, str]:
        return self.stage.run(self._got((browser or self.browser).get(path, allow_redirects=False)))

    def go_on(self, path: str, page: str, browser: TestClient[Any, Any] | None = None) -> tuple[int, str]:
        """Presses the page's button; the answer, or the address that it leads to."""
        found = re.search(r'name="nonce" value="([^"]+)"', page)
        data = {"nonce": found[1] if found else ""}
        return self.stage.run(self._got((browser or self.browser).post(path, data=data, allow_redirects=False)))

    async def _got(self, asking: Any) -> tuple[int, str]:
        async with asking as response:
            text = response.headers.get("Location") or plainly(unescape(await response.text()))
            return response.status, text

    def question(self, service: str = "google") -> dict[str, str]:
        """What the service is asked by the browser."""
        path = self.link(service)
        status, there = self.go_on(path, self.get(path)[1])
        assert status == 303
        asked = {name: value for name, (value,) in parse_qs(urlsplit(there).query).items()}
        self.service.challenge = asked["code_challenge"]
        return asked

    def back(self, asked: dict[str, str], service: str = "google", **more: Any) -> tuple[int, str]:
        return self.get(f"/calendar/connected/{service}?code=c0de&state={asked['state']}", **more)

    def linked(self) -> LinkedCalendar | None:
        return self.stage.run(self.stage.app.store.run(lambda unit: unit.calendars.of(self.awa)))

    def busy(self) -> tuple[Any, ...]:
        now = self.stage.clock.now()
        return self.stage.run(self.stage.app.store.run(lambda unit: busy_times.busy(unit, self.awa, now)))

    @property
    def awa(self) -> str:
        return self._awa

    def __post_init__(self) -> None:
        members = self.stage.journey().members.values()
        self._awa = next(member.person for member in members if member.name == "Awa")


@contextmanager
def house(url: str) -> Iterator[House]:
    service = Service()
    stage = Stage(url, HEADER + line("Awa", "Camille"))
    stage.settings = replace(
        stage.settings,
        public_url="http://127.0.0.1",
        secret_keys=(KEY,),
        sections=Sections((CalendarServices(SERVICES),)),
    )
    with stage:
        played = web.Application()
        played.router.add_post("/token", service.token)
        played.router.add_post("/google", service.google)
        played.router.add_post("/microsoft", service.microsoft)
        server = TestServer(played)
        stage.run(server.start_server())
        known = {
            name: replace(one, token=str(server.make_url("/token")), busy=str(server.make_url(f"/{name}")))
            for name, one in providers(stage.settings).items()
        }
        application = web.Application()
        sign_in(stage.app, known).attach(application)

        async def opened() -> tuple[TestClient[Any, Any], TestClient[Any, Any]]:
            bot = TestServer(application)
            first, second = TestClient(bot), TestClient(bot)
            await first.start_server()
            return first, second

        browser, other = stage.run(opened())
        sources = {name: source(one) for name, one in known.items()}
        stage.clock.at = at("2026-01-06 09:00")
        yield House(
            stage, service, browser, other, Reader(stage.app.store, FernetSeal([KEY]), sources, stage.clock, "r")
        )

        async def closed() -> None:
            await other.close()
            await browser.close()
            await server.close()

        stage.run(closed())


def source(provider: Provider) -> Callable[[str, object], SignedIn]:
    return lambda secret, _: SignedIn(provider, secret)


def test_without_services_there_is_nothing_to_sign_in_to(sqlite_url: str) -> None:
    stage = Stage(sqlite_url, HEADER + line("Awa", "Camille"))
    stage.settings = replace(stage.settings, public_url="https://t.example", secret_keys=(KEY,))
    with stage:
        stage.says("awa", "réglages")
        assert "Relier Google" not in stage.presses("awa", fr("settings-calendar"))


@pytest.mark.parametrize("name", ["google", "microsoft"])
def test_a_person_signs_in_and_their_busy_times_are_read(sqlite_url: str, name: str) -> None:
    with house(sqlite_url) as one:
        asked = one.question(name)
        status, page = one.back(asked, name)
        assert status == 200
        assert "est relié pour Awa" in page
        assert one.stage.run(one.reader.drain()) == 1
        assert one.busy() == BUSY
        linked = one.linked()
        assert linked is not None
        assert linked.shown == {"google": "Google", "microsoft": "Microsoft 365"}[name]
        assert "refresh" not in linked.sealed
        redeemed, refreshed = one.service.asked
        assert redeemed["redirect_uri"] == asked["redirect_uri"] == f"http://127.0.0.1/calendar/connected/{name}"
        assert redeemed["client_secret"] == SERVICES[name].secret
        assert refreshed["refresh_token"] == "refresh-1"
        assert set(one.service.bearers) == {"Bearer access-2"}, "one token for the whole reading"
        if name == "microsoft":
            assert one.service.schedules[0] == ["awa@example.org"]


def test_no_more_is_asked_for_than_free_and_busy() -> None:
    google = parse_qs(urlsplit(oauth.question(oauth.google("i", "s"), "https://t/c", "st", "v" * 64)).query)
    assert google["scope"] == ["https://www.googleapis.com/auth/calendar.freebusy"]
    assert google["access_type"] == ["offline"]
    assert google["code_challenge_method"] == ["S256"]
    url = urlsplit(oauth.question(oauth.microsoft("i", "s", "example.org"), "https://t/c", "st", "v" * 64))
    assert url.path.startswith("/example.org/")
    assert "https://graph.microsoft.com/Calendars.ReadBasic" in parse_qs(url.query)["scope"][0].split()


WRITING = {
    "google": "https://www.googleapis.com/auth/calendar.events.owned",
    "microsoft": "https://graph.microsoft.com/Calendars.ReadWrite",
}


def asks_to_write(one: House, name: str) -> tuple[int, str]:
    """Links a calendar, and then asks on its card to have the séances in it."""
    one.back(one.question(name), name)
    one.stage.says("awa", "réglages")
    assert fr(f"calendar-write-{name}") in one.stage.presses("awa", fr("settings-calendar"))
    parts = one.stage.chats.seen["awa"][-1].message.parts
    path = urlsplit([part.line.link for part in parts if isinstance(part, Text) and part.line.link][-1]).path
    page = one.get(path)[1]
    assert "y écrire les séances de Awa" in page
    asked = {key: value for key, (value,) in parse_qs(urlsplit(one.go_on(path, page)[1]).query).items()}
    assert WRITING[name] in asked["scope"].split()
    one.service.challenge = asked["code_challenge"]
    return one.back(asked, name)


@pytest.mark.parametrize("name", ["google", "microsoft"])
def test_nobodys_seances_are_written_before_they_ask_for_it(sqlite_url: str, name: str) -> None:
    with house(sqlite_url) as one:
        one.back(one.question(name), name)
        linked = one.linked()
        assert linked is not None
        assert not linked.writes


@pytest.mark.parametrize("name", ["google", "microsoft"])
@pytest.mark.parametrize("says_what", [True, False])
def test_a_person_has_their_seances_written_and_stops_it(sqlite_url: str, name: str, says_what: bool) -> None:
    with house(sqlite_url) as one:
        one.service.scope = f"openid {WRITING[name]}" if says_what else ""
        assert "j’écris désormais les séances de Awa" in asks_to_write(one, name)[1]
        linked = one.linked()
        assert linked is not None
        assert linked.writes
        one.stage.says("awa", "réglages")
        card = plainly(one.stage.presses("awa", fr("settings-calendar")))
        assert "écrites dans cet agenda" in card
        assert fr(f"calendar-write-{name}") not in card
        assert "j’en retire les séances à venir" in plainly(one.stage.presses("awa", fr("calendar-write-stop")))
        linked = one.linked()
        assert linked is not None
        assert not linked.writes


@pytest.mark.parametrize("name", ["google", "microsoft"])
def test_who_leaves_that_permission_out_is_told_and_nothing_is_written(sqlite_url: str, name: str) -> None:
    with house(sqlite_url) as one:
        one.service.scope = "openid profile"
        assert "l’autorisation d’y écrire n’a pas été donnée" in asks_to_write(one, name)[1]
        linked = one.linked()
        assert linked is not None
        assert not linked.writes


def test_a_new_token_takes_the_old_ones_place(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.back(one.question("microsoft"), "microsoft")
        for _ in range(3):
            one.stage.run(one.reader.drain())
            one.stage.clock.at += REFRESH
        assert [told.get("refresh_token") for told in one.service.asked] == [
            None,
            "refresh-1",
            "refresh-2",
            "refresh-3",
        ]


def test_a_service_that_gives_no_new_token_keeps_the_old(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        one.back(one.question())
        one.service.lasting = False
        for _ in range(2):
            one.stage.run(one.reader.drain())
            one.stage.clock.at += REFRESH
        assert [told.get("refresh_token") for told in one.service.asked] == [None, "refresh-1", "refresh-1"]


# Somebody else's link --------------------------------------------------------------------------------------------


def test_the_first_page_names_the_person_and_does_nothing(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        status, page = one.get(one.link(), one.other)
        assert status == 200
        assert "proposer des dates à Awa" in page
        assert "Si Awa n’est pas votre nom, fermez cette page" in page
        assert one.linked() is None


def test_nobody_is_sent_to_the_service_past_that_page(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        path = one.link()
        page = one.get(path)[1]
        assert one.go_on(path, page, one.other)[0] == 410, "another browser, which has not seen it"
        assert one.go_on(path, "no nonce")[0] == 410
        assert one.go_on(path, page)[0] == 303


def test_a_sign_in_ends_in_the_browser_where_it_began_and_once(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        asked = one.question()
        assert one.back(asked, browser=one.other)[0] == 410
        assert one.service.asked == []
        assert one.back(asked, "microsoft")[0] == 410
        assert one.back(asked)[0] == 200
        assert one.back(asked)[0] == 410
        assert len(one.service.asked) == 1


def test_one_state_is_used_once_even_with_its_cookie(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        asked = one.question()

        async def twice() -> list[int]:
            path = f"/calendar/connected/google?code=c&state={asked['state']}"
            answers: list[Awaitable[Any]] = [one.browser.get(path) for _ in range(2)]
            return sorted(response.status for response in await asyncio.gather(*answers))

        assert one.stage.run(twice()) == [200, 410]
        assert len(one.service.asked) == 1


def test_links_and_sign_ins_expire(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        path = one.link()
        asked = one.question()
        one.stage.clock.at += SIGN_IN_LIVES + timedelta(seconds=1)
        assert one.back(asked)[0] == 410
        one.stage.clock.at += LINK_LIVES
        status, page = one.get(path)
        assert status == 410
        assert "n’est plus valable" in page
        assert one.linked() is None


@pytest.mark.parametrize(
    "path", ["/calendar/connect/nonsense", "/calendar/connected/google", "/calendar/connected/x?state=y"]
)
def test_what_nobody_was_given_leads_nowhere(sqlite_url: str, path: str) -> None:
    with house(sqlite_url) as one:
        assert one.get(path)[0] == 410


def test_a_link_is_no_state_and_a_state_no_link(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        ticket = one.link().rpartition("/")[2]
        asked = one.question()
        assert one.get(f"/calendar/connect/{asked['state']}")[0] == 410
        assert one.get(f"/calendar/connected/google?code=c&state={ticket}")[0] == 410


# What goes wrong -------------------------------------------------------------------------------------------------


def test_who_says_no_is_not_linked(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        asked = one.question()
        status, page = one.get(f"/calendar/connected/google?error=access_denied&state={asked['state']}")
        assert status == 200
        assert "Rien n’a été relié" in page
        assert one.linked() is None


@pytest.mark.parametrize(("refusal", "lasting"), [("invalid_grant", True), ("invalid_client", True), ("", False)])
def test_a_permission_that_cannot_be_kept_is_not(sqlite_url: str, refusal: str, lasting: bool) -> None:
    with house(sqlite_url) as one:
        asked = one.question()
        one.service.refusal, one.service.lasting = refusal, lasting
        status, page = one.back(asked)
        assert status == 502
        assert "Rien n’a été relié" in page
        assert one.linked() is None


@pytest.mark.parametrize(("refusal", "why"), [("invalid_grant", "ended"), ("invalid_client", "away")])
def test_a_permission_that_has_ended_is_said_so(sqlite_url: str, refusal: str, why: str) -> None:
    with house(sqlite_url) as one:
        one.back(one.question())
        one.stage.run(one.reader.drain())
        one.stage.clock.at += REFRESH
        one.service.refusal = refusal
        one.stage.run(one.reader.drain())
        linked = one.linked()
        assert linked is not None
        assert linked.trouble == why


def test_a_service_that_is_not_there_links_nothing(sqlite_url: str) -> None:
    with house(sqlite_url) as one:
        provider = replace(oauth.google("i", "s"), token="http://127.0.0.1:9/token")
        with pytest.raises(Unreadable, match="reached"):
            one.stage.run(oauth.redeem(provider, "https://t/c", "c", "v"))


def test_no_secret_is_in_what_is_printed() -> None:
    assert "s3cret" not in repr(oauth.google("id", "s3cret"))
    assert "s3cret" not in repr(CalendarService("id", "s3cret"))
    assert "s3cret" not in repr(oauth.Grant("s3cret"))
    assert "s3cret" not in repr(oauth.OAuthTokens("s3cret", "s3cret", "", ""))

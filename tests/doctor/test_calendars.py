"""Calendars' way in, by the reverse proxy; their way out, which is direct; and the services that people sign in to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from adapters.calendars import oauth
from adapters.calendars.doctor import CalendarsDoctor
from adapters.calendars.fetch import Limits
from bot import app
from bot.app.web import server
from bot.cli.doctor.http import HttpClient
from bot.infra.clock import SetClock, SystemClock
from bot.ports.plugins.doctor import Status
from bot.settings import Settings
from tests.doctor.surroundings import NOW, Services, always, answering, found, not_right, reverse_proxy, right, services
from tests.seals import KEY

ANYWHERE = Limits(welcome=lambda _: True, ports=(), seconds=2)


def doctor(
    public: str = "http://127.0.0.1:9", hosts: tuple[str, ...] = (), limits: Limits = ANYWHERE
) -> CalendarsDoctor:
    return CalendarsDoctor(public, {}, HttpClient(SystemClock()), hosts, limits)


def test_without_an_address_nobody_can_link_a_calendar_and_nothing_is_asked() -> None:
    assert doctor("").checks() == ()


def test_the_reverse_proxy_has_to_pass_calendars_on(tmp_path: Path) -> None:
    async def story() -> None:
        async with reverse_proxy(None) as proxy:
            settings = Settings(
                database_url=app.sqlite_at(tmp_path / "calendars.db"), secret_keys=(KEY,), public_url=proxy.url
            )
            async with app.opened(settings, SetClock(NOW), migrate=True) as parts, TestServer(server(parts)) as running:
                proxy.target = str(running.make_url("")).rstrip("/")
                assert "/calendar/" in right(await found(doctor(proxy.url).checks(), "calendars.links"))
                proxy.keeps = ("/calendar",)
                assert "pass /calendar/ on" in not_right(await found(doctor(proxy.url).checks(), "calendars.links"))
        assert (await found(doctor().checks(), "calendars.links")).status is Status.SKIPPED

    asyncio.run(story())


def test_calendars_are_reached_directly_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with answering(always(200)) as there:
            here, away = there.removeprefix("http://"), "127.0.0.1:9"
            assert here in right(await found(doctor(hosts=(here,)).checks(), "calendars.internet"))
            said = not_right(await found(doctor(hosts=(here, away)).checks(), "calendars.internet"), Status.ADVICE)
            assert away in said
            assert "no calendar can be read" in not_right(
                await found(doctor(hosts=(away,)).checks(), "calendars.internet")
            )
            monkeypatch.setenv("HTTPS_PROXY", "http://user:pass-word@proxy.example.org:3128")
            said = not_right(await found(doctor(hosts=(away,)).checks(), "calendars.internet"))
            assert "The proxy that the environment names is not used" in said
            assert "pass-word" not in said
            inside = doctor(hosts=(here,), limits=Limits(seconds=2))
            assert "an address inside" in not_right(await found(inside.checks(), "calendars.internet"))
            unknown = doctor(hosts=("nobody.invalid",))
            assert "nobody knows the name" in not_right(await found(unknown.checks(), "calendars.internet"))

    asyncio.run(story())


def test_behind_a_firewall_it_is_wrong_only_once_calendars_are_used() -> None:
    """Somebody has linked one, or the settings name a service to sign in to."""

    async def nobody() -> bool:
        return False

    async def story() -> None:
        unused = replace(doctor(hosts=("127.0.0.1:9",)), used=nobody)
        said = not_right(await found(unused.checks(), "calendars.internet"), Status.ADVICE)
        assert "nobody has linked one" in said
        assert "port 443" in said
        settings = replace(unused, providers={"google": oauth.google("id", "secret")})
        assert "no calendar can be read" in not_right(await found(settings.checks(), "calendars.internet"))
        assert "no calendar can be read" in not_right(
            await found(doctor(hosts=("127.0.0.1:9",)).checks(), "calendars.internet")
        )

    asyncio.run(story())


@asynccontextmanager
async def signing_in(tenant: str = "organizations") -> AsyncIterator[tuple[Services, CalendarsDoctor]]:
    async with services() as (played, url):
        known = {
            "google": oauth.google(played.id, played.secret),
            "microsoft": oauth.microsoft(played.id, played.secret, tenant),
        }
        there = {name: replace(one, token=f"{url}/{tenant}/token", busy=f"{url}/busy") for name, one in known.items()}
        yield played, replace(doctor(), providers=there)


def test_services_that_take_the_bots_registration_are_right() -> None:
    async def story() -> None:
        async with signing_in() as (played, asked):
            assert right(await found(asked.checks(), "calendars.google"))
            assert right(await found(asked.checks(), "calendars.microsoft"))
            assert [one["grant_type"] for one in played.asked] == ["refresh_token"] * 2
        async with signing_in("11111111-2222-3333-4444-555555555555") as (played, asked):
            assert right(await found(asked.checks(), "calendars.microsoft"))
            assert [one["grant_type"] for one in played.asked] == ["client_credentials"]

    asyncio.run(story())


@pytest.mark.parametrize("name", ["google", "microsoft"])
def test_a_registration_that_a_service_does_not_take_is_named_without_the_secret(name: str) -> None:
    async def story() -> None:
        async with signing_in() as (played, asked):
            played.secret = "the-new-one"
            said = not_right(await found(asked.checks(), f"calendars.{name}"))
            assert "invalid_client" in said
            assert f"TOGETHER_{name.upper()}_CLIENT_ID" in said
            assert "s3cret" not in said

    asyncio.run(story())


def test_a_service_that_is_away_or_is_none_is_said() -> None:
    async def story() -> None:
        async with signing_in() as (played, asked):
            played.busy_status = 500
            assert "answer 500" in not_right(await found(asked.checks(), "calendars.google"))
            async with answering(always(200, "<html>hello</html>")) as page:
                other = {"google": replace(asked.providers["google"], token=f"{page}/x/token")}
                said = not_right(await found(replace(asked, providers=other).checks(), "calendars.google"))
                assert "not its login" in said
            gone = {"google": replace(asked.providers["google"], token="http://127.0.0.1:9/x/token")}
            said = not_right(await found(replace(asked, providers=gone).checks(), "calendars.google"))
            assert "no connection to 127.0.0.1" in said

    asyncio.run(story())

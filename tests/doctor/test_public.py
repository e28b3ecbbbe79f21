"""The bot's address on the web, asked from outside in: where it leads, its certificate, its pages, and the time that it tells."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web

from bot.cli.doctor import clock
from bot.cli.doctor.http import HttpClient
from bot.cli.doctor.public import PublicAddress
from bot.infra.clock import SetClock, SystemClock
from bot.ports.plugins.doctor import NoReply, Status
from tests.doctor.surroundings import ReverseProxy, always, answering, certified, found, not_right, reverse_proxy, right

TODAY = datetime.now(UTC)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)


@asynccontextmanager
async def public(
    folder: Path, days: float = 60, life: float = 90, name: str = "localhost"
) -> AsyncIterator[tuple[PublicAddress, ReverseProxy]]:
    """A reverse proxy whose certificate holds so many days more, of a whole life of so many."""
    ends = TODAY + timedelta(days=days)
    server, client = certified(folder, ends - timedelta(days=life), ends, name)
    async with reverse_proxy(server) as proxy:
        yield PublicAddress(proxy.url, HttpClient(SystemClock(), client)), proxy


async def alive(request: web.Request) -> web.StreamResponse:
    if request.path == "/livez":
        return web.json_response({"alive": True})
    if request.path == "/about":
        return web.Response(text="<p>me</p>", content_type="text/html")
    if request.path.endswith("/doctor"):
        return web.Response(status=410, text="<p>spent</p>", content_type="text/html")
    return web.Response(status=404)


def test_an_address_that_leads_to_the_bot_is_right(tmp_path: Path) -> None:
    async def story() -> None:
        async with public(tmp_path) as (address, proxy), answering(alive) as proxy.target:
            assert proxy.url in right(await found(address.checks(), "public.address"))
            assert "59 days more" in right(await found(address.checks(), "public.certificate"))
            assert "/about" in right(await found(address.checks(), "public.pages"))

    asyncio.run(story())


def test_nobody_behind_the_proxy_is_said(tmp_path: Path) -> None:
    async def story() -> None:
        async with public(tmp_path) as (address, _):
            said = not_right(await found(address.checks(), "public.address"))
            assert "answers 502" in said
            assert "together-bot web" in said
            assert (await found(address.checks(), "public.pages")).status is Status.SKIPPED

    asyncio.run(story())


def test_somebody_else_behind_it_is_said_with_where_they_send_us(tmp_path: Path) -> None:
    async def story() -> None:
        async with public(tmp_path) as (address, proxy):
            async with answering(always(200, "<html>hello</html>")) as proxy.target:
                assert "not the bot" in not_right(await found(address.checks(), "public.address"))
            async with answering(always(302, Location="https://sign-in.example.org/secret?path=1")) as other:
                plain = PublicAddress(other, address.http)
                said = not_right(await found(plain.checks(), "public.address"))
                assert "https://sign-in.example.org)" in said
                assert "secret" not in said

    asyncio.run(story())


def test_pages_that_the_proxy_keeps_are_named(tmp_path: Path) -> None:
    async def story() -> None:
        async with public(tmp_path) as (address, proxy), answering(alive) as proxy.target:
            proxy.keeps = ("/export", "/report")
            said = not_right(await found(address.checks(), "public.pages"))
            assert "/export, /report" in said
            assert "/about" not in said

    asyncio.run(story())


@pytest.mark.parametrize(
    ("days", "life", "status"),
    [
        (60, 90, Status.RIGHT),
        (20, 90, Status.ADVICE),
        (6, 90, Status.WRONG),
        (4, 6, Status.RIGHT),  # a life of six days, and four of them left
        (1.5, 6, Status.ADVICE),
        (0.5, 6, Status.WRONG),
    ],
)
def test_a_certificate_that_ends_soon_is_said_in_time(tmp_path: Path, days: float, life: float, status: Status) -> None:
    async def story() -> None:
        async with public(tmp_path, days, life) as (address, _):
            assert (await found(address.checks(), "public.certificate")).status is status

    asyncio.run(story())


def test_a_certificate_that_does_not_hold_is_said_with_the_reason(tmp_path: Path) -> None:
    async def story() -> None:
        async with public(tmp_path, days=-1) as (address, _):
            assert "certificate has expired" in not_right(await found(address.checks(), "public.certificate"))
            reached = not_right(await found(address.checks(), "public.address"))
            assert "certificate has expired" in reached
            assert "Renew it" in reached
            assert "lead from everywhere" not in reached
        async with public(tmp_path, name="other.example.org") as (address, _):
            assert "Hostname mismatch" in not_right(await found(address.checks(), "public.certificate"))
        async with public(tmp_path) as (address, _):
            stranger = PublicAddress(address.url, HttpClient(SystemClock()))
            assert "self-signed" in not_right(await found(stranger.checks(), "public.certificate"))

    asyncio.run(story())


def test_without_an_address_nothing_is_asked() -> None:
    async def story() -> None:
        address = PublicAddress("", HttpClient(SystemClock()))
        assert [(await check.run()).status for check in address.checks()] == [Status.SKIPPED] * 3

    asyncio.run(story())


def test_who_does_not_answer_is_told_without_the_path() -> None:
    async def story() -> None:
        http = HttpClient(SystemClock())
        with pytest.raises(NoReply) as none:
            await http.ask("GET", "http://127.0.0.1:9/a/secret")
        assert str(none.value) == "no connection to 127.0.0.1 (Connection refused)"
        with pytest.raises(NoReply) as nobody:
            await http.ask("GET", "http://nobody.invalid/a/secret")
        assert str(nobody.value) == "nobody knows the name nobody.invalid"

    asyncio.run(story())


# The clock -------------------------------------------------------------------------------------------------------


async def told(ours: datetime, url: str = "sqlite:///x", **dates: datetime) -> tuple[Status, str]:
    """What is found where servers tell these times; `public` is the one behind the bot's own address."""
    http = HttpClient(SetClock(ours))
    for host, date in dates.items():
        http.heard(f"https://{host}/x", format_datetime(date, usegmt=True))
    finding = await clock.check(url, "public", http).run()
    return finding.status, f"{finding.said} {finding.advice}"


def test_a_clock_that_is_off_is_said_with_the_direction() -> None:
    async def story() -> None:
        at = datetime(2026, 3, 2, 10, tzinfo=UTC)
        minutes = timedelta(minutes=1)
        assert (await told(at, one=at, two=at + timedelta(seconds=9)))[0] is Status.RIGHT
        status, said = await told(at, one=at + 4 * minutes, two=at + 4 * minutes)
        assert status is Status.WRONG
        assert "4 minutes behind (as one, two tell the time)" in said
        assert "NTP" in said
        assert "3 minutes ahead" in (await told(at, one=at - 3 * minutes))[1]

    asyncio.run(story())


def test_one_server_that_is_off_among_several_is_not_our_clock() -> None:
    async def story() -> None:
        at = datetime(2026, 3, 2, 10, tzinfo=UTC)
        assert (await told(at, one=at, two=at, three=at + timedelta(hours=1)))[0] is Status.RIGHT
        status, said = await told(at, one=at, two=at, public=at + timedelta(minutes=10))
        assert status is Status.WRONG
        assert "that of the public address" in said

    asyncio.run(story())


def test_a_server_without_a_date_tells_nothing() -> None:
    async def story() -> None:
        http = HttpClient(SystemClock())
        for date in ("", "yesterday", "32 Mar 2026"):
            http.heard("https://one/x", date)
        assert http.skews == {}
        assert (await clock.check("sqlite:///x", "public", http).run()).status is Status.SKIPPED

    asyncio.run(story())


def test_the_date_of_every_answer_is_heard(tmp_path: Path) -> None:
    async def story() -> None:
        async with public(tmp_path) as (address, proxy):
            proxy.date = format_datetime(datetime.now(UTC) + timedelta(minutes=6), usegmt=True)
            await found(address.checks(), "public.address")
            finding = await clock.check("sqlite:///x", address.host, address.http).run()
            assert "6 minutes behind" in not_right(finding)

    asyncio.run(story())


@pytest.mark.postgres
def test_the_clock_of_postgresql_is_one_of_them(postgres: object) -> None:
    from tests.storage.server import Server

    assert isinstance(postgres, Server)
    url = postgres.new_database(migrated=True)

    async def story() -> None:
        finding = await clock.check(url, "", HttpClient(SystemClock())).run()
        assert "as the database tell the time" in right(finding)
        ahead = HttpClient(SetClock(datetime.now(UTC) + timedelta(minutes=9)))
        assert "9 minutes ahead" in not_right(await clock.check(url, "", ahead).run())

    asyncio.run(story())

"""Addresses that people type in: fetched from the public internet only, however they are dressed up."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.calendars.feed import IcsFeed
from adapters.calendars.fetch import Limits, PublicResolver, checked, fetched, is_public
from bot.ports.calendars import BusyTime, Later, Unreadable, Why
from tests.adapters.calendars.test_parse import calendar
from tests.values import at

ANYWHERE = Limits(schemes=("http",), ports=(), welcome=lambda ip: True, size=100_000, seconds=2)
"""For a server of the test's own."""


async def fetch(url: str, limits: Limits | None = None) -> bytes:
    async with fetched(url, limits) as body:
        return b"".join([chunk async for chunk in body.chunks])


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def served(handler: Handler, ask: Callable[[str], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        application = web.Application()
        application.router.add_get("/{path:.*}", handler)
        async with TestServer(application) as server:
            return await ask(str(server.make_url("/calendar.ics")))

    return asyncio.run(run())


async def _plain(_: web.Request) -> web.Response:
    return web.Response(body=b"BEGIN:VCALENDAR")


def test_what_is_there_is_fetched() -> None:
    assert served(_plain, lambda url: fetch(url, ANYWHERE)) == b"BEGIN:VCALENDAR"


def test_a_redirect_is_followed_and_a_ring_is_not() -> None:
    async def once(request: web.Request) -> web.Response:
        if request.path == "/there":
            return web.Response(body=b"here")
        raise web.HTTPFound("/there")

    async def ring(_: web.Request) -> web.Response:
        raise web.HTTPFound("/again")

    assert served(once, lambda url: fetch(url, ANYWHERE)) == b"here"
    with pytest.raises(Unreadable, match="on and on") as error:
        served(ring, lambda url: fetch(url, ANYWHERE))
    assert error.value.why is Why.MOVED


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://127.1/",
        "http://0x7f.0.0.1/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "http://user:secret@example.org/",
    ],
)
def test_a_redirect_to_a_private_place_is_refused(target: str) -> None:
    async def away(request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": target})

    limits = Limits(("http",), (), lambda ip: ip == "127.0.0.1", 100_000, 2)
    with pytest.raises(Unreadable, match=r"public internet|address"):
        served(away, lambda url: fetch(url, limits))


def test_too_large_too_slow_packed_or_failing_is_refused() -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(1000):
            await response.write(b"x" * 10_000)
        return response

    async def asleep(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(b"x")
            await asyncio.sleep(0.1)
        return response

    async def packed(_: web.Request) -> web.Response:
        return web.Response(body=b"\x1f\x8b", headers={"Content-Encoding": "br"})

    async def missing(_: web.Request) -> web.Response:
        raise web.HTTPNotFound

    async def busy(_: web.Request) -> web.Response:
        return web.Response(status=429, headers={"Retry-After": "120"})

    for handler, why in ((endless, "too large"), (asleep, "in time"), (packed, "packed"), (missing, "404")):
        with pytest.raises(Unreadable, match=why):
            served(handler, lambda url: fetch(url, ANYWHERE))
    with pytest.raises(Later) as told:
        served(busy, lambda url: fetch(url, ANYWHERE))
    assert told.value.seconds == 120


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a.ics",
        "ftp://example.org/a.ics",
        "https://example.org:8443/a.ics",
        "https://user@example.org/",
        "https://",
        "https://[::1]/",
        "https://[fe80::1%25eth0]/",
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:7f00:1::]/",
        "https://017700000001/",
        "https://0x7f000001/",
        "https://127。0。0。1/",
        "https://①②⑦.⓪.⓪.①/",
        "https://１２７.0.0.1/",
        "https://example.org:99999/",
        "https://example.org/" + "x" * 3000,
        "javascript:alert(1)",
        "",
    ],
)
def test_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(Unreadable):
        checked(url, Limits())


def test_webcal_is_https() -> None:
    assert str(checked(" webcal://p12.icloud.com/a.ics#x ", Limits())) == "https://p12.icloud.com/a.ics"
    assert str(checked("https://calendar.google.com:443/a?b=c", Limits())) == "https://calendar.google.com/a?b=c"
    assert checked("https://bücher.example/a.ics", Limits()).raw_host == "xn--bcher-kva.example"


def test_an_address_in_other_digits_reaches_nobody() -> None:
    reached: list[str] = []

    async def note(request: web.Request) -> web.Response:
        reached.append(request.path)
        return web.Response()

    def dressed_up(url: str) -> Awaitable[bytes]:
        return fetch(url.replace("127.0.0.1", "①②⑦.⓪.⓪.①"), Limits(schemes=("http",), ports=()))

    with pytest.raises(Unreadable, match="public internet"):
        served(note, dressed_up)
    assert reached == []


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),
        ("169.254.169.254", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fc00::1", False),
        ("fe80::1%eth0", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:a00:1::", False),
        ("nonsense", False),
    ],
)
def test_what_is_public(ip: str, public: bool) -> None:
    assert is_public(ip) is public


def _answers(*ips: str) -> Callable[..., Awaitable[list[Any]]]:
    """Stands in for the system's look-up of names: each call gets the next answer, the last one for ever."""
    left = list(ips)

    async def getaddrinfo(host: str, port: int, **_: object) -> list[Any]:
        ip = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in ip.split()]

    return getaddrinfo


def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    async def ask(*ips: str) -> list[str]:
        loop = asyncio.get_running_loop()
        monkeypatch.setattr(loop, "getaddrinfo", _answers(*ips))
        return [one["host"] for one in await PublicResolver(is_public).resolve("example.org", 443)]

    assert asyncio.run(ask("93.184.216.34")) == ["93.184.216.34"]
    for ips in ("127.0.0.1", "93.184.216.34 10.0.0.1"):
        with pytest.raises(Unreadable, match="public internet"):
            asyncio.run(ask(ips))


def test_a_name_is_looked_up_once_so_that_it_cannot_change_its_mind(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the second answer would lead elsewhere, and is never asked for."""

    async def ask(url: str) -> bytes:
        port = url.rpartition(":")[2].partition("/")[0]
        asked = []
        answers = _answers("127.0.0.1", "127.0.0.2")

        async def counted(host: str, port: int, **more: object) -> list[Any]:
            asked.append(host)
            return await answers(host, port, **more)

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", counted)
        limits = Limits(("http",), (), lambda ip: ip == "127.0.0.1", 100_000, 5)
        body = await fetch(f"http://calendar.example.org:{port}/a.ics", limits)
        assert asked == ["calendar.example.org"]
        return body

    assert served(_plain, ask) == b"BEGIN:VCALENDAR"


def test_the_limits_hold_for_the_whole_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """The public limits refuse the test's own server, whatever name it goes by."""

    async def ask(url: str) -> bytes:
        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", _answers("127.0.0.1"))
        return await fetch("https://calendar.example.org/a.ics")

    with pytest.raises(Unreadable, match="public internet"):
        served(_plain, ask)


def test_busy_times_of_a_feed() -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(body=calendar("UID:1\nSUMMARY:secret\nDTSTART:20260323T090000Z\nDTEND:20260323T100000Z"))

    async def ask(url: str) -> list[BusyTime]:
        feed = IcsFeed(url, "Europe/Paris", ANYWHERE)
        return list((await feed.busy(at("2026-03-20 00:00"), at("2026-04-20 00:00"))).times)

    assert served(handler, ask) == [(at("2026-03-23 09:00"), at("2026-03-23 10:00"))]

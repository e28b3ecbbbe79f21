"""Other sites stay out, and the page's files come with the right headers."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession

from tests.adapters.local.fakes import NOON, House
from tests.adapters.local.test_server import play, post, typed


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "localhost.evil", "", "[", "10.0.0.1", "a@b"]
)
def test_another_name_for_this_machine_is_refused(host: str) -> None:
    async def story(house: House, session: ClientSession) -> None:
        for path in ("/", "/api/state", "/api/events", "/static/page.js"):
            async with session.get(path, headers={"Host": host}) as response:
                assert response.status == 403
                assert (await response.json())["error"] == "host"

    play(story)


@pytest.mark.parametrize("host", ["localhost", "localhost:9999", "127.0.0.1:80", "[::1]:8080", "LOCALHOST"])
def test_the_names_of_this_machine_are_welcome(host: str) -> None:
    async def story(house: House, session: ClientSession) -> None:
        async with session.get("/api/state", headers={"Host": host}) as response:
            assert response.status == 200

    play(story)


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://localhost:1", "https://127.0.0.1"])
def test_another_site_cannot_act(origin: str) -> None:
    async def story(house: House, session: ClientSession) -> None:
        for path, body in (("/api/type", typed("prep")), ("/api/clock/jump", {})):
            async with session.post(path, json=body, headers={"Origin": origin}) as response:
                assert response.status == 403
                assert (await response.json())["error"] == "origin"
        assert house.interactions.done == []
        assert house.clock.now() == NOON

    play(story)


def test_the_page_itself_can_act() -> None:
    async def story(house: House, session: ClientSession) -> None:
        async with session.post("/api/type", json=typed("prep"), headers={"Origin": house.url}) as response:
            assert response.status == 200
        await post(session, "/api/type", typed("prep", id="e2"))

    play(story)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/static/page.js", "text/javascript; charset=utf-8"),
        ("/static/page.css", "text/css; charset=utf-8"),
        ("/static/icon.svg", "image/svg+xml"),
    ],
)
def test_files_come_with_their_type_and_may_run_nothing_of_others(path: str, kind: str) -> None:
    async def story(house: House, session: ClientSession) -> None:
        async with session.get(path) as response:
            assert response.status == 200
            assert response.headers["Content-Type"] == kind
            assert response.headers["Content-Security-Policy"].startswith("default-src 'self';")
            assert response.headers["X-Content-Type-Options"] == "nosniff"

    play(story)


@pytest.mark.parametrize("name", ["nothing.js", "..%2fserver.py", "%2e%2e%2fserver.py", ".", "page.js%00", "%2fetc"])
def test_only_the_pages_own_files_are_served(name: str) -> None:
    async def story(house: House, session: ClientSession) -> None:
        async with session.get(f"{house.url}/static/{name}") as response:
            assert response.status == 404

    play(story)

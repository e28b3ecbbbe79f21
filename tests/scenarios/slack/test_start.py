"""What the settings say of Slack is tried at the start; Slack's absence keeps nobody from starting."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.local.settings import LocalSettings
from adapters.slack.settings import SlackSettings
from bot import app
from bot.app import work
from bot.app.channels import check
from bot.app.web import server
from bot.application.delivery.worker import LEASE
from bot.engine.people import Place
from bot.infra.clock import SetClock, SystemClock
from bot.ports import Address, Lane, OutboxMessage, Reason, Refused, Sections
from bot.settings import Coordinator, Settings, SettingsBroken
from tests.adapters.local.samples import note
from tests.adapters.slack.fake import BOT_TOKEN, TEAM, FakeSlack, Trouble
from tests.scenarios.slack.house import MAILS
from tests.seals import KEY
from tests.values import at

NOW = at("2026-01-05 10:00")


def settings(folder: Path, url: str, **slack: str) -> Settings:
    given = {"bot_token": BOT_TOKEN, "signing_secret": "hush"} | slack
    return Settings(
        database_url=app.sqlite_at(folder / "start.db"),
        channels=("slack",),
        secret_keys=(KEY,),
        sections=Sections((SlackSettings(**given, api_url=url),)),
    )


async def in_web(given: Settings) -> None:
    """The web process starts, and ends."""
    async with app.opened(given, SetClock(NOW), migrate=True) as parts:
        runner = web.AppRunner(server(parts))
        try:
            await runner.setup()
        finally:
            await runner.cleanup()


def test_a_wrong_bot_token_is_named_with_the_place_where_the_right_one_is(tmp_path: Path) -> None:
    async def story() -> None:
        async with FakeSlack(MAILS).serving() as slack:
            given = settings(tmp_path, f"{slack.url}/api/", bot_token="xoxb-wrong")
            for process in (in_web(given), work.run(given)):
                with pytest.raises(SettingsBroken) as broken:
                    await process
                assert "TOGETHER_SLACK_BOT_TOKEN" in str(broken.value)
                assert "OAuth & Permissions" in str(broken.value)
                assert "xoxb-wrong" not in str(broken.value)

    asyncio.run(story())


def test_a_wrong_app_token_too(tmp_path: Path) -> None:
    async def story() -> None:
        async with FakeSlack(MAILS).serving() as slack:
            with pytest.raises(SettingsBroken) as broken:
                await in_web(settings(tmp_path, f"{slack.url}/api/", app_token="xapp-wrong"))
            assert "TOGETHER_SLACK_APP_TOKEN" in str(broken.value)
            assert "connections:write" in str(broken.value)

    asyncio.run(story())


@pytest.mark.parametrize("wrong", [{"bot_token": "xoxb-wrong"}, {"app_token": "xapp-wrong"}])
def test_beside_another_channel_a_refused_token_is_said_and_the_others_go_on(
    tmp_path: Path, wrong: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        async with FakeSlack(MAILS).serving() as slack:
            given = settings(tmp_path, f"{slack.url}/api/", **wrong)
            local = LocalSettings()
            both = replace(given, channels=("local", "slack"), sections=Sections((*given.sections.values, local)))
            async with (
                app.opened(both, SetClock(NOW), migrate=True) as parts,
                TestClient(TestServer(server(parts))) as client,
            ):
                async with client.get("/readyz") as ready:
                    kind = "token" if "bot_token" in wrong else "socket"
                    assert await ready.json() == {"ready": True, "trouble": None, "channels": {"slack": [kind]}}
                    assert ready.status == 200
                await check(parts)  # as the worker does
            async with (
                app.opened(
                    replace(both, sections=settings(tmp_path, f"{slack.url}/api/").sections),
                    SetClock(NOW),
                    migrate=True,
                ) as parts,
                TestClient(TestServer(server(parts))) as client,
                client.get("/readyz") as ready,
            ):
                assert await ready.json() == {"ready": True, "trouble": None}

    asyncio.run(story())
    assert "Slack does not take it" in caplog.text
    assert "wrong" not in caplog.text


def test_scopes_that_are_missing_are_named_at_the_start(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        async with FakeSlack(MAILS).serving() as slack:
            slack.granted.remove("users:read.email")
            for _ in range(2):
                caplog.clear()
                await in_web(settings(tmp_path, f"{slack.url}/api/"))
                assert "users:read.email (to find members" in caplog.text
            slack.granted.append("users:read.email")
            caplog.clear()
            await in_web(settings(tmp_path, f"{slack.url}/api/"))
            assert "users:read.email" not in caplog.text

    asyncio.run(story())


def test_what_is_not_slack_at_the_address_is_said(tmp_path: Path) -> None:
    async def story() -> None:
        async def page(_: web.Request) -> web.Response:
            return web.Response(text="<html>hello</html>", content_type="text/html")

        application = web.Application()
        application.router.add_route("*", "/{any:.*}", page)
        async with TestServer(application) as other:
            with pytest.raises(
                SettingsBroken, match=r"TOGETHER_SLACK_API_URL: what answers at .* is not Slack's Web API"
            ):
                await in_web(settings(tmp_path, str(other.make_url("/api/"))))

    asyncio.run(story())


def test_nobody_there_to_ask_is_no_reason_not_to_start(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def story() -> None:
        given = settings(tmp_path, "http://127.0.0.1:9/api/", app_token="xapp-1")
        await in_web(given)
        async with app.opened(given, SetClock(NOW), migrate=False) as parts:
            await check(parts)

    asyncio.run(asyncio.wait_for(story(), 20))
    assert caplog.text.count("cannot be asked whether it takes TOGETHER_SLACK_BOT_TOKEN") == 2
    assert "cannot be asked whether it takes TOGETHER_SLACK_APP_TOKEN" in caplog.text


def test_a_new_start_sends_what_the_settings_kept_from_being_sent(tmp_path: Path) -> None:
    async def story() -> None:
        async with FakeSlack(MAILS).serving() as slack:
            given, now = settings(tmp_path, f"{slack.url}/api/"), SystemClock().now()
            lane = Lane("slack", TEAM, f"coordinator:{TEAM}/U00000013")
            async with app.opened(given, SetClock(now), migrate=True) as parts:
                owed = OutboxMessage("", "digest:x", Place.COORDINATORS, lane, note("x"), ("fr",), ("UTC",))
                await parts.store.run(lambda unit: unit.outbox.enqueue([owed]))
                (post,) = await parts.store.run(lambda unit: unit.outbox.claim(now, 1, "w", LEASE))
                refusal = Refused(Reason.REMOVED, "invalid_auth")
                await parts.store.run(lambda unit: unit.dead_letters.put(post, "w", refusal, now))
            working = asyncio.create_task(work.run(given))
            try:
                async with asyncio.timeout(20):
                    while not slack.cards:
                        await asyncio.wait({working}, timeout=0.05)
            finally:
                working.cancel()
                await asyncio.wait({working})

    asyncio.run(story())


DOMINIQUE = Coordinator(Address("slack", "dominique@example.org"), "Dominique", ("fr",), "Europe/Paris")


async def coordinators(given: Settings) -> list[str]:
    async with app.opened(given, SetClock(NOW), migrate=True) as parts:
        found = await parts.store.run(lambda unit: unit.people.coordinators())
        return [f"{lane} {person.address}" for lane, person in found]


def test_a_coordinator_may_be_named_by_e_mail_address(tmp_path: Path) -> None:
    async def story() -> None:
        expected = [f"slack/{TEAM}/coordinator:{TEAM}/U00000013 slack:{TEAM}/U00000013"]
        async with FakeSlack(MAILS).serving() as slack:
            given = replace(settings(tmp_path, f"{slack.url}/api/"), coordinators=(DOMINIQUE,))
            assert await coordinators(given) == expected
            calls = len(slack.calls)
            assert await coordinators(given) == expected
            unknown = replace(DOMINIQUE, address=Address("slack", "nobody@example.org"))
            assert await coordinators(replace(given, coordinators=(unknown,))) == expected, "nobody is dismissed"
            assert len(slack.calls) == calls, "they are looked up once, and the setting is read once"
            fresh = replace(given, database_url=app.sqlite_at(tmp_path / "fresh.db"), coordinators=(unknown,))
            with pytest.raises(
                SettingsBroken, match=r"TOGETHER_COORDINATORS: Slack knows no member nobody@example\.org"
            ):
                await coordinators(fresh)
            slack.trouble("users.lookupByEmail", Trouble("", 503))
            assert await coordinators(fresh) == [], "they are asked for again at the next start"

    asyncio.run(story())

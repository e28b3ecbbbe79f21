"""What the doctor asks Slack, which is on loopback here, and the web process's own door for it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from aiohttp.test_utils import TestServer

from adapters.slack.doctor import checks
from adapters.slack.settings import SlackSettings
from bot import app
from bot.app.web import server
from bot.cli.doctor.assembled import Surroundings, assembled
from bot.cli.doctor.http import HttpClient
from bot.infra.clock import SetClock
from bot.ports import Installation, Installations, Sections
from bot.ports.plugins.doctor import DoctorContext, Found, Status, skipped
from bot.settings import Settings
from storage.repositories.installations import SqlInstallations
from tests.adapters.slack.fake import APP, BOT, BOT_TOKEN, TEAM, FakeSlack, Trouble
from tests.doctor.surroundings import NOW, always, answering, found, not_right, right
from tests.scenarios.slack.house import MAILS
from tests.seals import KEY

SECRET = "hush-hush"


async def nobody(_: str) -> Installations:
    raise Found(skipped("there is no database"))


def given(api: str, public: str = "", **slack: str) -> DoctorContext:
    said = {"bot_token": BOT_TOKEN, "signing_secret": SECRET, **slack}
    settings = SlackSettings(**said, api_url=api)
    clock = SetClock(NOW)
    return DoctorContext(Sections((settings,)), public, clock, HttpClient(clock), nobody)


@asynccontextmanager
async def slack() -> AsyncIterator[tuple[FakeSlack, str]]:
    async with FakeSlack(MAILS).serving() as fake:
        yield fake, f"{fake.url}/api/"


def test_a_slack_that_takes_everything_is_right() -> None:
    async def story() -> None:
        async with slack() as (fake, api):
            listed = checks(given(api, app_token="xapp-1"))
            fake.tokens.add("xapp-1")
            assert [check.id for check in listed] == ["slack.api", "slack.token", "slack.scopes", "slack.socket"]
            said = [right(await found(listed, check.id)) for check in listed]
            assert TEAM in said[1]
            assert {call.method for call in fake.calls} == {"api.test", "auth.test", "apps.connections.open"}

    asyncio.run(story())


def test_a_token_that_slack_does_not_take_is_named_with_its_place() -> None:
    async def story() -> None:
        async with slack() as (_, api):
            listed = checks(given(api, bot_token="xoxb-wrong-one", app_token="xapp-wrong-one"))
            for id, name, place in (
                ("slack.token", "TOGETHER_SLACK_BOT_TOKEN", "OAuth & Permissions"),
                ("slack.scopes", "TOGETHER_SLACK_BOT_TOKEN", "OAuth & Permissions"),
                ("slack.socket", "TOGETHER_SLACK_APP_TOKEN", "connections:write"),
            ):
                said = not_right(await found(listed, id))
                assert name in said
                assert place in said
                assert "wrong-one" not in said

    asyncio.run(story())


def test_a_scope_that_is_missing_is_named() -> None:
    async def story() -> None:
        async with slack() as (fake, api):
            fake.granted.remove("mpim:history")
            said = not_right(await found(checks(given(api)), "slack.scopes"))
            assert "mpim:history is missing" in said
            assert "manifest slack" in said

    asyncio.run(story())


def test_trouble_of_slacks_own_is_told_by_its_code_alone() -> None:
    async def story() -> None:
        async with slack() as (fake, api):
            fake.trouble(
                "auth.test", Trouble("internal_error"), Trouble("Bearer xoxb-echo", 500), Trouble("ratelimited", 429)
            )
            listed = checks(given(api))
            assert "internal_error" in not_right(await found(listed, "slack.token"))
            assert "echo" not in not_right(await found(listed, "slack.token"))
            assert "minute" in not_right(await found(listed, "slack.token"), Status.ADVICE)

    asyncio.run(story())


def test_nobody_there_and_somebody_else_there_are_two_things() -> None:
    async def story() -> None:
        away = checks(given("http://127.0.0.1:9/api/"))
        assert "no connection to 127.0.0.1" in not_right(await found(away, "slack.api"))
        assert (await found(away, "slack.token")).status is Status.SKIPPED
        async with answering(always(200, "<html>hello</html>")) as other:
            assert "not Slack's Web API" in not_right(await found(checks(given(f"{other}/api/")), "slack.api"))

    asyncio.run(story())


@asynccontextmanager
async def web(folder: Path, api: str, secret: str = SECRET) -> AsyncIterator[str]:
    """A web process with its own door for Slack."""
    told = SlackSettings(bot_token=BOT_TOKEN, signing_secret=secret, api_url=api)
    settings = Settings(
        database_url=app.sqlite_at(folder / f"{secret}.db"),
        channels=("slack",),
        secret_keys=(KEY,),
        sections=Sections((told,)),
    )
    async with app.opened(settings, SetClock(NOW), migrate=True) as parts, TestServer(server(parts)) as running:
        yield str(running.make_url("")).rstrip("/")


def test_slacks_way_in_is_gone_by_a_signed_greeting(tmp_path: Path) -> None:
    async def story() -> None:
        async with slack() as (_, api):
            async with web(tmp_path, api) as public:
                assert "/slack/events" in right(await found(checks(given(api, public)), "slack.inbound"))
                late = given(api, public)
                late = replace(late, clock=SetClock(NOW + timedelta(minutes=6)))
                assert "timestamp" in not_right(await found(checks(late), "slack.inbound"))
            async with web(tmp_path, api, "another-secret") as public:
                said = not_right(await found(checks(given(api, public)), "slack.inbound"))
                assert "TOGETHER_SLACK_SIGNING_SECRET" in said
                assert SECRET not in said
            async with answering(always(404)) as public:
                assert "answers 404" in not_right(await found(checks(given(api, public)), "slack.inbound"))
            unreached = await found(checks(given(api, "http://127.0.0.1:9")), "slack.inbound")
            assert unreached.status is Status.SKIPPED

    asyncio.run(story())


# Many workspaces -------------------------------------------------------------------------------------------------


def by_oauth(folder: Path, api: str) -> Settings:
    told = SlackSettings(signing_secret=SECRET, client_id="1.2", client_secret="client-s3cret", api_url=api)
    return Settings(
        database_url=app.sqlite_at(folder / "many.db"),
        channels=("slack",),
        secret_keys=(KEY,),
        public_url="http://127.0.0.1:9",
        sections=Sections((told,)),
    )


def test_each_workspace_is_asked_for_and_no_token_is_refreshed(tmp_path: Path) -> None:
    async def story() -> None:
        async with slack() as (fake, api):
            settings, clock = by_oauth(tmp_path, api), SetClock(NOW)
            async with app.opened(settings, clock, migrate=True):
                pass
            around = Surroundings(clock, HttpClient(clock))

            async def asked() -> str:
                async with assembled(settings, around) as examination:
                    finding = await found(examination.checks, "slack.workspaces")
                    return f"{finding.status} {finding.said} {finding.advice}"

            async def installed(**changes: object) -> None:
                one = Installation(TEAM, APP, BOT, BOT_TOKEN, tuple(fake.granted), NOW)
                async with app.opened(settings, clock, migrate=False) as parts:
                    kept = SqlInstallations(parts.store, "slack", (KEY,))
                    await kept.put(replace(one, **changes))  # type: ignore[arg-type]

            assert "wrong the app is installed in none" in await asked()
            assert "/slack/install" in await asked()
            await installed()
            assert await asked() == "right 1 installed "
            await installed(token="xoxb-revoked-one")
            assert f"{TEAM}: Slack does not take the token of {TEAM} (invalid_auth)" in await asked()
            assert "revoked-one" not in await asked()
            await installed(scopes=("chat:write",))
            assert "it lacks app_mentions:read" in await asked()
            await installed(expires=NOW - timedelta(minutes=1), refresh="xoxe-refresh-one")
            assert "its token expired" in await asked()
            assert "refresh-one" not in await asked()
            assert not fake.called("oauth.v2.access"), "a refresh token is good once, and not the doctor's"

    asyncio.run(story())

"""What the doctor asks Microsoft: the login, the keys, Graph and the catalogue, which are on loopback here."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from adapters.teams.credentials import Certificate
from adapters.teams.doctor import checks
from adapters.teams.plugin import PLUGIN
from adapters.teams.settings import TeamsApp
from adapters.teams.tokens import AppTokens
from bot import app
from bot.app.web import server
from bot.cli.doctor.http import HttpClient
from bot.infra.clock import SetClock
from bot.ports import Installations, Sections
from bot.ports.plugins.doctor import Check, DoctorContext, Found, Status, skipped
from bot.settings import Settings
from tests.adapters.teams import login
from tests.adapters.teams.fakes import APP, KEY, TENANT, Cloud, Detour, cloud
from tests.doctor.surroundings import NOW, always, answering, found, not_right, right
from tests.seals import KEY as SEALING

CATALOGUE = "cccccccc-0000-4000-8000-000000000009"
SMALLEST = ("User.ReadBasic.All", "Chat.Create", "TeamsAppInstallation.ReadWriteSelfForChat.All", "AppCatalog.Read.All")


async def nobody(_: str) -> Installations:
    raise Found(skipped("there is no database"))


def asked(fake: Cloud, told: TeamsApp | None = None, public: str = "") -> Sequence[Check]:
    told = told or TeamsApp(APP, "hush", (TENANT,), CATALOGUE)
    clock = SetClock(NOW)
    given = DoctorContext(Sections((told,)), public, clock, HttpClient(clock), nobody)
    tokens = AppTokens(told.id, told.password, TENANT, http=Detour(fake.url))
    return checks(given, tokens=tokens, openid=fake.openid, graph=fake.graph)


def test_a_microsoft_that_takes_everything_is_right() -> None:
    async def story() -> None:
        async with cloud() as fake:
            fake.roles = SMALLEST
            fake.catalogue[CATALOGUE] = {"webApplicationInfo": {"id": APP}}
            listed = asked(fake)
            for id in ("teams.credentials", "teams.keys", "teams.graph", "teams.catalogue"):
                assert right(await found(listed, id))
            assert not fake.posts
            assert not fake.chats

    asyncio.run(story())


def test_credentials_that_the_login_refuses_are_told_by_their_codes_alone() -> None:
    async def story() -> None:
        async with cloud() as fake:
            fake.refuses = "invalid_client"
            for id in ("teams.credentials", "teams.graph", "teams.catalogue"):
                said = not_right(await found(asked(fake), id))
                assert "AADSTS7000215, invalid_client" in said
                assert "TOGETHER_TEAMS_APP_ID" in said
                assert "hush" not in said

    asyncio.run(story())


def test_a_login_that_is_away_is_no_refusal() -> None:
    async def story() -> None:
        fake = Cloud(url="http://127.0.0.1:9")
        assert "cannot be reached" in not_right(await found(asked(fake), "teams.credentials"))
        assert "no connection to 127.0.0.1" in not_right(await found(asked(fake), "teams.keys"))

    asyncio.run(story())


@pytest.mark.parametrize(
    ("roles", "status", "named"),
    [
        (("Chat.Create", *SMALLEST[2:]), Status.ADVICE, "User.ReadBasic.All"),
        (("User.Read.All", SMALLEST[2]), Status.WRONG, "Chat.Create is missing"),
        (("User.Read.All",), Status.WRONG, "Chat.Create, TeamsAppInstallation.ReadWriteSelfForChat.All are missing"),
        ((), Status.WRONG, "Chat.Create"),
    ],
)
def test_permissions_that_are_missing_are_named(roles: Sequence[str], status: Status, named: str) -> None:
    async def story() -> None:
        async with cloud() as fake:
            fake.roles = roles
            assert named in not_right(await found(asked(fake), "teams.graph"), status)

    asyncio.run(story())


def test_without_a_catalogue_no_permission_is_demanded() -> None:
    async def story() -> None:
        async with cloud() as fake:
            fake.roles = ()
            listed = asked(fake, TeamsApp(APP, "hush", (TENANT,)))
            assert "teams.catalogue" not in [check.id for check in listed]
            assert "by e-mail" in not_right(await found(listed, "teams.graph"), Status.ADVICE)
            fake.roles = ("User.Read.All",)  # more than is needed holds it
            assert right(await found(asked(fake, TeamsApp(APP, "hush", (TENANT,))), "teams.graph"))

    asyncio.run(story())


def test_a_catalogue_without_the_app_with_another_one_and_one_that_is_shut_are_three_things() -> None:
    async def story() -> None:
        async with cloud() as fake:
            fake.roles = SMALLEST
            assert "manifest teams" in not_right(await found(asked(fake), "teams.catalogue"))
            fake.catalogue[CATALOGUE] = {"webApplicationInfo": {"id": "99999999-0000-4000-8000-000000000001"}}
            assert "another app's" in not_right(await found(asked(fake), "teams.catalogue"))
            fake.roles = SMALLEST[:3]
            said = not_right(await found(asked(fake), "teams.catalogue"), Status.ADVICE)
            assert "AppCatalog.Read.All" in said

    asyncio.run(story())


def test_no_keys_are_told() -> None:
    async def story() -> None:
        async with cloud() as fake:
            fake.keys.clear()
            assert "gives none" in not_right(await found(asked(fake), "teams.keys"))

    asyncio.run(story())


@pytest.mark.parametrize(("days", "status"), [(200, Status.RIGHT), (20, Status.ADVICE), (3, Status.WRONG)])
def test_a_certificate_of_the_apps_that_ends_soon_is_said(tmp_path: Path, days: int, status: Status) -> None:
    async def story() -> None:
        file = login.written(tmp_path / "app.pem", KEY, login.certificate(KEY))
        until = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=3650)
        told = TeamsApp(APP, "", (TENANT,), keyless=Certificate(file))
        clock = SetClock(until - timedelta(days=days))
        given = DoctorContext(Sections((told,)), "", clock, HttpClient(clock), nobody)
        finding = await found(checks(given), "teams.certificate")
        assert finding.status is status
        assert f"{days} days more" in finding.said

    asyncio.run(story())


def test_the_playground_is_asked_nothing() -> None:
    async def story() -> None:
        clock = SetClock(NOW)
        given = DoctorContext(Sections((TeamsApp("", "", (TENANT,)),)), "", clock, HttpClient(clock), nobody)
        (only,) = PLUGIN.doctor(given)
        assert (await only.run()).status is Status.SKIPPED

    asyncio.run(story())


def test_teams_way_in_leads_to_the_bot_or_somewhere_else(tmp_path: Path) -> None:
    async def story() -> None:
        settings = Settings(
            database_url=app.sqlite_at(tmp_path / "teams.db"),
            channels=("teams",),
            secret_keys=(SEALING,),
            sections=Sections((TeamsApp(APP, "hush", (TENANT,)),)),
        )
        async with cloud() as fake:
            async with app.opened(settings, SetClock(NOW), migrate=True) as parts, TestServer(server(parts)) as running:
                public = str(running.make_url("")).rstrip("/")
                assert "/api/messages" in right(await found(asked(fake, public=public), "teams.inbound"))
            async with answering(always(404)) as public:
                said = not_right(await found(asked(fake, public=public), "teams.inbound"))
                assert f"{public}/api/messages" in said
            assert (await found(asked(fake), "teams.inbound")).status is Status.SKIPPED

    asyncio.run(story())


def test_each_cloud_is_asked_at_its_own_addresses() -> None:
    """The built-in ones, unless a test puts others in their place."""
    from adapters.teams.clouds import CLOUDS

    for one in CLOUDS.values():
        clock = SetClock(NOW)
        told = replace(TeamsApp(APP, "hush", (TENANT,), CATALOGUE), cloud=one)
        given = DoctorContext(Sections((told,)), "", clock, HttpClient(clock), nobody)
        assert [check.id for check in checks(given)] == [
            "teams.credentials",
            "teams.keys",
            "teams.graph",
            "teams.catalogue",
            "teams.inbound",
        ]

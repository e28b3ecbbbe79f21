"""An installation as in production, all green; and each part of it broken, which one line says, and no other."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from adapters.calendars import oauth
from adapters.calendars.doctor import CalendarsDoctor
from adapters.calendars.fetch import Limits
from adapters.calendars.settings import CalendarService, CalendarServices
from adapters.channels import CHANNELS
from adapters.slack.settings import SlackSettings
from adapters.teams.doctor import checks as teams_checks
from adapters.teams.plugin import TeamsPlugin
from adapters.teams.settings import TeamsApp
from adapters.teams.tokens import AppTokens
from bot import app
from bot.app import Container
from bot.app.channels import closed, outbound
from bot.app.web import server
from bot.application.delivery import alive
from bot.application.delivery.worker import Worker
from bot.cli.doctor.assembled import Surroundings
from bot.cli.doctor.examining import Result
from bot.cli.doctor.http import HttpClient
from bot.cli.doctor.report import as_json, is_well, line
from bot.cli.doctor.run import Wanted, doctor
from bot.infra.clock import SystemClock
from bot.ports import Address, ChannelPlugin, ProgrammeRecord, Sections
from bot.ports.plugins.doctor import Check, DoctorContext, Status
from bot.settings import Coordinator, Settings
from tests.adapters.slack.fake import BOT_TOKEN, TEAM, FakeSlack
from tests.adapters.teams.fakes import APP, TENANT, Cloud, Detour, cloud
from tests.doctor.surroundings import ReverseProxy, Services, always, answering, certified, reverse_proxy, services
from tests.doctor.test_teams import CATALOGUE, SMALLEST
from tests.scenarios.slack.house import MAILS
from tests.seals import KEY

SIGNING = "signing-s3cret"
SECRETS = (KEY, BOT_TOKEN, SIGNING, "hush", "s3cret-of-the-bot")

IDS = {
    *("settings", "content", "programmes", "keys", "ledger", "workers", "timers", "undelivered", "troubles", "clock"),
    *("database.reached", "database.schema", "database.write", "database.disk"),
    *("owed.slack", "owed.teams", "public.address", "public.certificate", "public.pages"),
    *("slack.api", "slack.token", "slack.scopes", "slack.inbound"),
    *("teams.credentials", "teams.keys", "teams.graph", "teams.catalogue", "teams.inbound"),
    *("calendars.links", "calendars.internet", "calendars.google", "calendars.microsoft"),
}


@dataclass
class House:
    """The bot with its web process and its worker, and all that it speaks to, on this machine."""

    settings: Settings
    around: Surroundings
    parts: Container
    proxy: ReverseProxy
    slack: FakeSlack
    microsoft: Cloud
    services: Services
    worker: Worker
    shown: list[str] = field(default_factory=list)

    async def asked(self, *parts: str) -> dict[str, Result]:
        self.shown.clear()
        found = await doctor({}, self.around, self.shown.append, Wanted(parts, 20), self.settings)
        return {one.check.id: one for one in found}


class TeamsHere(TeamsPlugin):
    """Teams, of which the doctor asks a Microsoft on this machine."""

    def __init__(self, fake: Cloud) -> None:
        self._fake = fake

    def doctor(self, given: DoctorContext) -> Sequence[Check]:
        tokens = AppTokens(APP, "hush", TENANT, http=Detour(self._fake.url))
        return teams_checks(given, tokens=tokens, openid=self._fake.openid, graph=self._fake.graph)


def configured(folder: Path, slack: FakeSlack, played: Services, public: str) -> Settings:
    known = {
        "google": CalendarService(played.id, played.secret),
        "microsoft": CalendarService(played.id, played.secret, "organizations"),
    }
    return Settings(
        database_url=app.sqlite_at(folder / "together.db"),
        channels=("slack", "teams"),
        coordinators=(Coordinator(Address("slack", f"{TEAM}/U00000011"), "Claire", ("fr",), "Europe/Paris"),),
        programme=ProgrammeRecord(outside_contact="Mediation"),
        public_url=public,
        secret_keys=(KEY,),
        sections=Sections(
            (
                SlackSettings(bot_token=BOT_TOKEN, signing_secret=SIGNING, api_url=f"{slack.url}/api/"),
                TeamsApp(APP, "hush", (TENANT,), CATALOGUE),
                CalendarServices(known),
            )
        ),
    )


@asynccontextmanager
async def installed(folder: Path) -> AsyncIterator[House]:
    today = datetime.now(UTC)
    shows, trusts = certified(folder, today - timedelta(days=10), today + timedelta(days=80))
    async with (
        FakeSlack(MAILS).serving() as slack,
        cloud() as microsoft,
        services() as (played, login),
        answering(always(200)) as somewhere,
        reverse_proxy(shows) as proxy,
    ):
        microsoft.roles, microsoft.catalogue[CATALOGUE] = SMALLEST, {"webApplicationInfo": {"id": APP}}
        settings = configured(folder, slack, played, proxy.url)
        http = HttpClient(SystemClock(), trusts)
        known = {
            "google": oauth.google(played.id, played.secret),
            "microsoft": oauth.microsoft(played.id, played.secret, "organizations"),
        }
        there = {name: replace(one, token=f"{login}/x/token", busy=f"{login}/busy") for name, one in known.items()}
        limits = Limits(welcome=lambda _: True, ports=(), seconds=2)
        calendars = CalendarsDoctor(proxy.url, there, http, (somewhere.removeprefix("http://"),), limits)
        plugins: list[ChannelPlugin] = [one for one in CHANNELS if one.name != "teams"]
        around = Surroundings(SystemClock(), http, [*plugins, TeamsHere(microsoft)], calendars, pause=0.0)
        async with app.opened(settings, SystemClock(), migrate=True) as parts, TestServer(server(parts)) as web:
            proxy.target = str(web.make_url("")).rstrip("/")
            reached = outbound(parts)
            worker = Worker(parts.service, reached, parts.clock, "host:1:ff")
            working = asyncio.create_task(worker.run())
            await _noted(parts)
            try:
                yield House(settings, around, parts, proxy, slack, microsoft, played, worker)
            finally:
                await worker.stop(5)
                await working
                await closed(reached)


async def _noted(parts: Container) -> None:
    while not await parts.store.run(alive.seen):
        await parts.store.wait(0.1)


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


def test_all_of_it_is_green_and_no_secret_is_shown(tmp_path: Path) -> None:
    async def story() -> None:
        async with installed(tmp_path) as house:
            found = await house.asked()
            assert set(found) == IDS
            assert [line(one) for one in found.values() if one.finding.status is not Status.RIGHT] == []
            assert is_well(found.values())
            assert house.shown == [line(one) for one in found.values()]
            told = "\n".join([*house.shown, as_json(list(found.values()), SystemClock().now())])
            assert [secret for secret in SECRETS if secret in told.replace("signing secret", "")] == []

    asyncio.run(story())


Break = Callable[[House], AbstractContextManager[None]]


def _changed(of: Callable[[House], Any], name: str, value: Any) -> Break:
    """A field of something is another for a while."""

    @contextmanager
    def broken(house: House) -> Iterator[None]:
        thing = of(house)
        before = getattr(thing, name)
        setattr(thing, name, value)
        try:
            yield
        finally:
            setattr(thing, name, before)

    return broken


def _proxy(name: str, value: object) -> Break:
    return _changed(lambda house: house.proxy, name, value)


def _microsoft(name: str, value: object) -> Break:
    return _changed(lambda house: house.microsoft, name, value)


BROKEN: Sequence[tuple[Break, set[str]]] = (
    (_changed(lambda house: house.slack, "tokens", set()), {"slack.token", "slack.scopes"}),
    (_changed(lambda house: house.slack, "granted", ["chat:write"]), {"slack.scopes"}),
    (_microsoft("refuses", "invalid_client"), {"teams.credentials", "teams.graph", "teams.catalogue"}),
    (_microsoft("catalogue", {}), {"teams.catalogue"}),
    (_microsoft("roles", [one for one in SMALLEST if one != "Chat.Create"]), {"teams.graph"}),
    (_microsoft("keys", []), {"teams.keys"}),
    (_changed(lambda house: house.services, "secret", "renewed"), {"calendars.google", "calendars.microsoft"}),
    (_proxy("target", ""), {"public.address", "slack.inbound", "teams.inbound", "calendars.links"}),
    (_proxy("date", "Mon, 02 Mar 2026 10:00:00 GMT"), {"clock"}),
    (_proxy("keeps", ("/slack",)), {"slack.inbound"}),
    (_proxy("keeps", ("/api",)), {"teams.inbound"}),
    (_proxy("keeps", ("/calendar",)), {"calendars.links"}),
    (_proxy("keeps", ("/report",)), {"public.pages"}),
)


def test_each_part_that_is_broken_is_said_by_its_own_line_with_what_to_do(tmp_path: Path) -> None:
    """One house for all of them, put right again after each: to set it up is what takes time."""

    async def story() -> None:
        quick = IDS - {"content"}  # which takes longer than all others together
        async with installed(tmp_path) as house:
            for broken, named in BROKEN:
                with broken(house):
                    found = await house.asked(*quick)
                assert {id for id, one in found.items() if one.finding.status is Status.WRONG} == named, house.shown
                assert all(found[id].finding.advice for id in named)
                assert not is_well(found.values())
            await house.worker.stop(5)
            found = await house.asked(*quick)
            assert {id for id, one in found.items() if one.finding.status is Status.WRONG} == {"workers"}

    asyncio.run(story())


def test_every_check_is_explained_in_the_documentation() -> None:
    """Those that only some installations have among them."""
    page = (Path(__file__).parents[2] / "docs" / "operations" / "doctor.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^\| `([a-z._A-Z]+)`", page, re.MULTILINE))
    own = {re.sub(r"^owed\..*", "owed.CHANNEL", id) for id in IDS}
    server = {"database.server", "database.rights", "database.connections", "database.news"}
    assert explained == own | server | {"slack.socket", "slack.workspaces", "teams.certificate"}


def test_the_example_of_the_documentation_is_an_object_as_it_is_made() -> None:
    page = (Path(__file__).parents[2] / "docs" / "operations" / "doctor.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    made = json.loads(as_json([], SystemClock().now()))
    assert sorted(json.loads(example)) == sorted(made)
    assert sorted(json.loads(example)["checks"][0]) == ["advice", "id", "said", "seconds", "status", "title"]

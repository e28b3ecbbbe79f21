"""Installations: kept, encrypted, rotated, ended; and the settings for them."""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import ClientSession, CookieJar, web
from cryptography.fernet import Fernet
from slack_bolt.request.async_request import AsyncBoltRequest
from sqlalchemy import select
from yarl import URL

from adapters.slack.assembly import channel, front
from adapters.slack.install import Installing, flow
from adapters.slack.install_pages import InstallPages
from adapters.slack.manifest import SCOPES
from adapters.slack.rotation import OAuthApp
from adapters.slack.server import Front, attach
from adapters.slack.settings import SlackSettings
from adapters.slack.workspaces import Wire
from bot import app
from bot.app import work
from bot.app.channels import context, troubles
from bot.app.settings import parse
from bot.application.coordination.channel_troubles import NotedTroubles
from bot.application.delivery.worker import TRIES, Worker
from bot.infra.clock import SetClock
from bot.ports import Address, Busy, Installation, Lane, Person, Reason, Refused, Sections, Unavailable, Unreached
from bot.ports.troubles import TroubleKind
from bot.settings import Settings, SettingsBroken
from storage.repositories.installations import TABLE, KeyMissing, SqlInstallations
from storage.store import SqlStore
from tests.adapters.slack.fake import APP, BOT, BOT_TOKEN, TEAM, FakeSlack, Trouble
from tests.adapters.slack.test_channel import PEOPLE, POST
from tests.labels import label
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import MAILS
from tests.scenarios.slack.payloads import SECRET, signed
from tests.values import CONTENT, at

NOW = at("2026-01-05 10:00")
_EVERYTHING = select(TABLE)
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()
DOMINIQUE = Lane("slack", TEAM, f"coordinator:{TEAM}/U00000013")
SLACK = {"channel": "Slack"}
HERE = Installation(TEAM, APP, BOT, BOT_TOKEN, ("chat:write", "commands"), NOW)


# Kept ------------------------------------------------------------------------------------------------------------


def test_an_installation_is_kept_with_its_token_encrypted(store: SqlStore) -> None:
    async def story() -> None:
        kept = SqlInstallations(store, "slack", [NEW])
        assert await kept.get(TEAM) is None
        await kept.put(HERE)
        await kept.put(HERE)
        assert await kept.get(TEAM) == HERE
        assert list(await kept.every()) == [HERE]
        assert list(await SqlInstallations(store, "teams", [NEW]).every()) == []
        rows = await store.run(lambda unit: unit.session.rows(_EVERYTHING))
        assert BOT_TOKEN not in str(rows)
        assert BOT_TOKEN not in repr(HERE)
        assert not await kept.remove(TEAM, NOW - timedelta(seconds=1))
        assert [await kept.remove(TEAM, NOW) for _ in range(2)] == [True, False]
        assert await kept.get(TEAM) is None

    asyncio.run(story())


def test_keys_are_rotated(store: SqlStore) -> None:
    async def story() -> None:
        await SqlInstallations(store, "slack", [OLD]).put(HERE)
        with pytest.raises(KeyMissing, match="TOGETHER_SECRET_KEYS"):
            await SqlInstallations(store, "slack", [NEW]).get(TEAM)
        both = SqlInstallations(store, "slack", [NEW, OLD])
        assert await both.get(TEAM) == HERE
        assert await both.rotate() == 1
        assert await SqlInstallations(store, "slack", [NEW]).get(TEAM) == HERE

    asyncio.run(story())


def test_a_process_with_the_wrong_key_does_not_start(tmp_path: Path) -> None:
    async def story() -> None:
        settings = Settings(
            database_url=app.sqlite_at(tmp_path / "keys.db"),
            secret_keys=(NEW,),
            public_url="https://x.example",
            sections=Sections((SlackSettings(client_id="1", client_secret="s"),)),
        )
        async with app.opened(settings, SetClock(NOW), migrate=True) as parts:
            await SqlInstallations(parts.store, "slack", [OLD]).put(HERE)
            application = web.Application()
            attach(application, front(context(parts)))
            with pytest.raises(KeyMissing, match=TEAM):
                await web.AppRunner(application).setup()
        with pytest.raises(KeyMissing, match=TEAM):
            await work.run(replace(settings, channels=("slack",)))

    asyncio.run(story())


def test_a_worker_that_does_not_know_the_key_yet_holds_what_it_owes(tmp_path: Path) -> None:
    async def story() -> None:
        async with many(tmp_path) as bot:
            stored = SqlInstallations(bot.parts.store, "slack", [OLD])
            await stored.put(HERE)
            worker = Worker(bot.parts.service, {"slack": (out := channel(context(bot.parts)))}, bot.clock, "test")
            await bot.parts.store.run(lambda unit: unit.outbox.enqueue([replace(POST, pair="", lane=DOMINIQUE)]))
            for _ in range(2 * TRIES):
                await worker.drain()
                bot.clock.at += timedelta(hours=1)
            assert await bot.parts.store.run(lambda unit: unit.dead_letters.all()) == []
            await SqlInstallations(bot.parts.store, "slack", [NEW]).put(HERE)
            await worker.drain()
            assert len(bot.slack.cards) == 1
            await out.close()

    asyncio.run(story())


# By OAuth --------------------------------------------------------------------------------------------------------


@dataclass
class Many:
    """The bot as it is installed by many, with one browser."""

    slack: FakeSlack
    parts: app.Container
    clock: SetClock
    browser: ClientSession
    url: str
    front: Front


@asynccontextmanager
async def many(folder: Path) -> AsyncIterator[Many]:
    async with FakeSlack(MAILS).serving() as slack, ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
        settings = Settings(
            database_url=app.sqlite_at(folder / "many.db"),
            channels=("slack",),
            public_url="https://together.example.org",
            secret_keys=(NEW,),
            sections=Sections(
                (
                    SlackSettings(
                        signing_secret=SECRET, client_id="1.2", client_secret="hush", api_url=f"{slack.url}/api/"
                    ),
                )
            ),
        )
        clock = SetClock(NOW)
        async with app.opened(settings, clock, migrate=True) as parts:
            application = web.Application()
            slack_front = front(context(parts))
            attach(application, slack_front)
            runner = web.AppRunner(application, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield Many(slack, parts, clock, browser, f"http://127.0.0.1:{runner.addresses[0][1]}", slack_front)
            await runner.cleanup()


def test_a_workspace_installs_is_spoken_to_and_leaves(tmp_path: Path) -> None:
    async def story() -> None:
        async with many(tmp_path) as bot:
            browser, url, clock = bot.browser, bot.url, bot.clock
            out = channel(context(bot.parts))
            with pytest.raises(Refused, match="not installed"):
                await out.deliver(POST, PEOPLE)
            await _installed(browser, url)
            assert (await out.deliver(POST, PEOPLE)).card
            assert BOT_TOKEN not in (tmp_path / "many.db").read_bytes().decode("latin-1")
            word = payloads.event(payloads.message("U00000011", "D1", "prep"))
            assert await _sent(browser, url, word, clock) == 200
            other = payloads.event(payloads.message("U00000011", "D1", "prep"), api_app_id="A0OTHER")
            assert await _sent(browser, url, other, clock) == 403
            user = _now(clock, {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}})
            assert await _sent(browser, url, user, clock) == 200
            assert await _sent(browser, url, word, clock) == 200  # only a person's token went
            bye = _now(clock, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT]}})
            assert await _sent(browser, url, bye, clock) == 200
            assert await _sent(browser, url, word, clock) == 403
            (noted,) = await troubles(bot.parts).all()
            assert (noted.kind, noted.workspace) == (TroubleKind.TOKEN, TEAM)
            await _installed(browser, url)
            assert await troubles(bot.parts).all() == []
            bye = _now(clock, {"type": "app_uninstalled"})
            assert await _sent(browser, url, bye, clock) == 200
            assert await _sent(browser, url, bye, clock) == 200  # again, it changes nothing
            assert await _sent(browser, url, word, clock) == 403
            clock.at = at("2026-01-05 10:02")  # the worker is another process, and believes it for a minute
            with pytest.raises(Refused, match="not installed"):
                await out.deliver(POST, PEOPLE)
            await out.close()

    asyncio.run(story())


async def _begun(browser: ClientSession, url: str) -> tuple[str, dict[str, list[str]]]:
    """The cookie of the first page, and what its link asks Slack for."""
    async with browser.get(f"{url}/slack/install") as page:
        assert page.status == 200
        assert "default-src 'none'" in page.headers["Content-Security-Policy"]
        link = re.search(r'href="(http[^"]+/oauth/v2/authorize[^"]+)"', await page.text())
        cookie = page.headers["Set-Cookie"].partition(";")[0]
    assert link is not None
    return cookie, parse_qs(urlsplit(link[1].replace("&amp;", "&")).query)


async def _installed(browser: ClientSession, url: str) -> None:
    """Through the page, as a person's browser goes."""
    cookie, query = await _begun(browser, url)
    assert query["redirect_uri"] == ["https://together.example.org/slack/oauth_redirect"]
    assert set(query["scope"][0].split(",")) >= {"chat:write", "commands", "mpim:write"}
    back = URL(f"{url}/slack/oauth_redirect").with_query(code="good", state=query["state"][0])
    async with browser.get(back) as refused:  # another browser, without the cookie
        assert refused.status == 400
    forged = back.with_query(code="good", state="forged")
    async with browser.get(forged, headers={"Cookie": cookie}) as refused:
        assert refused.status == 400
    async with browser.get(back, headers={"Cookie": cookie}) as done:
        assert done.status == 200, await done.text()


async def _allowed(bot: Many, code: str = "good") -> tuple[int, str]:
    """What a browser is shown on its way back, once the app was allowed."""
    cookie, query = await _begun(bot.browser, bot.url)
    back = URL(f"{bot.url}/slack/oauth_redirect").with_query(code=code, state=query["state"][0])
    async with bot.browser.get(back, headers={"Cookie": cookie}) as said:
        assert "default-src 'none'" in said.headers["Content-Security-Policy"]
        return said.status, unescape(await said.text())


def _says(page: str, id: str, **args: str) -> bool:
    """Whether a page says a sentence in both languages."""
    return all(label(language, id, **args) in page for language in ("fr", "en"))


def test_a_state_is_taken_once(tmp_path: Path) -> None:
    async def story() -> None:
        async with many(tmp_path) as bot:
            cookie, query = await _begun(bot.browser, bot.url)
            back = URL(f"{bot.url}/slack/oauth_redirect").with_query(code="bad", state=query["state"][0])
            async with bot.browser.get(back, headers={"Cookie": cookie}) as refused:
                assert (refused.status, _says(unescape(await refused.text()), "install-failed-refused", **SLACK)) == (
                    401,
                    True,
                )
            async with bot.browser.get(back.update_query(code="good"), headers={"Cookie": cookie}) as again:
                assert (again.status, _says(unescape(await again.text()), "install-failed-link", **SLACK)) == (
                    401,
                    True,
                )
            assert await SqlInstallations(bot.parts.store, "slack", [NEW]).every() == []

    asyncio.run(story())


def test_after_installing_a_page_of_ours_and_a_message_say_what_comes_next(tmp_path: Path) -> None:
    async def story() -> None:
        async with many(tmp_path) as bot:
            status, page = await _allowed(bot)
            assert status == 200
            assert _says(page, "install-done", workspace="Together")
            assert _says(page, "install-done-next", **SLACK)
            worker = Worker(bot.parts.service, {"slack": (out := channel(context(bot.parts)))}, bot.clock, "test")
            await worker.drain()
            (card,) = bot.slack.cards.values()
            assert card.conversation == bot.slack._conversations_open({"users": "U00000011"})["channel"]["id"]
            assert _says(card.text, "install-hello-next")
            assert _says(card.text, "install-hello-address", address=f"slack:{TEAM}/U00000011")
            await out.close()

    asyncio.run(story())


def test_a_coordinator_who_installs_it_again_has_nothing_to_do(tmp_path: Path) -> None:
    async def story() -> None:
        async with many(tmp_path) as bot:
            awa = Person(
                id="awa", name="Awa", languages=("en",), zone="Africa/Dakar", address=Address("slack", f"{TEAM}/U00000011"),
                chosen=("languages",),
            )  # fmt: skip
            lane = Lane("slack", TEAM, f"coordinator:{TEAM}/U00000011")
            await bot.parts.store.run(lambda unit: unit.people.put(awa))
            await bot.parts.store.run(lambda unit: unit.people.put_coordinator(awa, lane))
            await _allowed(bot)
            worker = Worker(bot.parts.service, {"slack": (out := channel(context(bot.parts)))}, bot.clock, "test")
            await worker.drain()
            (card,) = bot.slack.cards.values()
            assert card.text == label("en", "install-hello-again")
            await out.close()

    asyncio.run(story())


def test_scopes_that_are_missing_are_named_on_the_page_and_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        async with many(tmp_path) as bot:
            bot.slack.granted = [scope for scope in SCOPES if scope not in ("im:write", "users:read.email")]
            status, page = await _allowed(bot)
            assert (status, _says(page, "install-missing", scopes="im:write, users:read.email")) == (200, True)
            (noted,) = await troubles(bot.parts).all()
            assert (noted.kind, noted.workspace) == (TroubleKind.SCOPES, TEAM)
            bot.slack.granted = list(SCOPES)
            assert "install-missing" not in (await _allowed(bot))[1]
            assert await troubles(bot.parts).all() == []

    asyncio.run(story())
    assert "users:read.email (to find members by the e-mail addresses of the CSV)" in caplog.text


def test_a_token_that_expires_without_another_to_come_is_refused(tmp_path: Path) -> None:
    async def story() -> None:
        async with many(tmp_path) as bot:
            bot.slack.rotates = bot.slack.withholds_refresh = True
            status, page = await _allowed(bot)
            assert (status, _says(page, "install-failed-rotation", **SLACK)) == (400, True)
            assert await SqlInstallations(bot.parts.store, "slack", [NEW]).every() == []

    asyncio.run(story())


def test_what_cannot_be_installed_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def away(*_: object) -> None:
        raise Unavailable("/somewhere/secret")

    async def story() -> None:
        async with many(tmp_path) as bot:
            bot.slack.organisation = True
            status, words = await _allowed(bot)
            assert (status, _says(words, "install-failed-organisation", **SLACK)) == (400, True)
            bot.slack.organisation = False
            bot.slack.trouble("oauth.v2.access", Trouble(drop=True))
            assert (await _allowed(bot))[0] == 503
            with monkeypatch.context() as patch:
                patch.setattr(SqlInstallations, "put", away)
                status, words = await _allowed(bot)
            assert status == 503
            assert "secret" not in words
            refused = URL(f"{bot.url}/slack/oauth_redirect").with_query(error="access_denied", state="x")
            async with bot.browser.get(refused) as said:
                words = unescape(await said.text())
                assert (said.status, _says(words, "install-failed-cancelled", **SLACK)) == (200, True)
            assert await SqlInstallations(bot.parts.store, "slack", [NEW]).every() == []
            assert (await _allowed(bot))[0] == 200

    with caplog.at_level(logging.INFO):
        asyncio.run(story())
    for secret in (BOT_TOKEN, "hush", NEW, "/somewhere"):
        assert secret not in caplog.text


def test_a_token_stored_with_another_key_refuses_requests_and_sends_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """While a key is being rotated, a process that does not know the new one yet asks Slack to come again."""

    async def story() -> None:
        async with many(tmp_path) as bot:
            await SqlInstallations(bot.parts.store, "slack", [OLD]).put(HERE)
            word = payloads.event(payloads.message("U00000011", "D1", "prep"))
            assert await _sent(bot.browser, bot.url, word, bot.clock) == 503
            out = channel(context(bot.parts))
            with pytest.raises(Busy):
                await out.deliver(POST, PEOPLE)
            await out.close()

    with caplog.at_level(logging.INFO):
        asyncio.run(story())
    assert "could not be looked up (KeyMissing)" in caplog.text
    assert OLD not in caplog.text


def _now(clock: SetClock, farewell: dict[str, object]) -> bytes:
    return payloads.event(farewell, event_time=int(clock.now().timestamp()))


async def _sent(browser: ClientSession, url: str, body: bytes, clock: SetClock) -> int:
    headers = signed(body, clock.now().timestamp())
    async with browser.post(f"{url}/slack/events", data=body, headers=headers) as response:
        return response.status


@pytest.mark.parametrize(
    ("api", "page"),
    [
        ("https://slack.com/api/", "https://slack.com/oauth/v2/authorize"),
        ("https://slack-gov.com/api/", "https://slack-gov.com/oauth/v2/authorize"),
    ],
)
def test_installing_begins_where_the_workspace_lives(store: SqlStore, api: str, page: str) -> None:
    kept = SqlInstallations(store, "slack", [NEW])

    async def begun() -> str:
        wire = Wire(api)
        registered = OAuthApp("1.2", "hush", "https://x.example/back")
        clock = SetClock(NOW)
        parts = Installing(kept, store, clock, NotedTroubles(store, clock), [NEW], ("fr", "en"))
        pages = InstallPages(CONTENT.voices, ("fr", "en"), registered.install_url)
        installing = flow(parts, wire, registered, pages)
        url = await installing.build_authorize_url("state", AsyncBoltRequest(body=""))
        await wire.close()
        return url

    assert asyncio.run(begun()).startswith(f"{page}?")


@pytest.mark.parametrize(
    "farewell", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT]}}]
)
def test_a_farewell_that_comes_late_does_not_end_what_came_after_it(
    tmp_path: Path, farewell: dict[str, object]
) -> None:
    async def story() -> None:
        async with many(tmp_path) as bot:
            kept = SqlInstallations(bot.parts.store, "slack", [NEW])
            await kept.put(HERE)
            late = payloads.event(farewell, event_time=int(NOW.timestamp()) - 600)
            assert await _sent(bot.browser, bot.url, late, bot.clock) == 200
            assert await kept.get(TEAM) == HERE
            assert await troubles(bot.parts).all() == []
            assert await _sent(bot.browser, bot.url, _now(bot.clock, farewell), bot.clock) == 200
            assert await kept.get(TEAM) is None

    asyncio.run(story())


def test_a_dead_token_does_not_end_the_installation_that_came_after_it(tmp_path: Path) -> None:
    async def story() -> None:
        async with many(tmp_path) as bot:
            kept = SqlInstallations(bot.parts.store, "slack", [NEW])
            bot.slack.tokens.add("xoxb-old")
            await kept.put(replace(HERE, token="xoxb-old"))
            out = channel(context(bot.parts))
            await out.deliver(POST, PEOPLE)
            bot.slack.tokens.discard("xoxb-old")
            again = replace(HERE, at=NOW + timedelta(seconds=20))
            await kept.put(again)
            with pytest.raises(Unreached, match="installed anew"):
                await out.deliver(replace(POST, id=8), PEOPLE)
            assert await kept.get(TEAM) == again
            assert (await out.deliver(replace(POST, id=8), PEOPLE)).card
            await out.close()

    asyncio.run(story())


def test_whoever_installs_the_app_again_gets_what_could_not_be_delivered(tmp_path: Path) -> None:
    async def story() -> None:
        async with many(tmp_path) as bot:
            worker = Worker(bot.parts.service, {"slack": (out := channel(context(bot.parts)))}, bot.clock, "test")
            await bot.parts.store.run(lambda unit: unit.outbox.enqueue([replace(POST, pair="", lane=DOMINIQUE)]))
            await worker.drain()
            (dead,) = await bot.parts.store.run(lambda unit: unit.dead_letters.all())
            assert dead.reason is Reason.REMOVED
            await _installed(bot.browser, bot.url)
            bot.clock.at += timedelta(seconds=5)  # a conversation's pace
            await worker.drain()
            assert len(bot.slack.cards) == 2  # and what whoever installed it is told
            await out.close()

    asyncio.run(story())


# Settings --------------------------------------------------------------------------------------------------------

ONE = {
    "TOGETHER_CHANNELS": "slack",
    "TOGETHER_SLACK_BOT_TOKEN": "xoxb-1",
    "TOGETHER_SLACK_SIGNING_SECRET": "s",
    "TOGETHER_SECRET_KEYS": NEW,
}
MANY = {
    "TOGETHER_CHANNELS": "slack",
    "TOGETHER_SLACK_CLIENT_ID": "1.2",
    "TOGETHER_SLACK_CLIENT_SECRET": "s",
    "TOGETHER_SLACK_SIGNING_SECRET": "s",
    "TOGETHER_SECRET_KEYS": f"{NEW},{OLD}",
    "TOGETHER_PUBLIC_URL": "https://together.example.org/",
}


def test_settings_for_one_for_many_and_behind_a_firewall() -> None:
    assert parse(ONE).sections.of(SlackSettings).many is False
    many = parse(MANY)
    assert (many.sections.of(SlackSettings).many, many.secret_keys, many.public_url) == (
        True,
        (NEW, OLD),
        "https://together.example.org",
    )
    socket = {**ONE, "TOGETHER_SLACK_APP_TOKEN": "xapp-1"}
    del socket["TOGETHER_SLACK_SIGNING_SECRET"]
    assert parse(socket).sections.of(SlackSettings).app_token == "xapp-1"
    assert "xoxb" not in repr(parse(ONE))
    assert NEW not in repr(many)


@pytest.mark.parametrize("missing", [name for name in ONE if name != "TOGETHER_CHANNELS"])
def test_what_is_missing_is_named_with_where_to_find_it(missing: str) -> None:
    where = "OAuth & Permissions|Basic Information|together-bot keys new"
    with pytest.raises(SettingsBroken, match=rf"{missing} is missing.*({where})"):
        parse({name: value for name, value in ONE.items() if name != missing})


@pytest.mark.parametrize("missing", [name for name in MANY if name not in ("TOGETHER_CHANNELS",)])
def test_what_is_missing_for_many(missing: str) -> None:
    with pytest.raises(SettingsBroken, match=f"{missing} is missing"):
        parse({name: value for name, value in MANY.items() if name != missing})


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"TOGETHER_SLACK_BOT_TOKEN": "xoxp-1"}, "must begin with xoxb-"),
        ({"TOGETHER_SLACK_APP_TOKEN": "xoxb-1"}, "must begin with xapp-"),
        ({"TOGETHER_SLACK_CLIENT_ID": "1"}, "keep one"),
        ({"TOGETHER_SECRET_KEYS": f"{NEW},short"}, "key 2 is no key; `together-bot keys new` makes one"),
        ({"TOGETHER_PUBLIC_URL": "ftp://x"}, "must start with https"),
    ],
)
def test_what_is_wrong_is_named_and_no_secret_repeated(changes: dict[str, str], fault: str) -> None:
    with pytest.raises(SettingsBroken, match=fault) as broken:
        parse({**ONE, **changes})
    assert NEW not in str(broken.value)


@pytest.mark.parametrize(
    "url",
    [
        "slack.com/api/",
        "http://slack.com/api/",
        "https://slack.com/",
        "https://u:p@slack.com/api/",
        "https://slack.com/api/?x",
    ],
)
def test_an_address_that_cannot_be_a_web_api_is_refused(url: str) -> None:
    with pytest.raises(SettingsBroken, match="TOGETHER_SLACK_API_URL must read https://HOST/api/"):
        parse({**ONE, "TOGETHER_SLACK_API_URL": url})


@pytest.mark.parametrize(
    "url", ["https://slack-gov.com/api/", "https://slack-gov.com/api", "http://127.0.0.1:4600/api/"]
)
def test_another_slack_than_slack_com(url: str) -> None:
    assert parse({**ONE, "TOGETHER_SLACK_API_URL": url}).sections.of(SlackSettings).api_url == f"{url.rstrip('/')}/"


def test_a_token_that_expires_cannot_stand_in_the_settings() -> None:
    with pytest.raises(SettingsBroken, match="TOGETHER_SLACK_BOT_TOKEN expires after twelve hours") as broken:
        parse({**ONE, "TOGETHER_SLACK_BOT_TOKEN": "xoxe.xoxb-1-secret"})
    assert "must begin with" not in str(broken.value)
    assert "secret" not in str(broken.value)

"""A rehearsal of an app that people install by OAuth: it is installed for the rehearsal, and what that gave is gone with it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, replace
from pathlib import Path
from socket import socket

import pytest
from aiohttp import ClientConnectionError, ClientSession, CookieJar
from yarl import URL

from adapters.slack.settings import SlackSettings
from bot.app.rehearsal import installing
from bot.app.rehearsal.installing import installed
from bot.app.rehearsal.journal import What
from bot.app.rehearsal.season import Stage
from bot.app.rehearsal.serving import Conduct, rehearse
from bot.app.rehearsal.terms import Folder, Terms, settings_of
from bot.infra.clock import SetClock
from bot.ports import ChannelContext, Sections
from bot.settings import Settings
from tests.adapters.slack.fake import BOT_TOKEN, TEAM, FakeSlack
from tests.adapters.slack.test_install import _begun
from tests.rehearsal.slack import begin, rehearsing, settings_at, terms_at, workspace
from tests.rehearsal.test_slack import _pass, agree, asked, play
from tests.scenarios.slack.payloads import SECRET
from tests.scenarios.slack.test_season import Pair

PUBLIC = "https://together.example.org"


def oauth(folder: Path, slack: FakeSlack) -> Settings:
    """Without a token; where this process listens."""
    with closing(socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = SlackSettings(signing_secret=SECRET, client_id="1.2", client_secret="hush", api_url=f"{slack.url}/api/")
    return replace(settings_at(folder, slack), port=port, public_url=PUBLIC, sections=Sections((own,)))


@dataclass
class Waiting:
    """The process while nobody has installed the app yet."""

    done: asyncio.Task[bool]
    told: asyncio.Future[None]
    said: list[str]
    url: str

    async def until_it_listens(self, browser: ClientSession) -> None:
        for _ in range(600):
            assert not self.done.done(), self.done
            try:
                async with browser.get(f"{self.url}/slack/install"):
                    return
            except ClientConnectionError:
                await asyncio.sleep(0.05)
        raise AssertionError("nobody listens")


@asynccontextmanager
async def waiting(settings: Settings, folder: Path, terms: Terms, clock: SetClock) -> AsyncIterator[Waiting]:
    kept, told, said = Folder(folder / "rehearsal"), asyncio.get_running_loop().create_future(), list[str]()
    with kept.alone():
        kept.keep(terms)
    own = settings_of(settings, kept, terms)
    done = asyncio.create_task(installed(own, terms, told, said.append, clock))
    try:
        yield Waiting(done, told, said, f"http://127.0.0.1:{settings.port}")
    finally:
        if not told.done():
            told.set_result(None)
        await done


async def allow(browser: ClientSession, url: str) -> None:
    """As a person's browser goes: from the page to Slack, and back."""
    cookie, query = await _begun(browser, url)
    assert query["redirect_uri"] == [f"{PUBLIC}/slack/oauth_redirect"]
    back = URL(f"{url}/slack/oauth_redirect").with_query(code="good", state=query["state"][0])
    async with browser.get(back, headers={"Cookie": cookie}) as done:
        assert done.status == 200, await done.text()


def test_it_is_installed_rehearsed_and_thrown_away(tmp_path: Path) -> None:
    asyncio.run(_whole(tmp_path))
    assert {path.name for path in tmp_path.iterdir()} == {"rehearsal.md"}


async def _whole(folder: Path) -> None:
    clock, terms = SetClock(begin()), terms_at(folder)
    async with workspace(clock) as slack, ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser:
        settings = oauth(folder, slack)
        async with waiting(settings, folder, terms, clock) as process:
            await process.until_it_listens(browser)
            (said,) = process.said
            assert "the app is not installed in the Slack workspace of awa@example.org" in said
            assert said.endswith(f"install it there: {PUBLIC}/slack/install")
            assert not slack.called("users.lookupByEmail")
            await allow(browser, process.url)
            assert await asyncio.wait_for(process.done, 30), "both are found now"
        file = (folder / "rehearsal" / "rehearsal.db").read_bytes()
        assert BOT_TOKEN not in file.decode("latin-1")
        async with rehearsing(folder, slack, clock, terms, settings) as house:
            await asked(house)
            first = [card.text for card in slack.in_(await house.direct("Awa"))]
            assert "répétition" in first[0], "whoever installs it is greeted by nothing else"
            await agree(house)
            await play(house, Pair(house), 100)
            kinds = {one.kind for one in house.one.journal.records if one.what is What.DELIVERED}
            assert {"welcome", "date"} <= kinds, "in the conversations of both, and in that of the two"
            records = house.one.journal.records
            assert not [one for one in records if one.what in (What.REFUSED, What.TROUBLE)], records
            house.one.write()
            await house.one.end(Stage.STOPPED)
            done = await house.one.throw_away(lambda seconds: _pass(clock, seconds))
            assert done.left == 0
            assert slack.cards == {}
        Folder(folder / "rehearsal").delete()


def test_while_it_waits_it_can_be_ended_and_gone_on_with(tmp_path: Path) -> None:
    async def story() -> None:
        clock, terms = SetClock(begin()), terms_at(tmp_path)
        async with workspace(clock) as slack, ClientSession() as browser:
            settings = oauth(tmp_path, slack)
            for _ in range(2):
                async with waiting(settings, tmp_path, terms, clock) as process:
                    await process.until_it_listens(browser)
                    process.told.set_result(None)
                    assert not await process.done
                assert Folder(tmp_path / "rehearsal").terms() == terms

    asyncio.run(story())


def test_who_has_not_begun_yet_is_thrown_away_without_a_word_to_anybody(tmp_path: Path) -> None:
    async def story() -> None:
        async with workspace(SetClock(begin())) as slack:
            settings, folder = oauth(tmp_path, slack), Folder(tmp_path / "rehearsal")
            with folder.alone():
                folder.keep(terms_at(tmp_path))
            stage = await rehearse(settings, folder, terms_at(tmp_path), Conduct(lambda line: None, stop=True))
            assert stage is Stage.STOPPED
            assert not folder.path.exists()
            assert not slack.calls

    asyncio.run(story())


def test_where_a_token_stands_in_the_settings_nothing_is_waited_for(tmp_path: Path) -> None:
    async def story() -> None:
        clock, terms = SetClock(begin()), terms_at(tmp_path)
        async with workspace(clock) as slack:
            settings = settings_at(tmp_path, slack)
            async with waiting(settings, tmp_path, terms, clock) as process:
                assert await process.done
                assert process.said == []
            assert not slack.calls

    asyncio.run(story())


@pytest.mark.parametrize("elsewhere", ["slack:T0OTHER/U024BE7LH", "slack:T0OTHER/awa@example.org"])
def test_an_installation_somewhere_else_does_not_begin_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: str
) -> None:
    """And the platform is not asked again and again meanwhile: it counts that."""
    looks, look = list[int](), installing._installations

    async def counted(given: ChannelContext, settings: Settings) -> Sequence[tuple[str, str]]:
        looks.append(1)
        return await look(given, settings)

    monkeypatch.setattr(installing, "_installations", counted)
    monkeypatch.setattr(installing, "LOOK", 0.01)

    async def story() -> None:
        clock, terms = SetClock(begin()), terms_at(tmp_path, mentor=elsewhere)
        async with (
            workspace(clock) as slack,
            ClientSession(cookie_jar=CookieJar(unsafe=True)) as browser,
            waiting(oauth(tmp_path, slack), tmp_path, terms, clock) as process,
        ):
            await process.until_it_listens(browser)
            await allow(browser, process.url)
            await _until(lambda: bool(slack.called("users.info")))
            seen = len(looks)
            await _until(lambda: len(looks) > seen + 5)
            assert not process.done.done(), f"{TEAM} is not where the mentor is"
            assert len(slack.called("users.info")) == 1

    asyncio.run(story())


async def _until(true: Callable[[], bool]) -> None:
    for _ in range(3000):
        if true():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never happened")

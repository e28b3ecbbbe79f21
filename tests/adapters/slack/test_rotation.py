"""Tokens that expire: refreshed ahead of time by exactly one process, sealed, and as safe as Slack allows."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from adapters.slack.channel import SlackChannel
from adapters.slack.rotation import AHEAD, CLAIM, OAuthApp, Rotation
from adapters.slack.workspaces import ManyWorkspaces, Wire
from bot.app.channels import troubles
from bot.ports import Busy, Installation, Refused, Unavailable, Unreached
from bot.ports.troubles import TroubleKind
from storage.repositories.installations import TABLE, SqlInstallations
from storage.store import SqlStore
from tests.adapters.slack.fake import TEAM, FakeSlack, Trouble
from tests.adapters.slack.test_channel import PEOPLE, POST
from tests.adapters.slack.test_install import HERE, NEW, NOW, Many, _allowed, _sent, many
from tests.scenarios.slack import payloads

LIFE = timedelta(hours=12)


@dataclass
class Process:
    """One of several that share the database."""

    rotation: Rotation
    out: SlackChannel
    wire: Wire


def process(bot: Many) -> Process:
    settings_url = f"{bot.slack.url}/api/"
    wire, kept = Wire(settings_url, timeout=2), stored(bot)
    registered = OAuthApp("1.2", "hush", "https://together.example.org/slack/oauth_redirect")
    rotation = Rotation(wire, kept, registered, bot.clock, troubles(bot.parts))
    workspaces = ManyWorkspaces(wire, kept, bot.clock, rotation)
    return Process(rotation, SlackChannel(workspaces, bot.parts.content.voices, wire, troubles(bot.parts)), wire)


def stored(bot: Many) -> SqlInstallations:
    return SqlInstallations(bot.parts.store, "slack", [NEW])


async def here(bot: Many) -> Installation:
    found = await stored(bot).get(TEAM)
    assert found is not None
    return found


@asynccontextmanager
async def rotating(folder: Path) -> AsyncIterator[tuple[Many, Process, Process]]:
    """An installation whose tokens expire, and two processes."""
    async with many(folder) as bot:
        bot.slack.rotates = True
        assert (await _allowed(bot))[0] == 200
        one, other = process(bot), process(bot)
        yield bot, one, other
        for each in (one, other):
            await each.wire.close()


def refreshes(slack: FakeSlack) -> int:
    return sum(call.args.get("grant_type") == "refresh_token" for call in slack.called("oauth.v2.access"))


def test_both_tokens_are_kept_sealed(tmp_path: Path) -> None:
    async def story() -> None:
        async with rotating(tmp_path) as (bot, _, _):
            found = await here(bot)
            assert found.token == bot.slack.rotating[-1]
            assert found.refresh in bot.slack.refreshing
            assert found.expires is not None
            assert abs(found.expires - (NOW + LIFE)) <= timedelta(seconds=2)
            assert found.refresh not in repr(found)
            assert await stored(bot).rotate() == 1
            assert await here(bot) == found
        written = (tmp_path / "many.db").read_bytes().decode("latin-1")
        assert found.token not in written
        assert found.refresh not in written

    asyncio.run(story())


def test_they_are_refreshed_when_half_of_their_time_is_gone_by_one_process_alone(tmp_path: Path) -> None:
    async def story() -> None:
        async with rotating(tmp_path) as (bot, one, other):
            first = await here(bot)
            bot.clock.at = NOW + LIFE - AHEAD - timedelta(minutes=1)
            await one.rotation.look()
            assert refreshes(bot.slack) == 0
            bot.clock.at += timedelta(minutes=2)
            await asyncio.gather(*(each.rotation.look() for each in (one, other, one, other)))
            assert refreshes(bot.slack) == 1
            second = await here(bot)
            assert (second.token, second.refresh) != (first.token, first.refresh)
            assert second.token == bot.slack.rotating[-1]
            assert second.expires == bot.clock.at + LIFE
            assert first.token in bot.slack.tokens, "what another process still believes goes on working"
            for each in (one, other):
                assert (await each.out.deliver(replace(POST, id=each is one), PEOPLE)).card
            assert refreshes(bot.slack) == 1

    asyncio.run(story())


def test_what_comes_after_a_long_silence_is_sent_with_a_new_token(tmp_path: Path) -> None:
    async def story() -> None:
        async with rotating(tmp_path) as (bot, one, _):
            bot.slack.tokens -= set(bot.slack.rotating)  # it has expired
            bot.clock.at = NOW + timedelta(days=3)
            assert (await one.out.deliver(POST, PEOPLE)).card
            assert refreshes(bot.slack) == 1

    asyncio.run(story())


class Killed(BaseException):
    """The process dies."""


def test_a_process_that_dies_with_new_tokens_in_its_hands_loses_nothing_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def killed(*_: object) -> None:
        raise Killed

    async def story() -> None:
        async with rotating(tmp_path) as (bot, one, other):
            bot.slack.grace = True  # Slack takes a refresh token for a short while after its use
            bot.clock.at = NOW + LIFE - AHEAD
            with monkeypatch.context() as patch:
                patch.setattr(SqlInstallations, "renew", killed)
                with pytest.raises(Killed):
                    await one.rotation.look()
            lost = bot.slack.rotating[-1]
            await other.rotation.look()
            assert refreshes(bot.slack) == 1, "its claim has not lapsed"
            assert (await other.out.deliver(POST, PEOPLE)).card
            bot.clock.at += CLAIM
            await other.rotation.look()
            assert refreshes(bot.slack) == 2
            assert (await here(bot)).token == bot.slack.rotating[-1] != lost
            assert await troubles(bot.parts).all() == []

    asyncio.run(story())


def test_a_refresh_token_that_is_spent_is_said_while_the_old_one_works(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story() -> None:
        async with rotating(tmp_path) as (bot, one, _):
            first = await here(bot)
            bot.slack.refreshing.clear()
            bot.clock.at = NOW + LIFE - AHEAD
            for _ in range(3):
                await one.rotation.look()
                bot.clock.at += timedelta(minutes=1)
            assert refreshes(bot.slack) == 1, "it is no use to ask again"
            (noted,) = await troubles(bot.parts).all()
            assert (noted.kind, noted.workspace, noted.until) == (TroubleKind.RENEWAL, TEAM, first.expires)
            assert (await one.out.deliver(POST, PEOPLE)).card
            bot.slack.tokens -= set(bot.slack.rotating)
            bot.clock.at = NOW + LIFE + timedelta(minutes=1)
            with pytest.raises(Refused, match="install it again"):
                await one.out.deliver(replace(POST, id=8), PEOPLE)
            assert {one.kind for one in await troubles(bot.parts).all()} == {TroubleKind.RENEWAL, TroubleKind.TOKEN}
            assert (await _allowed(bot))[0] == 200
            assert await troubles(bot.parts).all() == []
            assert (await one.out.deliver(replace(POST, id=8), PEOPLE)).card

    with caplog.at_level(logging.INFO):
        asyncio.run(story())
    assert "Install the app there again: https://together.example.org/slack/install" in caplog.text
    assert "xoxe" not in caplog.text


def test_whoever_comes_late_with_a_spent_token_tells_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its claim has lapsed while the database was away: the other one has stored new tokens meanwhile."""

    async def story() -> None:
        async with rotating(tmp_path) as (bot, one, other):
            first = await here(bot)
            bot.clock.at = NOW + LIFE - AHEAD
            asked = Rotation._asked

            async def slowly(self: Rotation, late: Installation, now: datetime) -> Installation:
                if self is one.rotation:
                    bot.clock.at += CLAIM
                    await other.rotation.look()
                return await asked(self, late, now)

            monkeypatch.setattr(Rotation, "_asked", slowly)
            assert (await one.rotation.refreshed(first)).token == bot.slack.rotating[-1]
            assert refreshes(bot.slack) == 2
            assert await troubles(bot.parts).all() == []

    asyncio.run(story())


def test_while_slack_is_away_the_token_is_used_and_then_held(tmp_path: Path) -> None:
    async def story() -> None:
        async with rotating(tmp_path) as (bot, one, _):
            bot.slack.trouble("oauth.v2.access", Trouble(drop=True), Trouble("", 503))
            bot.clock.at = NOW + LIFE - AHEAD
            assert (await one.out.deliver(POST, PEOPLE)).card
            bot.clock.at = NOW + LIFE + timedelta(minutes=1)
            with pytest.raises(Busy):
                await one.out.deliver(replace(POST, id=8), PEOPLE)
            bot.clock.at += timedelta(minutes=1)
            assert (await one.out.deliver(replace(POST, id=8), PEOPLE)).card

    asyncio.run(story())


def test_new_tokens_are_stored_once_the_database_is_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def story() -> None:
        async with rotating(tmp_path) as (bot, one, _):
            whole, times = SqlInstallations.renew, iter((True, True))

            async def renew(self: SqlInstallations, old: Installation, new: Installation) -> bool:
                if next(times, False):
                    raise Unavailable("away")
                return await whole(self, old, new)

            monkeypatch.setattr(SqlInstallations, "renew", renew)
            monkeypatch.setattr("adapters.slack.rotation.PAUSE", 0.0)
            bot.clock.at = NOW + LIFE - AHEAD
            await one.rotation.look()
            assert refreshes(bot.slack) == 1
            assert (await here(bot)).token == bot.slack.rotating[-1]

    asyncio.run(story())


def test_a_token_that_was_refreshed_elsewhere_ends_nothing(tmp_path: Path) -> None:
    """A process that still believes in one that Slack has ended tries again with the newer one."""

    async def story() -> None:
        async with rotating(tmp_path) as (bot, one, other):
            assert (await other.out.deliver(POST, PEOPLE)).card
            old = await here(bot)
            bot.clock.at = NOW + LIFE - AHEAD
            await one.rotation.look()
            bot.slack.tokens.discard(old.token)
            bot.clock.at = NOW  # within the minute for which it is believed
            with pytest.raises(Unreached, match="refreshed"):
                await other.out.deliver(replace(POST, id=8), PEOPLE)
            assert (await here(bot)).token == bot.slack.rotating[-1]

    asyncio.run(story())


def test_an_old_token_that_slack_ends_is_no_farewell(tmp_path: Path) -> None:
    async def story() -> None:
        async with rotating(tmp_path) as (bot, _, _):
            seconds = int(bot.clock.now().timestamp())
            farewell = payloads.event(
                {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U1"]}}, event_time=seconds
            )
            assert await _sent(bot.browser, bot.url, farewell, bot.clock) == 200
            assert await stored(bot).get(TEAM) is not None
            bot.slack.tokens -= set(bot.slack.rotating)
            again = payloads.event(
                {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U1"]}}, event_time=seconds
            )
            assert await _sent(bot.browser, bot.url, again, bot.clock) == 200
            assert await stored(bot).get(TEAM) is None

    asyncio.run(story())


def test_one_alone_may_claim_and_a_new_installation_is_not_overwritten(store: SqlStore) -> None:
    async def story() -> None:
        kept = SqlInstallations(store, "slack", [NEW])
        one = replace(HERE, refresh="xoxe-1-a", expires=NOW + LIFE)
        await kept.put(one)
        claimed = await asyncio.gather(*(kept.claim(one, NOW, NOW + CLAIM) for _ in range(4)))
        assert sorted(claimed) == [False, False, False, True]
        assert await kept.claim(one, NOW + CLAIM, NOW + 2 * CLAIM)
        again = replace(one, token="xoxe.xoxb-1-b", refresh="xoxe-1-b", at=NOW + timedelta(seconds=1))
        await kept.put(again)
        late = replace(one, token="xoxe.xoxb-1-c", refresh="xoxe-1-c", at=NOW + timedelta(seconds=2))
        assert not await kept.renew(one, late)
        assert await kept.get(TEAM) == again
        assert await kept.renew(again, late)
        assert await kept.get(TEAM) == late
        rows = await store.run(lambda unit: unit.session.rows(TABLE.select()))
        assert "xoxe" not in str(rows)

    asyncio.run(story())

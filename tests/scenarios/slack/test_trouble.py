"""What Slack says no to, seen from the whole house: who is told, what goes on, what is never tried again."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack import limits
from bot.engine.people import Place
from bot.ports import Lane, OutboxMessage, Reason
from storage.outbox import probes
from tests.adapters.local.samples import note
from tests.adapters.slack.fake import BOT, TEAM, Shown, Trouble
from tests.labels import fr
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import House, opened
from tests.values import at

MONDAY = at("2026-01-05 07:00")


@pytest.fixture(autouse=True)
def unprobed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shut is not tried again in these weeks, though it would be: the fake says no once."""
    monkeypatch.setattr(probes, "SOONEST", timedelta(days=30))
    monkeypatch.setattr(probes, "LATEST", timedelta(days=30))


@pytest.mark.parametrize(
    ("method", "word", "reason", "said"),
    [
        ("conversations.open", "user_disabled", Reason.LEFT, "départ, ou compte désactivé"),
        ("conversations.open", "user_not_found", Reason.LEFT, "départ, ou compte désactivé"),
        ("chat.postMessage", "is_archived", Reason.CLOSED, "la conversation n’existe plus, ou elle est archivée"),
        ("chat.postMessage", "channel_not_found", Reason.CLOSED, "la conversation n’existe plus"),
        ("chat.postMessage", "restricted_action", Reason.FORBIDDEN, "un réglage ou une autorisation manque"),
        ("conversations.open", "invalid_user_combination", Reason.FORBIDDEN, "un réglage ou une autorisation manque"),
        ("chat.postMessage", "invalid_blocks", Reason.FAULTY, "la messagerie refuse ce message"),
    ],
)
def test_gone_for_good_is_tried_once_and_the_coordinator_reads_why(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, method: str, word: str, reason: Reason, said: str
) -> None:
    async def story() -> None:
        async with opened(tmp_path, MONDAY) as house:
            house.slack.trouble(method, Trouble(word))
            await house.until(at("2026-01-05 09:30"))
            (dead,) = await house.parts.store.run(lambda unit: unit.dead_letters.all())
            assert dead.reason is reason
            assert f"({word})" in dead.detail
            calls = len(house.slack.calls)
            await house.until(at("2026-01-05 09:31"))
            assert len(house.slack.calls) == calls  # it is not tried again
            both = [house.slack.in_(await house.direct(who)) for who in ("Awa", "Camille")]
            assert sorted(map(bool, both)) == [False, True]  # the other's conversation goes on
            await house.until(at("2026-01-12 09:00"))
            digest = house.slack.in_(await house.direct("Dominique"))[-1]
            (line,) = [line for line in digest.text.partition("jointe")[2].splitlines() if said in line]
            assert "(binôme Awa et Camille)" in line
            assert word not in digest.text

    with caplog.at_level(logging.INFO):
        asyncio.run(story())
    assert f"({word})" in caplog.text
    for personal in ("Awa", "Camille", "Dominique", "example.org", "Bonjour", "xoxb", payloads.SECRET):
        assert personal not in caplog.text, personal


def test_who_cannot_be_reached_is_left_in_peace_and_gets_everything_once_they_are_back(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, MONDAY) as house:
            camille = house.ids["Camille"]
            house.slack.deactivated.add(camille)
            await house.until(at("2026-01-15 12:00"))
            tried = [call for call in house.slack.called("conversations.open") if camille in call.args["users"]]
            assert [call.args["users"].count(",") for call in tried] == [0, 1]  # her own conversation, and the pair's
            dead = await house.parts.store.run(lambda unit: unit.dead_letters.all())
            assert len(dead) > len(tried)
            digest = house.slack.in_(await house.direct("Dominique"))[-1].text.partition("jointe")[2].splitlines()
            assert [line.partition("\u00a0:")[0] for line in digest if "désactivé" in line] == [
                "• Camille (binôme Awa et Camille)",
                "• Awa et Camille",
            ]
            house.slack.deactivated.clear()
            await house.command("Camille", "aide", "C0")
            await house.work()
            assert await house.parts.store.run(lambda unit: unit.dead_letters.all()) == []
            welcome, *_ = house.slack.in_(await house.direct("Camille"))
            assert "Camille" in welcome.text
            both, dates, *_ = house.slack.in_(await house.shared())
            assert fr("welcome-pair-title") in both.text
            assert "séance 1" in dates.text

    asyncio.run(story())


@pytest.mark.parametrize("word", ["token_revoked", "account_inactive", "app_uninstalled", "invalid_auth"])
def test_a_dead_token_is_used_once(tmp_path: Path, word: str) -> None:
    async def story() -> None:
        async with opened(tmp_path, MONDAY) as house:
            house.slack.trouble("conversations.open", Trouble(word))
            await house.until(at("2026-01-06 12:00"))
            assert len(house.slack.called("conversations.open")) == 1
            assert house.slack.called("chat.postMessage") == []
            dead = await house.parts.store.run(lambda unit: unit.dead_letters.all())
            assert {one.reason for one in dead} == {Reason.REMOVED}
            assert len(dead) >= 2

    asyncio.run(story())


@pytest.mark.parametrize(
    "farewell", [{"type": "app_uninstalled"}, {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [BOT]}}]
)
def test_the_only_workspace_removes_the_app(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, farewell: dict[str, object]
) -> None:
    async def story() -> None:
        async with opened(tmp_path, MONDAY) as house:
            word = payloads.message(house.ids["Awa"], "D1", "prep")
            assert await house.event(word) == 200
            assert await house.event(farewell) == 200
            assert await house.event(word) == 403
            assert await house.event(farewell) == 200  # sent again

    with caplog.at_level(logging.INFO):
        asyncio.run(story())
    assert f"the workspace {TEAM} was" in caplog.text or f"from the workspace {TEAM}" in caplog.text


def test_a_burst_of_cards_brought_up_to_date_keeps_to_what_slack_allows(tmp_path: Path) -> None:
    """`chat.update` takes fifty a minute in a workspace: 429 holds the queue, and every card arrives once."""
    many = 150

    async def story() -> None:
        async with opened(tmp_path, MONDAY, roster="", coordinators=()) as house:
            house.slack.now = lambda: house.clock.now().timestamp()
            house.slack._members |= {f"U1{n:07d}": {"name": "x", "mail": "x"} for n in range(many)}
            await _owe(house, many, "Bonjour")
            assert len(house.slack.cards) == many
            assert len(house.slack.called("chat.postMessage")) == many
            started = house.clock.now()
            house.slack.a_minute["chat.update"] = 50
            await _owe(house, many, "Rebonjour")
            assert {(card.text, card.revision) for card in house.slack.cards.values()} == {("Rebonjour", 1)}
            assert len(house.slack.cards) == many
            refused = len(house.slack.called("chat.update")) - many
            assert 0 < refused <= 2 * limits.WORKSPACE_BURST
            assert house.clock.now() - started <= timedelta(minutes=3)
            assert await house.parts.store.run(lambda unit: unit.dead_letters.all()) == []

    asyncio.run(story())


async def _owe(house: House, many: int, words: str) -> None:
    """A card each for many people, all at once."""

    def lane(n: int) -> Lane:
        return Lane("slack", TEAM, f"coordinator:{TEAM}/U1{n:07d}")

    posts = [
        OutboxMessage("", "digest:x", Place.COORDINATORS, lane(n), note(words), ("fr",), ("UTC",)) for n in range(many)
    ]
    await house.parts.store.run(lambda unit: unit.outbox.enqueue(posts))
    while await house.jump():
        pass


def test_an_answer_that_is_refused_for_haste_is_lost_and_asked_for_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is not owed: there is a line in the log, and the next press brings it."""

    async def story() -> None:
        async with opened(tmp_path, MONDAY) as house:
            await house.until(at("2026-01-05 09:30"))
            house.slack.trouble("views.publish", Trouble("ratelimited", 429, {"Retry-After": "5"}))
            assert await house.event(payloads.home_opened(house.ids["Awa"])) == 200
            assert house.slack.homes == {}
            assert isinstance(await house.home("Awa"), Shown)

    asyncio.run(story())
    assert "an answer could not be shown: Slack said ratelimited" in caplog.text

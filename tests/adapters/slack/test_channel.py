"""What becomes of a post when Slack says no, wait, or nothing at all."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.slack import trouble
from adapters.slack.channel import SlackChannel, mark
from adapters.slack.workspaces import OneWorkspace, Wire, Workspace
from bot.engine.ids import action
from bot.engine.messages import Button, Buttons, Message, typed
from bot.engine.people import Place, Role
from bot.infra.clock import SetClock
from bot.ports import Address, Busy, Doubtful, Lane, OutboxMessage, Person, Refused, Unavailable, Unreached
from bot.ports.store.erasures import Withdrawal
from tests.adapters.local.fakes import NOON, voices
from tests.adapters.local.samples import CHART, note
from tests.adapters.slack.fake import BOT_TOKEN, TEAM, FakeSlack, Shown, Trouble

PEOPLE = {
    Role.MENTOR: Person(
        id="m-1", name="Awa", languages=("fr",), zone="Africa/Dakar", address=Address("slack", f"{TEAM}/U00000011")
    ),
    Role.MENTEE: Person(
        id="m-2", name="Camille", languages=("fr",), zone="Europe/Paris", address=Address("slack", f"{TEAM}/U00000012")
    ),
}
POST = OutboxMessage(
    "p1", "s1.date", Place.PAIR, Lane("slack", TEAM, "pair:p1"), note("Bonjour"), ("fr",), ("UTC",), id=7
)

Story = Callable[[FakeSlack, SlackChannel], Awaitable[None]]


def play(story: Story, token: str = BOT_TOKEN) -> None:
    async def told() -> None:
        async with FakeSlack({"Awa": "a@x.org", "Camille": "c@x.org"}).serving() as slack:
            wire = Wire(f"{slack.url}/api/", timeout=1)
            channel = SlackChannel(OneWorkspace(wire, token, SetClock(NOON)), voices, wire)
            await story(slack, channel)
            await channel.close()

    asyncio.run(told())


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        *((Trouble(word), Refused) for words in trouble.GONE.values() for word in words),
        *((Trouble(word), Refused) for word in sorted(trouble.TOKEN_GONE)),
        *((Trouble(word), Doubtful) for word in sorted(trouble.UNSURE)),
        (Trouble("ratelimited", 429, {"Retry-After": "7"}), Busy),
        (Trouble("ratelimited"), Busy),
        (Trouble("team_added_to_org"), Unreached),
        (Trouble("", 500), Doubtful),
        (Trouble("", 503, html=True), Doubtful),
        (Trouble("", 200, html=True), Doubtful),
        (Trouble(drop=True), Doubtful),
        (Trouble(drop=True, after=True), Doubtful),
    ],
    ids=lambda one: one.error or str(one.status) if isinstance(one, Trouble) else one.__name__,
)
def test_each_failure_is_told_apart(given: Trouble, kind: type[Exception]) -> None:
    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        slack.trouble("chat.postMessage", given)
        with pytest.raises(kind):
            await channel.deliver(POST, PEOPLE)
        assert len(slack.called("chat.postMessage")) == 1  # the queue tries again, nobody else

    play(story)


def test_a_429_says_how_long() -> None:
    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        slack.trouble("chat.postMessage", Trouble("ratelimited", 429, {"Retry-After": "7"}))
        with pytest.raises(Busy) as busy:
            await channel.deliver(POST, PEOPLE)
        assert (busy.value.after, busy.value.scope) == (7.0, "")

    play(story)


def test_posted_and_yet_an_error_is_found_and_not_sent_twice() -> None:
    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        slack.trouble("chat.postMessage", Trouble("", 503, after=True))
        with pytest.raises(Doubtful):
            await channel.deliver(POST, PEOPLE)
        found = await channel.find(replace(POST, doubtful=True), PEOPLE)
        (card,) = slack.cards.values()
        assert found is not None
        assert (found.conversation, found.card) == (card.conversation, card.ts)

    play(story)


def test_it_looks_through_more_than_one_page() -> None:
    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        sent = await channel.deliver(POST, PEOPLE)
        for id in range(100, 340):
            await channel.deliver(replace(POST, id=id, conversation=sent.conversation), PEOPLE)
        assert await channel.find(replace(POST, conversation=sent.conversation), PEOPLE) == sent
        assert len(slack.called("conversations.history")) == 3

    play(story)


def test_it_looks_no_further_back_than_an_earlier_message_of_ours() -> None:
    """Where it has not arrived, one page is enough: some apps may ask for one a minute."""

    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        sent = await channel.deliver(POST, PEOPLE)
        for id in range(8, 150):
            await channel.deliver(replace(POST, id=id, conversation=sent.conversation), PEOPLE)
        assert await channel.find(replace(POST, id=200, conversation=sent.conversation), PEOPLE) is None
        assert len(slack.called("conversations.history")) == 1

    play(story)


def test_it_looks_no_further_back_than_the_first_try() -> None:
    """An app that is distributed, and not on the Marketplace, gets one page of fifteen a minute."""

    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        slack.page, slack.a_minute["conversations.history"] = 15, 1
        seconds = NOON.timestamp()
        slack.now = lambda: seconds
        sent = await channel.deliver(POST, PEOPLE)
        for n in range(40):  # the two have talked
            slack.cards[sent.conversation, f"{n}"] = Shown(
                sent.conversation, "…", [], f"{NOON.timestamp():.0f}.1{n:05d}"
            )
        seconds += 3600
        late = replace(POST, id=9, conversation=sent.conversation, doubtful=True, tried=NOON + timedelta(hours=1))
        assert await channel.find(late, PEOPLE) is None
        seconds += 60
        early = replace(late, tried=NOON - timedelta(hours=1))
        with pytest.raises(Unreached, match="1 pages are not enough"):  # it counts as a try, and does so only so often
            await channel.find(early, PEOPLE)

    play(story)


def test_a_first_page_that_slack_does_not_give_counts_as_no_try() -> None:
    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        sent = await channel.deliver(POST, PEOPLE)
        slack.trouble("conversations.history", Trouble("ratelimited", 429, {"Retry-After": "7"}))
        with pytest.raises(Busy):
            await channel.find(replace(POST, id=9, conversation=sent.conversation), PEOPLE)

    play(story)


def test_a_card_that_was_deleted_is_posted_anew_once() -> None:
    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        sent = await channel.deliver(POST, PEOPLE)
        slack.cards.clear()
        update = replace(POST, id=8, card=sent.card, conversation=sent.conversation)
        slack.trouble("chat.postMessage", Trouble("", 503, after=True))
        with pytest.raises(Doubtful):
            await channel.deliver(update, PEOPLE)
        again = await channel.deliver(replace(update, doubtful=True, attempts=1), PEOPLE)
        (card,) = slack.cards.values()
        assert again.card == card.ts

    play(story)


def test_a_token_that_cannot_be_looked_up_is_no_refusal() -> None:
    class Away(OneWorkspace):
        async def get(self, id: str) -> Workspace | None:
            raise Unavailable("/somewhere/secret")

    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        away = SlackChannel(Away(Wire(), BOT_TOKEN, SetClock(NOON)), voices, Wire())
        with pytest.raises(Busy) as busy:
            await away.deliver(POST, PEOPLE)
        assert busy.value.after == trouble.TOKEN_WAIT

    play(story)


@pytest.mark.parametrize("method", ["conversations.open", "auth.test"])
def test_what_can_be_done_again_is_never_in_doubt(method: str) -> None:
    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        slack.trouble(method, Trouble(drop=True), Trouble("", 503), Trouble("internal_error"))
        for _ in range(3):
            with pytest.raises(Unreached):
                await channel.deliver(POST, PEOPLE)
        await channel.deliver(POST, PEOPLE)

    play(story)


def test_nobody_listens_at_all() -> None:
    async def story() -> None:
        wire = Wire("http://127.0.0.1:9/api/", timeout=1)
        channel = SlackChannel(OneWorkspace(wire, BOT_TOKEN, SetClock(NOON)), voices, wire)
        with pytest.raises(Unreached):
            await channel.deliver(POST, PEOPLE)
        await channel.close()

    asyncio.run(story())


def test_it_does_not_wait_for_ever() -> None:
    """Nor on a connection of its own, once those that are shared are closed."""

    async def story() -> None:
        silent = await asyncio.start_server(lambda reader, writer: None, "127.0.0.1", 0)
        wire = Wire(f"http://127.0.0.1:{silent.sockets[0].getsockname()[1]}/api/", timeout=1)
        client = wire.client(BOT_TOKEN)
        for _ in range(2):
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(client.auth_test(), 5)
            assert not wire.session().closed
            await wire.close()
        silent.close()

    started = time.monotonic()
    asyncio.run(story())
    assert time.monotonic() - started < 5


def test_a_revoked_token_is_not_used_again() -> None:
    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        await channel.deliver(POST, PEOPLE)
        slack.trouble("chat.postMessage", Trouble("token_revoked"))
        with pytest.raises(Refused, match="install it again"):
            await channel.deliver(POST, PEOPLE)
        calls = len(slack.calls)
        with pytest.raises(Refused, match="install it again"):
            await channel.deliver(POST, PEOPLE)
        assert len(slack.calls) == calls

    play(story)


def test_a_workspace_that_is_not_installed() -> None:
    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        elsewhere = replace(POST, lane=Lane("slack", "T0ELSEWHERE", "pair:p1"))
        with pytest.raises(Refused, match="not installed in the workspace T0ELSEWHERE"):
            await channel.deliver(elsewhere, PEOPLE)

    play(story)


def test_a_card_that_was_deleted_is_posted_anew_unless_it_was_only_to_be_redrawn() -> None:
    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        sent = await channel.deliver(POST, PEOPLE)
        slack.cards.clear()
        gone = replace(POST, id=8, card=sent.card, conversation=sent.conversation)
        assert await channel.deliver(replace(gone, refresh=True), PEOPLE) == sent
        assert slack.cards == {}
        assert (await channel.deliver(gone, PEOPLE)).card != sent.card

    play(story)


def test_a_workspace_that_knows_no_charts_gets_the_figures() -> None:
    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        slack.knows_charts = False
        await channel.deliver(replace(POST, message=Message((CHART,))), PEOPLE)
        (card,) = slack.cards.values()
        assert [block["type"] for block in card.blocks] == ["section"]
        assert "Séance 1 – 4" in card.blocks[0]["text"]["text"]

    play(story)


@pytest.mark.parametrize("forgotten", ["post", "card"])
def test_after_a_restore_a_card_is_found_by_what_it_is(forgotten: str) -> None:
    """Its number is another one now; what an earlier release has posted bears no mark, and is known by its buttons."""

    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        pressed = replace(POST, message=Message((Buttons((Button(action("tick"), typed("x")),)),)))
        sent = await channel.deliver(pressed, PEOPLE)
        other = await channel.deliver(replace(POST, id=8, key="other", conversation=sent.conversation), PEOPLE)
        (first, _) = slack.cards.values()
        first.metadata["event_payload"].pop(forgotten)
        again = replace(pressed, id=1_000_007, doubtful=True, restored=True, conversation=sent.conversation)
        assert await channel.find(again, PEOPLE) == sent != other
        assert await channel.find(replace(again, restored=False), PEOPLE) is None
        assert await channel.find(replace(again, key="s9.date"), PEOPLE) is None

    play(story)


def test_what_only_an_erased_person_saw_is_deleted() -> None:
    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        sent = await channel.deliver(POST, PEOPLE)
        one = Withdrawal("slack", POST.lane.workspace, sent.conversation, sent.card)
        await channel.withdraw(one)
        await channel.withdraw(one)  # gone already
        assert len(slack.called("chat.delete")) == 2
        assert not slack.cards

    play(story)


def test_nothing_but_the_number_and_a_mark_is_in_the_metadata_and_nothing_unfurls() -> None:
    async def story(slack: FakeSlack, channel: SlackChannel) -> None:
        await channel.deliver(POST, PEOPLE)
        (call,) = slack.called("chat.postMessage")
        assert call.args["metadata"] == {
            "event_type": "together_post",
            "event_payload": {"post": 7, "card": mark(POST)},
        }
        assert POST.pair not in str(call.args["metadata"])
        assert call.args["unfurl_links"] is False
        assert call.args["text"] == "Bonjour"
        assert call.token == BOT_TOKEN

    play(story)


def test_the_table_of_errors_says_what_the_code_does() -> None:
    """Each word of Slack's stands in one row, and the row says what becomes of it."""
    docs = (Path(__file__).parents[3] / "docs" / "slack.md").read_text(encoding="utf-8")
    table = docs.partition("| Slack's word |")[2].partition("\n\n")[0]
    told = {}
    for row in table.splitlines()[2:]:
        _, _, words, becomes, _ = row.split("|")
        told.update(dict.fromkeys(re.findall(r"`([a-z_]+)`", words), becomes.strip()))
    does = {word: f"gone, *{reason}*" for reason, words in trouble.GONE.items() for word in words}
    does |= dict.fromkeys(trouble.TOKEN_GONE, "gone, *removed*")
    does |= dict.fromkeys(trouble.CARD_GONE, "posted anew")
    does |= dict.fromkeys(trouble.RATE, "wait") | dict.fromkeys(trouble.UNSURE, "in doubt")
    assert {word: becomes[: len(does.get(word, becomes))] for word, becomes in told.items()} == does

"""Cards in chats: in place, posted anew, in two halves, and what goes wrong on the way."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import pytest

from adapters.teams.channel import HALVES, TeamsChannel
from adapters.teams.connector import Connector
from adapters.teams.places import NOBODY, Bot, Places
from adapters.teams.tokens import NoTokens
from bot.engine.people import Place, Role
from bot.infra.clock import SetClock
from bot.ports import (
    Address,
    Busy,
    Doubtful,
    Lane,
    OutboxMessage,
    Person,
    Reason,
    Reference,
    Refused,
    Unexplained,
    Unreached,
)
from tests.adapters.local.fakes import NOON, voices
from tests.adapters.local.samples import note
from tests.adapters.teams.fakes import AWA, BOT, CAMILLE, TENANT, Cloud, MemoryReferences, cloud

CHAT = "19:pair@thread.v2"
PAIR = Lane("teams", TENANT, "pair:p1")
PEOPLE = {
    Role.MENTOR: Person(
        id="m-1", name="Awa", languages=("fr",), zone="Africa/Dakar", address=Address("teams", AWA.address)
    ),
    Role.MENTEE: Person(
        id="m-2", name="Camille", languages=("en", "fr"), zone="Europe/Paris", address=Address("teams", CAMILLE.address)
    ),
}


@dataclass
class Scene:
    fake: Cloud
    channel: TeamsChannel
    references: MemoryReferences


def tell(
    story: Callable[[Scene], Awaitable[None]],
    *,
    shared: bool = True,
    installed: tuple[str, ...] = ("Awa", "Camille"),
    bot: Bot = NOBODY,
) -> None:
    async def run() -> None:
        async with cloud() as fake:
            references = MemoryReferences(
                *(
                    Reference("teams", one.chat, one.address, TENANT, fake.service)
                    for one in (AWA, CAMILLE)
                    if one.name in installed
                )
            )
            if shared:
                await references.share(PAIR, Reference("teams", CHAT, "pair:p1", TENANT, fake.service), NOON)
            connector = Connector(NoTokens())
            places = Places(references, connector, SetClock(NOON), bot=bot)
            await story(Scene(fake, TeamsChannel(connector, places, references, voices), references))
            await connector.close()

    asyncio.run(run())


def owed(text: str = "Bonjour", card: str = "", conversation: str = "", refresh: bool = False) -> OutboxMessage:
    languages = ("fr", "en")
    return OutboxMessage(
        "p1",
        "s1.date",
        Place.PAIR,
        PAIR,
        note(text),
        languages,
        ("Europe/Paris",),
        id=7,
        card=card,
        conversation=conversation,
        refresh=refresh,
    )


def test_a_deleted_card_is_posted_anew() -> None:
    async def story(scene: Scene) -> None:
        first = await scene.channel.deliver(owed(), PEOPLE)
        scene.fake.posts.clear()
        again = await scene.channel.deliver(owed("Bonsoir", first.card, first.conversation), PEOPLE)
        assert again.conversation == CHAT
        assert [post.text() for post in scene.fake.at(CHAT)] == ["Bonsoir"]

    tell(story)


def test_without_a_shared_chat_each_has_it_in_their_own_words_and_updates_stay_in_place() -> None:
    async def story(scene: Scene) -> None:
        sent = await scene.channel.deliver(owed(), PEOPLE)
        assert (sent.conversation, sent.card) == ("", HALVES)
        assert await scene.channel.deliver(owed("Bonsoir", HALVES), PEOPLE) == sent
        assert [(p.text(), p.card["lang"], p.edits) for p in scene.fake.at(AWA.chat)] == [("Bonsoir", "fr", 1)]
        assert [(p.text(), p.card["lang"], p.edits) for p in scene.fake.at(CAMILLE.chat)] == [("Bonsoir", "en", 1)]

    tell(story, shared=False)


@pytest.mark.parametrize(
    ("status", "error"), [(502, Doubtful), (503, Unreached), (429, Busy), (403, Unexplained), (404, Refused)]
)
def test_the_half_that_arrived_is_not_sent_twice(status: int, error: type[Exception]) -> None:
    async def story(scene: Scene) -> None:
        scene.fake.always(CAMILLE.chat, status)
        with pytest.raises(error):
            await scene.channel.deliver(owed(), PEOPLE)
        scene.fake.faults.clear()
        if status == 404:
            await scene.references.met(
                Reference("teams", CAMILLE.chat, CAMILLE.address, TENANT, scene.fake.service), NOON
            )
        await scene.channel.deliver(owed(), PEOPLE)
        assert len(scene.fake.at(AWA.chat)) == len(scene.fake.at(CAMILLE.chat)) == 1

    tell(story, shared=False)


def test_what_may_still_arrive_comes_before_what_never_will() -> None:
    async def story(scene: Scene) -> None:
        scene.fake.always(AWA.chat, 503)
        with pytest.raises(Unreached):
            await scene.channel.deliver(owed(), PEOPLE)

    tell(story, shared=False, installed=("Awa",))


def test_a_shared_card_moves_to_the_private_chats_when_its_chat_is_gone() -> None:
    async def story(scene: Scene) -> None:
        first = await scene.channel.deliver(owed(), PEOPLE)
        scene.fake.always(CHAT, 403, "BotNotInConversationRoster")
        sent = await scene.channel.deliver(owed("Bonsoir", first.card, first.conversation), PEOPLE)
        assert sent.card == HALVES
        assert [post.text() for post in scene.fake.at(CAMILLE.chat)] == ["Bonsoir"]

    tell(story)


def test_a_refresh_creates_no_half() -> None:
    async def story(scene: Scene) -> None:
        await scene.channel.deliver(owed("Bonsoir", HALVES, refresh=True), PEOPLE)
        assert scene.fake.posts == []

    tell(story, shared=False)


def test_teams_is_left_in_peace_in_that_conversation_alone() -> None:
    async def story(scene: Scene) -> None:
        scene.fake.once("POST", 429, headers={"Retry-After": "9"})
        with pytest.raises(Busy) as busy:
            await scene.channel.deliver(owed(), PEOPLE)
        assert (busy.value.after, busy.value.scope) == (9, str(PAIR))

    tell(story)


def test_where_nobody_knows_where_to_write_the_first_who_is_met_tells() -> None:
    """China's cloud has no address that is known beforehand."""

    async def story(scene: Scene) -> None:
        scene.fake.reachable |= {AWA.user, CAMILLE.user}
        with pytest.raises(Refused) as refused:
            await scene.channel.deliver(owed(), PEOPLE)
        assert refused.value.reason is Reason.ABSENT
        assert scene.fake.requests == []
        await scene.references.met(Reference("teams", AWA.chat, AWA.address, TENANT, scene.fake.service), NOON)
        await scene.channel.deliver(owed(), PEOPLE)
        assert [post.text() for post in scene.fake.at(CAMILLE.chat)] == ["Bonjour"]

    tell(story, shared=False, installed=(), bot=Bot(BOT, ""))


def test_the_playground_is_asked_for_no_chat() -> None:
    async def story(scene: Scene) -> None:
        scene.fake.reachable |= {AWA.user, CAMILLE.user}
        with pytest.raises(Refused):
            await scene.channel.deliver(owed(), PEOPLE)
        assert scene.fake.requests == []

    tell(story, shared=False, installed=(), bot=Bot("", "http://127.0.0.1:1"))


def test_half_a_message_that_is_refused_without_a_reason_says_whose_chat_it_is() -> None:
    async def story(scene: Scene) -> None:
        scene.fake.always(CAMILLE.chat, 403)
        with pytest.raises(Unexplained) as trouble:
            await scene.channel.deliver(owed(), PEOPLE)
        assert str(trouble.value.lane) == f"teams/{TENANT}/dm:m-2"

    tell(story, shared=False)


def test_it_cannot_be_looked_up_and_says_so() -> None:
    async def story(scene: Scene) -> None:
        assert not scene.channel.looks_up
        assert await scene.channel.find(owed(), PEOPLE) is None

    tell(story)


def test_the_pace_is_below_what_teams_allows() -> None:
    from adapters.teams import limits

    for seconds, most in ((1, 7), (2, 8), (30, 60)):
        assert seconds / limits.LANE_SECONDS + 1 <= most
    for seconds, most in ((1, 7), (2, 8), (30, 60), (3600, 1800)):
        assert limits.PACE[seconds] < most
    assert 2 * (limits.SCOPE_PER_SECOND + limits.SCOPE_BURST) <= 50, "a post is two requests where a pair has no chat"

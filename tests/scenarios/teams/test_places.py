"""Who is reached where: installed, uninstalled, blocked; a pair's chat found, wrong, joined, left, deleted, or opened by
Graph."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web

from bot import app
from bot.application.enrolment.csv_file import BadFile
from bot.ports import Address, DeadLetter, Reason
from bot.settings import Coordinator
from tests.adapters.teams.fakes import (
    APP,
    AWA,
    BOT,
    CAMILLE,
    LEO,
    TENANT,
    Fault,
    Pen,
    Post,
    actions,
    button,
    refusal,
    token,
)
from tests.scenarios.teams.house import CHAT, ROSTER, House, house
from tests.values import at

Story = Callable[[House], Awaitable[None]]


def tell(story: Story, **how: object) -> None:
    async def run() -> None:
        async with house(**how) as one:  # type: ignore[arg-type]
            await story(one)

    asyncio.run(run())


async def dead(one: House) -> list[DeadLetter]:
    return list(await one.parts.store.run(lambda unit: unit.dead_letters.all()))


async def pair_at(one: House, conversation: str) -> str | None:
    return next(iter(await one.parts.store.run(lambda unit: unit.people.pairs_at("teams", conversation))), None)


async def begin(one: House) -> None:
    """The programme's first morning."""
    one.clock.at = one.clock.at.replace(hour=9)
    await one.settle()


def texts(posts: list[Post]) -> str:
    return "\n".join(post.text() for post in posts)


# A person's own chat ------------------------------------------------------------------------------------------------


def test_a_stranger_who_installs_is_greeted() -> None:
    async def story(one: House) -> None:
        await one.install(LEO)
        assert "je ne vous y trouve pas" in texts(one.cloud.at(LEO.chat))

    tell(story)


def test_nothing_reaches_who_has_not_installed_and_the_coordinator_reads_why() -> None:
    async def story(one: House) -> None:
        await begin(one)
        assert one.cloud.posts == []
        assert {one.reason for one in await dead(one)} == {Reason.ABSENT}

    tell(story)


def test_who_installs_late_gets_what_was_owed() -> None:
    async def story(one: House) -> None:
        await begin(one)
        await one.install(AWA)
        assert len(one.cloud.at(AWA.chat)) > 0
        before = len(one.cloud.at(AWA.chat))
        await one.install(CAMILLE)
        assert len(one.cloud.at(CAMILLE.chat)) > 0
        assert await dead(one) == []
        assert len(one.cloud.at(AWA.chat)) == before, "the other half of a shared message is not sent twice"

    tell(story)


def test_an_upgrade_of_the_app_says_nothing() -> None:
    async def story(one: House) -> None:
        await one.install(AWA)
        count = len(one.cloud.posts)
        await one.do(one.pen.installs(AWA, action="remove-upgrade"))
        await one.do(one.pen.installs(AWA, action="add-upgrade"))
        assert len(one.cloud.posts) == count
        await begin(one)
        assert len(one.cloud.at(AWA.chat)) > count

    tell(story)


def test_who_uninstalls_is_left_in_peace_until_they_come_back() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await one.do(one.pen.installs(AWA, action="remove"))
        count = len(one.cloud.requests)
        await begin(one)
        assert not any(AWA.chat in request for request in one.cloud.requests[count:])
        assert {one.reason for one in await dead(one)} == {Reason.ABSENT}
        await one.install(AWA)
        assert await dead(one) == []

    tell(story)


@pytest.mark.parametrize("word", ["MessageWritesBlocked", "ConversationBlockedByUser"])
@pytest.mark.parametrize("mended", ["the person writes", "an operator tries again"])
def test_who_blocks_the_bot_is_left_in_peace_until_it_is_mended_and_then_gets_everything(
    word: str, mended: str
) -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        before = len(one.cloud.at(AWA.chat))
        one.cloud.always(AWA.chat, 403, word)
        await begin(one)
        count = len(one.cloud.requests)
        one.clock.at += timedelta(days=3)
        await one.settle()
        other = len(one.cloud.at(CAMILLE.chat))
        assert other > 2, "the half of somebody else arrives"
        tried = [request for request in one.cloud.requests[count:] if AWA.user in request]
        assert len(tried) in (1, 2), "once after such a time, with the oldest that is theirs and that is for both"
        assert {one.reason for one in await dead(one)} == {Reason.BLOCKED}
        one.cloud.faults.clear()
        if mended == "the person writes":
            await one.do(one.pen.says(AWA, "aide"))
        else:
            for each in await dead(one):
                await one.parts.store.run(lambda unit, id=each.id: unit.dead_letters.revive(id, one.clock.now()))  # type: ignore[misc]
            await one.settle()
        assert len(one.cloud.at(AWA.chat)) > before + 1
        assert await dead(one) == []
        assert len(one.cloud.at(CAMILLE.chat)) == other, "and nothing arrives twice"

    tell(story)


def test_an_administrator_who_switches_the_bot_off_and_on_again() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        for account in (AWA, CAMILLE):
            one.cloud.always(account.chat, 403, "BotDisabledByAdmin")
        await begin(one)
        assert {one.reason for one in await dead(one)} == {Reason.REMOVED}
        count = len(one.cloud.requests)
        one.clock.at += timedelta(days=3)
        await one.settle()
        assert len(one.cloud.requests[count:]) <= 4, (
            "each chat is tried once, with the oldest that is theirs and that is for both"
        )
        one.cloud.faults.clear()
        await one.parts.store.run(lambda unit: unit.dead_letters.reinstate("teams", one.clock.now()))
        await one.settle()
        assert await dead(one) == []
        assert len(one.cloud.at(CAMILLE.chat)) > 1

    tell(story)


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        ("fr", "Awa (binôme Awa et Camille) : mes messages sont bloqués"),
        ("en", "Awa (pair Awa and Camille): my messages are blocked"),
    ],
)
def test_a_coordinator_is_told_of_a_block(languages: str, said: str) -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE, LEO)
        one.cloud.always(AWA.chat, 403, "MessageWritesBlocked")
        await begin(one)
        one.clock.at = at("2026-01-11 12:00")  # the week is over, and Monday not yet there
        await one.settle()
        assert len(await dead(one)) > 1
        await one.do(one.pen.says(LEO, "digest"))
        told = texts(one.cloud.at(LEO.chat)).replace("\u00a0", " ").replace("\u202f", " ")
        assert told.count(said) == 1, "however many messages that is"
        assert "MessageWritesBlocked" not in told

    leo = Coordinator(Address("teams", LEO.address), "Léo", (languages,), "Europe/Paris")
    tell(story, coordinators=(leo,))


def test_who_was_enrolled_by_mail_is_recognised() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await begin(one)
        assert await dead(one) == []
        assert one.cloud.at(AWA.chat)
        assert one.cloud.at(CAMILLE.chat)
        person = await one.parts.store.run(lambda unit: unit.people.at(Address("teams", AWA.address)))
        assert person is not None
        assert person.name == "Awa"

    tell(story, mentor=f"{TENANT}/Awa@Example.org", mentee=f"{TENANT}/camille@example.org")


def test_a_coordinator_named_by_mail_gets_the_digest() -> None:
    async def story(one: House) -> None:
        await one.install(LEO)
        one.clock.at = one.clock.at.replace(day=13)
        await one.settle()
        assert [post.card["body"][0]["text"] for post in one.cloud.at(LEO.chat)][1:] == ["La semaine du programme"]

    leo = Coordinator(Address("teams", f"{TENANT}/{LEO.mail}"), "Léo", ("fr",), "Europe/Paris")
    tell(story, coordinators=(leo,))


# The chat of a pair -------------------------------------------------------------------------------------------------


def test_the_bot_recognises_the_pair_it_is_alone_with() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await one.gather()
        assert await pair_at(one, CHAT) == one.pair
        assert "Awa et Camille" in one.cloud.last(CHAT).text()
        assert "@together aide" in one.cloud.last(CHAT).text(), "it says how to call it there"
        await one.do(one.pen.installs(AWA, CHAT))
        assert len(one.cloud.at(CHAT)) == 1, "Teams tells of it twice; the pair is greeted once"
        await begin(one)
        assert len(one.cloud.at(CHAT)) > 1

    tell(story)


def test_recognised_by_mail() -> None:
    async def story(one: House) -> None:
        await one.gather()
        assert await pair_at(one, CHAT) == one.pair

    tell(story, mentor=f"{TENANT}/awa@example.org", mentee=f"{TENANT}/camille@example.org")


@pytest.mark.parametrize("there", [(AWA,), (AWA, LEO), (AWA, CAMILLE, LEO)], ids=["one", "another", "three"])
def test_the_wrong_chat_is_told_once_and_left_in_peace(there: tuple[object, ...]) -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await one.gather(CHAT, *there)  # type: ignore[arg-type]
        await one.gather(CHAT, *there)  # type: ignore[arg-type]
        assert await pair_at(one, CHAT) is None
        (only,) = one.cloud.at(CHAT)
        assert "je n’en reconnais pas ici" in only.text() or "je n'en reconnais pas ici" in only.text()
        assert "Camille" not in only.text()
        await begin(one)
        assert len(one.cloud.at(CHAT)) == 1
        assert one.cloud.at(AWA.chat)

    tell(story)


def test_a_third_person_sends_the_pair_back_to_their_own_chats() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await one.gather()
        one.cloud.rosters[CHAT] = [AWA, CAMILLE, LEO]
        await one.do(one.pen.joins(AWA, CHAT, LEO.member))
        assert await pair_at(one, CHAT) is None
        count = len(one.cloud.at(CHAT))
        await begin(one)
        assert len(one.cloud.at(CHAT)) == count
        one.cloud.rosters[CHAT] = [AWA, CAMILLE]
        await one.do(one.pen.leaves(AWA, CHAT, LEO.member))
        assert await pair_at(one, CHAT) == one.pair

    tell(story)


def test_a_member_who_leaves_ends_it_too() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await one.gather()
        one.cloud.rosters[CHAT] = [AWA]
        await one.do(one.pen.leaves(AWA, CHAT, CAMILLE.member))
        assert await pair_at(one, CHAT) is None

    tell(story)


@pytest.mark.parametrize("how", ["removed", "uninstalled"])
def test_the_bot_is_taken_out_of_the_chat(how: str) -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await one.gather()
        gone = one.pen.leaves(AWA, CHAT, BOT) if how == "removed" else one.pen.installs(AWA, CHAT, "remove")
        await one.do(gone)
        count = len(one.cloud.requests)
        await begin(one)
        assert not any(CHAT in request for request in one.cloud.requests[count:])
        assert one.cloud.at(CAMILLE.chat)
        assert await dead(one) == []

    tell(story)


def test_a_chat_that_was_deleted_is_forgotten_and_nothing_is_lost() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await one.gather()
        own = len(one.cloud.at(CAMILLE.chat))
        one.cloud.always(CHAT, 404, "ConversationNotFound")
        await begin(one)
        assert await pair_at(one, CHAT) is None
        assert len(one.cloud.at(CAMILLE.chat)) > own + 1
        assert await dead(one) == []

    tell(story)


def test_a_roster_that_cannot_be_read_changes_nothing() -> None:
    async def story(one: House) -> None:
        await one.gather()
        one.cloud.once("GET", 500)
        await one.do(one.pen.joins(AWA, CHAT, LEO.member))
        assert await pair_at(one, CHAT) == one.pair

    tell(story)


def test_a_chat_that_was_missed_is_recognised_when_somebody_speaks_there() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        one.cloud.once("GET", 502)
        await one.gather()
        assert await pair_at(one, CHAT) is None
        await one.do(one.pen.says(AWA, "{bot} aide", CHAT))
        assert await pair_at(one, CHAT) == one.pair
        assert "Awa et Camille" in one.cloud.last(CHAT).text()

    tell(story)


def test_a_chat_from_before_the_pair_was_enrolled_is_recognised_too_and_not_looked_at_all_the_time() -> None:
    async def story(one: House) -> None:
        await one.gather(CHAT, AWA, LEO)
        looked = one.cloud.requests.count(f"GET /teams/v3/conversations/{CHAT}/pagedmembers")
        for _ in range(3):
            await one.do(one.pen.says(AWA, "{bot} aide", CHAT))
        assert one.cloud.requests.count(f"GET /teams/v3/conversations/{CHAT}/pagedmembers") == looked + 1
        await app.import_pairs(one.parts, ROSTER.format(mentor=AWA.address, mentee=LEO.address, languages="fr,fr"))
        one.clock.at += timedelta(minutes=2)
        await one.do(one.pen.says(LEO, "{bot} aide", CHAT))
        assert await pair_at(one, CHAT) not in (None, one.pair)

    tell(story)


def test_a_chat_that_moved_to_another_service_is_written_to_there() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await one.gather()
        elsewhere = Pen(f"{one.cloud.url}/teams/./")
        said = elsewhere.says(AWA, "{bot} aide", CHAT)
        status, _ = await one.post(said, f"Bearer {token(elsewhere.service)}")
        assert status == 200
        reference = await one.teams._places._references.at("teams", CHAT)
        assert reference is not None
        assert (reference.service, reference.owner) == (elsewhere.service, f"pair:{one.pair}")
        assert await pair_at(one, CHAT) == one.pair

    tell(story)


def test_who_was_enrolled_by_the_name_they_sign_in_with_is_recognised() -> None:
    """The e-mail address is another; one of the two is known by each."""
    awa = replace(AWA, mail="awa.diop@mail.example", upn=AWA.mail)

    async def story(one: House) -> None:
        one.cloud.rosters[CHAT] = [awa, CAMILLE]
        await one.do(one.pen.joins(AWA, CHAT, BOT))
        assert await pair_at(one, CHAT) == one.pair

    async def alone(one: House) -> None:
        one.cloud.people = [awa, CAMILLE]
        await one.install(awa, CAMILLE)
        person = await one.parts.store.run(lambda unit: unit.people.at(Address("teams", AWA.address)))
        assert person is not None
        assert person.name == "Awa"

    by_mail = {"mentor": f"{TENANT}/{AWA.mail}", "mentee": f"{TENANT}/{CAMILLE.mail}"}
    tell(story, **by_mail)
    tell(alone, **by_mail)


def test_a_third_person_on_another_page_of_the_roster_is_seen() -> None:
    async def story(one: House) -> None:
        one.cloud.page = 2
        await one.gather(CHAT, AWA, CAMILLE, LEO)
        assert await pair_at(one, CHAT) is None

    tell(story)


@pytest.mark.parametrize(
    "address",
    [
        AWA.mail,
        f"{TENANT}/awa",
        f"{TENANT}/awa@example",
        f"x/{AWA.user}",
        f"{TENANT}/{AWA.user}/x",
        f"{APP}/{AWA.user}",
    ],
)
def test_an_address_that_teams_cannot_have_is_a_bad_line(address: str) -> None:
    async def story(one: House) -> None:
        with pytest.raises(BadFile) as bad:
            await app.import_pairs(one.parts, ROSTER.format(mentor=address, mentee=LEO.address, languages="fr,fr"))
        assert "line 2" in str(bad.value)
        assert "tenant" in str(bad.value).lower()

    tell(story)


def test_an_address_is_the_same_however_it_is_written() -> None:
    async def story(one: House) -> None:
        again = ROSTER.format(mentor=AWA.address.upper(), mentee=CAMILLE.address.upper(), languages="fr en,fr")
        assert await app.import_pairs(one.parts, again) == (0, 1)

    tell(story)


# Graph --------------------------------------------------------------------------------------------------------------

CATALOGUE = "99999999-0000-4000-8000-000000000000"


def test_graph_opens_the_chat_where_it_may() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await begin(one)
        assert one.cloud.chats == [(AWA.user, CAMILLE.user)]
        (chat,) = one.cloud.installed
        assert await pair_at(one, chat) == one.pair
        assert one.cloud.at(chat)
        assert any("graph.microsoft.com/.default" in header for header in one.cloud.authorizations)
        assert any("api.botframework.com/.default" in header for header in one.cloud.authorizations)
        assert one.cloud.requests.count("POST /graph/chats") == 1
        assert one.cloud.tokens == 2, "a token is kept until it ends"
        count = len(one.cloud.at(chat))
        one.cloud.rosters[chat] = [AWA, CAMILLE]
        await one.do(one.pen.joins(AWA, chat, f"28:{APP}"))
        assert len(one.cloud.at(chat)) == count, "it is the pair's already"

    tell(story, catalogue=CATALOGUE)


SECOND = "aaaaaaaa-0000-4000-8000-000000000002"


def test_a_second_tenant_is_served_like_the_first() -> None:
    async def story(one: House) -> None:
        theirs = Pen(one.cloud.service, tenant=SECOND)
        for who in (AWA, CAMILLE):
            await one.do(theirs.installs(who))
        await begin(one)
        (chat,) = one.cloud.installed
        assert await pair_at(one, chat) == one.pair
        (date,) = [post for post in one.cloud.at(chat) if post.key == "s1.date"]
        await one.do(theirs.presses(CAMILLE, date, button(date.card, "date.tap")))
        assert any(a["title"].startswith("✓") for a in actions(date.card))
        assert f"POST /{SECOND}/oauth2/v2.0/token" in one.cloud.requests, "Graph is asked in their own tenant"
        await one.do(one.pen.says(AWA, "prep"))
        assert "je ne vous y trouve pas" in one.cloud.last(AWA.chat).text(), "in the first she is somebody else"

    there = {"mentor": f"{SECOND}/{AWA.user}", "mentee": f"{SECOND}/{CAMILLE.user}"}
    tell(story, catalogue=CATALOGUE, tenants=(TENANT, SECOND), **there)


def test_graph_is_asked_again_where_it_was_away() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        one.cloud.faults.append(_graph(503))
        await begin(one)
        one.cloud.faults.clear()
        one.clock.at = one.clock.at.replace(hour=12)
        await one.settle()
        assert len(one.cloud.chats) == 1
        assert one.cloud.at(one.cloud.installed[0])
        assert await dead(one) == []

    tell(story, catalogue=CATALOGUE)


def test_without_the_permission_the_pair_walks_in_two_chats() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        one.cloud.faults.append(_graph(403))
        await begin(one)
        assert one.cloud.at(AWA.chat)
        assert one.cloud.at(CAMILLE.chat)
        assert sum("graph" in request for request in one.cloud.requests) == 1
        assert await dead(one) == []

    tell(story, catalogue=CATALOGUE)


def test_a_chat_that_the_bot_was_taken_out_of_is_not_entered_again_by_itself() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await begin(one)
        (chat,) = one.cloud.installed
        one.cloud.installed.clear()
        await one.do(one.pen.leaves(AWA, chat, BOT))
        await one.do(one.pen.says(AWA, "pause"))
        await one.do(one.pen.says(AWA, "reprendre"))
        assert one.cloud.installed == []
        assert "pause" in texts(one.cloud.at(CAMILLE.chat)).lower(), "what concerns both goes to each in private"
        one.cloud.rosters[chat] = [AWA, CAMILLE]
        await one.do(one.pen.joins(AWA, chat, BOT))
        assert await pair_at(one, chat) == one.pair, "they may add it again"

    tell(story, catalogue=CATALOGUE)


def _graph(status: int) -> Fault:
    def fault(request: web.Request) -> web.Response | None:
        return refusal(status, "Forbidden") if request.path.startswith("/graph") else None

    return fault


# What is asked in a chat --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["{bot} prep", "prep {bot}", "{bot}&nbsp;prep", "  {bot}  prep  ", "/prep {bot}"])
def test_a_mention_stands_anywhere_and_the_answer_is_private(text: str) -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await one.gather()
        await begin(one)
        count = len(one.cloud.at(CHAT))
        await one.do(one.pen.says(AWA, text, CHAT))
        assert len(one.cloud.at(CHAT)) == count, "the partner sees nothing of it"
        assert one.cloud.last(AWA.chat).key == "s1.prep.mentor"

    tell(story)


def test_a_slash_command_is_answered_there_for_one_alone() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await one.gather()
        await begin(one)
        await one.do(one.pen.slash(AWA, "prep", CHAT))
        answer = one.cloud.last(CHAT)
        assert answer.targeted
        assert answer.activity["recipient"] == {"id": AWA.member, "isTargeted": True}
        assert answer.key == "s1.prep.mentor"

    tell(story)


def test_without_a_private_chat_the_shared_one_reads_nothing_of_the_answer() -> None:
    async def story(one: House) -> None:
        await one.install(CAMILLE)
        await one.gather()
        await one.do(one.pen.says(AWA, "{bot} prep", CHAT))
        answer = one.cloud.last(CHAT)
        assert "conversation privée" in answer.text()
        assert answer.key == ""

    tell(story)


def test_a_press_in_the_chat_redraws_the_card_for_the_one_who_pressed() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await one.gather()
        await begin(one)
        date = next(post for post in one.cloud.at(CHAT) if post.key == "s1.date")
        tap = button(date.card, "date.tap")
        body = await one.do(one.pen.presses(CAMILLE, date, tap))
        assert (body["statusCode"], body["type"]) == (200, "application/vnd.microsoft.card.adaptive")
        assert button(body["value"], "date.tap", *tap["data"]["together"]["values"])["title"].startswith("✓")
        assert date.edits > 0, "and the worker updates it for both"
        assert any(a["title"].startswith("✓") for a in actions(date.card))

    tell(story)


def test_the_same_activity_again_changes_nothing() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await begin(one)
        said = one.pen.says(AWA, "prep")
        await one.do(said)
        count = len(one.cloud.posts)
        await one.do(said)
        assert len(one.cloud.posts) == count
        date = next(post for post in one.cloud.at(AWA.chat) if post.key == "s1.date")
        press = one.pen.presses(AWA, date, button(date.card, "date.tap"))
        await one.do(press)
        edits = date.edits
        await one.do(press)
        assert date.edits == edits

    tell(story)


def test_an_edited_message_is_read_anew_and_a_deleted_one_is_not() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await begin(one)
        said = one.pen.says(AWA, "hepl")
        await one.do(said)
        edited = said | {"type": "messageUpdate", "text": "prep", "timestamp": "2026-01-05T10:00:00Z"}
        edited["channelData"] = {"tenant": {"id": TENANT}, "eventType": "editMessage"}
        await one.do(edited)
        assert one.cloud.last(AWA.chat).key == "s1.prep.mentor"
        count = len(one.cloud.posts)
        await one.do(edited)
        edited["channelData"] = {"tenant": {"id": TENANT}, "eventType": "undeleteMessage"}
        await one.do(edited | {"timestamp": "2026-01-05T11:00:00Z"})
        await one.do(said | {"type": "messageDelete", "text": None})
        assert len(one.cloud.posts) == count

    tell(story)


def test_what_is_typed_in_a_team_is_not_read() -> None:
    async def story(one: House) -> None:
        said = one.pen.says(AWA, "prep")
        said["conversation"]["conversationType"] = "channel"
        await one.do(said)
        assert one.cloud.posts == []

    tell(story)


@pytest.mark.parametrize("kind", ["typing", "event", "messageReaction", "endOfConversation", "handoff"])
def test_what_the_bot_does_not_know_is_acknowledged(kind: str) -> None:
    async def story(one: House) -> None:
        await one.do(one.pen.says(AWA, "x") | {"type": kind})
        assert one.cloud.posts == []

    tell(story)

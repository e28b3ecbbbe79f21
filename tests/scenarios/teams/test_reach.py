"""Whom the bot reaches of its own accord, and what brings a silent chat back: no event is needed, and any one will do."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from aiohttp import web

from bot.ports import Address, Reason
from bot.settings import Coordinator
from tests.adapters.teams.fakes import APP, AWA, BOT, CAMILLE, LEO, TENANT, Account, Json, button, refusal
from tests.scenarios.teams.house import CHAT, House
from tests.scenarios.teams.test_places import begin, dead, pair_at, tell, texts
from tests.values import at

OPENS = "/teams/v3/conversations"


async def passes(one: House, until: datetime) -> None:
    """Time goes by, from one thing to the next."""
    while True:
        await one.settle()
        due = await one.parts.store.run(lambda unit: unit.outbox.next_due())
        if due is None or due > until:
            one.clock.at = until
            return
        one.clock.at = max(due, one.clock.at)


def opened(one: House) -> list[datetime]:
    """When the bot asks for somebody's chat, from now on."""
    times: list[datetime] = []

    def note(request: web.Request) -> None:
        if request.path == OPENS:
            times.append(one.clock.at)

    one.cloud.faults.insert(0, note)
    return times


# No event needed ----------------------------------------------------------------------------------------------------


def test_who_has_the_app_is_reached_although_no_event_told_of_it() -> None:
    async def story(one: House) -> None:
        one.cloud.reachable |= {AWA.user, CAMILLE.user}
        await begin(one)
        assert one.cloud.at(AWA.chat)
        assert one.cloud.at(CAMILLE.chat)
        assert await dead(one) == []
        asked = {
            "isGroup": False,
            "bot": {"id": BOT},
            "members": [{"id": AWA.user}],
            "tenantId": TENANT,
            "channelData": {"tenant": {"id": TENANT}},
        }
        assert asked in one.cloud.created
        begun = len(one.cloud.created)
        await passes(one, one.clock.at + timedelta(days=3))
        assert len(one.cloud.created) == begun, "a chat that is known is not asked for again"
        count = len(one.cloud.posts)
        await one.do(one.pen.installs(AWA))
        await one.do(one.pen.says(AWA, "prep"))
        assert len(one.cloud.posts) == count + 1, "whoever installs afterwards has nothing to be told"
        assert one.cloud.last(AWA.chat).key == "s1.prep.mentor"

    tell(story)


def test_who_is_enrolled_by_mail_is_looked_up_where_graph_allows_it() -> None:
    async def story(one: House) -> None:
        one.cloud.people = [replace(AWA, mail="a.o'diop@mail.example", upn="awa@example.org"), CAMILLE]
        one.cloud.reachable |= {AWA.user, CAMILLE.user}
        await begin(one)
        assert one.cloud.at(AWA.chat)
        assert one.cloud.at(CAMILLE.chat)
        assert {body["members"][0]["id"] for body in one.cloud.created} == {AWA.user, CAMILLE.user}
        person = await one.parts.store.run(lambda unit: unit.people.at(Address("teams", AWA.address)))
        assert person is not None
        assert person.name == "Awa", "and is known by their id from then on"
        await one.do(one.pen.says(AWA, "prep"))
        assert one.cloud.last(AWA.chat).key == "s1.prep.mentor"

    tell(story, mentor=f"{TENANT}/a.o'diop@mail.example", mentee=f"{TENANT}/{CAMILLE.mail}")


def test_where_graph_does_not_allow_it_it_is_tried_again_and_the_reason_kept() -> None:
    async def story(one: House) -> None:
        one.cloud.reachable |= {AWA.user, CAMILLE.user}
        one.cloud.faults.append(lambda request: refusal(403, "Denied") if request.path == "/graph/users" else None)
        await begin(one)
        assert one.cloud.at(AWA.chat) == []
        assert one.cloud.at(CAMILLE.chat), "who is enrolled by id is reached meanwhile"
        assert {(each.reason, "Graph answered 403 to GET users" in each.detail) for each in await dead(one)} == {
            (Reason.ABSENT, True)
        }
        one.cloud.faults.clear()
        await passes(one, one.clock.at + timedelta(hours=1))
        assert one.cloud.at(AWA.chat)
        assert await dead(one) == []

    tell(story, mentor=f"{TENANT}/{AWA.mail}")


def test_whom_nobody_has_installed_it_for_is_tried_with_growing_pauses() -> None:
    async def story(one: House) -> None:
        await one.install(CAMILLE)
        times = opened(one)
        await begin(one)
        first = times[0]
        assert one.cloud.at(CAMILLE.chat), "the other half of what concerns both arrives"
        await passes(one, first + timedelta(days=5))
        pauses = [later - earlier for earlier, later in itertools.pairwise(times)]
        pauses = [pause for pause in pauses if pause > timedelta(minutes=1)]  # what is hers, and what is for both
        assert timedelta(minutes=14) < pauses[0] < timedelta(minutes=16)
        assert all(later >= earlier for earlier, later in itertools.pairwise(pauses))
        assert timedelta(days=1) <= pauses[-1] < timedelta(days=1, minutes=1)
        assert len(pauses) < 14
        assert one.cloud.at(AWA.chat) == []
        halves = len(one.cloud.at(CAMILLE.chat))
        one.cloud.reachable.add(AWA.user)
        await passes(one, one.clock.at + timedelta(days=1))
        assert one.cloud.at(AWA.chat)
        assert await dead(one) == []
        assert len(one.cloud.at(CAMILLE.chat)) == halves, "and nothing arrives twice"

    tell(story)


def test_a_coordinator_reads_who_has_not_got_the_app() -> None:
    async def story(one: House) -> None:
        await one.install(CAMILLE, LEO)
        await begin(one)
        await passes(one, at("2026-01-11 12:00"))
        await one.settle()
        await one.do(one.pen.says(LEO, "digest"))
        told = texts(one.cloud.at(LEO.chat)).replace("\u00a0", " ").replace("\u202f", " ")
        assert told.count("Awa (binôme Awa et Camille) : l’application n’est pas installée") == 1
        assert "ForbiddenOperationException" not in told

    leo = Coordinator(Address("teams", LEO.address), "Léo", ("fr",), "Europe/Paris")
    tell(story, coordinators=(leo,))


def test_a_coordinator_is_reached_without_an_event_too() -> None:
    async def story(one: House) -> None:
        one.cloud.reachable.add(LEO.user)
        one.clock.at = one.clock.at.replace(day=13)
        await one.settle()
        assert [post.card["body"][0]["text"] for post in one.cloud.at(LEO.chat)] == ["La semaine du programme"]

    for who in (LEO.address, f"{TENANT}/{LEO.mail}"):
        tell(story, coordinators=(Coordinator(Address("teams", who), "Léo", ("fr",), "Europe/Paris"),))


def test_who_took_the_app_away_is_asked_for_and_not_written_to() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        await one.do(one.pen.installs(AWA, action="remove"))
        before = len(one.cloud.at(AWA.chat))
        await begin(one)
        assert {body["members"][0]["id"] for body in one.cloud.created} == {AWA.user}
        assert len(one.cloud.at(AWA.chat)) == before
        one.cloud.reachable.add(AWA.user)
        await passes(one, one.clock.at + timedelta(hours=1))
        assert len(one.cloud.at(AWA.chat)) > before

    tell(story)


# Any first contact --------------------------------------------------------------------------------------------------

FIRST: dict[str, Callable[[House], Json]] = {
    "add": lambda one: one.pen.installs(AWA),
    "add-upgrade": lambda one: one.pen.installs(AWA, action="add-upgrade"),
    "the bot joins": lambda one: one.pen.joins(AWA, AWA.chat, BOT),
    "she joins": lambda one: one.pen.joins(AWA, AWA.chat, AWA.member),
    "she writes": lambda one: one.pen.says(AWA, "merci"),
}


@pytest.mark.parametrize("contact", FIRST)
@pytest.mark.parametrize("mentor", [AWA.address, f"{TENANT}/{AWA.mail}"], ids=["by id", "by mail"])
def test_any_first_contact_brings_what_was_owed(contact: str, mentor: str) -> None:
    async def story(one: House) -> None:
        one.cloud.faults.append(lambda request: refusal(403, "Denied") if request.path == "/graph/users" else None)
        await begin(one)
        owed = len(await dead(one))
        assert owed > 1
        assert one.cloud.posts == []
        await one.do(FIRST[contact](one))
        there = one.cloud.at(AWA.chat)
        assert len({post.text() for post in there}) == len(there) >= owed // 2
        assert any("Camille" in post.text() for post in there)
        left = await dead(one)
        assert {each.behind.rpartition(":")[0] for each in left} <= {f"teams/{TENANT}/dm"}
        assert not any("Awa" in each.lane for each in left)
        await one.install(CAMILLE)
        assert await dead(one) == []
        assert one.cloud.at(AWA.chat) == there, "her half came once"

    tell(story, mentor=mentor)


@pytest.mark.parametrize("first", ["installed", "joined"])
def test_a_stranger_is_greeted_once_however_often_teams_tells_of_it(first: str) -> None:
    async def story(one: House) -> None:
        told = [one.pen.installs(LEO), one.pen.joins(LEO, LEO.chat, BOT)]
        for activity in told if first == "installed" else reversed(told):
            await one.do(activity)
        assert len(one.cloud.at(LEO.chat)) == 1
        await one.do(one.pen.installs(LEO, action="remove-upgrade"))
        await one.do(one.pen.installs(LEO, action="add-upgrade"))
        assert len(one.cloud.at(LEO.chat)) == 1
        await one.do(one.pen.installs(LEO, action="remove"))
        await one.do(one.pen.installs(LEO))
        assert len(one.cloud.at(LEO.chat)) == 2, "whoever comes back is greeted again"

    tell(story)


# Who it is ----------------------------------------------------------------------------------------------------------


def loud(activity: Json) -> Json:
    """With the ids in capitals."""
    activity["from"]["aadObjectId"] = activity["from"]["aadObjectId"].upper()
    activity["channelData"]["tenant"]["id"] = activity["channelData"]["tenant"]["id"].upper()
    activity["conversation"]["tenantId"] = activity["conversation"]["tenantId"].upper()
    return activity


def test_ids_are_the_same_in_any_case() -> None:
    async def story(one: House) -> None:
        await one.do(loud(one.pen.installs(AWA)))
        await one.install(CAMILLE)
        one.cloud.rosters[CHAT] = [replace(who, user=who.user.upper()) for who in (AWA, CAMILLE)]
        await one.do(loud(one.pen.joins(AWA, CHAT, f"28:{APP.upper()}")))
        assert await pair_at(one, CHAT) == one.pair
        await begin(one)
        assert await dead(one) == []
        await one.do(loud(one.pen.says(AWA, "prep")))
        assert one.cloud.last(AWA.chat).key == "s1.prep.mentor"
        date = next(post for post in one.cloud.at(CHAT) if post.key == "s1.date")
        body = await one.do(loud(one.pen.presses(CAMILLE, date, button(date.card, "date.tap"))))
        assert body["type"] == "application/vnd.microsoft.card.adaptive"

    tell(story)


def nameless(activity: Json) -> Json:
    del activity["from"]["aadObjectId"]
    return activity


def test_whose_entra_id_is_missing_is_looked_up_in_the_roster_once() -> None:
    async def story(one: House) -> None:
        await one.do(nameless(one.pen.installs(AWA)))
        await one.install(CAMILLE)
        await one.gather()
        await begin(one)
        assert await dead(one) == []
        await one.do(nameless(one.pen.says(AWA, "prep")))
        assert one.cloud.last(AWA.chat).key == "s1.prep.mentor"
        date = next(post for post in one.cloud.at(CHAT) if post.key == "s1.date")
        body = await one.do(nameless(one.pen.presses(CAMILLE, date, button(date.card, "date.tap"))))
        assert body["type"] == "application/vnd.microsoft.card.adaptive"
        await one.do(nameless(one.pen.says(AWA, "prep")))
        asked = [request for request in one.cloud.requests if "/members/" in request]
        assert len(asked) == 2, "one look for each of them"

    tell(story)


def test_who_did_it_is_missing_altogether_in_a_chat_for_two() -> None:
    async def story(one: House) -> None:
        await begin(one)
        one.cloud.rosters[AWA.chat] = [AWA]
        joined = one.pen.joins(AWA, AWA.chat, BOT)
        joined["from"] = {"id": BOT, "name": "together"}
        await one.do(joined)
        assert one.cloud.at(AWA.chat)
        silent = one.pen.installs(CAMILLE)
        del silent["from"]
        await one.do(silent)
        assert one.cloud.at(CAMILLE.chat) == [], "no roster tells of her"
        one.cloud.rosters[CAMILLE.chat] = [CAMILLE]
        await one.do(silent | {"id": "again"})
        assert one.cloud.at(CAMILLE.chat)
        assert await dead(one) == []

    tell(story)


def test_a_roster_that_does_not_tell_leaves_a_stranger_and_one_that_is_away_nobody() -> None:
    async def story(one: House) -> None:
        await one.install(AWA)
        one.cloud.once("GET", 502)
        status, _ = await one.post(nameless(one.pen.says(AWA, "prep")))
        assert status == 503
        assert "Réessayez" in one.cloud.last(AWA.chat).text(), "she is not taken for a stranger"
        one.cloud.people = []
        await one.do(nameless(one.pen.says(AWA, "prep")))
        assert "je ne vous y trouve pas" in one.cloud.last(AWA.chat).text()

    tell(story)


# 403 by its code ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("status", "code"), [(403, ""), (403, "Forbidden"), (400, "BadArgument")])
def test_a_refusal_without_a_known_code_is_tried_for_hours(status: int, code: str) -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        before = len(one.cloud.at(AWA.chat))
        one.cloud.always(AWA.chat, status, code)
        await begin(one)
        begun, count = one.clock.at, len(one.cloud.requests)
        await passes(one, begun + timedelta(hours=5))
        assert await dead(one) == []
        tried = sum(AWA.chat in request for request in one.cloud.requests[count:])
        assert 10 < tried < 60
        one.cloud.faults.clear()
        await passes(one, begun + timedelta(hours=6))
        there = one.cloud.at(AWA.chat)[before:]
        assert there
        assert len({post.text() for post in there}) == len(there), "once"

    tell(story)


def test_a_refusal_that_stays_without_a_reason_is_believed_in_the_end_and_probed() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        one.cloud.always(AWA.chat, 403)
        await begin(one)
        begun, before, hers = one.clock.at, len(one.cloud.at(AWA.chat)), len(one.cloud.at(CAMILLE.chat))
        await passes(one, begun + timedelta(hours=8))
        found = await dead(one)
        assert {each.reason for each in found} == {Reason.FORBIDDEN}
        assert {each.behind.rpartition(":")[0] for each in found} == {f"teams/{TENANT}/dm"}, "her chat, not the pair's"
        assert len(one.cloud.at(CAMILLE.chat)) > hers, "what concerns both goes on for the other"
        one.cloud.faults.clear()
        await passes(one, begun + timedelta(days=2))
        assert len(one.cloud.at(AWA.chat)) > before
        assert await dead(one) == []

    tell(story)


def test_a_code_with_a_name_closes_the_chat_and_it_is_probed_now_and_then() -> None:
    async def story(one: House) -> None:
        await one.install(AWA, CAMILLE)
        one.cloud.always(AWA.chat, 403, "BotNotInConversationRoster")
        await begin(one)
        assert {each.reason for each in await dead(one)} == {Reason.ABSENT}
        one.cloud.faults.clear()
        count = len(one.cloud.requests)
        await passes(one, one.clock.at + timedelta(hours=12))
        mine = [request for request in one.cloud.requests[count:] if AWA.chat in request or request == f"POST {OPENS}"]
        assert set(mine) == {f"POST {OPENS}"}, "nothing is written to a closed chat; it is asked for"
        assert 2 < len(mine) < 20
        one.cloud.reachable.add(AWA.user)
        await passes(one, one.clock.at + timedelta(days=1))
        assert await dead(one) == []
        assert one.cloud.at(AWA.chat)

    tell(story)


# Words --------------------------------------------------------------------------------------------------------------


def added_by(one: House, who: Account, how: str) -> Json:
    return one.pen.joins(who, CHAT, BOT) if how == "joined" else one.pen.installs(who, CHAT)


@pytest.mark.parametrize("how", ["joined", "installed"])
def test_the_chat_reads_who_added_the_bot(how: str) -> None:
    async def story(one: House) -> None:
        one.cloud.rosters[CHAT] = [replace(AWA, name="Awa Diop"), CAMILLE]
        await one.do(added_by(one, AWA, how))
        assert "C’est Awa qui m’a fait venir ici." in one.cloud.last(CHAT).text(), "by the name she was enrolled with"

    async def wrong(one: House) -> None:
        one.cloud.rosters[CHAT] = [AWA, CAMILLE, LEO]
        await one.do(added_by(one, LEO, how))
        assert "C’est Leo qui m’a fait venir ici." in one.cloud.last(CHAT).text()
        assert "Leo added me to this chat." in one.cloud.last(CHAT).text()

    tell(story)
    tell(wrong)


def test_who_only_speaks_in_a_chat_is_not_said_to_have_added_the_bot() -> None:
    async def story(one: House) -> None:
        await one.install(AWA)
        one.cloud.once("GET", 502)
        await one.gather()
        await one.do(one.pen.says(AWA, "{bot} aide", CHAT))
        greeting = one.cloud.at(CHAT)[0].text()
        assert "Awa et Camille" in greeting
        assert "fait venir" not in greeting

    tell(story)


HELLO = {"fr": "je ne vous y trouve pas encore", "en": "I cannot find you among them yet"}


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("fr-FR", {"fr"}),
        ("fr-CA", {"fr"}),
        ("en-US", {"en"}),
        ("EN", {"en"}),
        ("de-DE", {"fr", "en"}),
        ("", {"fr", "en"}),
    ],
)
def test_a_stranger_is_spoken_to_in_the_language_of_their_client(locale: str, told: set[str]) -> None:
    async def story(one: House) -> None:
        def of(activity: Json) -> Json:
            activity["entities"] = []
            return activity | {"locale": locale}

        await one.install(AWA, CAMILLE)
        await begin(one)
        for activity in (of(one.pen.installs(LEO)), of(one.pen.says(LEO, "aide"))):
            await one.do(activity)
            said = one.cloud.last(LEO.chat).text().replace("’", "'")
            assert {code for code, words in HELLO.items() if words in said} == told
        date = next(post for post in one.cloud.at(AWA.chat) if post.key == "s1.date")
        foreign = of(one.pen.presses(LEO, replace(date, conversation=LEO.chat), button(date.card, "date.tap")))
        await one.do(foreign)
        said = one.cloud.last(LEO.chat).text().replace("’", "'")
        assert {code for code, words in HELLO.items() if words in said} == told

    tell(story)


def test_the_language_of_the_client_is_also_read_where_it_says_it_of_itself() -> None:
    async def story(one: House) -> None:
        said = one.pen.says(LEO, "hello")
        del said["locale"]
        said["entities"] = [{"type": "clientInfo", "locale": "en-GB", "country": "GB", "platform": "Windows"}]
        await one.do(said)
        assert HELLO["en"] in one.cloud.last(LEO.chat).text()
        assert HELLO["fr"] not in one.cloud.last(LEO.chat).text().replace("’", "'")

    tell(story)

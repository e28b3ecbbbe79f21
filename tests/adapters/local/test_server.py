"""The routes: what the page is told, and what people do."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import ClientSession

from adapters.local.context import Cast, PairView, PersonView
from bot.engine.messages import Message
from bot.ports import Address, Answer
from tests.adapters.local.fakes import AWA, DOMINIQUE, FIRST, LEO, NOON, SECOND, Done, House, PlainVoice, serving
from tests.adapters.local.samples import EVERYTHING, note

Json = Mapping[str, Any]


def play(story: Callable[[House, ClientSession], Awaitable[None]], cast: Cast | None = None) -> None:
    """Runs a story against the real server."""

    async def run() -> None:
        async with serving(House(cast)) as house, ClientSession(house.url) as session:
            await story(house, session)

    asyncio.run(run())


async def get(session: ClientSession, path: str, status: int = 200) -> Json:
    async with session.get(path) as response:
        assert response.status == status, await response.text()
        body: Json = await response.json()
        return body


async def post(session: ClientSession, path: str, body: object, status: int = 200) -> Json:
    async with session.post(path, json=body) as response:
        assert response.status == status, await response.text()
        answer: Json = await response.json()
        return answer


def typed(text: str, sender: str = "awa", conversation: str = "dm:awa", id: str = "e1") -> Json:
    return {"id": id, "as": sender, "conversation": conversation, "text": text}


# What there is to draw -------------------------------------------------------------------------------------------


def test_the_state_names_the_people_and_their_conversations() -> None:
    async def story(house: House, session: ClientSession) -> None:
        state = await get(session, "/api/state")
        assert state["pairs"] == [
            {
                "id": "p1",
                "track": "mentoring",
                "conversation": "pair:p1",
                "mentor": {
                    "address": "awa",
                    "name": "Awa",
                    "languages": ["fr", "en"],
                    "zone": "Africa/Dakar",
                    "conversation": "dm:awa",
                },
                "mentee": {
                    "address": "camille",
                    "name": "Camille",
                    "languages": ["fr"],
                    "zone": "Europe/Paris",
                    "conversation": "dm:camille",
                },
            }
        ]
        assert state["coordinator"]["conversation"] == "coordinator:dominique"
        assert (state["pair"], state["now"], state["revision"]) == ("p1", NOON.isoformat(), 0)
        assert state["cards"] == []

    play(story)


def test_the_cards_of_the_chosen_pair() -> None:
    async def story(house: House, session: ClientSession) -> None:
        for conversation in ("pair:p1", "pair:p2", "dm:awa", "dm:leo", "coordinator:dominique"):
            await house.post(conversation, note(conversation))
        first, second = await get(session, "/api/state"), await get(session, "/api/state?pair=p2")
        assert [card["conversation"] for card in first["cards"]] == ["pair:p1", "dm:awa", "coordinator:dominique"]
        assert [card["conversation"] for card in second["cards"]] == [
            "pair:p2",
            "dm:awa",
            "dm:leo",
            "coordinator:dominique",
        ]
        assert first["revision"] == second["revision"] == 5
        card = first["cards"][0]
        assert (card["id"], card["key"], card["pair"], card["posted"]) == ("1", "s1.date", "p1", NOON.isoformat())
        assert card["content"]["text"] == "pair:p1"

    play(story, Cast((FIRST, SECOND), (DOMINIQUE,)))


def test_more_cards_than_one_look_into_the_mailbox_shows() -> None:
    async def story(house: House, session: ClientSession) -> None:
        for number in range(501):
            await house.post("pair:p1", note(str(number)))
        assert len((await get(session, "/api/state"))["cards"]) == 501

    play(story)


def test_nobody_yet() -> None:
    async def story(house: House, session: ClientSession) -> None:
        state = await get(session, "/api/state")
        assert (state["pair"], state["pairs"], state["coordinator"]) == (None, [], None)
        assert (await get(session, "/api/state?pair=p9", 404))["error"] == "pair"
        assert (await post(session, "/api/type", typed("x", "", "coordinator:"), 404))["error"] == "person"

    play(story, Cast((), ()))


def test_what_can_be_typed() -> None:
    async def story(house: House, session: ClientSession) -> None:
        english = await get(session, "/api/commands?language=en")
        assert english["words"][0] == {"word": "prep", "description": "what to prepare"}
        coordinator = await get(session, "/api/commands?language=en&coordinator=1")
        assert [each["word"] for each in coordinator["words"]] == ["digest"]

    play(story)


def test_people_and_a_coordinator_of_the_readers_language_are_shown_first() -> None:
    english = PairView("p3", "mentoring", replace(AWA, languages=("en",)), LEO)
    robin = PersonView("robin", "Robin", ("en",), "Europe/London")

    async def story(house: House, session: ClientSession) -> None:
        for asked, pair, coordinator in (
            ("?language=fr", "p1", "dominique"),
            ("?language=en", "p3", "robin"),
            ("?language=xx", "p1", "dominique"),
            ("", "p1", "dominique"),
            ("?language=en&pair=p2", "p2", "robin"),
            ("?pair=p3&coordinator=dominique", "p3", "dominique"),
            ("?language=en&coordinator=nobody", "p3", "robin"),
        ):
            state = await get(session, f"/api/state{asked}")
            assert (state["pair"], state["coordinator"]["address"]) == (pair, coordinator), asked
            assert [one["name"] for one in state["coordinators"]] == ["Dominique", "Robin"]
        for one in ("dominique", "robin"):  # whoever is not shown can write all the same
            await post(session, "/api/type", typed("digest", one, f"coordinator:{one}", f"of {one}"))

    play(story, Cast((FIRST, SECOND, english), (DOMINIQUE, robin)))


def test_a_jump_is_for_the_pair_that_is_shown() -> None:
    async def story(house: House, session: ClientSession) -> None:
        assert (await post(session, "/api/clock/jump", {"pair": "p1"}))["jumped"]
        assert house.jumped_for == ["p1"]
        assert (await post(session, "/api/clock/jump", {"pair": "p9"}, 404))["error"] == "pair"
        assert house.jumped_for == ["p1"]

    play(story)


@pytest.mark.parametrize("pair", ["p9", "", "\ud800", "\ufffd" * 100])
def test_an_unknown_pair_and_half_a_character_are_answered_politely(pair: str) -> None:
    async def story(house: House, session: ClientSession) -> None:
        deed = {"id": f"e{pair}", "as": "awa", "conversation": "dm:awa", "pair": pair, "card": "s1.prep"}
        await post(session, "/api/press", {**deed, "action": "x", "values": [pair]})
        await post(session, "/api/submit", {**deed, "id": f"f{pair}", "action": "x", "fields": {"remark": pair}})
        await post(session, "/api/type", typed(f"prep {pair}", id=f"g{pair}"))
        for done in house.interactions.done:
            assert "\ud800" not in repr(done)
        assert len(house.interactions.done) == 3

    play(story)


@pytest.mark.parametrize("name", ["id", "pair", "card", "action"])
def test_what_no_keyboard_types_is_no_name_of_anything(name: str) -> None:
    async def story(house: House, session: ClientSession) -> None:
        deed = {
            "id": "e",
            "as": "awa",
            "conversation": "dm:awa",
            "pair": "p1",
            "card": "c",
            "action": "x",
            "values": [],
        }
        assert (await post(session, "/api/press", {**deed, name: "a\0b"}, 400))["error"] == "json"

    play(story)


# What people do --------------------------------------------------------------------------------------------------


def test_what_is_typed_is_answered() -> None:
    async def story(house: House, session: ClientSession) -> None:
        async def react(done: Done) -> Sequence[Answer]:
            return [Answer(note("Voilà", "Prep"), PlainVoice("fr"), "p1", "s1.prep"), Answer(EVERYTHING, PlainVoice())]

        house.interactions.reaction = react
        answers = (await post(session, "/api/type", typed("prep")))["answers"]
        assert house.interactions.done == [Done("e1", Address("local", "awa"), "dm:awa", text="prep")]
        first = answers[0]
        assert (first["key"], first["pair"], first["redraw"]) == ("s1.prep", "p1", False)
        assert (first["content"]["title"], first["content"]["text"]) == ("Prep", "Prep\n\nVoilà")
        assert len(answers[1]["content"]["parts"]) == len(EVERYTHING.parts)

    play(story)


def test_what_is_pressed_is_answered_in_place() -> None:
    async def story(house: House, session: ClientSession) -> None:
        async def react(done: Done) -> Sequence[Answer]:
            return [Answer(note(",".join(done.values)), PlainVoice("en"), done.pair, done.card, redraw=True)]

        house.interactions.reaction = react
        deed = {
            "id": "e1",
            "as": "camille",
            "conversation": "pair:p1",
            "pair": "p1",
            "card": "s1.date",
            "action": "slot",
            "values": ["a", "b"],
        }
        (answer,) = (await post(session, "/api/press", deed))["answers"]
        assert answer["redraw"] is True
        assert answer["content"]["text"] == "a,b"
        assert house.interactions.done == [
            Done("e1", Address("local", "camille"), "pair:p1", "p1", "s1.date", "slot", ("a", "b"))
        ]

    play(story)


def test_a_form_is_submitted_once_however_often_it_is_sent() -> None:
    async def story(house: House, session: ClientSession) -> None:
        deed = {
            "id": "e1",
            "as": "camille",
            "conversation": "dm:camille",
            "pair": "p1",
            "card": "s1.date",
            "action": "own",
            "fields": {"day": "2026-03-31", "remark": "a\0b"},
        }
        for _ in range(2):
            assert (await post(session, "/api/submit", deed))["answers"] == []
        (done,) = house.interactions.done
        assert done.fields == {"day": "2026-03-31", "remark": "ab"}

    play(story)


def test_the_coordinator_acts_in_the_inbox() -> None:
    async def story(house: House, session: ClientSession) -> None:
        await post(session, "/api/type", typed("digest", "dominique", "coordinator:dominique"))
        assert house.interactions.done[0].sender == Address("local", "dominique")

    play(story)


def test_what_is_typed_comes_back_as_typed() -> None:
    hostile = "<script>alert(1)</script> **gras** \u202e\u0627 & \\n \"'"

    async def story(house: House, session: ClientSession) -> None:
        async def react(done: Done) -> Sequence[Answer]:
            return [Answer(note(done.text), PlainVoice())]

        house.interactions.reaction = react
        (answer,) = (await post(session, "/api/type", typed(hostile)))["answers"]
        assert answer["content"]["parts"][0]["text"] == hostile

    play(story)


def test_time_jumps_until_nothing_is_planned() -> None:
    async def story(house: House, session: ClientSession) -> None:
        assert await post(session, "/api/clock/jump", {}) == {"now": "2026-03-03T12:00:00+00:00", "jumped": True}
        assert await post(session, "/api/clock/jump", {}) == {"now": "2026-03-03T12:00:00+00:00", "jumped": False}

    play(story)


# Refusals --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deed", "status", "code"),
    [
        (typed("x", "stranger", "dm:stranger"), 404, "person"),
        (typed("x", "camille", "dm:awa"), 403, "conversation"),
        (typed("x", "awa", "pair:p2"), 403, "conversation"),
        (typed("x", "awa", "coordinator:dominique"), 403, "conversation"),
        ({"id": "e1", "as": "awa", "conversation": "dm:awa"}, 400, "json"),
        ({**typed("x"), "text": 3}, 400, "json"),
        (typed("x", id=""), 400, "json"),
        (typed("x", id="e" * 201), 400, "json"),
        ([], 400, "json"),
        (typed("x" * 200_000), 413, "size"),
    ],
)
def test_a_deed_that_cannot_be_done_is_explained(deed: object, status: int, code: str) -> None:
    async def story(house: House, session: ClientSession) -> None:
        answer = await post(session, "/api/type", deed, status)
        assert answer["error"] == code
        assert answer["message"]
        assert house.interactions.done == []

    play(story)


def test_a_file_comes_with_what_is_in_it() -> None:
    async def story(house: House, session: ClientSession) -> None:
        deed = {"id": "e1", "as": "dominique", "conversation": "coordinator:dominique", "name": "pairs.csv"}
        sent = {**deed, "content": b64encode("é,b\n".encode() * 60_000).decode()}
        assert (await post(session, "/api/drop", sent))["answers"] == []
        (done,) = house.interactions.done
        assert done.text == "pairs.csv: " + "é,b\n" * 60_000
        assert (await post(session, "/api/drop", {**deed, "content": "no base64"}, 400))["error"] == "file"
        assert (await post(session, "/api/drop", {**deed, "content": "x" * (4 << 20)}, 413))["error"] == "size"
        other = {**deed, "conversation": "dm:awa", "content": ""}
        assert (await post(session, "/api/drop", other, 403))["error"] == "conversation"
        assert len(house.interactions.done) == 1

    play(story)


@pytest.mark.parametrize("path", ["/api/type", "/api/drop", "/api/press", "/api/submit", "/api/clock/jump"])
def test_what_is_no_json_is_refused(path: str) -> None:
    async def story(house: House, session: ClientSession) -> None:
        for body, kind, status, code in (
            (b"{", "application/json", 400, "json"),
            (b"\xff\xfe", "application/json", 400, "json"),
            (b"", "application/json", 400, "json"),
            (b"[" * 60_000, "application/json", 400, "json"),
            (b"{}", "text/plain", 415, "type"),
            (b"id=e1", "application/x-www-form-urlencoded", 415, "type"),
        ):
            async with session.post(path, data=body, headers={"Content-Type": kind}) as response:
                assert (response.status, (await response.json())["error"]) == (status, code)
        assert house.clock.now() == NOON

    play(story)


def test_a_body_that_never_says_its_length_is_cut_off() -> None:
    async def story(house: House, session: ClientSession) -> None:
        async def endless() -> Any:
            for _ in range(40):
                yield b" " * 8192

        headers = {"Content-Type": "application/json"}
        async with session.post("/api/type", data=endless(), headers=headers) as response:
            assert response.status == 413

    play(story)


def test_a_service_that_is_away_says_so() -> None:
    async def story(house: House, session: ClientSession) -> None:
        house.interactions.away = True
        assert (await post(session, "/api/type", typed("prep"), 503))["error"] == "unavailable"
        house.mailbox.away = True
        assert (await get(session, "/api/state", 503))["error"] == "unavailable"

    play(story)


def test_a_message_of_two_languages() -> None:
    async def story(house: House, session: ClientSession) -> None:
        await house.post("pair:p1", Message(()), language="fr")
        assert (await get(session, "/api/state"))["cards"][0]["content"]["parts"] == []

    play(story)

"""The Home tab: of everybody who may open it, what they see there and what they can do."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from adapters.slack.home import view
from bot.application.delivery.addressing import private_lane
from bot.engine.flows.nudge.state import NUDGE
from bot.engine.people import Place
from bot.ports import OutboxMessage, Unavailable
from tests.adapters.local.samples import note
from tests.adapters.slack.fake import Shown, Trouble
from tests.adapters.slack.valid import complaints
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import FORM, HEADER, ROSTER, House, opened
from tests.values import at

ONE = ROSTER.format(track="mentoring")

Story = Callable[[House], Awaitable[None]]
Play = Callable[..., None]


def line(mentor: str, mentee: str, languages: str = "fr,fr") -> str:
    mails = f"slack,{mentor.lower()}@example.org,slack,{mentee.lower()}@example.org"
    return f"{mentor},{mentee},mentoring,2026-01-05,{languages},,,{mails}\n"


@pytest.fixture
def play(tmp_path: Path) -> Play:
    def run(story: Story, *lines: str) -> None:
        async def told() -> None:
            roster = HEADER + "".join(lines) if lines else ONE
            async with opened(tmp_path, at("2026-01-05 07:00"), roster=roster) as house:
                await house.until(at("2026-01-05 10:30"))
                await story(house)

        asyncio.run(told())

    return run


def read(home: Shown) -> str:
    """All that it says, a block a paragraph."""
    assert complaints(home.blocks, view=True) == []
    texts = [block.get("text") or block.get("elements", [{}])[0] for block in home.blocks]
    return "\n".join(str(text["text"]) for text in texts if isinstance(text.get("text"), str))


async def booked(house: House, mentor: str = "Awa", mentee: str = "Camille", key: str = "s1.date") -> None:
    """The first date on offer, by both."""
    for who in (mentor, mentee):
        where = await house._opened(",".join(sorted((house.ids[mentor], house.ids[mentee]))))
        await house.press(who, await house.card(where, key), "date.tap", 1)
        await house.work()


def test_the_next_meeting_and_what_to_prepare(play: Play) -> None:
    async def story(house: House) -> None:
        assert "jeudi" not in read(await house.home("Camille"))
        await booked(house)
        said = read(await house.home("Camille"))
        assert "Où vous en êtes" in said
        assert "*Avec\u00a0:* Awa" in said
        assert "*Quand\u00a0:* jeudi 8 janvier" in said
        assert "Séance 1 avec Awa" in said
        assert "La semaine du programme" not in said

    play(story)


def test_what_is_ticked_there_is_ticked_everywhere(play: Play) -> None:
    async def story(house: House) -> None:
        home = await house.home("Camille")
        boxes, _ = payloads.element(home.blocks, "prep.tick")
        first = boxes["options"][0]["value"]
        await house.press("Camille", home, "prep.tick", ticked=[first])
        for blocks in (house.slack.homes[house.ids["Camille"]].blocks, (await house.home("Camille")).blocks):
            again, _ = payloads.element(blocks, "prep.tick")
            assert [option["value"] for option in again["initial_options"]] == [first]
        assert house.slack.modals == []  # the page itself shows it

    play(story)


def slow(house: House) -> asyncio.Event:
    """What is pressed takes until the event is set."""
    interactions, done = house.front.handlers.interactions, asyncio.Event()
    pressed = interactions.pressed

    async def slowly(*args: Any) -> Any:
        await done.wait()
        return await pressed(*args)

    object.__setattr__(interactions, "pressed", slowly)
    object.__setattr__(house.front.handlers, "patience", 0.01)
    return done


@pytest.mark.parametrize("action", ["prep.tick", "run"])
def test_what_takes_long_there_is_announced_in_a_view_that_then_shows_it(play: Play, action: str) -> None:
    async def story(house: House) -> None:
        home = await house.home("Camille")
        one, block = payloads.element(home.blocks, action)
        chosen = one.get("options", [])[:1]
        state = {block["block_id"]: {one["action_id"]: {"type": one["type"], "selected_options": chosen}}}
        done, published = slow(house), len(house.slack.called("views.publish"))
        responder, announced = house.front.handlers.responder, asyncio.Event()
        opening = responder.open

        async def then_announced(*args: Any) -> str:
            id = await opening(*args)
            announced.set()
            return id

        object.__setattr__(responder, "open", then_announced)
        used = {**one, "block_id": block["block_id"], "selected_options": chosen}
        payload = payloads.press(house.ids["Camille"], home, used, "", state)
        async with await house.post(payloads.interaction(payload), FORM) as response:
            assert response.status == 200
        await announced.wait()
        assert "Un instant" in str(house.slack.modals[-1].blocks)
        done.set()
        await house.settled()
        opened, shown = house.slack.modals
        assert opened.view["id"] == shown.view["id"]
        assert "Séance 1 avec Awa" in str(shown.blocks)
        assert len(house.slack.called("views.publish")) == published + 1
        boxes, _ = payloads.element(house.slack.homes[house.ids["Camille"]].blocks, "prep.tick")
        assert boxes.get("initial_options", []) == chosen
        assert len(house.slack.in_(await house.direct("Camille"))) == 1  # the welcome

    play(story)


def test_one_press_opens_one_view(play: Play) -> None:
    """What else there is to say stands in the bot's own conversation."""

    async def story(house: House) -> None:
        home, direct = await house.home("Camille"), await house.direct("Camille")
        interactions = house.front.handlers.interactions
        pressed = interactions.pressed

        async def twice(*args: Any) -> Any:
            return [*await pressed(*args)] * 2

        object.__setattr__(interactions, "pressed", twice)
        said = len(house.slack.in_(direct))
        await house.press("Camille", home, "run")
        assert len(house.slack.modals) == 1
        assert len(house.slack.in_(direct)) == said + 1
        assert len(house.slack.called("views.open")) == 1
        await house.press("Camille", house.slack.modals[-1], "prep.tick")
        assert len(house.slack.called("views.update")) == 1
        assert len(house.slack.in_(direct)) == said + 2

    play(story)


def test_away_is_said_once_there(play: Play) -> None:
    async def story(house: House) -> None:
        async def away(*_: Any) -> None:
            raise Unavailable("/somewhere")

        home = await house.home("Camille")
        for what in ("pressed", "overview"):
            object.__setattr__(house.front.handlers.interactions, what, away)
        await house.press("Camille", home, "prep.tick")
        assert "Réessayez" in str(house.slack.modals[-1].blocks)
        assert len(house.slack.called("views.publish")) == 1

    play(story)


def test_opened_twice_or_on_another_tab(play: Play) -> None:
    async def story(house: House) -> None:
        opened = payloads.home_opened(house.ids["Camille"])
        assert await house.event(opened, "Ev1") == 200
        assert await house.event(opened, "Ev1") == 200
        assert await house.event(payloads.home_opened(house.ids["Camille"], tab="messages"), "Ev2") == 200
        assert len(house.slack.called("views.publish")) == 1

    play(story)


def test_each_in_their_language(play: Play) -> None:
    async def story(house: House) -> None:
        assert "Where you stand" in read(await house.home("Awa"))
        assert "Où vous en êtes" in read(await house.home("Camille"))

    play(story, line("Awa", "Camille", "en fr,fr"))


def test_every_pair_of_a_person_in_both_roles(play: Play) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-09 10:30"))  # two messages a day, at most
        await booked(house, "Awa", "Mia", "s1.date.2")
        said = read(await house.home("Awa"))
        pairs = said.split("*Avec\u00a0:* ")[1:]
        assert {pair.partition("\n")[0] for pair in pairs} == {"Camille", "Mia", "Dominique"}
        for pair in pairs:
            name = pair.partition("\n")[0]
            assert f"Séance 1 avec {name}" in pair
            assert ("janvier" in pair) is (name == "Mia")
        boxes, _ = payloads.element((home := await house.home("Awa")).blocks, "prep.tick", 1)
        await house.press("Awa", home, "prep.tick", 1, ticked=[boxes["options"][0]["value"]])
        ticked = [
            payloads.element(house.slack.homes[house.ids["Awa"]].blocks, "prep.tick", n)[0].get("initial_options")
            for n in range(3)
        ]
        assert [bool(one) for one in ticked] == [False, True, False]

    play(story, line("Awa", "Camille"), line("Awa", "Mia"), line("Dominique", "Awa"))


def test_what_has_no_room_is_counted(play: Play) -> None:
    async def story(house: House) -> None:
        answers = await house.front.handlers.interactions.overview("once", house.sender("Awa"))
        many = [replace(answer, key=f"{answer.key}.{n}") for n in range(12) for answer in answers]
        blocks = view(many)["blocks"]
        assert complaints(blocks, view=True) == []
        shown = sum(block["type"] == "divider" for block in blocks) + 1
        assert blocks[-1]["elements"][0]["text"].startswith(f"{24 - shown} autres cartes")
        assert view(answers)["blocks"][-1]["type"] != "context"

    play(story)


def test_a_coordinator_sees_the_programme_and_nudges_from_there(play: Play) -> None:
    async def story(house: House) -> None:
        await house.until(at("2026-01-28 10:00"))
        said = read(home := await house.home("Dominique"))
        assert "La semaine du programme" in said
        assert "Awa et Camille – séance 1" in said
        assert "data_visualization" not in str(home.blocks)
        assert "1 sans date" in said
        await house.press("Dominique", home, "nudge")
        assert "un petit mot" in str(house.slack.modals[-1].blocks)
        assert await house.parts.store.run(lambda unit: next(unit.journeys.all()).of(NUDGE).asked) is not None

    play(story)


def test_a_coordinator_who_is_in_a_pair_sees_both(play: Play) -> None:
    async def story(house: House) -> None:
        said = read(await house.home("Dominique"))
        assert said.index("Où vous en êtes") < said.index("Séance 1 avec Mia") < said.index("La semaine du programme")

    play(story, line("Dominique", "Mia"))


def test_who_has_no_pair_and_who_is_nobody(play: Play) -> None:
    async def story(house: House) -> None:
        assert "je ne vous y trouve pas" in read(await house.home("Mia"))
        await house.parts.service.leave(house.sender("Awa"))
        assert "pas de parcours en cours" in read(await house.home("Awa"))

    play(story)


def test_a_pause_is_ended_from_there(play: Play) -> None:
    async def story(house: House) -> None:
        await house.command("Camille", "pause")
        home = await house.home("Camille")
        assert "en pause" in read(home).lower()
        await house.press("Camille", home, "run")
        assert "en pause" not in read(house.slack.homes[house.ids["Camille"]]).lower()

    play(story)


def test_who_looks_at_the_page_gets_what_could_not_reach_them(play: Play) -> None:
    async def story(house: House) -> None:
        direct = await house.direct("Camille")
        house.slack.trouble("chat.postMessage", Trouble("user_disabled"))
        person = await house.parts.store.run(lambda unit: unit.people.at(house.sender("Camille")))
        assert person is not None
        lane = private_lane(person)
        owed = OutboxMessage("", "s1.owed", Place.MENTEE, lane, note("Une nouvelle"), ("fr",), ("UTC",))
        await house.parts.store.run(lambda unit: unit.outbox.enqueue([owed]))
        await house.work()
        assert "Une nouvelle" not in [card.text for card in house.slack.in_(direct)]
        await house.home("Camille")
        await house.work()
        assert "Une nouvelle" in [card.text for card in house.slack.in_(direct)]

    play(story)

"""The local page's routes: whoever writes in somebody's name is told of no pair that is not theirs."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import pytest
from aiohttp import ClientSession

from adapters.local.plugin import PLUGIN
from bot.app.channels import context
from bot.engine.flows.coordination import actions as desk
from bot.ports import UnitOfWork
from tests.boundary.house import GONE, SECOND, House, house
from tests.labels import fr
from tests.ports.channels.under_test import serving

Json = Mapping[str, Any]
Story = Callable[[House, ClientSession], Awaitable[None]]


def play(url: str, story: Story) -> None:
    with house(url) as one:

        async def told() -> None:
            given = context(one.stage.app)
            async with (
                serving(lambda application: PLUGIN.attach(application, given)) as at,
                ClientSession(at) as session,
            ):
                await story(one, session)

        one.stage.run(told())


async def post(session: ClientSession, path: str, who: str, **deed: object) -> tuple[int, str]:
    body = {"id": f"{path}/{who}/{sorted(deed.items())}"[:100], "as": who, **deed}
    async with session.post(path, json=body) as response:
        return response.status, await response.text()


def on(pair: str, conversation: str, action: str = "nudge") -> Mapping[str, object]:
    return {"conversation": conversation, "pair": pair, "card": "s1.date", "action": action}


@pytest.mark.parametrize(
    ("who", "conversation"), [("robin", "coordinator:robin"), ("luc", "dm:luc"), ("noé", "dm:noé")]
)
def test_another_pair_is_answered_as_one_that_is_not_there(sqlite_url: str, who: str, conversation: str) -> None:
    async def story(one: House, session: ClientSession) -> None:
        for action in ("nudge", "date.tap", "evaluation.change", "run", "pair"):
            told = []
            for pair in (one.pair("ours"), GONE):
                pressed = await post(session, "/api/press", who, **on(pair, conversation, action), values=[pair])
                sent = await post(session, "/api/submit", who, **on(pair, conversation, action), fields={})
                assert (pressed[0], sent[0]) == (200, 200)
                told.append((pressed, sent))
            assert told[0] == told[1]
            assert not any(name in str(told) for name in ("Awa", "Camille"))

    play(sqlite_url, story)


@pytest.mark.parametrize("who", ["robin", "luc", "claire", "ida", "max", "nobody"])
def test_nobody_writes_in_a_conversation_that_is_not_theirs(sqlite_url: str, who: str) -> None:
    async def story(one: House, session: ClientSession) -> None:
        for ours, gone in ((f"pair:{one.pair('ours')}", f"pair:{GONE}"), ("dm:awa", "dm:gone")):
            status, text = await post(session, "/api/type", who, conversation=ours, text="statut")
            assert status in (403, 404)
            assert (status, text.replace(ours, gone)) == await post(
                session, "/api/type", who, conversation=gone, text="statut"
            )

    play(sqlite_url, story)


def test_beside_a_pair_stands_the_inbox_of_its_own_coordinator(sqlite_url: str) -> None:
    async def story(one: House, session: ClientSession) -> None:
        for which, reader in (("ours", "claire"), ("elsewhere", "robin")):
            for asked in ("", "&coordinator=claire", "&coordinator=robin", "&coordinator=max"):
                async with session.get(f"/api/state?pair={one.pair(which)}{asked}") as response:
                    state = await response.json()
                assert state["coordinator"]["address"] == reader

    play(sqlite_url, story)


def test_a_coordinator_gives_a_link_on_the_page_and_nobody_else_does(sqlite_url: str) -> None:
    async def story(one: House, session: ClientSession) -> None:
        card, fields = (
            "desk-link.goals-video.first",
            {"address": "https://videos.example.org/", "first": "", "last": ""},
        )
        for who, said in (("robin", 0), ("luc", 0), ("noé", 0), ("claire", 1)):
            there = {"conversation": f"coordinator:{who}", "pair": "", "card": card}
            listed = await post(session, "/api/press", who, **there, action=desk.LINKS, values=["first"])
            opened = await post(session, "/api/press", who, **there, action=desk.LINK, values=["first goals-video"])
            sent = await post(session, "/api/submit", who, **there, action=desk.LINKED, fields=fields)
            assert ("https://videos.example.org/" in sent[1]) == bool(said), who
            assert (fr("links-title") in listed[1]) == (fr("links-save") in opened[1]) == bool(said), who
            first = await one.stage.app.store.run(lambda unit: unit.programmes.of("first"))
            assert first is not None
            assert len(first.links) == said, who

    play(sqlite_url, story)


def test_a_coordinator_enrols_on_the_page_and_nobody_else_does(sqlite_url: str) -> None:
    csv = b64encode(b"Lou,Eva,mentorat,2026-03-02\n").decode()
    fields = {"mentor_address": "Jo", "mentee_address": "awa", "track": "networking", "first_week": "2026-03-02"}

    async def story(one: House, session: ClientSession) -> None:
        for who, inbox in (("luc", "dm:luc"), ("robin", "coordinator:robin"), ("claire", "coordinator:claire")):
            there = {"conversation": inbox, "pair": "", "card": "desk.first", "action": str(desk.ENROL_PAIR)}
            sent = [
                await post(session, "/api/submit", who, **there, fields=fields),
                await post(session, "/api/drop", who, conversation=inbox, name="pairs.csv", content=csv),
            ]
            assert [status for status, _ in sent] == [200, 200]
            asked = await one.stage.app.store.run(lambda unit: unit.inquiries.next_due())
            assert (asked is not None) is (who != "luc")
            await one.stage.inquirer.drain()
        found = await one.stage.app.store.run(_names)
        assert found == {**found, "Jo & Awa": {"first"}, "Lou & Eva": {"first", SECOND}}, "each for their own programme"

    play(sqlite_url, story)


def _names(unit: UnitOfWork) -> Mapping[str, set[str]]:
    """The programmes of each pair, by their names."""
    found: dict[str, set[str]] = {}
    for programme in unit.programmes.all():
        for journey in unit.journeys.all(programme.id):
            found.setdefault(" & ".join(one.name for one in journey.members.values()), set()).add(programme.id)
    return found

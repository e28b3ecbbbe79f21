"""A séance in Microsoft's own local client, driven by Chromium: from the installation to the evaluation.

The one whose client it is clicks; the other one speaks and presses through the Playground's HTTP API.
"""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from playwright.async_api import Locator, Page, expect

from bot.app.playground import PEOPLE, NoPlayground, Stand, client, fetched, member, object_id, stand
from bot.engine.flows.agreement.state import AGREEMENT
from bot.engine.flows.evaluation.state import Answers
from bot.engine.flows.prep.state import ticked
from bot.engine.journey import Journey
from bot.engine.people import Role
from tests.browser import chrome
from tests.engine.walking import answers, lent
from tests.labels import fr

pytestmark = [pytest.mark.playground, pytest.mark.browser]

PICTURES = os.environ.get("TOGETHER_PICTURES")
"""Where screenshots are put, if anywhere."""

CAMILLE = member(1)
SECONDS = 20_000


def first_evaluations(journey: Journey) -> list[Answers]:
    return [answers(journey, 1, role) for role in Role]


@pytest.fixture(scope="module")
def tools() -> tuple[Path, str]:
    """The Playground and a browser; without them the test is skipped, or fails where they are asked for."""
    required = os.environ.get("TOGETHER_REQUIRE_NODE") == "1"
    browser = chrome.find()
    if browser is None:
        reason = "no chromium here (apt-get install chromium, or playwright install chromium)"
        if required:
            pytest.fail(reason)
        pytest.skip(reason)
    try:
        return fetched(), browser
    except NoPlayground as trouble:
        if required:
            pytest.fail(str(trouble))
        pytest.skip(str(trouble))


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@dataclass
class Theatre:
    bot: Stand
    page: Page
    address: str
    session: aiohttp.ClientSession
    sent: dict[str, list[dict[str, Any]]]
    """What the bot posted or updated, by conversation."""
    pictures: int = 0

    async def open(self, chat: str) -> None:
        await self.page.get_by_role("treeitem", name=chat, exact=True).click()

    def card(self, text: str) -> Locator:
        """The newest card with these words."""
        return self.page.locator(".ac-adaptiveCard", has_text=text).last

    async def press(self, card: Locator, label: str) -> None:
        await card.get_by_role("button", name=label).first.click()

    async def type(self, text: str) -> None:
        box = self.page.locator('[contenteditable="true"]').first
        await box.click()
        await self.page.keyboard.type(text)
        await self.page.keyboard.press("Enter")

    async def api(self, path: str, body: dict[str, Any]) -> Any:
        async with self.session.post(f"{self.address}{path}", json=body) as response:
            assert response.status == 200, (response.status, await response.text())
            return await response.json(content_type=None)

    async def say(self, number: int, text: str, conversation: str, *, targeted: bool = False) -> None:
        """One of `PEOPLE` writes, and mentions the bot or, `targeted`, types a slash command: the Playground's own form for
        that speaks for its user only, and knows no slash commands."""
        said = await self.template("userAdded", conversation)
        said |= {"type": "message", "text": text, "textFormat": "plain", "membersAdded": None, "id": f"said-{text}"}
        said["from"] = {"id": member(number), "aadObjectId": object_id(number), "name": PEOPLE[number]}
        if targeted:
            said["recipient"] = {"id": "28:together", "name": "together", "isTargeted": True}
        said["entities"] = [
            {"type": "mention", "text": "<at>together</at>", "mentioned": {"id": "28:together", "name": "together"}}
        ]
        await self.session.post(f"{self.address}/_internal/v1/customActivities", json=said)

    async def invoke(self, who: str, card: str, pressed: dict[str, Any]) -> None:
        """Somebody else presses a button of a card in the shared chat."""
        answer = await self.api(
            "/_conversation/v1/invoke",
            {
                "name": "adaptiveCard/action",
                "from": {"id": who},
                "conversation": {"id": "group-chat"},
                "replyToId": card,
                "value": {"action": {"type": "Action.Execute", "verb": pressed["verb"], "data": pressed["data"]}},
            },
        )
        assert "400" not in str(answer), answer

    async def template(self, kind: str, conversation: str) -> dict[str, Any]:
        query = {"type": kind, "conversationId": conversation}
        async with self.session.get(f"{self.address}/_internal/v1/customActivities/template", params=query) as response:
            found: dict[str, Any] = await response.json(content_type=None)
            return found

    async def mock(self, kind: str, conversation: str) -> None:
        """One of the activities that the Playground makes up."""
        template = await self.template(kind, conversation)
        await self.session.post(f"{self.address}/_internal/v1/customActivities", json=template)

    async def jump_to(self, *texts: str) -> None:
        """Time passes until one of the cards says so."""
        for number in range(12):
            if number:
                await self.bot.jump()
            for _ in range(30):
                for text in texts:
                    if await self.card(text).count():
                        return
                await asyncio.sleep(0.1)
        raise AssertionError(f"nothing says {texts}")

    async def until(self, so: Callable[[Journey], bool]) -> Journey:
        """Waits for the journey to be so."""
        for _ in range(100):
            journey = await self.bot.container.store.run(lambda unit: unit.journeys.of(self.bot.pair))
            assert journey is not None
            if so(journey):
                return journey
            await asyncio.sleep(0.1)
        raise AssertionError("the journey does not come to that")

    async def noted(self, conversation: str, so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Waits for a message that is so, the newest: the client shows one before the bot hears that it has it."""
        for _ in range(100):
            for one in self.sent.get(conversation, [])[::-1]:
                if so(one):
                    return one
            await asyncio.sleep(0.1)
        raise AssertionError("no message is so")

    async def picture(self, name: str) -> None:
        if PICTURES:
            await asyncio.sleep(0.7)
            await self.page.screenshot(path=Path(PICTURES) / f"teams-{name}.png")


@asynccontextmanager
async def theatre(tools: tuple[Path, str], folder: Path) -> AsyncIterator[Theatre]:
    script, path = tools
    sent: dict[str, list[dict[str, Any]]] = {}
    pool = aiohttp.TCPConnector(force_close=True)  # the Playground drops what is idle
    async with (
        stand(folder, port=0) as bot,
        aiohttp.ClientSession(connector=pool) as session,
        chrome.browser(path) as browser,
    ):
        send, update = bot.teams.connector.send, bot.teams.connector.update

        async def noted_send(service: str, conversation: str, activity: Any, **how: Any) -> str:
            id = await send(service, conversation, activity, **how)
            sent.setdefault(conversation, []).append({"id": id, **activity, "to": how.get("to", "")})
            return id

        async def noted_update(service: str, conversation: str, card: str, activity: Any, **how: Any) -> None:
            await update(service, conversation, card, activity, **how)
            sent.setdefault(conversation, []).append({**activity, "id": card})

        bot.teams.connector.send = noted_send  # type: ignore[method-assign]
        bot.teams.connector.update = noted_update  # type: ignore[method-assign]
        with client(script, bot.url, folder, free_port()) as address:
            for _ in range(100):
                try:
                    async with session.get(address):
                        break
                except aiohttp.ClientConnectionError:
                    await asyncio.sleep(0.1)
            page = await browser.new_page(viewport={"width": 1280, "height": 900}, locale="fr-FR")
            page.set_default_timeout(SECONDS)
            expect.set_options(timeout=SECONDS)
            await page.goto(address)
            yield Theatre(bot, page, address, session, sent)


def test_a_seance_in_the_playground(tools: tuple[Path, str], tmp_path: Path) -> None:
    asyncio.run(_seance(tools, tmp_path))


async def _seance(tools: tuple[Path, str], folder: Path) -> None:
    async with theatre(tools, folder) as t:
        # Opening the client installs the app
        await expect(t.card("vous met en relation avec Camille")).to_be_visible()
        await t.page.get_by_role("button", name="Hide log panel").click()
        # The bot is added to the chat of the two, and recognises them
        await t.mock("botAdded", "group-chat")
        await t.open("Awa, Camille")
        await expect(t.card("Bonjour Awa et Camille")).to_be_visible()
        await t.open("Personal Chat")
        await t.jump_to("que vous allez accompagner")
        await t.picture("welcome")

        # A date: one clicks, the other presses through the API
        await t.open("Awa, Camille")
        await t.jump_to("Une date pour la séance 1")
        date = t.card("Une date pour la séance 1")
        slot = await date.get_by_role("button").first.inner_text()
        await t.press(date, slot)
        await expect(date.get_by_role("button", name=f"✓ {slot}")).to_be_visible()
        await t.picture("date")
        shown = await t.noted("group-chat", lambda one: any(slot in tap["title"] for tap in _buttons(one, "date.tap")))
        tap = next(tap for tap in _buttons(shown, "date.tap") if slot in tap["title"])
        await t.invoke(CAMILLE, shown["id"], tap)
        booked = t.page.locator(".ac-adaptiveCard", has_text="C’est noté").or_(
            t.page.locator(".ac-adaptiveCard", has_text=fr("date-move"))
        )
        await expect(booked.last).to_be_visible()
        await t.picture("booked")

        # The second one asks in the shared chat; what is theirs alone is not answered there
        await t.say(1, "<at>together</at> prep", "group-chat")
        await expect(t.card("Cela ne regarde que vous")).to_be_visible()

        # A slash command is answered there, for her alone, and the card stays in her own chat
        await t.say(0, "/together prep", "group-chat", targeted=True)
        await expect(t.card(fr("chat-lasts"))).to_be_visible()
        await t.noted("group-chat", lambda one: one.get("to") == member(0))

        # Preparation, at any moment, in private
        await t.open("Personal Chat")
        await expect(t.page.locator(".ac-adaptiveCard", has_text="Avant la séance")).to_have_count(1)
        await t.type("prep")
        await expect(t.page.locator(".ac-adaptiveCard", has_text="Avant la séance")).to_have_count(2)
        prep = t.card("Avant la séance")
        await prep.get_by_role("checkbox").first.check(force=True)
        await t.picture("prep")
        await t.press(prep, fr("card-keep"))
        await t.until(lambda journey: any(ticked(lent(journey), 1, role) for role in Role))
        await expect(prep).to_contain_text(fr("card-saved"))
        await t.type("prep")
        await expect(t.page.locator(".ac-adaptiveCard", has_text="Avant la séance")).to_have_count(3)
        again = t.card("Avant la séance")
        await expect(again.get_by_role("checkbox").first).to_be_checked()

        # The agenda, to its end
        await t.open("Awa, Camille")
        await t.jump_to(fr("agenda-start"))
        agenda = t.page.locator(".ac-adaptiveCard", has=t.page.get_by_role("button", name=fr("agenda-start"))).last
        await t.press(agenda, fr("agenda-start"))
        await t.picture("agenda")
        for topic in range(1, 12):
            await expect(t.card(f"Sujet {topic} sur")).to_be_visible()
            if await t.card(f"Sujet {topic} sur {topic}").count():  # the client draws the buttons after the words
                end = t.page.get_by_role("button", name=fr("agenda-end"))
                await expect(t.card("Comment nous avançons")).to_be_visible()
                await t.picture("agreement")
                await _agree(t)
                await end.last.click()
                break
            await t.page.get_by_role("button", name=fr("agenda-next")).last.click()
        else:
            raise AssertionError("the agenda has no end")
        await t.picture("agenda-end")
        await t.jump_to("a-t-elle eu lieu")
        await t.press(t.card("a-t-elle eu lieu"), fr("held-yes"))

        # One minute of evaluation, in private
        await t.open("Personal Chat")
        await t.jump_to("Votre minute", "d’évaluation", "Évaluation")
        evaluation = t.page.locator(".ac-adaptiveCard", has=t.page.get_by_role("radio")).last
        await expect(evaluation).to_be_visible()
        await evaluation.get_by_role("radio").nth(4).check(force=True)
        await evaluation.get_by_role("radio").nth(8).check(force=True)
        await t.picture("evaluation")
        await evaluation.get_by_role("button").last.click()
        journey = await t.until(lambda journey: any(one.done for one in first_evaluations(journey)))
        first = journey.sittings[0]
        assert first.meeting is not None
        done = [one for one in first_evaluations(journey) if one.done is not None]
        assert len(done) == 1
        assert len(done[0].answers) == 2
        await t.picture("thanks")


async def _agree(t: Theatre) -> None:
    """One says yes to the agreement by a click, the other through the API."""
    await t.press(t.card("Comment nous avançons"), fr("agreement-yes"))
    await expect(t.card(fr("agreement-said-yes", name="Awa"))).to_be_visible()
    shown = await t.noted("group-chat", lambda one: bool(_buttons(one, "agreement.yes")))
    (yes,) = _buttons(shown, "agreement.yes")
    await t.invoke(CAMILLE, shown["id"], yes)
    journey = await t.until(lambda journey: journey.of(AGREEMENT).at is not None)
    assert journey.of(AGREEMENT).terms.minutes == 60
    await expect(t.card(fr("agreement-agreed"))).to_be_visible()


def _buttons(activity: dict[str, Any], action: str) -> list[dict[str, Any]]:
    from tests.adapters.teams.fakes import actions

    return [one for one in actions(activity) if one["data"]["together"].get("action") == action]

"""The two on the local page: the mentor uses the mouse, the mentee the keyboard alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from playwright.async_api import Locator, Page, expect

from bot.engine.ids import read
from bot.engine.people import Role
from tests.activities.table import Act, Walk
from tests.impatient.house import House, Seen

ADDRESS = {Role.MENTOR: "awa", Role.MENTEE: "camille"}
KEYS = "articles => articles.map(one => one.querySelector('.source dd code')?.textContent ?? '')"


@dataclass
class OnPage:
    """`tests.activities.edges.Edge`."""

    house: House
    page: Page
    _last: dict[Role, Locator] = field(default_factory=dict)

    # What they do

    async def types(self, who: Role, word: str) -> None:
        pane, answers = self.page.locator(f"#pane-{who}"), self._answers(str(who))
        await self._tidied(str(who))
        box = pane.get_by_role("combobox")
        await box.fill(word)
        async with self.page.expect_response("**/api/type"):
            await box.press("Enter")
        await expect(answers).to_have_count(1)
        self._last[who] = answers.last

    def _answers(self, pane: str) -> Locator:
        """What one person was answered, and nobody else reads; in the order in which it came."""
        return self.page.locator(f"#pane-{pane} article.card.only")

    async def _tidied(self, pane: str) -> None:
        """What was answered before is put away."""
        answers = self._answers(pane)
        while await answers.count():
            await answers.last.locator("[data-hide]").click()

    async def awaits(self, who: Role, kind: str) -> None:
        for _ in range(60):
            found = [one for one in await self._in(f"dm:{ADDRESS[who]}") if read(one.key).kind == kind]
            if found:
                self._last[who] = await self._of_kind(f"#pane-{who} article.card", kind)
                return
            due = await self.house.next()
            assert due is not None
            self.house.clock.at = max(due, self.house.clock.at)
            await self.house.settle()
        raise AssertionError(f"no {kind} comes")

    async def does(self, walk: Walk, act: Act) -> None:
        if act.shared:
            await self._tidied("shared")
            await self._speaks(act.who)
        answers = [self._answers("shared"), self._answers(str(act.who))]
        before = [await one.count() for one in answers]
        card = await self._where(walk, act)
        if act.fields is not None:
            await self._fills(act, card.locator(f"form[data-action='{act.action}']").last)
        elif act.ticked is not None:
            await self._ticks(act, card.locator(f"[data-action='{act.action}']"))
        else:
            await self._uses(act.who, _control(card, act), sure=act.sure)
        await self.house.settle()
        for one, count in zip(answers, before, strict=True):
            if await one.count() > count:
                self._last[act.who] = one.last
        if walk.card:
            await self._caught_up(walk.card)

    async def _speaks(self, who: Role) -> None:
        radio = self.page.locator(f"#pane-shared .speakers label[data-role='{who}'] input")
        if who is Role.MENTOR:
            await radio.check()
        else:
            await radio.focus()
            await radio.press("Space")
        await expect(radio).to_be_checked()

    async def _where(self, walk: Walk, act: Act) -> Locator:
        if act.shared:
            return await self._of_kind("#pane-shared article.card:not(.only)", walk.card)
        own = self.page.locator(f"#pane-{act.who} article.card")
        posted = await self._in(f"dm:{ADDRESS[act.who]}")
        await expect(self.page.locator(f"#pane-{act.who} article.card:not(.only)")).to_have_count(len(posted))
        for _ in range(50):
            aside = self._answers("shared")
            places = [self._last[act.who]] if act.who in self._last else []
            for cards in (aside, own):
                places += [cards.nth(index) for index in reversed(range(await cards.count()))]
            for card in places:
                if await card.count() and act.action in await _usable(card):
                    return card
            await self.page.wait_for_timeout(100)
        raise AssertionError(f"{walk.name}: {act.who} has no {act.action}")

    async def _of_kind(self, selector: str, kind: str) -> Locator:
        """The newest card of a kind, once the page has it."""
        keys: list[str] = []
        for _ in range(50):
            keys = await self.page.locator(selector).evaluate_all(KEYS)
            found = [index for index, key in enumerate(keys) if read(key).kind == kind]
            if found:
                return self.page.locator(selector).nth(found[-1])
            await self.page.wait_for_timeout(100)
        raise AssertionError(f"no {kind} among {keys}")

    async def _uses(self, who: Role, control: Locator, *, sure: bool = False) -> None:
        await expect(control).to_be_visible()
        if not sure:
            await self._sent("press", who, control)
            return
        await (control.click() if who is Role.MENTOR else control.press("Enter"))
        await self._sent("press", who, self.page.locator("dialog [data-answer='yes']"))

    async def _sent(self, what: str, who: Role, control: Locator, key: str = "Enter") -> None:
        async with self.page.expect_response(f"**/api/{what}") as answer:
            await (control.click() if who is Role.MENTOR else control.press(key))
        assert (await answer.value).ok

    async def _ticks(self, act: Act, question: Locator) -> None:
        boxes = question.locator("input[type='checkbox']")
        values = await boxes.evaluate_all("boxes => boxes.map(one => one.dataset.value)")
        for value in values:
            box = question.locator(f"input[data-value='{value}']")
            if await box.is_checked() is not (value in (act.ticked or ())):
                await self._sent("press", act.who, box, "Space")
                await self.house.settle()

    async def _fills(self, act: Act, form: Locator) -> None:
        assert act.fields is not None
        given = dict(act.fields)
        for name, days in act.days.items():
            given[name] = f"{self.house.clock.now() + timedelta(days=days):%Y-%m-%d}"
        for name, text in given.items():
            entry = form.locator(f"input[name='{name}']")
            if act.who is Role.MENTOR or name in act.days:
                await entry.fill(text)
                continue
            await entry.focus()
            await entry.press("Control+A")
            await entry.press("Delete")
            await self.page.keyboard.insert_text(text)
        last = form.locator("input").last if act.who is Role.MENTEE else form.locator("button[type='submit']")
        await self._sent("submit", act.who, last)

    async def _caught_up(self, kind: str) -> None:
        """The page shows the card that both see as it now is: what is pressed next is what stands there."""
        found = [one for one in await self._in("pair:") if read(one.key).kind == kind]
        if not found:
            return
        card = await self._of_kind("#pane-shared article.card:not(.only)", kind)
        for text in _lines(found[-1].content):
            await expect(card).to_contain_text(text)
        for part in found[-1].content["parts"]:
            for one in part.get("buttons", []):
                await expect(card.locator(f"[data-id='{one['action']} {one['value']}']")).to_have_count(1)

    async def _in(self, conversation: str) -> list[Seen]:
        return [one for one in (await self.house.cards()).values() if one.conversation.startswith(conversation)]

    # What they see

    async def answered(self, who: Role) -> str:
        return await self._last[who].inner_text()

    async def usable(self, who: Role) -> set[str]:
        return await _usable(self._last[who])

    async def shared(self, who: Role, kind: str) -> str:
        return await (await self._of_kind("#pane-shared article.card:not(.only)", kind)).inner_text()

    async def in_sight(self, who: Role) -> str:
        there = [*await self._in("pair:"), *await self._in(f"dm:{ADDRESS[who]}")]
        return json.dumps([one.content for one in there], ensure_ascii=False)


async def _usable(card: Locator) -> set[str]:
    every = "found => found.map(one => one.dataset.press ?? one.dataset.action)"
    return set(await card.locator("[data-press], [data-action]").evaluate_all(every))


def _control(card: Locator, act: Act) -> Locator:
    value = f"[data-value='{act.value}']" if act.value else ""
    button = f"[data-press='{act.action}']{value}"
    return card.locator(f"{button}, [data-action='{act.action}'] button.chip{value}").first


def _lines(content: Any) -> Iterator[str]:
    for part in content["parts"]:
        match part["kind"]:
            case "text":
                yield part["text"]
            case "bullets":
                yield from (line["text"] for line in part["lines"])
            case "facts":
                yield from (row["value"] for row in part["rows"])

"""What coordinators read in Teams has room on a phone, by Microsoft's own renderer."""

from __future__ import annotations

import asyncio

from adapters.teams.render import Json, card
from bot.engine.flows.coordination.desk.pairs import PAGE, Listed, Seen, fitting, pairs
from bot.engine.flows.coordination.listed import PairPage
from tests.adapters.slack.test_desk import FULL, LONG_NAME, NOW, one
from tests.adapters.teams.drawn import PHONE, drawn
from tests.browser import chrome
from tests.desk.shown import shown
from tests.values import CONTENT

BEYOND = """
() => {
  const edge = document.getElementById("card").getBoundingClientRect().right;
  const beyond = (one) => one.getBoundingClientRect().right > edge + 0.5 || one.scrollWidth > one.clientWidth + 1;
  const words = [...document.querySelectorAll("#card *")].filter((one) => one.clientWidth && !one.querySelector("button"));
  return words.filter((one) => one.closest("button, .ac-actionSet") === null && beyond(one)).map((one) => one.textContent);
}
"""
"""What is read, and stands out of the card or out of its own box. How buttons are drawn is each client's own."""


def longest() -> Json:
    page = fitting(PairPage(tuple(one(n) for n in range(PAGE)), FULL.after))
    message = pairs(Listed(FULL.narrowed(named=""), page, 100_000, LONG_NAME), Seen(NOW, "Europe/Paris"))
    return card(message, CONTENT.voices(("fr",), ("Europe/Paris",)))


def test_nothing_stands_out_of_a_card_on_a_phone(chromium: str) -> None:
    cards = {name: card(answer.message, answer.voice) for name, answer in shown().items()}

    async def story() -> None:
        async with chrome.browser(chromium) as browser:
            for name, each in (cards | {"the longest": longest()}).items():
                async with drawn(browser, each, PHONE) as page:
                    assert await page.evaluate(BEYOND) == [], name
                    heads = page.get_by_role("columnheader")
                    assert await heads.count() == (2 if name in ("pairs", "the longest") else 0)

    asyncio.run(story())

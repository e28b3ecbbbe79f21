"""A date found in Slack, with all its turns, by pressing what is on the cards."""

from __future__ import annotations

import asyncio
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from tests.adapters.slack.fake import Shown
from tests.labels import fr
from tests.scenarios.ics import method_of
from tests.scenarios.slack import payloads
from tests.scenarios.slack.house import House, opened
from tests.values import at

WEB: dict[str, Any] = {"public_url": "https://t.example", "secret_keys": (Fernet.generate_key().decode(),)}
THURSDAY = 3


def buttons(card: Shown, action: str) -> list[dict[str, str]]:
    rows = [one for block in card.blocks for one in payloads.usable(block)]
    return [one for one in rows if one["action_id"].startswith(f"{action}#")]


def slots(card: Shown) -> list[datetime]:
    return [datetime.fromisoformat(json.loads(one["value"])[0]) for one in buttons(card, "date.tap")]


async def now(house: House) -> Shown:
    """The card that stands."""
    await house.work()
    return next(card for card in reversed(house.slack.in_(await house.shared())) if "'date." in str(card.blocks))


async def now_pressed(house: House, who: str, action: str, nth: int = 0) -> Shown:
    await house.press(who, await now(house), action, nth)
    return await now(house)


def link(card: Shown) -> str:
    found = re.search(r"<(https://t\.example/calendar/[^|>]+\.ics)\|", str(card.blocks))
    assert found is not None
    return found[1]


def test_offered_tapped_refused_proposed_booked_moved_and_cancelled(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, at("2026-01-05 07:00"), **WEB) as house:
            await house.until(at("2026-01-05 09:30"))
            card = await now(house)
            offered = slots(card)
            assert len({slot.date() for slot in offered}) == 3

            card = await now_pressed(house, "Awa", "date.tap")
            assert "Convient à Awa" in card.text
            card = await now_pressed(house, "Awa", "date.untap")  # a changed mind
            assert "Convient à Awa" not in card.text

            card = await now_pressed(house, "Camille", "date.none")
            others = slots(card)
            assert len(others) == 3
            assert not set(others) & set(offered)

            await house.press("Camille", card, "date.other")
            await house.submit("Camille", day="2026-01-17", time="10:00")  # a Saturday
            assert "pour Awa, ce n’est pas un jour de travail" in house.slack.ephemeral[-1].text
            card = await now(house)
            assert "samedi 17 janvier" in card.text
            assert set(others) < set(slots(card))

            await asyncio.gather(*(house.press(who, card, "date.tap", 1) for who in ("Awa", "Camille")))
            card = await now(house)
            assert fr("date-booked") in card.text
            assert await method_of(house.parts, link(card)) == "REQUEST"
            booked = link(card)

            card = await now_pressed(house, "Awa", "date.move")
            assert len(slots(card)) == 3
            assert await method_of(house.parts, booked) == "CANCEL"
            for who in ("Camille", "Awa"):
                card = await now_pressed(house, who, "date.tap")
            assert fr("date-booked") in card.text
            assert await method_of(house.parts, booked) == "REQUEST"

            await now_pressed(house, "Camille", "date.cancel")
            assert await method_of(house.parts, booked) == "CANCEL"

    asyncio.run(story())


def test_what_a_person_sets_holds_for_the_next_dates(tmp_path: Path) -> None:
    async def story() -> None:
        async with opened(tmp_path, at("2026-01-05 07:00"), **WEB) as house:
            await house.until(at("2026-01-05 09:30"))
            settings = await house.command("Camille", "réglages", await house.direct("Camille"))
            assert settings is not None
            await house.press("Camille", settings, "settings.days", ticked=[str(THURSDAY)])
            card = await now_pressed(house, "Camille", "date.none")
            days = [slot.date() for slot in slots(card)]
            assert {day.weekday() for day in days} == {THURSDAY}

            away = min(days)
            await house.press("Camille", settings, "settings.leave")
            await house.submit("Camille", first=away.isoformat(), last=away.isoformat())
            card = await now_pressed(house, "Camille", "date.none")
            assert away not in {slot.date() for slot in slots(card)}
            assert {slot.date().weekday() for slot in slots(card)} == {THURSDAY}

            await house.press("Camille", settings, "settings.edit")
            await house.submit("Camille", start="15:00", end="18:00", usual_from="", usual_to="", holidays="")
            card = await now_pressed(house, "Camille", "date.none")
            assert slots(card)
            assert min(slot.hour for slot in slots(card)) >= 14  # three o'clock in Paris is two in Dakar
            assert date(2026, 1, 5) < min(slots(card)).date()

    asyncio.run(story())

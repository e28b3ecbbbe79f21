"""A date found in Teams, with all its turns, by pressing what is on the cards."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cryptography.fernet import Fernet

from tests.adapters.teams.fakes import AWA, CAMILLE, Account, Post, button, stamps
from tests.labels import fr
from tests.scenarios.ics import method_of
from tests.scenarios.teams.house import CHAT, House, house

WEB: dict[str, Any] = {"public_url": "https://t.example", "secret_keys": (Fernet.generate_key().decode(),)}
DAY, TIME = "field:date.own:day", "field:date.own:time"
THURSDAY = "3"


async def begun(one: House) -> None:
    """Both have installed the app, and the bot is in their chat; it is the morning of the first day."""
    await one.install(AWA, CAMILLE)
    await one.gather()
    one.clock.at = one.clock.at.replace(hour=9)
    await one.settle()


def slots(post: Post) -> list[str]:
    return [stamp["values"][0] for stamp in stamps(post.card) if stamp.get("action") == "date.tap"]


def days(post: Post) -> set[str]:
    return {slot[:10] for slot in slots(post)}


def now(one: House) -> Post:
    """The card that stands."""
    return next(
        post
        for post in reversed(one.cards(CHAT))
        if any(str(stamp.get("action")).startswith("date.") for stamp in stamps(post.card))
    )


async def press(
    one: House, who: Account, post: Post, action: str, *values: str, entered: Mapping[str, str] | None = None
) -> str:
    """What the one who pressed is shown in the card's place."""
    answer = await one.do(one.pen.presses(who, post, button(post.card, action, *dict.fromkeys(values)), entered))
    return str(answer["value"]["fallbackText"]) if isinstance(answer["value"], dict) else ""


def test_offered_tapped_refused_proposed_booked_moved_and_cancelled() -> None:
    async def story() -> None:
        async with house(**WEB) as one:
            await begun(one)
            offered = slots(now(one))
            assert len(days(now(one))) == 3

            await press(one, AWA, now(one), "date.tap", offered[0])
            assert "Convient à Awa" in now(one).text()
            await press(one, AWA, now(one), "date.untap", offered[0])  # a changed mind
            assert "Convient à Awa" not in now(one).text()

            await press(one, CAMILLE, now(one), "date.none")
            others = slots(now(one))
            assert len(others) == 3
            assert not set(others) & set(offered)

            await press(one, CAMILLE, now(one), "date.other")
            form = next(post for post in reversed(one.cloud.posts) if "date.own" in str(post.activity))
            saturday = datetime.fromisoformat(others[0]).date().replace(day=17).isoformat()
            said = await press(one, CAMILLE, form, "date.own", entered={DAY: saturday, TIME: "10:00"})
            told = said + "".join(post.text() for post in one.cards(CAMILLE.chat))
            assert "pour Awa, ce n’est pas un jour de travail" in told
            assert "17 janvier" in now(one).text()
            assert set(others) < set(slots(now(one)))

            shown = now(one)
            at_once = (one.pen.presses(who, shown, button(shown.card, "date.tap", others[1])) for who in (AWA, CAMILLE))
            answers = await asyncio.gather(*map(one.post, at_once))
            assert [status for status, _ in answers] == [200, 200]
            await one.settle()
            assert fr("date-booked") in now(one).text()
            found = re.search(r"https://t\.example/calendar/[^\s)\"']+\.ics", now(one).text())
            assert found is not None
            link = found[0]
            assert await method_of(one.parts, link) == "REQUEST"

            await press(one, AWA, now(one), "date.move")
            assert await method_of(one.parts, link) == "CANCEL"
            again = slots(now(one))
            assert len(again) == 3
            for who in (CAMILLE, AWA):
                await press(one, who, now(one), "date.tap", again[0])
            assert fr("date-booked") in now(one).text()
            assert await method_of(one.parts, link) == "REQUEST"

            await press(one, CAMILLE, now(one), "date.cancel")
            assert await method_of(one.parts, link) == "CANCEL"

    asyncio.run(story())


def test_what_a_person_sets_holds_for_the_next_dates() -> None:
    async def story() -> None:
        async with house(**WEB) as one:
            await begun(one)
            await one.do(one.pen.says(CAMILLE, "réglages"))
            settings = one.cards(CAMILLE.chat, "settings.mentee")[-1]
            await press(one, CAMILLE, settings, "settings.leave", entered={"choice:settings.days": THURSDAY})
            await press(one, CAMILLE, now(one), "date.none")
            assert {datetime.fromisoformat(day).weekday() for day in days(now(one))} == {int(THURSDAY)}

            away = min(days(now(one)))
            form = next(post for post in reversed(one.cards(CAMILLE.chat)) if "settings.away" in str(post.activity))
            first, last = (f"field:settings.away:{name}" for name in ("first", "last"))
            await press(one, CAMILLE, form, "settings.away", entered={first: away, last: away})
            await press(one, CAMILLE, now(one), "date.none")
            assert slots(now(one))
            assert away not in days(now(one))

    asyncio.run(story())

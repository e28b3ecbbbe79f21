"""Séances that are written into two people's calendars, from inside Teams."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import datetime

from bot.app import Container
from tests.adapters.teams.fakes import AWA, CAMILLE, Account, Post, button
from tests.labels import fr
from tests.scenarios import calendars
from tests.scenarios.calendar_walk import HERE, ROLES, Walk, tell
from tests.scenarios.teams.house import CHAT, House, house
from tests.scenarios.teams.test_dates import begun, now

PEOPLE = {"Awa": AWA, "Camille": CAMILLE}


@dataclass
class InTeams:
    """`Hands`."""

    house: House

    @property
    def parts(self) -> Container:
        return self.house.parts

    async def my_calendar(self, who: str) -> str:
        await self.house.do(self.house.pen.says(PEOPLE[who], "réglages"))
        await self._press(PEOPLE[who], self._mine(who, "settings"), "calendar.open")
        return json.dumps(self._mine(who, "calendar").card, ensure_ascii=False)

    async def press_mine(self, who: str, action: str) -> None:
        await self._press(PEOPLE[who], self._mine(who, "calendar"), action)

    async def press(self, who: str, action: str, value: str = "") -> None:
        await self._press(PEOPLE[who], now(self.house), action, value)

    async def told(self, who: str) -> list[str]:
        return [post.text() for post in self._told(who)]

    async def propose(self, who: str) -> None:
        (told,) = self._told(who)
        await self._press(PEOPLE[who], told, "entries.propose")

    def _told(self, who: str) -> list[Post]:
        return [post for post in self.house.cards(PEOPLE[who].chat) if post.text().startswith(fr("entries-title"))]

    async def shared(self, title: str = "") -> str:
        cards = [post for post in self.house.cards(CHAT) if title and title in post.text()]
        return json.dumps((cards[-1] if title else now(self.house)).card, ensure_ascii=False)

    async def until(self, when: datetime) -> None:
        """From one thing that is due to the next."""
        while True:
            await self.house.settle()
            due = await self.parts.store.run(lambda unit: unit.outbox.next_due())
            if due is None or due > when:
                break
            self.house.clock.at = max(due, self.house.clock.at)
        self.house.clock.at = max(when, self.house.clock.at)
        await self.house.settle()

    def _mine(self, who: str, card: str) -> Post:
        return self.house.cards(PEOPLE[who].chat, f"{card}.{ROLES[who]}")[-1]

    async def _press(self, who: Account, post: Post, action: str, value: str = "") -> None:
        wanted = button(post.card, action, *([value] if value else []))
        await self.house.do(self.house.pen.presses(who, post, wanted))


def test_booked_given_up_moved_refused_moved_by_hand_unlinked_and_met() -> None:
    async def story() -> None:
        async with (
            calendars.serving() as services,
            house(besides=(services.settings,), **HERE) as one,
            calendars.desk(one.parts, services) as desk,
        ):
            await begun(one)
            await tell(Walk(InTeams(one), services, desk))

    asyncio.run(story())

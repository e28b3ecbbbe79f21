"""One story for every channel: a pair of which one writes to Google and the other to Microsoft, from the first date on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from aiohttp import web
from cryptography.fernet import Fernet

from bot.app import Container
from bot.engine.people import Role
from bot.ports import LinkedCalendar
from tests.labels import fr
from tests.scenarios.calendars import Desk, Services, links
from tests.values import HOUR, at

HERE: Mapping[str, Any] = {"public_url": "http://127.0.0.1", "secret_keys": (Fernet.generate_key().decode(),)}
"""Settings of a bot in which people can sign in."""
ROLES = {"Awa": Role.MENTOR, "Camille": Role.MENTEE}
SERVICES = {"Awa": "google", "Camille": "microsoft"}


class Hands(Protocol):
    """What the two do and see in one channel; everything that is due is delivered after each."""

    @property
    def parts(self) -> Container: ...
    async def my_calendar(self, who: str) -> str:
        """« Mon agenda », opened anew: all that is on it."""
        ...

    async def press_mine(self, who: str, action: str) -> None:
        """Presses something on « Mon agenda »."""
        ...

    async def press(self, who: str, action: str, value: str = "") -> None:
        """Presses something on the card of the date that stands: what has that value, or the first."""
        ...

    async def told(self, who: str) -> list[str]:
        """What they were told, alone, of what they changed in their calendar."""
        ...

    async def propose(self, who: str) -> None:
        """Presses what stands on the one message about what they changed in their calendar."""
        ...

    async def shared(self, title: str = "") -> str:
        """The newest card of that title in the shared conversation; the one of the date if there is no title."""
        ...

    async def until(self, when: datetime) -> None: ...


@dataclass
class Walk:
    hands: Hands
    services: Services
    desk: Desk

    async def works(self) -> None:
        """Whatever is due in calendars, and what follows from it."""
        await self.desk.works()
        await self.hands.until(self.hands.parts.clock.now())

    async def has_them_written(self, who: str) -> None:
        """Links their calendar, and then asks for their séances in it."""
        first = links(await self.hands.my_calendar(who))[list(SERVICES.values()).index(SERVICES[who])]
        assert f"est relié pour {who}" in await self.desk.sign_in(first)
        card = await self.hands.my_calendar(who)
        assert fr(f"calendar-write-{SERVICES[who]}") in card
        assert f"j’écris désormais les séances de {who}" in await self.desk.sign_in(links(card)[-1])

    async def books(self) -> None:
        for who in ("Camille", "Awa"):
            await self.hands.press(who, "date.tap")
        await self.works()

    async def agreed(self) -> str:
        """When they meet, as the bot has it."""
        (journey,) = await self.hands.parts.store.run(lambda unit: list(unit.journeys.all()))
        assert journey.current is not None
        assert journey.current.meeting is not None
        return f"{journey.current.meeting.at:%Y-%m-%dT%H:%M}"

    async def linked(self, who: str) -> LinkedCalendar | None:
        return await self.hands.parts.store.run(
            lambda unit: unit.calendars.of(unit.people.of_pair(next(unit.journeys.all()).pair)[ROLES[who]].id)
        )


async def tell(walk: Walk) -> None:
    """It begins when there are dates to choose from."""
    for who in SERVICES:
        await walk.has_them_written(who)
    await booked(walk)
    await given_up(walk)
    await moved(walk)
    await refused(walk)
    await moved_by_hand(walk)
    await declined(walk)
    await unlinked(walk)
    await met(walk)
    assert "attendees" not in walk.services.sent()
    assert "@" not in walk.services.sent().replace("@odata", ""), "nobody's address goes to a service"


async def booked(walk: Walk) -> None:
    await walk.books()
    assert walk.services.starts() == [await walk.agreed()] * 2
    assert walk.services.room() in await walk.hands.shared(), "its link is on the booking"


async def given_up(walk: Walk) -> None:
    await walk.hands.press("Awa", "date.cancel")
    await walk.works()
    assert walk.services.starts() == []
    await walk.hands.press("Camille", "date.again")
    await walk.books()
    assert walk.services.room() in await walk.hands.shared()


async def moved(walk: Walk) -> None:
    """Before anybody looked: the events are the same, and so is the room."""
    before, room = await walk.agreed(), walk.services.room()
    await walk.hands.press("Camille", "date.move")
    await walk.books()
    assert await walk.agreed() != before
    assert walk.services.starts() == [await walk.agreed()] * 2
    assert walk.services.room() == room
    assert room in await walk.hands.shared()


async def refused(walk: Walk) -> None:
    """Google refuses a move; Awa is told on her card, signs in again, and finds it moved."""
    before = await walk.agreed()
    walk.services.google.faults = [lambda: web.Response(status=403)] * 2
    await walk.hands.press("Awa", "date.move")
    await walk.books()
    assert walk.services.starts() == [before, await walk.agreed()]
    card = await walk.hands.my_calendar("Awa")
    assert fr("calendar-write-ended") in card
    walk.services.google.faults = []
    await walk.desk.sign_in(links(card)[0])
    await walk.works()
    assert walk.services.starts() == [await walk.agreed()] * 2
    assert fr("calendar-write-ended") not in await walk.hands.my_calendar("Awa")


async def moved_by_hand(walk: Walk) -> None:
    """Camille moves it in Outlook, is asked, and proposes it; nothing moves before Awa says yes."""
    before = await walk.agreed()
    start, end = (at(before) + hours * HOUR for hours in (1, 2))
    walk.services.graph.moved(f"{start:%Y-%m-%dT%H:%M}:00", f"{end:%Y-%m-%dT%H:%M}:00")
    await walk.hands.until(walk.hands.parts.clock.now() + timedelta(days=1))
    await walk.works()
    assert walk.services.starts() == [before, f"{start:%Y-%m-%dT%H:%M}"], "nothing is written over it"
    assert await walk.agreed() == before
    await walk.hands.propose("Camille")
    await walk.works()
    assert walk.services.starts() == [], "while nothing is agreed on, nothing stands there"
    await walk.hands.press("Awa", "date.tap", start.isoformat())
    await walk.works()
    assert await walk.agreed() == f"{start:%Y-%m-%dT%H:%M}"
    assert walk.services.starts() == [await walk.agreed()] * 2


async def declined(walk: Walk) -> None:
    """Awa declines it in Google Calendar, is told once what that does, and it stands."""
    before, other = await walk.agreed(), await walk.hands.told("Camille")
    walk.services.google.declined()
    for _ in range(4):  # a letter on the refusal may have been one of the two of a day
        await walk.hands.until(walk.hands.parts.clock.now() + timedelta(hours=7))
        await walk.works()
    (told,) = await walk.hands.told("Awa")
    assert "vous avez décliné la séance 1" in told
    assert await walk.hands.told("Camille") == other, "nobody else learns of it"
    assert await walk.agreed() == before
    assert walk.services.starts() == [before] * 2


async def unlinked(walk: Walk) -> None:
    """Camille has hers taken out again, and forgets the calendar; Awa's stays."""
    await walk.hands.my_calendar("Camille")
    await walk.hands.press_mine("Camille", "calendar.write-stop")
    await walk.works()
    assert walk.services.graph.standing == []
    assert walk.services.starts() == [await walk.agreed()]
    await walk.hands.my_calendar("Camille")
    await walk.hands.press_mine("Camille", "calendar.unlink")
    assert await walk.linked("Camille") is None


async def met(walk: Walk) -> None:
    """The room stands on the reminder and on the agenda."""
    when, room = at(await walk.agreed()), walk.services.opened()
    for title, since in {"reminder-title": -HOUR, "agenda-title": HOUR / 4}.items():
        await walk.hands.until(when + since)
        assert room in await walk.hands.shared(fr(title, seance=1)), title

"""The calendars of the two who play, on paper: the mentor's is with Google, the mentee's with Microsoft 365.

What is written there, and when, is up to the bot's own writer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from functools import partial

from bot.application.calendars.entries import Describe
from bot.application.calendars.planning import begin
from bot.application.calendars.writing import Writer
from bot.application.event_handler import EventHandler
from bot.engine.people import Role
from bot.ports import LinkedCalendar, UnitOfWork
from bot.ports.calendars.events import Entry, KeptEvent

SERVICES = {Role.MENTOR: ("google", "Google"), Role.MENTEE: ("microsoft", "Microsoft 365")}
"""The service of each, and how it is called."""


class Deed(StrEnum):
    """What became of an event."""

    WRITTEN = "written"
    CHANGED = "changed"
    REMOVED = "removed"
    MOVED = "moved"
    """By its owner; the bot does the others."""


Note = Callable[[Role, Deed, Entry], None]
"""Writes down how an event reads after a deed, or before it was removed."""


@dataclass
class PaperCalendar:
    """`EventCalendar`."""

    owner: Role
    note: Note
    events: dict[str, tuple[Entry, KeptEvent]] = field(default_factory=dict)
    _count: int = 0

    @property
    def secret(self) -> str:
        return self.owner.value

    async def create(self, key: str, entry: Entry, *, again: bool) -> KeptEvent:
        self._count += 1
        id = str(self._count)
        link = f"https://rooms.example.org/{self.owner}-{id}" if entry.conference else ""
        return self._put(Deed.WRITTEN, entry, KeptEvent(id, entry.start, entry.end, link))

    async def change(self, id: str, entry: Entry) -> KeptEvent | None:
        if id not in self.events:
            return None
        return self._put(Deed.CHANGED, entry, replace(self.events[id][1], start=entry.start, end=entry.end))

    async def look(self, id: str) -> KeptEvent | None:
        return self.events[id][1] if id in self.events else None

    async def remove(self, key: str, id: str) -> None:
        if id in self.events:
            self.note(self.owner, Deed.REMOVED, self.events.pop(id)[0])

    def moved(self, by: timedelta) -> None:
        """Its owner moves the newest event."""
        entry, kept = self.events[max(self.events, key=int)]
        self._put(
            Deed.MOVED,
            replace(entry, start=kept.start + by, end=kept.end + by),
            replace(kept, start=kept.start + by, end=kept.end + by),
        )

    def _put(self, deed: Deed, entry: Entry, kept: KeptEvent) -> KeptEvent:
        shown = replace(entry, place=kept.link) if kept.link else entry
        self.events[kept.id] = shown, kept
        self.note(self.owner, deed, shown)
        return kept


class _Open:
    """`Seal`: nothing is secret on paper."""

    def close(self, secret: str) -> str:
        return secret

    def open(self, sealed: str) -> str:
        return sealed


class PaperCalendars:
    """Both of them, and who writes into them."""

    def __init__(self, service: EventHandler, describe: Describe, note: Note) -> None:
        self._service = service
        self.of = {role: PaperCalendar(role, note) for role in Role}
        opened = {kind: lambda secret: self.of[Role(secret)] for kind, _ in SERVICES.values()}
        self._writer = Writer(service, _Open(), opened, describe, "play")

    async def begin(self, pair: str) -> None:
        """Both have signed in, and want their séances written."""
        await self._service.store.run(partial(self._begun, pair))

    def _begun(self, pair: str, unit: UnitOfWork) -> None:
        at = self._service.clock.now()
        for role, person in unit.people.of_pair(pair).items():
            kind, title = SERVICES[role]
            unit.calendars.link(LinkedCalendar(person.id, kind, role.value, title, at))
            begin(unit, person.id, at)

    async def write(self) -> int:
        """Everything that is due; how many events that was."""
        return await self._writer.drain()

    async def next(self) -> datetime | None:
        """When an event is written or looked at next."""
        return await self._service.store.run(lambda unit: unit.calendar_events.next_due())

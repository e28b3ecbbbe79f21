"""Writes séances into the calendars of people who signed in."""

from __future__ import annotations

from adapters.calendars.google_events import GoogleEvents
from adapters.calendars.graph_events import GraphEvents
from adapters.calendars.oauth import Provider, SignedIn
from bot.ports.calendars.events import Entry, KeptEvent


class SignedInEvents:
    """Implements `EventCalendar`."""

    def __init__(self, provider: Provider, secret: str) -> None:
        self._signed_in = SignedIn(provider, secret)
        token = self._signed_in.token
        self._events: GoogleEvents | GraphEvents = (
            GoogleEvents(token, provider.events) if provider.name == "google" else GraphEvents(token, provider.events)
        )

    @property
    def secret(self) -> str:
        return self._signed_in.secret

    async def create(self, key: str, entry: Entry, *, again: bool) -> KeptEvent:
        return await self._events.create(key, entry, again=again)

    async def change(self, id: str, entry: Entry) -> KeptEvent | None:
        return await self._events.change(id, entry)

    async def look(self, id: str) -> KeptEvent | None:
        return await self._events.look(id)

    async def remove(self, key: str, id: str) -> None:
        await self._events.remove(key, id)

"""The store: one transaction an event.

A `UnitOfWork` is one transaction. Its attributes are small ports, each in the file of what it keeps: everything that is
done through them happens, or nothing does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from bot.ports.calendars import Calendars
from bot.ports.calendars.events import CalendarEvents
from bot.ports.logged import Logged
from bot.ports.outbox import Outbox
from bot.ports.people import People
from bot.ports.programmes import Programmes
from bot.ports.store.announcements import Announcements
from bot.ports.store.audit import Audit
from bot.ports.store.contents import Contents
from bot.ports.store.dead_letters import DeadLetters
from bot.ports.store.erasures import Erasures
from bot.ports.store.inquiries import Inquiries
from bot.ports.store.journeys import Journeys
from bot.ports.store.records import PersonRecords
from bot.ports.store.seen import SeenLog
from bot.ports.store.standings import Standings
from bot.ports.store.weeks import Weeks

T = TypeVar("T")


class KeyValues(Protocol):
    """Small facts that belong to the installation, such as the demo's clock."""

    def get(self, name: str) -> str | None: ...
    def put(self, name: str, value: str) -> None: ...
    def drop(self, name: str) -> None: ...
    def starting(self, prefix: str) -> Mapping[str, str]:
        """Those whose names begin with `prefix`, by their whole names."""
        ...


class UnitOfWork(Protocol):
    """One transaction. Everything in it happens, or nothing."""

    @property
    def journeys(self) -> Journeys: ...
    @property
    def people(self) -> People: ...
    @property
    def programmes(self) -> Programmes: ...
    @property
    def contents(self) -> Contents: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def dead_letters(self) -> DeadLetters: ...
    @property
    def calendars(self) -> Calendars: ...
    @property
    def calendar_events(self) -> CalendarEvents: ...
    @property
    def seen(self) -> SeenLog: ...
    @property
    def weeks(self) -> Weeks: ...
    @property
    def announcements(self) -> Announcements: ...
    @property
    def standings(self) -> Standings: ...
    @property
    def erasures(self) -> Erasures: ...
    @property
    def inquiries(self) -> Inquiries: ...
    @property
    def facts(self) -> KeyValues: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def records(self) -> PersonRecords: ...


class Store(Protocol):
    """Where all of it is kept."""

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
        """Runs `work` in one transaction on a thread of the store's; an exception undoes all of it.

        `work` may be run again from the start after a conflict, so it changes nothing but the store.
        Raises `Unavailable` if the database cannot be reached or written.
        """
        ...

    async def read(self, work: Callable[[UnitOfWork], T]) -> T:
        """Runs `work`, which only reads and locks nothing, in one transaction beside those that write: nobody waits for it.

        What it notes in the audit trail is written before this returns, in a transaction of its own. Raises `Unavailable`.
        """
        ...

    async def wait(self, seconds: float) -> None:
        """Returns as soon as due work may have appeared, after `seconds` at the latest."""
        ...

    async def close(self) -> None: ...


class Unavailable(Logged):
    """The database cannot be reached or written just now; nothing was stored."""

    def __init__(self, told: str = "", cure: str = "") -> None:
        """`told`: what is so; `cure`: what to do about it, a sentence or several."""
        super().__init__(f"{told}{' ' if told.endswith(('.', '?')) else '. '}{cure}" if cure else told)
        self.told, self.cure = told, cure


class DiskFull(Unavailable):
    """The disk of the database is full. Nothing was stored, and nothing will be until somebody makes room."""

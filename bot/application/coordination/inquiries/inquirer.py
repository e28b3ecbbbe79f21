"""Looks up whom coordinators have asked for, does what they asked, and answers them.

Like the worker, it may be killed at any moment.

1. An inquiry is claimed by lease. Directories are asked, and files fetched, without a transaction.
2. One transaction does it, owes the answer and drops the inquiry; whose lease has lapsed does nothing.
3. A directory may take long, or ask for patience: who was found is kept for the next try, in this process.
4. Whoever coordinates the programme no longer gets nothing, and nothing is done for them.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.application.coordination.inquiries.enrolling import FILE, RAW
from bot.application.coordination.inquiries.found import Found, Wanted
from bot.application.coordination.inquiries.lines import text_of
from bot.application.coordination.inquiries.tasks import TASKS
from bot.application.coordination.visit import Visit
from bot.application.event_handler import EventHandler
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.inquiries import card
from bot.engine.flows.coordination.inquiries.flaws import Flaw
from bot.engine.messages import Message
from bot.engine.people import Place
from bot.infra.backoff import Backoff
from bot.infra.patience import WRITING, regularly, until_there
from bot.ports import (
    Address,
    Directory,
    DirectoryEntry,
    OutboxMessage,
    UnitOfWork,
    Unreached,
)
from bot.ports.plugins.dropped import DroppedFiles
from bot.ports.store.inquiries import Inquiry

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
"""Longer than one try takes, which ends after half of it."""
AT_ONCE = 4
TICK = 1.0
"""Seconds between two looks for what is due."""
TRIES = 8
"""After so many a coordinator is told that a directory cannot be asked."""
RETRIES = Backoff(timedelta(seconds=5), timedelta(minutes=10))
KEPT = timedelta(days=1)
"""For how long an inquiry waits, at most: for its programme to be said, and for a directory."""


class Inquirer:
    """One of any number."""

    def __init__(
        self,
        service: EventHandler,
        directories: Mapping[str, Directory],
        files: Mapping[str, DroppedFiles],
        owner: str,
        *,
        lease: timedelta = LEASE,
    ) -> None:
        self._service, self._store, self._clock = service, service.store, service.clock
        self._directories, self._files = directories, files
        self._owner, self._lease = owner, lease
        self._under_way: set[asyncio.Task[None]] = set()
        self._found: dict[str, dict[Address, DirectoryEntry | Flaw]] = {}
        self._gained: set[str] = set()
        """For which of them somebody was found in the last try."""

    async def run(self) -> None:
        """Until it is cancelled; what is under way then is done once its lease has lapsed."""
        try:
            await regularly(self.look, TICK, f"inquiries {self._owner}")
        finally:
            for task in self._under_way:
                task.cancel()
            if self._under_way:
                await asyncio.wait(self._under_way)
            await self.close()

    async def close(self) -> None:
        """Ends the connections that directories keep open."""
        for directory in self._directories.values():
            await directory.close()
        for files in self._files.values():
            await files.close()

    async def drain(self) -> int:
        """Does everything that is due now, and returns how many inquiries that was."""
        total = 0
        while begun := await self.look():
            total += begun
            await asyncio.wait(self._under_way)
        return total

    async def look(self) -> int:
        """Begins with what is due; returns how many inquiries that is."""
        now, room = self._clock.now(), AT_ONCE - len(self._under_way)
        if room <= 0 or not await self._store.read(lambda unit: unit.inquiries.is_due(now)):
            return 0
        claimed = await self._store.run(lambda unit: unit.inquiries.claim(now, room, self._owner, self._lease))
        for inquiry in claimed:
            task = asyncio.create_task(self._work(inquiry))
            self._under_way.add(task)
            task.add_done_callback(self._ended)
        return len(claimed)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and (trouble := task.exception()) is not None:
            log.error("an inquiry is left for when its lease lapses: %s", type(trouble).__name__, exc_info=trouble)

    async def _work(self, inquiry: Inquiry) -> None:
        if inquiry.content is None or self._clock.now() - inquiry.at > KEPT:
            await self._answer(inquiry, card.lost())
            return
        try:
            text = await self._text(inquiry)
            wanted = await self._store.read(lambda unit: self._wanted(unit, inquiry, text))
            entries = await self._looked_up(inquiry, wanted)
        except Unreached as trouble:
            await self._later(inquiry, trouble)
            return
        found = Found(inquiry, entries, wanted)
        await self._written(lambda unit: self._done(unit, found))
        self._forget(inquiry)

    async def _text(self, inquiry: Inquiry) -> str | Flaw:
        """Of the file that was sent; empty if none was. Raises `Unreached`."""
        content = inquiry.content or {}
        where = content.get(FILE)
        if where is None:
            return text_of(b64decode(content[RAW])) if RAW in content else ""
        channel, _, reference = where.partition(":")
        raw = await self._files[channel].fetch(reference)
        return raw if isinstance(raw, Flaw) else text_of(raw)

    def _wanted(self, unit: UnitOfWork, inquiry: Inquiry, text: str | Flaw) -> Wanted:
        visit = self._visit(unit, inquiry)
        return Wanted(()) if visit is None else TASKS[inquiry.kind].wants(visit, inquiry, text)

    async def _looked_up(self, inquiry: Inquiry, wanted: Wanted) -> Mapping[Address, DirectoryEntry | Flaw]:
        """Raises `Unreached`; who was found by then is kept."""
        known = self._found.setdefault(inquiry.id, {})
        self._gained.discard(inquiry.id)
        until = self._clock.now() + self._lease / 2
        for address in wanted.addresses:
            if address in known:
                continue
            if self._clock.now() > until:
                raise Unreached("there are more people than one try has time for")
            directory = self._directories.get(address.channel)
            if directory is None:  # people are reached there under whatever name
                known[address] = DirectoryEntry(address.id, name=address.id)
            else:
                known[address] = await directory.find(address.id)
                self._gained.add(inquiry.id)
        return {**known, **wanted.known}

    async def _later(self, inquiry: Inquiry, trouble: Unreached) -> None:
        count = inquiry.id not in self._gained
        if count and inquiry.tries + 1 >= TRIES:
            await self._answer(inquiry, card.unreached())
            return
        log.info("people are looked up later: %s", trouble)
        until = self._clock.now() + RETRIES.after(inquiry.id, inquiry.tries)
        await self._written(lambda unit: unit.inquiries.put_off(inquiry.id, self._owner, until, count=count))

    async def _answer(self, inquiry: Inquiry, message: Message) -> None:
        def answered(unit: UnitOfWork) -> None:
            if unit.inquiries.settle(inquiry.id, self._owner) and (visit := self._visit(unit, inquiry)) is not None:
                _owe(visit, inquiry, message)

        await self._written(answered)
        self._forget(inquiry)

    async def _written(self, work: Callable[[UnitOfWork], object]) -> None:
        """As soon as the database is there: directories are not asked again because it was away for a moment."""
        await until_there(lambda: self._store.run(work), self._owner, WRITING)

    def _forget(self, inquiry: Inquiry) -> None:
        self._found.pop(inquiry.id, None)
        self._gained.discard(inquiry.id)

    def _done(self, unit: UnitOfWork, found: Found) -> None:
        inquiry = found.inquiry
        if not unit.inquiries.settle(inquiry.id, self._owner):
            return
        visit = self._visit(unit, inquiry)
        message = None if visit is None else TASKS[inquiry.kind].done(visit, found)
        if visit is not None and message is not None:
            _owe(visit, inquiry, message)

    def _visit(self, unit: UnitOfWork, inquiry: Inquiry) -> Visit | None:
        """None: they do not coordinate that programme any more."""
        person = unit.records.person(inquiry.coordinator)
        if person is None:
            return None
        visit = Visit(self._service, unit, person, self._clock.now())
        return visit if visit.programme(inquiry.programme) is not None else None


def _owe(visit: Visit, inquiry: Inquiry, message: Message) -> None:
    """The answer, at once: somebody waits for it. What they are to get later, such as Monday's digest, comes after it."""
    name = hashlib.blake2s(inquiry.id.encode(), digest_size=6).hexdigest()
    unit, person = visit.unit, visit.person
    lane = next(lane for lane, one in unit.people.coordinators(inquiry.programme) if one.id == person.id)
    later = [post for post in unit.records.queued(lane) if post.due is not None and post.due > visit.at]
    answer = OutboxMessage(
        pair="",
        key=actions.desk_card(inquiry.programme, name),
        to=Place.COORDINATORS,
        lane=lane,
        message=message,
        languages=person.reads,
        zones=(person.zone,),
    )
    unit.records.drop(later)
    unit.outbox.enqueue([answer, *later])

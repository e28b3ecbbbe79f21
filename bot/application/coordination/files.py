"""The files of a programme, for its coordinators: read when they are delivered, by who coordinates it then."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from bot.application.coordination.export import as_csv
from bot.application.coordination.report import as_csv as report_as_csv
from bot.application.coordination.report import programme_report
from bot.engine.flows.coordination.actions import OF_PAIRS, OF_REPORT
from bot.engine.messages import File
from bot.infra.clock import Clock
from bot.ports import Address, Lane, Reading, Store, UnitOfWork


@dataclass(frozen=True, slots=True)
class ProgrammeFiles:
    """`bot.ports.Files`."""

    store: Store
    clock: Clock

    async def of(self, file: File, lane: Lane) -> AsyncIterator[str]:
        reading = await self.store.read(lambda unit: self._reading(unit, file, lane))
        if reading is None:
            return
        if file.kind == OF_PAIRS:
            async for piece in as_csv(self.store, reading):
                yield piece
        elif file.kind == OF_REPORT:
            found = await self.store.read(lambda unit: programme_report(unit, file.of))
            yield "" if found is None else report_as_csv(found)

    def _reading(self, unit: UnitOfWork, file: File, lane: Lane) -> Reading | None:
        kind, _, id = lane.place.partition(":")
        person = unit.people.at(Address(lane.channel, id)) if kind == "coordinator" else None
        if person is None or all(one.id != file.of for one in unit.programmes.of_coordinator(person.id)):
            return None
        return Reading(self.clock.now(), file.of, person.id)

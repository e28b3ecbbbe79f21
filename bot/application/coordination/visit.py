"""A coordinator at the desk: who asks, when, and of which of their programmes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.application.event_handler import EventHandler
from bot.engine.flows.coordination.desk.pairs import Seen
from bot.ports import Person, ProgrammeRecord, Reading, UnitOfWork


@dataclass(frozen=True, slots=True)
class Visit:
    """One transaction in which a coordinator asks or does something."""

    service: EventHandler
    unit: UnitOfWork
    person: Person
    at: datetime

    @property
    def seen(self) -> Seen:
        return Seen(self.at, self.person.zone)

    @property
    def programmes(self) -> Sequence[ProgrammeRecord]:
        """Those that they coordinate."""
        return self.unit.programmes.of_coordinator(self.person.id)

    def programme(self, id: str) -> ProgrammeRecord | None:
        """One of theirs; one of others, and none at all, are the same."""
        return next((one for one in self.programmes if one.id == id), None)

    def reading(self, programme: str) -> Reading:
        return Reading(self.at, programme, self.person.id)

"""Programmes: each has its own pairs and coordinators, and what is said of it is said to nobody of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.engine.programme import GivenLink
from bot.engine.scheduling.programme_calendar import ALWAYS, ProgrammeCalendar

FIRST = "first"
"""The programme that every installation has; its settings say what it is."""


@dataclass(frozen=True, slots=True)
class Retention:
    """How long what people said is kept."""

    answers_months: int = 6
    """After the end of a journey, for what was answered."""
    rest_months: int = 12
    """After the end of a journey, for the rest of it."""
    events_days: int = 90
    """For what was heard, and who was written to when."""


@dataclass(frozen=True, slots=True)
class ProgrammeRecord:
    """What a programme is, beside its pairs and its coordinators."""

    id: str = FIRST
    name: str = "together"
    """As people read it."""
    zone: str = "UTC"
    """An IANA time zone: its week ends there."""
    content: str = ""
    """The folder of its texts; empty: those of the installation."""
    threshold: int = 5
    """People below which its digest shows no total."""
    outside_contact: str = ""
    """Whom to turn to outside the coordinators; empty if nobody was named."""
    retention: Retention = field(default_factory=Retention)
    calendar: ProgrammeCalendar = ALWAYS
    """From when to when it is, and when its organisation is closed."""
    asks: bool = True
    """Whether the two of a new pair are asked whether they are willing, before the first word of the programme; otherwise
    they are told."""
    links: Mapping[str, GivenLink] = field(default_factory=dict, hash=False)
    """The addresses that its coordinators gave to links of its content, by name."""


class Programmes(Protocol):
    """The part of a unit of work that knows programmes, and what belongs to which."""

    def put(self, programme: ProgrammeRecord) -> None:
        """Stores or updates a programme, but for its links, which are given one by one."""
        ...

    def give_link(self, programme: str, name: str, link: GivenLink | None) -> None:
        """Stores what a link leads to for a programme's pairs; None: what its content says holds again."""
        ...

    def of(self, id: str) -> ProgrammeRecord | None: ...
    def all(self) -> Sequence[ProgrammeRecord]:
        """Every programme, by id."""
        ...

    def of_pair(self, pair: str) -> ProgrammeRecord | None: ...
    def of_coordinator(self, person: str) -> Sequence[ProgrammeRecord]:
        """Those that a person coordinates, by id."""
        ...

    def at(self, channel: str, workspace: str) -> ProgrammeRecord | None:
        """The programme whose workspace or tenant that is."""
        ...

    def place(self, channel: str, workspace: str, programme: str) -> None:
        """Gives a workspace or tenant to a programme."""
        ...

    def places(self, programme: str) -> Sequence[tuple[str, str]]:
        """Its channels and workspaces, in order."""
        ...

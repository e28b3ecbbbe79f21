"""Looks the people of an enrolment file up where a channel can: e-mail addresses become addresses, or bad lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.application.enrolment.csv_file import CsvLine
from bot.application.enrolment.progress import Progress, silent
from bot.engine.flows.coordination.inquiries.flaws import Flaw
from bot.engine.people import Role
from bot.ports import Address, Directory, DirectoryEntry

Entries = Mapping[Address, DirectoryEntry | Flaw]
"""What was found for an address as the file has it; or why that person cannot take part."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an enrolment file is read with."""

    channels: Sequence[str]
    """Their names; a file may name no other."""
    entries: Entries = field(default_factory=dict)


async def look_up(
    lines: Iterable[CsvLine], directories: Mapping[str, Directory], progress: Progress | None = None
) -> Entries:
    """Everybody whose channel has a directory. Raises `Unreached`."""
    progress, found = progress or silent(), dict[Address, DirectoryEntry | Flaw]()
    wanted = dict.fromkeys(address for address in addresses(lines) if address.channel in directories)
    for nth, address in enumerate(wanted):
        progress.tell("people looked up", nth, len(wanted))
        found[address] = await directories[address.channel].find(address.id)
    return found


def addresses(lines: Iterable[CsvLine]) -> Iterator[Address]:
    """As they stand in the file."""
    for line in lines:
        for role in Role:
            channel, id = line.cells[f"{role}_channel"].lower(), line.cells[f"{role}_address"]
            if channel and id:
                yield Address(channel, id)

"""Looks the people of an enrolment file up where a channel can: e-mail addresses become addresses, or bad lines."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.engine.people import Role
from bot.ports import Address, Directory, DirectoryEntry

Entries = Mapping[Address, DirectoryEntry | str]
"""What was found for an address as the file has it; or why that person cannot take part."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an enrolment file is read with."""

    channels: Sequence[str]
    """Their names; a file may name no other."""
    entries: Entries = field(default_factory=dict)


async def look_up(text: str, directories: Mapping[str, Directory]) -> Entries:
    """Everybody in a CSV text whose channel has a directory. Raises `Unreached`."""
    wanted = dict.fromkeys(address for address in _addresses(text) if address.channel in directories)
    return {address: await directories[address.channel].find(address.id) for address in wanted}


def _addresses(text: str) -> Iterator[Address]:
    """As they stand in the file; what is wrong with it is found elsewhere."""
    text = text.lstrip("\ufeff")
    header = text.split("\n", 1)[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        names = [name.strip().lower() for name in next(rows, [])]
        for row in rows:
            cells = {name: cell.strip() for name, cell in zip(names, row, strict=False)}
            for role in Role:
                channel, id = cells.get(f"{role}_channel", "").lower(), cells.get(f"{role}_address", "")
                if channel and id:
                    yield Address(channel, id)
    except csv.Error:
        return

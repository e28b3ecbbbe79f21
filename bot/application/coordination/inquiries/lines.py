"""The lines of pairs that coordinators paste, send or fill in, read as those of an enrolment file.

1. Only who, with whom, in which track and from which week is needed: the rest is as the directory has it, failing that as usual
   in the programme.
2. Lines without the names of columns are read in the order of `ORDER`.
3. Tracks have the names that people read, in any language of the programme.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace

from bot.application.coordination.inquiries.asking import placed
from bot.application.coordination.visit import Visit
from bot.application.enrolment.csv_file import (
    COLUMNS,
    OPTIONAL,
    BadLine,
    CsvFile,
    CsvLine,
    decoded,
    read_csv,
)
from bot.application.enrolment.lookup import Entries
from bot.engine.commands import fold
from bot.engine.flows.coordination.inquiries.flaws import Flaw, FlawKind
from bot.engine.flows.status.words import TRACKS
from bot.engine.people import Role
from bot.engine.programme import Track
from bot.ports import Address, DirectoryEntry

ORDER = ("mentor_address", "mentee_address", "track", "first_week", "mentor", "mentee")
NEEDED = ORDER[:4]
MOST = 2_000
"""Pairs of one file: more are for the terminal."""
LARGEST = 2 << 20
"""Bytes of a file."""

_ZIPPED = b"PK\x03\x04"
_MAILTO = re.compile(r"<mailto:([^|>]*)(?:\|[^>]*)?>")
"""What Slack makes of an e-mail address that is typed."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Lines whose people have their addresses, and who of them cannot be looked up from here."""

    file: CsvFile
    wanted: tuple[Address, ...]
    refused: Entries


def text_of(raw: bytes) -> str | Flaw:
    """The text of a file that somebody has sent."""
    if len(raw) > LARGEST:
        return Flaw(FlawKind.TOO_LARGE, f"the file has more than {LARGEST} bytes", other=str(LARGEST >> 20))
    text = None
    if not raw.startswith(_ZIPPED):
        with suppress(UnicodeDecodeError):
            text = decoded(raw)
    if text is None or "\0" in text[:1000]:
        return Flaw(FlawKind.NO_TEXT, "this is no text")
    return text


def of_text(text: str) -> CsvFile:
    """The pairs of pasted lines, or of a file."""
    text = _MAILTO.sub(r"\1", text.lstrip("\ufeff").strip("\n\r"))
    first = text.split("\n", 1)[0]
    parted = max(",;\t", key=first.count)
    cells = [cell.strip() for cell in next(csv.reader([first], delimiter=parted), [])]
    is_named = any(cell.lower() in COLUMNS + OPTIONAL for cell in cells)
    if is_named:
        return _checked(read_csv(text, NEEDED))
    names = ORDER[: max(len(NEEDED), min(len(cells), len(ORDER)))]
    file = read_csv(f"{parted.join(names)}\n{text}", NEEDED)
    lines = [replace(one, line=one.line - 1) for one in file.lines]
    return _checked(CsvFile(lines, [replace(one, line=max(1, one.line - 1)) for one in file.bad]))


def of_form(fields: Mapping[str, str]) -> CsvFile:
    """The pair of a form. It stands on no line: on number 0."""
    cells = {name: fields.get(name, "").strip() for name in COLUMNS}
    return CsvFile([CsvLine(0, cells)], [])


def _checked(file: CsvFile) -> CsvFile:
    if len(file.lines) <= MOST:
        return file
    flaw = Flaw(FlawKind.TOO_LARGE, f"more than {MOST} pairs", other=str(MOST))
    return CsvFile([], [BadLine(file.lines[MOST].line, flaw)])


def completed(visit: Visit, programme: str, file: CsvFile) -> Placed:
    """The lines with the channel and workspace of each address, where they were left out."""
    tracks = _tracks(visit)
    wanted, refused = dict[Address, None](), dict[Address, DirectoryEntry | Flaw]()
    lines = []
    for line in file.lines:
        cells = dict(line.cells)
        cells["track"] = tracks.get(fold(cells["track"]), cells["track"])
        for role in Role:
            channel = (cells[f"{role}_channel"] or visit.person.address.channel).lower()
            id = cells[f"{role}_address"]
            where = placed(visit.unit, visit.person, programme, Address(channel, id)) if id else None
            if where is not None:
                wanted[where] = None
            elif id:
                words = f"{id} is in a workspace that is not for this programme"
                refused[Address(channel, id)] = Flaw(FlawKind.ELSEWHERE, words, id)
            cells[f"{role}_channel"], cells[f"{role}_address"] = channel, id if where is None else where.id
        lines.append(replace(line, cells=cells))
    return Placed(CsvFile(lines, file.bad), tuple(wanted), refused)


def _tracks(visit: Visit) -> Mapping[str, str]:
    """Each track by every name that people read."""
    service = visit.service
    voices = [service.voices((code,), ()) for code in service.programme.languages]
    return {fold(voice.label(TRACKS[track]())): track.value for voice in voices for track in Track} | {
        track.value: track.value for track in Track
    }

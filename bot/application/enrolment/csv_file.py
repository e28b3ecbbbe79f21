"""The lines of an enrolment file, with their numbers as an editor counts them, and what is wrong with the file itself."""

from __future__ import annotations

import codecs
import csv
import io
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.engine.flows.coordination.inquiries.flaws import Flaw, FlawKind
from bot.engine.people import Role

COLUMNS = (
    "mentor", "mentee", "track", "first_week",
    "mentor_languages", "mentee_languages", "mentor_zone", "mentee_zone",
    "mentor_channel", "mentor_address", "mentee_channel", "mentee_address",
)  # fmt: skip
AS_WRITTEN = ("mail",)
"""What is kept of each of the two as it is written: in the columns `mentor_NAME` and `mentee_NAME`, and so in `Person`."""
OPTIONAL = (
    "mentor_hours", "mentee_hours", "mentor_holidays", "mentee_holidays",
    *(f"{role}_{name}" for name in AS_WRITTEN for role in Role),
)  # fmt: skip
_ALIKE = frozenset(COLUMNS + OPTIONAL) - {
    f"{role}{what}" for role in Role for what in ("", "_address", *(f"_{one}" for one in AS_WRITTEN))
}
"""Columns in which most lines say what others say: each word of these is held once."""


_UNSEEN = re.compile(
    "[\u0000\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
    "|(?<![^\u0000-\u024f])[\u200c\u200d]|[\u200c\u200d](?![^\u0000-\u024f])"
)
"""What a spreadsheet carries along and nobody sees: NUL, soft hyphens, zero-width characters and marks of direction.

Joiners stay between the letters of scripts that spell with them.
"""


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of the file that cannot be used; the first line is 1."""

    line: int
    reason: Flaw

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


class BadFile(Exception):
    """Nothing was enrolled; every bad line is listed."""

    def __init__(self, lines: Sequence[BadLine]) -> None:
        self.lines = tuple(sorted(lines, key=lambda bad: bad.line))
        super().__init__("\n".join(str(bad) for bad in self.lines))


@dataclass(frozen=True, slots=True)
class CsvLine:
    line: int
    """Where it begins: a cell may hold line breaks."""
    cells: Mapping[str, str]
    """By column, without the spaces around; every column of the file is there."""


@dataclass(frozen=True, slots=True)
class CsvFile:
    lines: Sequence[CsvLine]
    """Those that have a cell for each column; none if the column names are wrong."""
    bad: Sequence[BadLine]


def read_csv(text: str, needed: Sequence[str] = COLUMNS) -> CsvFile:
    """The lines of a CSV text, columns parted by commas, semicolons or tabs; empty ones are left out.

    Of the columns that are not `needed` the cells are empty if the text has none.
    """
    text = text.lstrip("\ufeff").replace("\0", "")
    header = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=header.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[CsvLine] = []
    bad: list[BadLine] = []
    try:
        names = [name.lower() for name in _trimmed(next(rows, []), 0)]
        bad += _wrong_names(names, needed)
        usable, lacking = not bad, dict.fromkeys((name for name in COLUMNS if name not in names), "")
        line = rows.line_num + 1
        for cells in rows:
            row = _trimmed(cells, len(names))
            if usable and any(row):
                if len(row) == len(names):
                    told = {
                        name: sys.intern(cell) if name in _ALIKE else cell
                        for name, cell in zip(names, row, strict=True)
                    }
                    lines.append(CsvLine(line, {**lacking, **told}))
                else:
                    bad.append(BadLine(line, _cells(len(row), len(names))))
            line = rows.line_num + 1
    except csv.Error as error:
        bad.append(BadLine(rows.line_num, Flaw(FlawKind.NOT_CSV, f"is not CSV: {error}")))
    if not lines and not bad:
        bad.append(
            BadLine(1, Flaw(FlawKind.EMPTY, "the file names no pair; add a line for each below the column names"))
        )
    return CsvFile(lines, bad)


def decoded(raw: bytes) -> str:
    """A file's text, however a spreadsheet saved it: UTF-8, UTF-16, or else Western European (Windows-1252).

    Raises `UnicodeDecodeError`.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252")


def _trimmed(row: Sequence[str], least: int) -> list[str]:
    """The cells without what nobody sees, and without the empty ones behind the last column of `least`."""
    cells = [_UNSEEN.sub("", cell).strip() for cell in row]
    while len(cells) > least and not cells[-1]:
        cells.pop()
    return cells


def _cells(there: int, named: int) -> Flaw:
    return Flaw(
        FlawKind.CELLS, f"has {there} columns where the first line names {named}", about=str(there), other=str(named)
    )


def _wrong_names(names: Sequence[str], needed: Sequence[str]) -> Iterator[BadLine]:
    if missing := [name for name in needed if name not in names]:
        those, all_of_them = ", ".join(missing), ", ".join(needed)
        words = f"the columns {those} are missing; needed are {all_of_them}"
        yield BadLine(1, Flaw(FlawKind.MISSING, words, those, all_of_them))
    if unknown := [name for name in names if name not in COLUMNS + OPTIONAL]:
        those, known = ", ".join(unknown), ", ".join(OPTIONAL)
        words = f"the columns {those} are unknown; also known are {known}"
        yield BadLine(1, Flaw(FlawKind.UNKNOWN_COLUMNS, words, those, known))
    if twice := sorted({name for name in names if names.count(name) > 1}):
        those = ", ".join(twice)
        yield BadLine(1, Flaw(FlawKind.TWICE, f"the columns {those} are there twice", those))

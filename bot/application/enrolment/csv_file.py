"""The lines of an enrolment file, with their numbers as an editor counts them, and what is wrong with the file itself."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line of the file that cannot be used; the first line is 1."""

    line: int
    reason: str

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


def read_csv(text: str) -> CsvFile:
    """The lines of a CSV text, columns parted by commas or semicolons; empty ones are left out."""
    text = text.lstrip("\ufeff")
    header = text.split("\n", 1)[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[CsvLine] = []
    bad: list[BadLine] = []
    try:
        names = [name.strip().lower() for name in next(rows, [])]
        bad += _wrong_names(names)
        usable = not bad
        line = rows.line_num + 1
        for row in rows:
            if usable and any(cell.strip() for cell in row):
                if len(row) == len(names):
                    lines.append(CsvLine(line, {name: cell.strip() for name, cell in zip(names, row, strict=True)}))
                else:
                    bad.append(BadLine(line, f"has {len(row)} columns where the first line names {len(names)}"))
            line = rows.line_num + 1
    except csv.Error as error:
        bad.append(BadLine(rows.line_num, f"is not CSV: {error}"))
    if not lines and not bad:
        bad.append(BadLine(1, "the file names no pair; add a line for each below the column names"))
    return CsvFile(lines, bad)


def _wrong_names(names: Sequence[str]) -> Iterator[BadLine]:
    if missing := [name for name in COLUMNS if name not in names]:
        yield BadLine(1, f"the columns {', '.join(missing)} are missing; needed are {', '.join(COLUMNS)}")
    if unknown := [name for name in names if name not in COLUMNS + OPTIONAL]:
        yield BadLine(1, f"the columns {', '.join(unknown)} are unknown; also known are {', '.join(OPTIONAL)}")
    if twice := sorted({name for name in names if names.count(name) > 1}):
        yield BadLine(1, f"the columns {', '.join(twice)} are there twice")

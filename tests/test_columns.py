"""docs/privacy/columns.md names every column of the database, sealed or with the reason why it can be read."""

from __future__ import annotations

import re

from sqlmodel import SQLModel

import storage.tables  # noqa: F401  # fills the metadata
from bot.engine.flows import FLOWS
from storage.sealed import SEALED
from tests.copying import HERE

PAGE = (HERE / "docs" / "privacy" / "columns.md").read_text(encoding="utf-8")
ENCRYPTED = {"calendar.sealed", "installation.token", "installation.refresh"}
"""With Fernet."""


def section(title: str) -> list[list[str]]:
    """The rows of the tables under a heading, without those that name the columns."""
    (found,) = re.findall(rf"^## {title}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in found.splitlines() if line.startswith("| `")
    ]
    assert rows
    return rows


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_column_is_named_once() -> None:
    sealed = [names(row[0])[0] for row in section("Sealed")]
    readable = [f"{names(table)[0]}.{name}" for table, columns, _ in section("Readable") for name in names(columns)]
    every = [f"{table.name}.{column.name}" for table in SQLModel.metadata.tables.values() for column in table.c]
    assert sorted(sealed + readable) == sorted(every)
    assert set(sealed) == {column.name for column in SEALED} | ENCRYPTED


def test_each_that_can_be_read_has_its_reason() -> None:
    assert all(len(reason.split()) > 2 for *_, reason in section("Readable"))


def test_what_it_says_of_binding_is_so() -> None:
    words = {
        "programme": "programme",
        "pair": "pair",
        "key": "key",
        "lane": "lane",
        "conversation": "conversation",
    }
    bound = {names(row[0])[0]: row[2] for row in section("Sealed") if len(row) == 3}
    for column in SEALED:
        assert all(words.get(name, column.table) in bound[column.name] for name in column.bound_to)


def test_every_fact_of_a_conversation_is_named() -> None:
    facts = {slot.name for slot in (*FLOWS.shared, *FLOWS.own) if not slot.sealed}
    assert {names(row[0])[0] for row in section("The facts of a journey")} == facts
    assert all(len(row[1].split()) > 4 for row in section("The facts of a journey"))

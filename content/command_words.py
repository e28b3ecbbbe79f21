"""What people can type, in the words of the content: proposed by command boxes, and listed in manifests."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.programme import Command
from bot.ports import Words
from content.phrases import Phrasebook


class Completion:
    """`bot.ports.CommandWords`."""

    def __init__(self, books: Sequence[Phrasebook]) -> None:
        self._books = {book.language: book for book in books}
        self._default = books[0]

    def __call__(self, language: str, *, coordinator: bool) -> Words:
        if coordinator:
            return ()
        book = self._books.get(language, self._default)
        return [
            (book.plain(f"command-{command}-words").split(",")[0].strip(), _description(book.plain(f"help-{command}")))
            for command in Command
        ]


def _description(line: str) -> str:
    """`prep – something to prepare with` without its word."""
    return line.partition("–")[2].strip() or line

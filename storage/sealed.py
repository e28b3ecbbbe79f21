"""The columns that are sealed, and what each of their values is bound to.

A value is sealed with the name of its column and with the values of other columns of its row: moved to another row or column,
it does not open. Those never change while the row is there.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine.people import Role


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column that holds words."""

    table: str
    column: str
    bound_to: tuple[str, ...]
    """The columns that are written beside it into what its values are bound to."""
    key: str = "id"
    """The primary key."""

    @property
    def name(self) -> str:
        return f"{self.table}.{self.column}"

    def where(self, *bound_to: str) -> str:
        """What a value is bound to, given the values of `bound_to`."""
        return "|".join((self.name, *bound_to))


WORDS = SealedColumn("pair", "words", ("id",))
OWN_WORDS = {role: SealedColumn("pair", f"{role}_words", ("id",)) for role in Role}
MESSAGE = SealedColumn("due", "message", ("pair", "key", "lane"))
CONTENT = SealedColumn("local_card", "content", ("pair", "key", "conversation"))
BOX = SealedColumn("open_box", "content", ("programme",), key="programme")
ASKED = SealedColumn("inquiry", "content", ("id",))

ASKED = SealedColumn("inquiry", "content", ("id",))
ANNOUNCEMENT = SealedColumn("announcement", "text", ("id",))

SEALED = (WORDS, *OWN_WORDS.values(), MESSAGE, CONTENT, BOX, ASKED, ANNOUNCEMENT)
"""All of them: for a change of keys, and for the page that says what is readable."""

"""What people say is sealed: words apart from facts, queued messages, cards of the local page.

1. All of it is one transaction: interrupted, the database is what it was before.
2. The old columns are dropped, so their plain text is in no row. It is still in the file's free pages and the like, until
   `storage.database.leftovers` has the database written anew; that is noted in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from alembic import context, op

from bot.engine.people import Role
from bot.infra.codec import apart
from bot.ports import WordSeal
from storage.database import leftovers
from storage.database.trouble import KeysNeeded
from storage.sealed import CONTENT, MESSAGE, OWN_WORDS, WORDS, SealedColumn

revision = "0007"
down_revision = "0006"

BATCH = 500


def upgrade() -> None:
    work = _Work(op.get_bind(), context.config.attributes.get("seal"), context.config.attributes["tell"])
    for column in (WORDS, *OWN_WORDS.values()):
        op.add_column("pair", sa.Column(column.column, sa.LargeBinary()))
    work.journeys()
    work.replaced(MESSAGE, "messages sealed", nullable=True)
    work.replaced(CONTENT, "cards of the local page sealed", nullable=False)
    if work.done:
        leftovers.note(work.connection)


class _Work:
    def __init__(self, connection: sa.Connection, seal: WordSeal | None, tell: Callable[[str, int, int], None]) -> None:
        self.connection, self._seal, self._tell = connection, seal, tell
        self.done = False

    @property
    def seal(self) -> WordSeal:
        if self._seal is None:
            raise KeysNeeded
        self.done = True
        return self._seal

    def journeys(self) -> None:
        for id, text in self._rows("journeys sealed", "pair", "id", ("journey",), "id > :after"):
            facts, words, own = apart(text)
            parts = {WORDS: words, **{OWN_WORDS[role]: own.get(role) for role in Role}}
            sealed = {
                column.column: None if plain is None else self.seal.close(plain, column.where(id))
                for column, plain in parts.items()
            }
            self.done = True
            self._set("pair", id, {"journey": facts, **sealed})

    def replaced(self, column: SealedColumn, what: str, *, nullable: bool) -> None:
        """Seals the values of a column of texts into a new one that takes its place."""
        table, name = column.table, column.column
        default = None if nullable else sa.text("''")
        op.add_column(table, sa.Column("sealed", sa.LargeBinary(), nullable=nullable, server_default=default))
        bound = column.bound_to
        for id, *values, text in self._rows(what, table, "id", (*bound, name), f"id > :after AND {name} IS NOT NULL"):
            self._set(table, id, {"sealed": self.seal.close(text.encode(), column.where(*values))})
        if self.connection.dialect.name == "sqlite":
            op.drop_column(table, name)
            op.execute(sa.text(f"ALTER TABLE {table} RENAME COLUMN sealed TO {name}"))
            return
        # Not by a new name: PostgreSQL names a constraint after its column, and the old name would stay.
        op.execute(sa.text(f"ALTER TABLE {table} ALTER COLUMN {name} TYPE BYTEA USING sealed"))
        op.alter_column(table, name, server_default=default)
        op.drop_column(table, "sealed")

    def _rows(self, what: str, table: str, key: str, columns: Sequence[str], where: str) -> Iterator[Sequence[Any]]:
        listed = ", ".join(f'"{name}"' for name in (key, *columns))
        after: object = "" if table == "pair" else 0
        of = self.connection.execute(sa.text(f"SELECT count(*) FROM {table} WHERE {where}"), {"after": after}).scalar()
        some = sa.text(f"SELECT {listed} FROM {table} WHERE {where} ORDER BY {key} LIMIT {BATCH}")
        done = 0
        while rows := self.connection.execute(some, {"after": after}).all():
            yield from rows
            after, done = rows[-1][0], done + len(rows)
            self._tell(what, done, of or 0)

    def _set(self, table: str, id: object, values: dict[str, object]) -> None:
        what = ", ".join(f"{name} = :{name}" for name in values)
        bound = [sa.bindparam(name, type_=sa.LargeBinary() if name != "journey" else sa.String()) for name in values]
        self.connection.execute(
            sa.text(f"UPDATE {table} SET {what} WHERE id = :id").bindparams(*bound), {"id": id, **values}
        )

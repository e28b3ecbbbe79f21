"""The number that rises with every change of the local page."""

from __future__ import annotations

from sqlalchemy import literal_column
from sqlalchemy.dialects.postgresql import insert

from storage.database.sql import literal, table
from storage.tables import CounterRow

COUNTER = table(CounterRow)

# The counter's row stays locked until the commit, so revisions appear in their order: a reader of `since` misses none.
_count = insert(COUNTER).values(name=literal("local_card.revision"), value=literal_column("1"))
NEXT_REVISION = _count.on_conflict_do_update(
    index_elements=[COUNTER.c.name], set_={"value": COUNTER.c.value + literal_column("1")}
).returning(COUNTER.c.value)

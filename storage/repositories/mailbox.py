"""The local page's post office, in the same database as everything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from bot.ports import Card, LocalDelivery
from storage.database.instants import instant, micros
from storage.database.session import Row
from storage.database.sql import matches, table
from storage.repositories.revisions import NEXT_REVISION
from storage.store import SqlStore
from storage.tables import LocalCardRow
from storage.unit import SqlUnit

CARD = table(LocalCardRow)

_ADD = (
    insert(CARD)
    .values({name: bindparam(name) for name in CARD.c.keys() if name != "id"})  # noqa: SIM118  # a collection, not a dict
    .returning(CARD.c.id)
)
_REPLACE = (
    CARD.update()
    .where(CARD.c.id == bindparam("card"))
    .values(revision=bindparam("risen"), post=bindparam("by"), content=bindparam("shown"))
)
_BY_POST = select(CARD).where(matches(CARD, "post")).order_by(CARD.c.revision.desc())
_SINCE = select(CARD).where(CARD.c.revision > bindparam("after")).order_by(CARD.c.revision).limit(bindparam("most"))


def _card(row: Row) -> Card:
    id, conversation, key, pair, _, posted, revision, content = row
    return Card(
        str(id), conversation, key, pair, instant(posted), revision, msgspec.json.decode(content, type=dict[str, Any])
    )


class SqlMailbox:
    """`bot.ports.Mailbox` in a store's database."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def put(self, delivery: LocalDelivery, at: datetime) -> str:
        one, posted, shown = delivery, micros(at), msgspec.json.encode(delivery.content).decode()

        def work(unit: SqlUnit) -> str:
            (revision,) = unit.session.row(NEXT_REVISION) or (1,)
            if one.card and unit.session.do(_REPLACE, card=int(one.card), risen=revision, by=one.post, shown=shown):
                return one.card
            added = unit.session.row(
                _ADD,
                conversation=one.conversation,
                key=one.key,
                pair=one.pair,
                post=one.post,
                posted=posted,
                revision=revision,
                content=shown,
            )
            assert added is not None
            return str(added[0])

        return await self._store.run(work)

    async def find(self, post: int) -> Card | None:
        row = await self._store.run(lambda unit: unit.session.row(_BY_POST, post=post))
        return None if row is None else _card(row)

    async def since(self, revision: int, limit: int = 500) -> Sequence[Card]:
        rows = await self._store.run(lambda unit: unit.session.rows(_SINCE, after=revision, most=limit))
        return [_card(row) for row in rows]

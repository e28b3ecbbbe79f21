"""The local page's post office, in the same database as everything else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from bot.ports import Card, KeyLost, LocalDelivery, WordSeal
from storage.database.instants import instant, micros
from storage.database.revisions import NEXT_REVISION
from storage.database.session import Row
from storage.database.sql import matches, table
from storage.sealed import CONTENT
from storage.store import SqlStore
from storage.tables import LocalCardRow
from storage.unit import SqlUnit

CARD = table(LocalCardRow)

_json = msgspec.json.Decoder(dict[str, Any])

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
_KEPT = select(*CARD.c[("pair", "key", "conversation", "content")]).where(CARD.c.id == bindparam("card"))
_BY_POST = select(CARD).where(matches(CARD, "post")).order_by(CARD.c.revision.desc())
_SINCE = select(CARD).where(CARD.c.revision > bindparam("after")).order_by(CARD.c.revision).limit(bindparam("most"))


def _card(row: Row, seal: WordSeal) -> Card:
    id, conversation, key, pair, _, posted, revision, sealed = row
    content = _opened(seal, sealed, CONTENT.where(pair, key, conversation))
    return Card(
        str(id),
        conversation,
        key,
        pair,
        instant(posted),
        revision,
        {} if content is None else _json.decode(content),
        content is not None,
    )


def _opened(seal: WordSeal, sealed: bytes, where: str) -> bytes | None:
    try:
        return seal.open(sealed, where)
    except KeyLost:
        return None


class SqlMailbox:
    """`bot.ports.Mailbox` in a store's database."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def put(self, delivery: LocalDelivery, at: datetime) -> str:
        one, posted, plain = delivery, micros(at), msgspec.json.encode(delivery.content)

        def work(unit: SqlUnit) -> str:
            (revision,) = unit.session.row(NEXT_REVISION) or (1,)
            if one.card and (where := self._replaceable(unit, int(one.card))) is not None:
                shown = unit.seal.close(plain, where)
                unit.session.do(_REPLACE, card=int(one.card), risen=revision, by=one.post, shown=shown)
                return one.card
            added = unit.session.row(
                _ADD,
                conversation=one.conversation,
                key=one.key,
                pair=one.pair,
                post=one.post,
                posted=posted,
                revision=revision,
                content=unit.seal.close(plain, CONTENT.where(one.pair, one.key, one.conversation)),
            )
            assert added is not None
            return str(added[0])

        return await self._store.run(work)

    async def find(self, post: int) -> Card | None:
        def work(unit: SqlUnit) -> Card | None:
            row = unit.session.row(_BY_POST, post=post)
            return None if row is None else _card(row, unit.seal)

        return await self._store.read(work)

    async def since(self, revision: int, limit: int = 500) -> Sequence[Card]:
        def work(unit: SqlUnit) -> Sequence[Card]:
            return [_card(row, unit.seal) for row in unit.session.rows(_SINCE, after=revision, most=limit)]

        return await self._store.read(work)

    def _replaceable(self, unit: SqlUnit, card: int) -> str | None:
        """What the content of a card is bound to; None if it is gone, or closed: what cannot be opened is never lost."""
        row = unit.session.row(_KEPT, card=card)
        if row is None:
            return None
        *bound, sealed = row
        where = CONTENT.where(*bound)
        return where if _opened(unit.seal, sealed, where) is not None else None

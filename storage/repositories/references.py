"""Where a platform reaches people and pairs, in the same database as everything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, func, literal_column, select
from sqlalchemy.dialects.postgresql import insert

from bot.ports import Address, Lane, Reason, Reference, Refused, Sent
from storage.database.instants import micros
from storage.database.session import Row
from storage.database.sql import literal, matches, put, table
from storage.outbox.lanes import pair_of
from storage.repositories.people import AddressTaken
from storage.store import SqlStore
from storage.tables import AddressRow, CardRow, ConversationRow, ReferenceRow, ShutRow
from storage.unit import SqlUnit

REFERENCE, ADDRESS, CONVERSATION = table(ReferenceRow), table(AddressRow), table(ConversationRow)
CARD, SHUT = table(CardRow), table(ShutRow)

_FIELDS = ("channel", "conversation", "owner", "workspace", "service", "member", "mail", "closed")
_SHOWN = REFERENCE.c[_FIELDS]

_new = insert(REFERENCE).values({column.name: bindparam(column.name) for column in REFERENCE.c})
_MET = _new.on_conflict_do_update(
    index_elements=list(REFERENCE.primary_key.columns),
    set_={
        **{name: _new.excluded[name] for name in ("owner", "workspace", "service", "member", "closed", "at")},
        # an e-mail that is known stays known
        "mail": func.coalesce(func.nullif(_new.excluded.mail, literal("")), REFERENCE.c.mail),
    },
)
_newest = REFERENCE.c.at.desc(), REFERENCE.c.conversation
_OF = select(*_SHOWN).where(matches(REFERENCE, "channel", "owner")).order_by(*_newest)
_OF_MAIL = (
    select(*_SHOWN)
    .where(matches(REFERENCE, "channel", "mail", "workspace"), REFERENCE.c.mail != literal(""))
    .order_by(*_newest)
)
_SERVICE = (
    select(REFERENCE.c.service)
    .where(matches(REFERENCE, "channel", "workspace"), REFERENCE.c.service != literal(""))
    .order_by(*_newest)
    .limit(literal_column("1"))
)
_OF_LANE = (
    select(*_SHOWN)
    .select_from(
        CONVERSATION.join(
            REFERENCE,
            (REFERENCE.c.channel == CONVERSATION.c.channel) & (REFERENCE.c.conversation == CONVERSATION.c.conversation),
        )
    )
    .where(matches(CONVERSATION, "lane"))
)
_AT = select(*_SHOWN).where(matches(REFERENCE, "channel", "conversation"))
_CLOSE = (
    REFERENCE.update()
    .where(REFERENCE.c.channel == bindparam("of_channel"), REFERENCE.c.conversation == bindparam("of_conversation"))
    .values(closed=bindparam("reason"))
)
_DISOWN = (
    REFERENCE.update()
    .where(REFERENCE.c.channel == bindparam("of_channel"), REFERENCE.c.conversation == bindparam("of_conversation"))
    .where(REFERENCE.c.owner.like(literal("pair:%")))
    .values(owner=literal(""))
)
_UNSHARE = CONVERSATION.delete().where(
    matches(CONVERSATION, "channel", "conversation"), CONVERSATION.c.pair.is_not(None)
)
_SHARED = select(CONVERSATION.c.conversation).where(matches(CONVERSATION, "lane"))
_SHARE = put(CONVERSATION)
_BY_MAIL = select(ADDRESS.c.id).where(
    matches(ADDRESS, "channel"), func.lower(ADDRESS.c.id) == bindparam("id"), ADDRESS.c.id != bindparam("own")
)
_CARD = select(CARD.c.card).where(matches(CARD, "pair", "key", "lane"))
_KEEP = put(CARD)
_REFUSAL = select(SHUT.c.reason, SHUT.c.detail).where(matches(SHUT, "lane"))


class SqlReferences:
    """`bot.ports.References` in a store's database."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    async def met(self, reference: Reference, at: datetime) -> bool:
        def work(unit: SqlUnit) -> bool:
            kept = unit.session.row(_AT, channel=reference.channel, conversation=reference.conversation)
            if kept is None or replace(_reference(kept), mail=reference.mail) != reference or reference.mail:
                unit.session.do(_MET, **_values(reference), at=micros(at))
            mail = reference.mail or (_reference(kept).mail if kept else "")
            return _known(unit, Address(reference.channel, reference.owner), mail)

        return await self._store.run(work)

    async def of(self, channel: str, owner: str) -> Reference | None:
        return await self._store.read(lambda unit: _of(unit, channel, owner))

    async def service(self, channel: str, workspace: str) -> str:
        row = await self._store.read(lambda unit: unit.session.row(_SERVICE, channel=channel, workspace=workspace))
        return "" if row is None else row[0]

    async def shared(self, lane: Lane) -> Reference | None:
        row = await self._store.read(lambda unit: unit.session.row(_OF_LANE, lane=str(lane)))
        return None if row is None else _reference(row)

    async def at(self, channel: str, conversation: str) -> Reference | None:
        row = await self._store.read(lambda unit: unit.session.row(_AT, channel=channel, conversation=conversation))
        return None if row is None else _reference(row)

    async def close(self, channel: str, conversation: str, reason: Reason | None) -> None:
        def work(unit: SqlUnit) -> None:
            unit.session.do(_CLOSE, of_channel=channel, of_conversation=conversation, reason=reason or "")
            unit.session.do(_DISOWN, of_channel=channel, of_conversation=conversation)
            unit.session.do(_UNSHARE, channel=channel, conversation=conversation)

        await self._store.run(work)

    async def among(self, channel: str, people: Mapping[str, str]) -> Sequence[str]:
        def work(unit: SqlUnit) -> list[str]:
            seen: list[str] = []
            for id, mail in sorted(people.items()):
                _known(unit, Address(channel, id), mail)
                person = unit.people.at(Address(channel, id))
                seen.extend(one.pair for one in unit.people.memberships(person.id)) if person else None
            return [pair for pair in dict.fromkeys(seen) if seen.count(pair) > 1]

        return await self._store.run(work)

    async def share(self, lane: Lane, reference: Reference, at: datetime) -> bool:
        def work(unit: SqlUnit) -> bool:
            unit.session.do(_MET, **_values(reference), at=micros(at))
            row = unit.session.row(_SHARED, lane=str(lane))
            unit.session.do(
                _SHARE, lane=str(lane), channel=lane.channel, conversation=reference.conversation, pair=pair_of(lane)
            )
            new = row is None or row[0] != reference.conversation
            if new:
                unit.dead_letters.reopen(str(lane), at)
            return new

        return await self._store.run(work)

    async def private_card(self, pair: str, key: str, lane: Lane) -> str:
        row = await self._store.read(lambda unit: unit.session.row(_CARD, pair=pair, key=key, lane=str(lane)))
        return "" if row is None else row[0]

    async def keep_private_card(self, pair: str, key: str, lane: Lane, sent: Sent, post: int) -> None:
        def work(unit: SqlUnit) -> None:
            unit.session.do(
                _KEEP,
                pair=pair,
                key=key,
                lane=str(lane),
                conversation=sent.conversation,
                card=sent.card,
                post=post,
            )

        await self._store.run(work)

    async def shut(self, lane: Lane) -> Refused | None:
        row = await self._store.read(lambda unit: unit.session.row(_REFUSAL, lane=str(lane)))
        return None if row is None else Refused(Reason(row[0]), row[1], lane)

    async def revive(self, address: Address, at: datetime) -> int:
        return await self._store.run(lambda unit: unit.dead_letters.reached(address, at))


def _reference(row: Row) -> Reference:
    return Reference(*row)


def _values(reference: Reference) -> dict[str, object]:
    return {name: getattr(reference, name) for name in _FIELDS}


def _of(unit: SqlUnit, channel: str, owner: str) -> Reference | None:
    row = unit.session.row(_OF, channel=channel, owner=owner)
    if row is None and "@" in owner:
        workspace, _, mail = owner.rpartition("/")
        row = unit.session.row(_OF_MAIL, channel=channel, workspace=workspace, mail=mail.lower())
    return None if row is None else _reference(row)


def _known(unit: SqlUnit, address: Address, mail: str) -> bool:
    """Whether anybody lives there; who is known by e-mail alone moves in."""
    if (known := unit.people.at(address)) is not None:
        if mail and not known.mail:
            unit.people.put(replace(known, mail=mail))
        return True
    if not mail:
        return False
    by_mail = unit.session.row(
        _BY_MAIL, channel=address.channel, id=f"{address.workspace}/{mail}".lower(), own=address.id
    )
    person = None if by_mail is None else unit.people.at(Address(address.channel, by_mail[0]))
    if person is None:
        return False
    try:
        unit.people.put(replace(person, address=address, mail=person.mail or mail))
    except AddressTaken:
        return False
    return True

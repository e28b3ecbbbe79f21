"""What is kept of one person outside journeys: their messages by lane, and how often they were written to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import msgspec
from sqlalchemy import bindparam, select

from bot.engine.effects import Urgency
from bot.engine.people import Place
from bot.infra.codec import decode_message
from bot.ports import Address, Card, KeyLost, Lane, OutboxMessage, Person, WordSeal
from bot.ports.store.records import ContactCount
from storage.database.instants import instant
from storage.database.session import Row, Session
from storage.database.sql import NULL, literal, matches, table
from storage.outbox.lanes import lane_of
from storage.outbox.posts import CARD, COLUMNS, DUE, SHUT, waiting
from storage.repositories.people import ADDRESS, CONVERSATION, COORDINATOR, PAIR, PERSON, SqlPeople
from storage.sealed import CONTENT, MESSAGE
from storage.tables import ContactRow, LocalCardRow, ReferenceRow

CONTACT, SHOWN, REFERENCE = table(ContactRow), table(LocalCardRow), table(ReferenceRow)

_ADDRESS = (
    select(ADDRESS.c.channel, ADDRESS.c.id)
    .select_from(PERSON.join(ADDRESS, ADDRESS.c.person == PERSON.c.id))
    .where(PERSON.c.id == bindparam("person"))
)
_CONTACTS = (
    select(CONTACT.c.day, CONTACT.c.pair, CONTACT.c.count)
    .where(matches(CONTACT, "person"))
    .order_by(CONTACT.c.day, CONTACT.c.pair)
)
_LANE = select(PAIR.c.lane, PAIR.c.scope).where(matches(PAIR, "id"))
_SHARE = PAIR.update().where(PAIR.c.id == bindparam("pair")).values(lane=bindparam("to"), scope=bindparam("within"))

_HERE = select(CONVERSATION.c.conversation).where(matches(CONVERSATION, "lane"))
_ON_PAGE = SHOWN.c.conversation.in_(_HERE)
_SHOWN = select(SHOWN).where(_ON_PAGE).order_by(SHOWN.c.id)
_ERASE = SHOWN.delete().where(_ON_PAGE)

_QUEUED = (
    select(DUE.c.id, *(DUE.c[name] for name in COLUMNS)).where(*waiting(DUE), matches(DUE, "lane")).order_by(DUE.c.id)
)
_EVERY = select(DUE.c.pair, DUE.c.key, DUE.c.message).where(DUE.c.kind == literal("post"), matches(DUE, "lane"))
_DROP = DUE.delete().where(DUE.c.id == bindparam("post"))
_DEAD = select(DUE.c.id, DUE.c.pair, DUE.c.key, DUE.c.message).where(DUE.c.dead_at.is_not(None), matches(DUE, "lane"))
_RELABEL = (
    DUE.update()
    .where(DUE.c.id == bindparam("post"))
    .values(lane=bindparam("new"), scope=bindparam("within"), behind=NULL, message=bindparam("sealed"))
)
_LEAVE = (
    REFERENCE.update()
    .where(REFERENCE.c.owner.like(literal("pair:%")))
    .where(
        REFERENCE.c.conversation.in_(
            select(CONVERSATION.c.conversation).where(
                matches(CONVERSATION, "lane"), CONVERSATION.c.channel == REFERENCE.c.channel
            )
        )
    )
    .values(owner=literal("")),
    CONVERSATION.delete().where(matches(CONVERSATION, "lane")),
    CARD.delete().where(matches(CARD, "lane")),
    SHUT.delete().where(matches(SHUT, "lane")),
)
_COORDINATOR_LANE = select(COORDINATOR.c.lane, COORDINATOR.c.scope).where(matches(COORDINATOR, "person"))
_MOVE_COORDINATOR = (
    COORDINATOR.update()
    .where(COORDINATOR.c.person == bindparam("whose"))
    .values(lane=bindparam("to"), scope=bindparam("within"))
)
_FORGET_REFERENCE = REFERENCE.delete().where(matches(REFERENCE, "channel", "owner"))

_strings = msgspec.json.Decoder(tuple[str, ...])
_content = msgspec.json.Decoder(dict[str, object])


class SqlRecords:
    """`bot.ports.PersonRecords` in SQL."""

    __slots__ = ("_people", "_seal", "_session")

    def __init__(self, session: Session, people: SqlPeople, seal: WordSeal) -> None:
        self._session = session
        self._people = people
        self._seal = seal

    def person(self, id: str) -> Person | None:
        row = self._session.row(_ADDRESS, person=id)
        return None if row is None else self._people.at(Address(*row))

    def contacts(self, person: str) -> Sequence[ContactCount]:
        rows = self._session.rows(_CONTACTS, person=person)
        return [ContactCount(date.fromisoformat(day), pair, count) for day, pair, count in rows]

    def shared_lane(self, pair: str) -> Lane | None:
        return _lane(self._session.row(_LANE, id=pair))

    def shown(self, lane: Lane) -> Sequence[Card]:
        return [found for row in self._session.rows(_SHOWN, lane=str(lane)) if (found := _card(row, self._seal))]

    def queued(self, lane: Lane) -> Sequence[OutboxMessage]:
        return [found for row in self._session.rows(_QUEUED, lane=str(lane)) if (found := _post(row, self._seal))]

    def sealed_shut(self, lane: Lane) -> int:
        rows = self._session.rows(_EVERY, lane=str(lane))
        return sum(
            _opened(self._seal, message, MESSAGE.where(pair, key, str(lane))) is None for pair, key, message in rows
        )

    def drop(self, posts: Collection[OutboxMessage]) -> None:
        for post in posts:
            self._session.do(_DROP, post=post.id)

    def relabel_dead(self, lane: Lane, to: Lane) -> None:
        """What cannot be opened stays where it is: it is sealed for that lane."""
        for post, pair, key, message in self._session.rows(_DEAD, lane=str(lane)):
            plain = _opened(self._seal, message, MESSAGE.where(pair, key, str(lane)))
            if plain is None:
                continue
            sealed = self._seal.close(plain, MESSAGE.where(pair, key, str(to)))
            self._session.do(_RELABEL, post=post, new=str(to), within=to.scope, sealed=sealed)

    def leave(self, lane: Lane, *, erase: bool) -> None:
        if erase:
            self._session.do(_ERASE, lane=str(lane))
        for statement in _LEAVE:
            self._session.do(statement, lane=str(lane))

    def share(self, pair: str, lane: Lane | None) -> None:
        scope = None if lane is None else lane.scope
        self._session.do(_SHARE, pair=pair, to=None if lane is None else str(lane), within=scope)

    def coordinator_lane(self, person: str) -> Lane | None:
        return _lane(self._session.row(_COORDINATOR_LANE, person=person))

    def move_coordinator(self, person: str, lane: Lane) -> None:
        self._session.do(_MOVE_COORDINATOR, whose=person, to=str(lane), within=lane.scope)

    def forget_reference(self, address: Address) -> None:
        self._session.do(_FORGET_REFERENCE, channel=address.channel, owner=address.id)


def _opened(seal: WordSeal, sealed: bytes, where: str) -> bytes | None:
    try:
        return seal.open(sealed, where)
    except KeyLost:
        return None


def _lane(row: Row | None) -> Lane | None:
    return None if row is None or row[0] is None else lane_of(row[0], row[1])


def _card(row: Row, seal: WordSeal) -> Card | None:
    """None if it cannot be opened."""
    id, conversation, key, pair, _, posted, revision, sealed = row
    plain = _opened(seal, sealed, CONTENT.where(pair, key, conversation))
    if plain is None:
        return None
    return Card(str(id), conversation, key, pair, instant(posted), revision, _content.decode(plain))


def _post(row: Row, seal: WordSeal) -> OutboxMessage | None:
    """As it was enqueued: whose turn it is, and how often it was tried, is not told. None if it cannot be opened."""
    (id, pair, due, _, lane, scope, key, place, message, languages, zones, seance, refresh, unprompted, twice,
     _, _, urgency) = row  # fmt: skip
    plain = _opened(seal, message, MESSAGE.where(pair, key, lane))
    if plain is None:
        return None
    return OutboxMessage(
        pair=pair,
        key=key,
        to=Place(place),
        lane=lane_of(lane, scope),
        message=decode_message(plain),
        languages=_strings.decode(languages),
        zones=_strings.decode(zones),
        seance=seance,
        refresh=bool(refresh),
        unprompted=bool(unprompted),
        resend_if_uncertain=bool(twice),
        urgency=Urgency(urgency),
        due=instant(due) if due else None,
        id=id,
    )

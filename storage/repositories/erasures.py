"""Deletes what is kept of a person outside journeys, and remembers what platforms are to delete.

1. What belongs to a person alone is found by the lanes that only they read: their private chats, and theirs as a coordinator.
2. A pair needs two people, so their place in it is given to nobody: one row for all who were erased, which tells of none.
3. A message that a platform shows is remembered by the ids of conversation and message and nothing else, until it is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Executable, FromClause, bindparam, or_, select

from bot.engine.people import ERASED, NOBODY, Role
from bot.ports import KeyLost, Membership, Person, WordSeal
from bot.ports.store.erasures import Withdrawal
from bot.ports.store.ledger import Ledger, LedgerTrouble
from storage.coordination.announcements import ANNOUNCED, ANNOUNCEMENT, OF_KEYS, keyed, keys
from storage.coordination.inquiries import INQUIRY
from storage.database.instants import micros
from storage.database.revisions import NEXT_REVISION
from storage.database.session import Session
from storage.database.sql import NULL, add, literal, matches, table
from storage.outbox.posts import CARD, DUE, PACE, SHUT
from storage.repositories.calendar_events import CALENDAR_EVENT
from storage.repositories.calendars import CALENDAR
from storage.repositories.facts import SETTING
from storage.repositories.people import ADDRESS, CONVERSATION, COORDINATOR, PAIR, PERSON, SqlPeople
from storage.repositories.seen import CONTACT, EVENT, ONCE
from storage.sealed import CONTENT, MESSAGE
from storage.standings.rows import STANDING
from storage.tables import LocalCardRow, ReferenceRow, WithdrawalRow

REFERENCE, WITHDRAWAL, SHOWN = table(ReferenceRow), table(WithdrawalRow), table(LocalCardRow)

_ADDRESSES = select(ADDRESS.c.channel, ADDRESS.c.id).where(matches(ADDRESS, "person"))


def _alone(lane: ColumnElement[str]) -> ColumnElement[bool]:
    """A lane that only the person reads."""
    return or_(lane.like(bindparam("private"), escape="/"), lane.like(bindparam("coordinating"), escape="/"))


_HERE = select(CONVERSATION.c.conversation).where(_alone(CONVERSATION.c.lane))
_FORGET_LANES: Sequence[Executable] = (
    DUE.delete().where(_alone(DUE.c.lane)),
    SHOWN.delete().where(SHOWN.c.conversation.in_(_HERE)),
    CARD.delete().where(_alone(CARD.c.lane)),
    CONVERSATION.delete().where(_alone(CONVERSATION.c.lane)),
    SHUT.delete().where(_alone(SHUT.c.lane)),
    PACE.delete().where(_alone(PACE.c.name)),
)
_WROTE = select(ANNOUNCEMENT.c.id).where(ANNOUNCEMENT.c.writer == bindparam("person"))
_FORGET_ANNOUNCEMENT: Sequence[Executable] = (DUE.delete().where(OF_KEYS), SHOWN.delete().where(keyed(SHOWN)))
"""As it is owed to people, and as the local page shows it to them."""
_FORGET_PERSON: Sequence[Executable] = (
    ANNOUNCED.delete().where(or_(matches(ANNOUNCED, "person"), ANNOUNCED.c.announcement.in_(_WROTE))),
    ANNOUNCEMENT.delete().where(ANNOUNCEMENT.c.writer == bindparam("person")),
    CONTACT.delete().where(matches(CONTACT, "person")),
    CALENDAR_EVENT.delete().where(matches(CALENDAR_EVENT, "person")),
    CALENDAR.delete().where(matches(CALENDAR, "person")),
    COORDINATOR.delete().where(matches(COORDINATOR, "person")),
    INQUIRY.delete().where(INQUIRY.c.coordinator == bindparam("person")),
    ADDRESS.delete().where(matches(ADDRESS, "person")),
)
_FORGET_ROW = PERSON.delete().where(PERSON.c.id == bindparam("person"))
_FORGET_ONCE = ONCE.delete().where(ONCE.c.name.like(bindparam("ends"), escape="/"))
_FORGET_FACT = SETTING.delete().where(matches(SETTING, "name"))
_FORGET_LOOKED_UP = SETTING.delete().where(
    SETTING.c.name.like(bindparam("asked"), escape="/"), SETTING.c.value == bindparam("found")
)
"""A coordinator's e-mail address, with the id that was found by it."""
_FORGET_REFERENCE = REFERENCE.delete().where(matches(REFERENCE, "channel", "owner"))
_FORGET_MAIL = REFERENCE.delete().where(matches(REFERENCE, "channel", "mail"))
_ADD_NOBODY = add(PERSON)
_HAND_OVER = {
    role: PAIR.update()
    .where(PAIR.c[role] == bindparam("person"))
    .values({role: literal(ERASED), f"{role}_words": NULL})  # those too that no key opens just now
    for role in Role
}
_OTHER = {role: select(PAIR.c[role.other]).where(matches(PAIR, "id")) for role in Role}

_OF_PAIR: Sequence[Executable] = (
    *(
        rows.delete().where(matches(rows, "pair"))
        for rows in (DUE, SHOWN, CARD, CONVERSATION, EVENT, CONTACT, STANDING, CALENDAR_EVENT)
    ),
    PAIR.delete().where(PAIR.c.id == bindparam("pair")),
)

_WORDS = ("words", *(f"{role}_words" for role in Role))
_NO_WORDS = (
    PAIR.update()
    .where(PAIR.c.id == bindparam("of_pair"), or_(*(PAIR.c[name].is_not(None) for name in _WORDS)))
    .values(dict.fromkeys(_WORDS, NULL))
)
_SHOW_WORDS: Sequence[Executable] = (
    DUE.delete().where(DUE.c.kind == literal("post"), matches(DUE, "pair")),
    SHOWN.delete().where(matches(SHOWN, "pair")),
)
_THEIRS = select(PAIR.c.id).where(matches(PAIR, "programme"))
_NO_EVENTS = EVENT.delete().where(EVENT.c.at < bindparam("before"), EVENT.c.pair.in_(_THEIRS))
_NO_CONTACTS = CONTACT.delete().where(CONTACT.c.day < bindparam("before"), CONTACT.c.pair.in_(_THEIRS))
_ENDED = _THEIRS.where(PAIR.c.ended).order_by(PAIR.c.id)
_COORDINATES = select(COORDINATOR.c.person).where(matches(COORDINATOR, "person"))

_SHOWN_CARDS = (CARD.c.lane, CARD.c.conversation, CARD.c.card, REFERENCE.c.service)
_WITH_REFERENCE = CARD.outerjoin(REFERENCE, REFERENCE.c.conversation == CARD.c.conversation)
_ELSEWHERE = CARD.c.conversation.not_in(select(SHOWN.c.conversation))
"""On a platform; what the local page shows is in this database, and deleted here."""
_CARDS = select(*_SHOWN_CARDS).select_from(_WITH_REFERENCE).where(_ELSEWHERE, CARD.c.conversation != literal(""))
_CARDS_ALONE, _CARDS_OF_PAIR = _CARDS.where(_alone(CARD.c.lane)), _CARDS.where(CARD.c.pair == bindparam("pair"))
_WITHDRAW = add(WITHDRAWAL)
_READY = (
    select(*WITHDRAWAL.c[("channel", "workspace", "conversation", "card", "service", "tries")])
    .where(WITHDRAWAL.c.ready_at <= bindparam("now"))
    .order_by(WITHDRAWAL.c.ready_at)
    .limit(bindparam("most"))
)
_ONE = matches(WITHDRAWAL, "channel", "conversation", "card")
_GONE = WITHDRAWAL.delete().where(_ONE)
_PUT_OFF = (
    WITHDRAWAL.update()
    .where(
        WITHDRAWAL.c.channel == bindparam("of_channel"),
        WITHDRAWAL.c.conversation == bindparam("of_conversation"),
        WITHDRAWAL.c.card == bindparam("of_card"),
    )
    .values(ready_at=bindparam("until"), tries=WITHDRAWAL.c.tries + bindparam("more"))
)


def _about(rows: FromClause) -> ColumnElement[bool]:
    """Of one of the pairs; or of none, being a coordinator's."""
    return rows.c.pair == bindparam("about")


_MESSAGES = select(DUE.c.id, DUE.c.key, DUE.c.lane, DUE.c.message).where(DUE.c.kind == literal("post"), _about(DUE))
_REWRITE = DUE.update().where(DUE.c.id == bindparam("post")).values(message=bindparam("text"))
_DROP, _HIDE = DUE.delete().where(DUE.c.id == bindparam("post")), SHOWN.delete().where(SHOWN.c.id == bindparam("shown"))
_PAGE = select(SHOWN.c.id, SHOWN.c.key, SHOWN.c.conversation, SHOWN.c.content).where(_about(SHOWN))
_REDRAW = (
    SHOWN.update()
    .where(SHOWN.c.id == bindparam("shown"))
    .values(content=bindparam("text"), revision=bindparam("risen"))
)


class SqlErasures:
    """`bot.ports.store.erasures.Erasures` in SQL."""

    __slots__ = ("_ledger", "_people", "_seal", "_session")

    def __init__(self, session: Session, people: SqlPeople, seal: WordSeal, ledger: Ledger | None) -> None:
        self._session, self._people, self._seal, self._ledger = session, people, seal, ledger

    @property
    def ledger(self) -> Ledger:
        if self._ledger is None:
            raise LedgerTrouble(
                "There is no ledger of erasures, so nobody can be erased for good: name a file or a database of its own in "
                "TOGETHER_LEDGER."
            )
        return self._ledger

    def person(self, id: str) -> Person | None:
        return self._people.of_id(id)

    def forget(self, person: Person, pairs: Sequence[Membership], *, withdraw: bool = True) -> int:
        self._people.written()
        mine = {
            "private": f"%//dm:{_escaped(person.id)}",
            "coordinating": f"%//coordinator:{_escaped(person.address.id)}",
        }
        withdrawn = self._withdraw(self._session.rows(_CARDS_ALONE, **mine)) if withdraw else 0
        for statement in _FORGET_LANES:
            self._session.do(statement, **mine)
        for channel, id in self._session.rows(_ADDRESSES, person=person.id):
            self._session.do(_FORGET_REFERENCE, channel=channel, owner=id)
            self._session.do(_FORGET_FACT, name=f"form:{channel}:{id}")
            self._session.do(_FORGET_LOOKED_UP, asked=f"coordinator {_escaped(channel)}:%", found=id)
            if person.mail:
                self._session.do(_FORGET_MAIL, channel=channel, mail=person.mail.lower())
        for fact in (f"busy:{person.id}", f"feed:{person.id}"):
            self._session.do(_FORGET_FACT, name=fact)
        for (announcement,) in self._session.rows(_WROTE, person=person.id):
            for statement in _FORGET_ANNOUNCEMENT:
                self._session.do(statement, **keys(announcement))
        self._session.do(_FORGET_ONCE, ends=f"% {_escaped(person.id)}")
        for statement in _FORGET_PERSON:
            self._session.do(statement, person=person.id)
        if pairs:
            self._session.do(_ADD_NOBODY, **_NOBODY)
            for role in Role:
                self._session.do(_HAND_OVER[role], person=person.id)
        self._session.do(_FORGET_ROW, person=person.id)
        return withdrawn

    def forget_pair(self, pair: str, *, withdraw: bool = True) -> None:
        self._people.written()
        if withdraw:
            self._withdraw(self._session.rows(_CARDS_OF_PAIR, pair=pair))
        for statement in _OF_PAIR:
            self._session.do(statement, pair=pair)

    def forget_words(self, pair: str) -> bool:
        done = self._session.do(_NO_WORDS, of_pair=pair)
        return sum(self._session.do(statement, pair=pair) for statement in _SHOW_WORDS) + done > 0

    def forget_events(self, programme: str, before: datetime) -> int:
        events = self._session.do(_NO_EVENTS, programme=programme, before=micros(before))
        return events + self._session.do(_NO_CONTACTS, programme=programme, before=before.date().isoformat())

    def ended(self, programme: str) -> Sequence[str]:
        return [pair for (pair,) in self._session.rows(_ENDED, programme=programme)]

    def coordinates(self, person: str) -> bool:
        return self._session.row(_COORDINATES, person=person) is not None

    def is_deserted(self, pair: str, role: Role) -> bool:
        row = self._session.row(_OTHER[role], id=pair)
        return row is not None and row[0] == ERASED

    def reword(self, pairs: Sequence[str], change: Callable[[str], str], gone: Callable[[str, str], bool]) -> int:
        changed = 0
        for pair in ("", *pairs):
            for post, key, lane, message in self._session.rows(_MESSAGES, about=pair):
                if gone(pair, key):
                    changed += self._session.do(_DROP, post=post)
                    continue
                try:
                    sealed = self._changed(message, MESSAGE.where(pair, key, lane), change)
                except KeyLost:  # it could still be delivered once its key is back, and may name them
                    changed += self._session.do(_DROP, post=post)
                    continue
                if sealed is not None:
                    changed += self._session.do(_REWRITE, post=post, text=sealed)
            for shown, key, conversation, content in self._session.rows(_PAGE, about=pair):
                if gone(pair, key):
                    changed += self._session.do(_HIDE, shown=shown)
                    continue
                try:
                    sealed = self._changed(content, CONTENT.where(pair, key, conversation), change)
                except KeyLost:
                    changed += self._session.do(_HIDE, shown=shown)
                    continue
                if sealed is not None:
                    (risen,) = self._session.row(NEXT_REVISION) or (1,)
                    changed += self._session.do(_REDRAW, shown=shown, text=sealed, risen=risen)
        return changed

    def _changed(self, sealed: bytes | None, where: str, change: Callable[[str], str]) -> bytes | None:
        """None if nothing of it changes. Raises `KeyLost`."""
        if sealed is None:
            return None
        before = self._seal.open(sealed, where).decode()
        after = change(before)
        return self._seal.close(after.encode(), where) if after != before else None

    # What platforms are to delete

    def _withdraw(self, cards: Sequence[Sequence[str | None]]) -> int:
        count = 0
        for lane, conversation, card, service in cards:
            assert lane is not None
            channel, _, rest = lane.partition("/")
            workspace = rest.rpartition("/coordinator:")[0] or rest.rpartition("/")[0]
            count += self._session.do(
                _WITHDRAW,
                channel=channel,
                workspace=workspace,
                conversation=conversation,
                card=card,
                service=service or "",
                ready_at=0,
                tries=0,
            )
        return count

    def withdrawals(self, now: datetime, limit: int) -> Sequence[Withdrawal]:
        return [Withdrawal(*row) for row in self._session.rows(_READY, now=micros(now), most=limit)]

    def withdrawn(self, one: Withdrawal) -> None:
        self._session.do(_GONE, channel=one.channel, conversation=one.conversation, card=one.card)

    def put_off(self, one: Withdrawal, until: datetime) -> None:
        self._session.do(
            _PUT_OFF,
            of_channel=one.channel,
            of_conversation=one.conversation,
            of_card=one.card,
            until=micros(until),
            more=1,
        )


_NOBODY: dict[str, object] = {
    **{column.name: "" for column in PERSON.c},
    "id": ERASED,
    "name": NOBODY,
    "languages": "[]",
    "zone": "UTC",
    "hours": "{}",
    "off": "[]",
}


def _escaped(text: str) -> str:
    """For `LIKE`, with a slash as the escape, for no id has a percent sign or underscore that means itself."""
    return text.replace("/", "//").replace("%", "/%").replace("_", "/_")

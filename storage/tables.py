"""The tables. They only store: the types that the bot works with are the frozen dataclasses of `bot`.

An instant is an integer, microseconds since 1970 in UTC (`storage.database.instants` says why); a day is `2026-03-31`. What only
the bot reads (a journey, a message, working hours) is one column of JSON. What people say is sealed (`storage.sealed`);
docs/privacy/columns.md names every other column with the reason why it can be read.
"""

from __future__ import annotations

from typing import Any, ClassVar

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, false, text
from sqlmodel import Field, SQLModel

from bot.ports.programmes import FIRST

# SQLite numbers rows by itself only where the type is spelt INTEGER; it holds 64 bits all the same.
_SERIAL = BigInteger().with_variant(Integer, "sqlite")

# Constraints have names, so that a later migration can speak of them on both databases.
SQLModel.metadata.naming_convention = {
    "pk": "%(table_name)s_key",
    "uq": "%(table_name)s_%(column_0_name)s_once",
    "fk": "%(table_name)s_%(column_0_name)s_known",
}

_NUMBERED: dict[str, Any] = {"sqlite_autoincrement": True}  # an id is never given twice, not even after a delete
_KEYED: dict[str, Any] = {"sqlite_with_rowid": False}  # small rows live in their primary key: one look-up, not two


def _partial(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


# People and pairs ------------------------------------------------------------------------------------------------


class PersonRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "person"
    __table_args__ = (_KEYED,)

    id: str = Field(primary_key=True)
    name: str
    languages: str
    """JSON, as are `hours` and `off`."""
    zone: str
    hours: str
    off: str
    chosen: str
    """Words parted by spaces."""
    mail: str = Field(default="", sa_column_kwargs={"server_default": text("''")})


class AddressRow(SQLModel, table=True):
    """Where a person is reached: one address a person, one person an address."""

    __tablename__: ClassVar[Any] = "address"
    __table_args__ = (_KEYED,)

    channel: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", unique=True)


class ProgrammeRow(SQLModel, table=True):
    """A programme: its pairs and its coordinators are nobody else's."""

    __tablename__: ClassVar[Any] = "programme"
    __table_args__ = (_KEYED,)

    id: str = Field(primary_key=True)
    name: str
    zone: str
    content: str
    threshold: int
    outside_contact: str
    retention: str
    """JSON, as are `calendar` and `links`."""
    calendar: str = Field(default="{}", sa_column_kwargs={"server_default": text("'{}'")})
    asks: bool = Field(default=True, sa_column_kwargs={"server_default": false()})
    links: str = Field(default="{}", sa_column_kwargs={"server_default": text("'{}'")})


class ProgrammePlaceRow(SQLModel, table=True):
    """Whose a workspace or tenant is: pairs enrolled there are of that programme, unless it is said otherwise."""

    __tablename__: ClassVar[Any] = "programme_place"
    __table_args__ = (_KEYED,)

    channel: str = Field(primary_key=True)
    workspace: str = Field(primary_key=True)
    programme: str = Field(foreign_key="programme.id")


class PairRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "pair"
    __table_args__ = (
        Index("pair_of_mentor", "mentor"),
        Index("pair_of_mentee", "mentee"),
        Index("pair_of_programme", "programme", "id", "content"),
    )

    id: str = Field(primary_key=True)
    track: str
    mentor: str = Field(foreign_key="person.id")
    mentee: str = Field(foreign_key="person.id")
    start: str
    """The Monday of the first week: what makes one pair older than another."""
    ended: bool
    lane: str | None
    scope: str | None
    """Of the shared conversation, if they have one."""
    journey: str
    """The facts; the words are beside it, sealed, NULL where there are none."""
    programme: str = Field(
        default=FIRST, foreign_key="programme.id", sa_column_kwargs={"server_default": text(f"'{FIRST}'")}
    )
    words: bytes | None = Field(default=None, sa_type=LargeBinary)
    """What both can read."""
    mentor_words: bytes | None = Field(default=None, sa_type=LargeBinary)
    mentee_words: bytes | None = Field(default=None, sa_type=LargeBinary)
    content: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """The version that it goes by; empty: the first of all."""


class ContentRow(SQLModel, table=True):
    """A version of the programme's content: what is in it never changes."""

    __tablename__: ClassVar[Any] = "content"

    id: str = Field(primary_key=True)
    """Made of what it says."""
    at: int = Field(sa_type=BigInteger)
    """When it was first used."""
    files: str
    """JSON."""


class StandingRow(SQLModel, table=True):
    """Where a pair stands, as its coordinators see it: worked out of the journey whenever that is saved."""

    __tablename__: ClassVar[Any] = "standing"
    __table_args__ = (
        # all that pairs are chosen by: a list is found, and a figure counted, without a look at the rows
        Index(
            "standing_listed",
            *("programme", "begins", "pair", "stage", "meeting_at", "seance"),
            *("track", "mentor_language", "mentee_language", "waits_at", "names"),
        ),
    )

    pair: str = Field(primary_key=True, foreign_key="pair.id")
    programme: str
    begins: int = Field(sa_type=BigInteger)
    """From when on the pair needs something; `storage.repositories.standings.NEVER` as long as nothing changes."""
    stage: str
    """As long as the agreed date lies ahead."""
    meeting_at: int | None = Field(default=None, sa_type=BigInteger)
    """The agreed date of which nobody has said yet whether they met."""
    seance: int
    track: str
    mentor_language: str
    mentee_language: str
    waits_at: int | None = Field(default=None, sa_type=BigInteger)
    """Since when one of them waits for a word."""
    asked_at: int | None = Field(default=None, sa_type=BigInteger)
    """When one of them asked for one last."""
    met_at: int | None = Field(default=None, sa_type=BigInteger)
    """When they met last."""
    parted: bool
    """Whether one of them has left."""
    names: str
    """Folded, to be found by."""
    content: str
    """A `Standing`, in JSON."""


class ConversationRow(SQLModel, table=True):
    """Which conversation of a platform a lane is. Two pairs of the same two people may share one."""

    __tablename__: ClassVar[Any] = "conversation"
    __table_args__ = (Index("conversation_at", "channel", "conversation"), _KEYED)

    lane: str = Field(primary_key=True)
    channel: str
    conversation: str
    pair: str | None
    """Whose shared conversation it is; None for a private one."""


class CoordinatorRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "coordinator"
    __table_args__ = (_KEYED,)

    person: str = Field(primary_key=True, foreign_key="person.id")
    programme: str = Field(primary_key=True, foreign_key="programme.id")
    lane: str
    scope: str


# What happened ---------------------------------------------------------------------------------------------------


class EventRow(SQLModel, table=True):
    """What was heard already."""

    __tablename__: ClassVar[Any] = "event"
    __table_args__ = (_KEYED,)

    id: str = Field(primary_key=True)
    pair: str
    at: int = Field(sa_type=BigInteger)


class ContactRow(SQLModel, table=True):
    """How many unprompted messages a pair caused for a person on a day."""

    __tablename__: ClassVar[Any] = "contact"
    __table_args__ = (_KEYED,)

    person: str = Field(primary_key=True)
    day: str = Field(primary_key=True)
    pair: str = Field(primary_key=True)
    count: int


class OnceRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "once"
    __table_args__ = (_KEYED,)

    name: str = Field(primary_key=True)
    at: int = Field(sa_type=BigInteger)


class SettingRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "setting"
    __table_args__ = (_KEYED,)

    name: str = Field(primary_key=True)
    value: str


# Totals ----------------------------------------------------------------------------------------------------------


class OpenBoxRow(SQLModel, table=True):
    """What the evaluations closed in the week under way add up to; gone once that is frozen."""

    __tablename__: ClassVar[Any] = "open_box"
    __table_args__ = (_KEYED,)

    programme: str = Field(primary_key=True, foreign_key="programme.id")
    content: bytes
    """Sealed."""


class FrozenWeekRow(SQLModel, table=True):
    """What coordinators read of a week: figures, and pairs and people by their ids."""

    __tablename__: ClassVar[Any] = "frozen_week"
    __table_args__ = (_KEYED,)

    programme: str = Field(primary_key=True, foreign_key="programme.id")
    week: str = Field(primary_key=True)
    """The day after it, a Sunday."""
    content: str
    """JSON."""


# Announcements ---------------------------------------------------------------------------------------------------


class AnnouncementRow(SQLModel, table=True):
    """What a coordinator writes to the people of their programme."""

    __tablename__: ClassVar[Any] = "announcement"
    __table_args__ = (
        _partial("announcement_draft", "writer", where="sent_at IS NULL", unique=True),
        Index("announcement_sent", "programme", "sent_at"),
    )

    id: str = Field(primary_key=True)
    programme: str = Field(foreign_key="programme.id")
    writer: str
    which: str
    made_at: int = Field(sa_type=BigInteger)
    sent_at: int | None = Field(default=None, sa_type=BigInteger)
    closes_at: int | None = Field(default=None, sa_type=BigInteger)
    people: int
    withdrawn_at: int | None = Field(default=None, sa_type=BigInteger)
    text: bytes = Field(sa_type=LargeBinary)
    """Sealed."""


class AnnouncedRow(SQLModel, table=True):
    """Somebody to whom an announcement is owed, or has gone."""

    __tablename__: ClassVar[Any] = "announced"
    __table_args__ = (_partial("announced_due", "due_at", where="posted_at IS NULL"), _KEYED)

    announcement: str = Field(primary_key=True, foreign_key="announcement.id")
    person: str = Field(primary_key=True)
    pair: str
    role: str
    due_at: int = Field(sa_type=BigInteger)
    """When it may go next; 0 is at once."""
    posted_at: int | None = Field(default=None, sa_type=BigInteger)


# The queue of due work -------------------------------------------------------------------------------------------

WAITING = "kind = 'post' AND dead_at IS NULL"
"""A post that is neither delivered (its row is gone) nor buried."""


class DueRow(SQLModel, table=True):
    """A pair's next wake-up, or a post that is owed.

    Every index is partial and led by what the queue looks for first, so that looking costs the same however many rows
    wait for another day.
    """

    __tablename__: ClassVar[Any] = "due"
    __table_args__ = (
        _partial("due_wake", "ready_at", where="kind = 'wake'"),
        _partial("due_wake_of_pair", "pair", where="kind = 'wake'", unique=True),
        _partial("due_post", "scope", "urgency", "ready_at", "id", where=WAITING),
        _partial("due_post_in_lane", "lane", "id", where=WAITING),  # "is an older one waiting?" is one probe
        _partial("due_leased", "lease_owner", where="lease_owner IS NOT NULL"),
        _partial("due_leased_lane", "lane", "ready_at", where="kind = 'post' AND lease_owner IS NOT NULL"),
        _partial("due_lapsed", "scope", "ready_at", "id", where=f"{WAITING} AND lapses > 0"),  # next to none
        _partial("due_dead", "id", where="dead_at IS NOT NULL"),
        _partial("due_dead_of_pair", "pair", "dead_at", where="dead_at IS NOT NULL"),
        _partial("due_behind", "behind", where="behind IS NOT NULL"),
        _NUMBERED,
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=_SERIAL)
    kind: str
    """`wake` or `post`."""
    pair: str
    due_at: int = Field(sa_type=BigInteger)
    """When it is wanted; 0 is at once."""
    ready_at: int = Field(sa_type=BigInteger)
    """Not to be claimed before: `due_at`, or the end of the lease. One number, so that one index tells what can be."""
    lease_owner: str | None = None
    # a post's own
    lane: str | None = None
    scope: str | None = None
    key: str | None = None
    place: str | None = None
    languages: str | None = None
    """JSON, as are `zones`."""
    zones: str | None = None
    seance: int | None = None
    refresh: bool | None = None
    unprompted: bool | None = None
    twice: bool | None = None
    attempts: int | None = None
    doubtful: bool | None = None
    tried_at: int | None = Field(default=None, sa_type=BigInteger)
    dead_at: int | None = Field(default=None, sa_type=BigInteger)
    reason: str | None = None
    """A `Reason`."""
    detail: str | None = None
    behind: str | None = None
    """The lane that must open again before this can be delivered."""
    message: bytes | None = Field(default=None, sa_type=LargeBinary)
    """Sealed."""
    restored: bool | None = None
    """It was due in hours that a restore has undone: it may have been shown under another number."""
    lapses: int | None = None
    """Workers that ended, one after another, while they had it."""
    urgency: int | None = Field(default=None, sa_column_kwargs={"server_default": text("1")})
    """An `Urgency`; a version that knew of none counts as `WAITED`."""


class ShutRow(SQLModel, table=True):
    """A lane that takes nothing until somebody opens it again, or it is tried again, and why."""

    __tablename__: ClassVar[Any] = "shut"
    __table_args__ = (Index("shut_probe", "probe_at"), _KEYED)

    lane: str = Field(primary_key=True)
    reason: str
    detail: str
    probe_at: int | None = Field(default=None, sa_type=BigInteger)
    """When it is tried again; nothing if somebody is sure to open it."""


class CardRow(SQLModel, table=True):
    """Where the message of a key was shown."""

    __tablename__: ClassVar[Any] = "card"
    __table_args__ = (_KEYED,)

    pair: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    lane: str = Field(primary_key=True)
    conversation: str
    card: str
    post: int = Field(sa_type=BigInteger)
    """The post that it shows: an older one never replaces it."""


class PaceRow(SQLModel, table=True):
    """What holds back a lane or a whole scope."""

    __tablename__: ClassVar[Any] = "pace"
    __table_args__ = (_KEYED,)

    name: str = Field(primary_key=True)
    held_until: int = Field(sa_type=BigInteger)
    spent_until: int = Field(sa_type=BigInteger)
    """The theoretical arrival time of GCRA: see `storage.outbox.pace`."""


# The local page --------------------------------------------------------------------------------------------------


class LocalCardRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "local_card"
    __table_args__ = (
        Index("local_card_revision", "revision", unique=True),
        Index("local_card_post", "post"),
        _NUMBERED,
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=_SERIAL)
    conversation: str
    key: str
    pair: str
    post: int = Field(sa_type=BigInteger)
    posted: int = Field(sa_type=BigInteger)
    revision: int = Field(sa_type=BigInteger)
    content: bytes = Field(sa_type=LargeBinary, sa_column_kwargs={"server_default": text("''")})
    """Sealed."""


class CounterRow(SQLModel, table=True):
    __tablename__: ClassVar[Any] = "counter"
    __table_args__ = (_KEYED,)

    name: str = Field(primary_key=True)
    value: int = Field(sa_type=BigInteger)


# Teams -----------------------------------------------------------------------------------------------------------


class ReferenceRow(SQLModel, table=True):
    """How a conversation is written to."""

    __tablename__: ClassVar[Any] = "reference"
    __table_args__ = (
        Index("reference_of", "channel", "owner"),
        _partial("reference_of_mail", "channel", "mail", where="mail <> ''"),
        _KEYED,
    )

    channel: str = Field(primary_key=True)
    conversation: str = Field(primary_key=True)
    owner: str
    workspace: str
    service: str
    member: str
    mail: str
    closed: str
    """Why nothing is sent there any more; empty if it may be."""
    at: int = Field(sa_type=BigInteger)


# Calendars -------------------------------------------------------------------------------------------------------


class CalendarRow(SQLModel, table=True):
    """The calendar that a person lets the bot look into."""

    __tablename__: ClassVar[Any] = "calendar"
    __table_args__ = (_partial("calendar_due", "ready_at", where="ready_at IS NOT NULL"), _KEYED)

    person: str = Field(primary_key=True, foreign_key="person.id")
    kind: str
    sealed: str
    """The address, or the token, encrypted."""
    shown: str
    linked_at: int = Field(sa_type=BigInteger)
    ready_at: int | None = Field(default=None, sa_type=BigInteger)
    """When it is read next, or the end of the lease; NULL: not before somebody asks."""
    lease_owner: str | None = None
    read_at: int | None = Field(default=None, sa_type=BigInteger)
    failing_at: int | None = Field(default=None, sa_type=BigInteger)
    """Since when it cannot be read."""
    trouble: str
    tries: int
    told: bool
    writes: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Its owner wants their séances written into it."""


class CalendarEventRow(SQLModel, table=True):
    """A séance that stands, or is to stand, in a person's own calendar."""

    __tablename__: ClassVar[Any] = "calendar_event"
    __table_args__ = (Index("calendar_event_due", "ready_at"), Index("calendar_event_of", "pair"), _KEYED)

    person: str = Field(primary_key=True, foreign_key="person.id")
    pair: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    key: str
    """What names it before the service does."""
    wanted: int
    tries: int
    ready_at: int = Field(sa_type=BigInteger)
    """When it is looked at next, or the end of the lease."""
    lease_owner: str | None = None
    event: str
    """As the service names it."""
    written: str
    """A digest."""
    starts_at: int | None = Field(default=None, sa_type=BigInteger)
    ends_at: int | None = Field(default=None, sa_type=BigInteger)
    asked: str
    """A change by hand that its owner was asked about."""
    trouble: str
    told: bool


# What coordinators ask for ----------------------------------------------------------------------------------------


class InquiryRow(SQLModel, table=True):
    """What a coordinator has asked for that takes a look into a directory, or at a file; gone once it is done."""

    __tablename__: ClassVar[Any] = "inquiry"
    __table_args__ = (
        _partial("inquiry_due", "ready_at", where="ready_at IS NOT NULL"),
        Index("inquiry_of", "coordinator"),
    )

    id: str = Field(primary_key=True)
    kind: str
    coordinator: str = Field(foreign_key="person.id")
    programme: str
    """Empty as long as nobody has said which."""
    asked_at: int = Field(sa_type=BigInteger)
    ready_at: int | None = Field(default=None, sa_type=BigInteger)
    """When it is looked at, or the end of the lease; NULL: not before its programme is known."""
    lease_owner: str | None = None
    tries: int
    content: bytes = Field(sa_type=LargeBinary)
    """Sealed."""


# Erasures --------------------------------------------------------------------------------------------------------


class WithdrawalRow(SQLModel, table=True):
    """A message on a platform that only an erased person could see: it is to be deleted there."""

    __tablename__: ClassVar[Any] = "withdrawal"
    __table_args__ = (_KEYED,)

    channel: str = Field(primary_key=True)
    workspace: str
    conversation: str = Field(primary_key=True)
    card: str = Field(primary_key=True)
    service: str
    ready_at: int = Field(sa_type=BigInteger)
    tries: int


# Installations ---------------------------------------------------------------------------------------------------


class InstallationRow(SQLModel, table=True):
    """The bot in one workspace of a channel."""

    __tablename__: ClassVar[Any] = "installation"
    __table_args__ = (_KEYED,)

    channel: str = Field(primary_key=True)
    workspace: str = Field(primary_key=True)
    app: str
    bot: str
    token: str
    """Encrypted."""
    scopes: str
    """JSON."""
    at: int = Field(sa_type=BigInteger)
    refresh: str | None = None
    """Encrypted: what the token is refreshed with; none if it never expires."""
    expires_at: int | None = Field(default=None, sa_type=BigInteger)
    claimed_until: int | None = Field(default=None, sa_type=BigInteger)
    """Until then one process alone may refresh it."""


# The audit trail -------------------------------------------------------------------------------------------------


class AuditRow(SQLModel, table=True):
    """What a coordinator or an operator looked at or changed: ids, and never a word that anybody wrote."""

    __tablename__: ClassVar[Any] = "audit"
    __table_args__ = (Index("audit_at", "at"), _NUMBERED)

    id: int | None = Field(default=None, primary_key=True, sa_type=_SERIAL)
    at: int = Field(sa_type=BigInteger)
    programme: str
    """Empty: it concerns all of them."""
    who: str
    kind: str
    about: str

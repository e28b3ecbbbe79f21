"""What the bot needs from the outside: a store that forgets nothing, and channels that show messages.

Each port has one suite of tests that every implementation passes (`tests/ports/`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from bot.engine.journey import Journey
from bot.engine.messages import Message, Say
from bot.engine.people import DaysOff, Hours, Place, Role

T = TypeVar("T")


# People and pairs ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person is reached: a channel and their id there, `slack` and `U024BE7LH`."""

    channel: str
    id: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.id}"

    @property
    def workspace(self) -> str:
        """What stands before the slash of `T0123/U024BE7LH`: the Slack workspace, the Teams tenant; or nothing."""
        return self.id.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    languages: tuple[str, ...]
    zone: str
    address: Address
    hours: Hours = field(default_factory=Hours)
    off: tuple[DaysOff, ...] = ()
    mail: str = ""
    """For invitations; empty if it is not known."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's place in one pair."""

    pair: str
    role: Role
    partner: str
    """The other one's name."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A conversation as the queue knows it: messages of one lane go out one after another, in order.

    A pair on one channel shares a lane; a private lane belongs to a person, whatever pair a message is about.
    """

    channel: str
    workspace: str
    place: str
    """`pair:PAIR`, `dm:PERSON` or `coordinator:ID`."""

    def __str__(self) -> str:
        return f"{self.channel}/{self.workspace}/{self.place}"

    @property
    def scope(self) -> str:
        """What a platform throttles as a whole: one workspace of one channel."""
        return f"{self.channel}/{self.workspace}"


# The queue of due work -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Owed:
    """A message to be delivered: what a `Post` becomes for one lane."""

    pair: str
    key: str
    to: Place
    lane: Lane
    message: Message
    languages: tuple[str, ...]
    zones: tuple[str, ...]
    seance: int = 0
    refresh: bool = False
    unprompted: bool = False
    twice: bool = True
    """Better sent twice than never, where nobody can tell whether it arrived."""
    due: datetime | None = None
    """Not before this instant; at once if None."""
    id: int = 0
    """The queue's own, rising; 0 before it is stored. A channel writes it into the message if it can."""
    attempts: int = 0
    """Tries so far, this one left out."""
    doubtful: bool = False
    """An earlier try may have arrived: look it up before sending again."""
    card: str = ""
    """The channel's reference of the card that this updates; empty if it is to be created."""
    conversation: str = ""
    """The channel's id of the conversation, once it is known."""


@dataclass(frozen=True, slots=True)
class Wake:
    """A pair whose next timer is due."""

    pair: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Dead:
    """A message that could not be delivered, and why."""

    id: int
    pair: str
    key: str
    lane: str
    reason: str
    at: datetime


# Calendars that people let the bot look into -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LinkedCalendar:
    """A person's own calendar, and how reading it goes."""

    person: str
    kind: str
    """What it is read from: `ics`, `google`, `microsoft`."""
    sealed: str = field(repr=False)
    """The address, or the token, as `Seal.close` gives it."""
    shown: str
    """What may be shown of it: a host, or the name of a service."""
    at: datetime
    """When it was linked."""
    read: datetime | None = None
    """When it was last read."""
    failing: datetime | None = None
    """Since when it cannot be read; None if it can, as far as is known."""
    trouble: str = ""
    """Why it cannot be read: `calendar-why-…` says it."""
    tries: int = 0
    """How often in a row that was."""
    told: bool = False
    """Its owner knows."""


class Calendars(Protocol):
    """One calendar a person; the part of a `Unit` that keeps them."""

    def link(self, calendar: LinkedCalendar) -> None:
        """In place of an earlier one; due at once, and nobody's lease."""
        ...

    def linked(self, person: str) -> LinkedCalendar | None: ...
    def unlink(self, person: str) -> bool:
        """False if there was none."""
        ...

    def read_again(self, person: str, at: datetime) -> None:
        """It is due at `at`, unless it is being read just now."""
        ...

    def claim_calendars(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[LinkedCalendar]:
        """Those that are due, leased to `owner`."""
        ...

    def looked(self, calendar: LinkedCalendar, owner: str, again: datetime | None) -> bool:
        """Ends the lease and stores how reading it went; next due at `again`, or when somebody asks.

        False, and no change, if it is not `owner`'s any more: unlinked meanwhile, linked anew, or the lease lapsed.
        """
        ...


class KeyLost(Exception):
    """It was sealed with a key that the settings do not name any more."""


class Seal(Protocol):
    """Encrypts what is stored of people's secrets."""

    def close(self, secret: str) -> str: ...
    def open(self, sealed: str) -> str:
        """Raises `KeyLost`."""
        ...


class Unit(Calendars, Protocol):
    """One transaction. Everything in it happens, or nothing."""

    # what was heard
    def first(self, event: str, pair: str, at: datetime) -> bool:
        """Notes the event's id; False if it was heard before."""
        ...

    # people and pairs
    def enrol(
        self,
        journey: Journey,
        people: Mapping[Role, Person],
        lane: Lane | None,
        wake: datetime | None,
    ) -> bool:
        """Stores a new pair; False, and no change, if the pair is there. `lane` is their shared conversation, if any."""
        ...

    def put_person(self, person: Person) -> None:
        """Stores or updates a person and their address."""
        ...

    def person(self, address: Address) -> Person | None: ...
    def people(self, pair: str) -> Mapping[Role, Person]: ...
    def memberships(self, person: str) -> Sequence[Membership]:
        """The pairs of a person that have not ended, oldest first."""
        ...

    def pair_at(self, channel: str, conversation: str) -> str | None:
        """The pair whose shared conversation this is."""
        ...

    # journeys
    def journey(self, pair: str) -> Journey | None:
        """The journey, locked until the end of the transaction."""
        ...

    def save(self, journey: Journey, wake: datetime | None) -> None:
        """Stores the journey and when its next timer is due (None: never)."""
        ...

    def journeys(self) -> Iterator[Journey]:
        """Every journey, one after another, for the digest; not locked."""
        ...

    def contacted(self, person: str, day: date, apart_from: str) -> int:
        """How many unprompted messages `person` was sent on `day`, their own, in pairs other than `apart_from`."""
        ...

    def contact(self, person: str, day: date, pair: str, count: int) -> None:
        """Notes that `pair` has by now sent `count` unprompted messages to `person` on `day`."""
        ...

    # due work
    def owe(self, posts: Iterable[Owed]) -> None: ...
    def claim_wakes(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[Wake]: ...
    def claim_posts(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[Owed]:
        """Due posts, leased to `owner`: at most one a lane, and only the lane's oldest, fairly between scopes."""
        ...

    def delivered(self, post: Owed, owner: str, conversation: str, card: str) -> bool:
        """Forgets the post and remembers its card; False if the lease is no longer `owner`'s."""
        ...

    def put_off(
        self,
        post: Owed,
        owner: str,
        until: datetime,
        *,
        doubtful: bool,
        count: bool = True,
    ) -> bool:
        """Gives the post back, to be tried again at `until`; `count` it as an attempt or not."""
        ...

    def bury(self, post: Owed, owner: str, reason: str, at: datetime) -> bool:
        """Sets the post aside as undeliverable; the lane goes on with the next."""
        ...

    def hold(self, scope: str, until: datetime) -> None:
        """Keeps everything of a scope (`Lane.scope`, or one lane's `str`) back until then: the platform said so."""
        ...

    def release(self, owner: str) -> int:
        """Gives back every lease of `owner`."""
        ...

    def dead(self) -> Sequence[Dead]: ...
    def revive(self, id: int, now: datetime) -> bool:
        """Puts an undeliverable post back in its lane."""
        ...

    def next_due(self) -> datetime | None:
        """When anything at all is due next."""
        ...

    # once for all workers
    def once(self, name: str, at: datetime) -> bool:
        """True for the first who asks for `name` (`digest:2026-W10`), False ever after."""
        ...

    def forget(self, before: datetime) -> int:
        """Drops what is remembered only for a while (events heard, counts of a day) and is older; how much that was."""
        ...

    def coordinators(self) -> Sequence[tuple[Lane, Person]]: ...
    def put_coordinator(self, person: Person, lane: Lane) -> None: ...
    def dismiss_coordinator(self, person: str) -> None:
        """They read no digest any more."""
        ...

    def get(self, name: str) -> str | None:
        """A small fact that belongs to the installation, such as the demo's clock."""
        ...

    def put(self, name: str, value: str) -> None: ...


class Store(Protocol):
    """Where all of it is kept."""

    async def run(self, work: Callable[[Unit], T]) -> T:
        """Runs `work` in one transaction on a thread of the store's; an exception undoes all of it.

        `work` may be run again from the start after a conflict, so it changes nothing but the store.
        Raises `Unavailable` if the database cannot be reached or written.
        """
        ...

    async def wait(self, seconds: float) -> None:
        """Returns as soon as due work may have appeared, after `seconds` at the latest."""
        ...

    async def close(self) -> None: ...


class Unavailable(Exception):
    """The database cannot be reached or written just now; nothing was stored."""


# Channels --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sent:
    """Where a message arrived: the channel's ids of the conversation and of the message."""

    conversation: str
    card: str


class Refused(Exception):
    """The channel will never take this message (the person left, the conversation is gone); the reason is the message."""


class Busy(Exception):
    """The channel takes nothing from this scope for `after` seconds; nothing was posted."""

    def __init__(self, after: float, scope: str = "") -> None:
        super().__init__(f"busy for {after} s")
        self.after, self.scope = after, scope


class Unreached(Exception):
    """The message did not arrive, and can safely be sent again."""


class Doubtful(Exception):
    """Nobody knows whether the message arrived."""


class Channel(Protocol):
    """A place where messages are shown. Implementations raise the four exceptions above and no others."""

    name: str
    looks_up: bool
    """Whether `find` can tell if a doubtful message arrived."""

    async def deliver(self, post: Owed, people: Mapping[Role, Person]) -> Sent:
        """Creates the message, or updates the card `post.card`."""
        ...

    async def find(self, post: Owed, people: Mapping[Role, Person]) -> Sent | None:
        """The message of an earlier try, recognised by `post.id`."""
        ...


# Words -----------------------------------------------------------------------------------------------------------


class Voice(Protocol):
    """Says sentences in one reader's language and time zone, or in both of a pair that shares none. Always plain text."""

    @property
    def language(self) -> str:
        """The first language, for `lang` attributes and dates."""
        ...

    def prose(self, say: Say) -> str:
        """A sentence or paragraph; two languages stand on two lines."""
        ...

    def label(self, say: Say) -> str:
        """A few words on a button or in a title; two languages stand on one line."""
        ...

    def __hash__(self) -> int:
        """What a voice has said is remembered by it."""
        ...


class Voices(Protocol):
    def __call__(self, languages: Sequence[str], zones: Sequence[str]) -> Voice: ...


# What adapters hand in -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person who just did something is shown, them alone, in the conversation where they did it.

    `pair` and `key` go into the buttons of the card, so that pressing one comes back with them.
    """

    message: Message
    voice: Voice
    pair: str = ""
    key: str = ""
    redraw: bool = False
    """In place of the pressed card."""


class Desk(Protocol):
    """Where adapters bring what people do. All answers come after the commit.

    `id` is unique for each thing done (the platform's own id of the event): the same id again changes nothing.
    `conversation` is the channel's id of where it was done. Raises `Unavailable`.
    """

    async def typed(self, id: str, sender: Address, conversation: str, text: str) -> Sequence[Answer]: ...

    async def pressed(
        self,
        id: str,
        sender: Address,
        conversation: str,
        pair: str,
        card: str,
        action: str,
        values: Sequence[str],
    ) -> Sequence[Answer]: ...

    async def submitted(
        self,
        id: str,
        sender: Address,
        conversation: str,
        pair: str,
        card: str,
        action: str,
        fields: Mapping[str, str],
    ) -> Sequence[Answer]: ...

    async def overview(self, id: str, sender: Address) -> Sequence[Answer]:
        """Where everything of a person stands: of each pair its state and what to prepare, then the programme they
        coordinate. Never empty, unless `id` is known already."""
        ...


# Where a platform reaches people ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reference:
    """A conversation that a platform told us of, and how to write there: Teams lets no bot find it out by itself."""

    channel: str
    conversation: str
    owner: str
    """Whose it is: `Address.id` of a person, `pair:PAIR` of a shared chat; empty if no pair was recognised there."""
    workspace: str
    service: str
    """The address of the service that sends to it."""
    member: str = ""
    """The person's id in conversations."""
    mail: str = ""
    """The person's, in lower case; empty if it is not known."""
    closed: str = ""
    """Why nothing is sent there any more; empty if it may be."""


class References(Protocol):
    """Keeps references. All of these raise `Unavailable`."""

    async def met(self, reference: Reference, at: datetime) -> bool:
        """Stores or updates it, open again; whether its owner is anybody the bot knows.

        Who was enrolled by e-mail is known by their platform id from then on.
        """
        ...

    async def of(self, channel: str, owner: str) -> Reference | None:
        """The newest of a person, by `Address.id` or `WORKSPACE/E-MAIL`."""
        ...

    async def shared(self, lane: Lane) -> Reference | None:
        """The chat of a pair."""
        ...

    async def at(self, channel: str, conversation: str) -> Reference | None: ...
    async def close(self, channel: str, conversation: str, reason: str) -> None:
        """Nothing is sent there any more; as a pair's shared chat it is forgotten."""
        ...

    async def among(self, channel: str, people: Mapping[str, str]) -> Sequence[str]:
        """The pairs under way whose two members are among `people` (`Address.id` → e-mail, which may be empty), newest
        last."""
        ...

    async def share(self, lane: Lane, reference: Reference, at: datetime) -> bool:
        """Makes it the lane's conversation; False if it was already."""
        ...

    async def private_card(self, pair: str, key: str, lane: Lane) -> str:
        """The card that shows a pair's shared message in a private lane; empty if none does."""
        ...

    async def keep_private_card(self, pair: str, key: str, lane: Lane, sent: Sent, post: int) -> None: ...
    async def revive(self, address: Address, at: datetime) -> int:
        """Owes again what could not be delivered to a person lately; how many messages that was."""
        ...


# The local page's own post office -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Card:
    """A message as the local page keeps it."""

    id: str
    conversation: str
    key: str
    pair: str
    posted: datetime
    revision: int
    """Rises with every creation or update, over all conversations."""
    content: Mapping[str, object]
    """What the page draws, as JSON."""


class Mailbox(Protocol):
    """Keeps what the local channel has delivered, as a platform would."""

    async def put(
        self,
        post: int,
        conversation: str,
        card: str,
        key: str,
        pair: str,
        at: datetime,
        content: Mapping[str, object],
    ) -> str:
        """Creates a message, or replaces the content of `card`; returns the card's id. `post` is the outbox id."""
        ...

    async def find(self, post: int) -> Card | None: ...
    async def since(self, revision: int, limit: int = 500) -> Sequence[Card]:
        """Cards created or updated after `revision`, in that order."""
        ...


# Installations and members -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Installation:
    """The bot in one workspace of a platform, and the token that speaks there."""

    workspace: str
    app: str
    bot: str
    """The bot's own user id there."""
    token: str = field(repr=False)
    scopes: tuple[str, ...]
    at: datetime


class Installations(Protocol):
    """Keeps one channel's installations; tokens are encrypted at rest. Raises `Unavailable`."""

    async def put(self, installation: Installation) -> None:
        """Stores it in place of an earlier one of the same workspace."""
        ...

    async def get(self, workspace: str) -> Installation | None: ...
    async def remove(self, workspace: str) -> bool:
        """False if there was none."""
        ...

    async def every(self) -> Sequence[Installation]: ...


@dataclass(frozen=True, slots=True)
class Found:
    """A member as the platform knows them: their address there, time zone and languages, as far as it tells."""

    address: str
    zone: str = ""
    languages: tuple[str, ...] = ()
    mail: str = ""


class Directory(Protocol):
    """Finds a platform's members."""

    async def find(self, address: str) -> Found | str:
        """By e-mail or the platform's own id; or the reason why that person cannot take part.

        Raises `Unreached` if the platform cannot be asked.
        """
        ...

    async def close(self) -> None: ...

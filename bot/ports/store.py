"""The store: one transaction an event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol, TypeVar

from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.ports.calendars import Calendars
from bot.ports.channel import Refused
from bot.ports.outbox import DeadLetter, OutboxMessage, Wake
from bot.ports.people import Address, Lane, Membership, Person

T = TypeVar("T")


class UnitOfWork(Calendars, Protocol):
    """One transaction. Everything in it happens, or nothing."""

    # what was heard
    def mark_seen(self, event: str, pair: str, at: datetime) -> bool:
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

    def every_membership(self, person: str) -> Sequence[Membership]:
        """All pairs that a person is or was in, oldest first."""
        ...

    def pairs_at(self, channel: str, conversation: str) -> Sequence[str]:
        """The pairs whose shared conversation this is, newest first, those that have ended last.

        Two people may be a pair in two tracks, or have been one before.
        """
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
    def enqueue(self, posts: Iterable[OutboxMessage]) -> None: ...
    def claim_wakes(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[Wake]: ...
    def claim_posts(self, now: datetime, limit: int, owner: str, lease: timedelta) -> Sequence[OutboxMessage]:
        """Due posts, leased to `owner`: at most one a lane, and only the lane's oldest, fairly between scopes."""
        ...

    def delivered(self, post: OutboxMessage, owner: str, conversation: str, card: str) -> bool:
        """Forgets the post and remembers its card; False if the lease is no longer `owner`'s."""
        ...

    def reschedule(
        self,
        post: OutboxMessage,
        owner: str,
        until: datetime,
        *,
        doubtful: bool,
        count: bool = True,
    ) -> bool:
        """Gives the post back, to be tried again at `until`; `count` it as an attempt or not."""
        ...

    def dead_letter(self, post: OutboxMessage, owner: str, refusal: Refused, at: datetime) -> bool:
        """Sets the post aside as undeliverable. The lane goes on with the next; or, if the reason lasts, is shut, and what
        is due in it is set aside untried."""
        ...

    def throttle(self, scope: str, until: datetime) -> None:
        """Keeps everything of a scope (`Lane.scope`, or one lane's `str`) back until then: the platform said so."""
        ...

    def release(self, owner: str) -> int:
        """Gives back every lease of `owner`."""
        ...

    def dead_letters(self) -> Sequence[DeadLetter]: ...
    def revive(self, id: int, now: datetime) -> bool:
        """Puts an undeliverable post back in its lane, and opens that if it is shut."""
        ...

    def reached(self, address: Address, at: datetime) -> int:
        """Somebody was heard from: opens the lanes that they read, and owes again what was lately set aside behind them;
        how many messages that was."""
        ...

    def reinstate(self, scope: str, at: datetime) -> int:
        """The app is back in a workspace (`slack/T0123`) or on a channel (`slack`): the same for the lanes there that
        were shut because of it."""
        ...

    def next_due(self) -> datetime | None:
        """When anything at all is due next."""
        ...

    # once for all workers
    def claim_once(self, name: str, at: datetime) -> bool:
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

    async def run(self, work: Callable[[UnitOfWork], T]) -> T:
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

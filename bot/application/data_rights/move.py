"""Takes a person to another address: another account, another workspace, another channel.

1. The person keeps their id, and with it their pairs, their calendar link and all that they said.
2. A conversation belongs to an account. What the bot knows of the old ones is forgotten, so that nothing more is posted there.
3. What is owed in an old lane is owed in the new one, in the same order. A message to both goes to their shared lane if they
   have one from now on, and to each one's own if they do not.
4. Whoever is sending one of these just now settles nothing: it may then stand in the old place and in the new one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.application.data_rights import words
from bot.application.data_rights.lanes import lanes_of
from bot.application.delivery.addressing import addressed, private_lane
from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.common import hint
from bot.engine.flows.status.actions import STATUS
from bot.engine.ids import CardId
from bot.engine.messages import Message
from bot.engine.people import PRIVATE, Place, Role
from bot.ports import Address, Lane, Membership, OutboxMessage, Person, UnitOfWork

HELLO = "moved"
"""The card that says where the bot writes from now on."""


class AddressOfAnother(Exception):
    """The new address is somebody else's: the message says whose."""

    def __init__(self, address: Address, owner: Person) -> None:
        super().__init__(f"{address} is the address of somebody else ({owner.id}); nothing was changed.")


class CannotBeOpened(Exception):
    """Messages that would have to go along are sealed for the old place, and no key opens them."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"{count} messages that wait for them cannot be read just now, and would be lost: put the missing key back into "
            "TOGETHER_SECRET_KEYS. Nothing was changed."
        )


@dataclass(frozen=True, slots=True)
class Moved:
    person: Person
    """As they are now."""
    pairs: int
    messages: int
    """How many that were owed in the old place are owed in the new one."""


def move(unit: UnitOfWork, person: Person, to: Address, at: datetime) -> Moved:
    """Raises `AddressOfAnother` or `CannotBeOpened`, and changes nothing then."""
    owner = unit.people.at(to)
    if owner is not None and owner.id != person.id:
        raise AddressOfAnother(to, owner)
    if to == person.address:
        return Moved(person, 0, 0)
    pairs = unit.people.every_membership(person.id)
    if shut := sum(map(unit.records.sealed_shut, lanes_of(unit, person, pairs))):
        raise CannotBeOpened(shut)
    unit.dead_letters.reached(person.address, at)
    there = replace(person, address=to)
    unit.people.put(there)
    moving = _Moving(unit, person, there)
    owed = [*moving.as_coordinator(), *moving.alone(pairs), *(post for one in pairs for post in moving.in_pair(one))]
    moving.leave(pairs)
    unit.dead_letters.reached(to, at)
    owed.sort(key=lambda post: post.id)
    unit.outbox.enqueue(replace(post, id=0) for post in owed)
    unit.outbox.enqueue(_hello(there, pairs, at))
    unit.records.forget_reference(person.address)
    return Moved(there, len(pairs), len({post.id for post in owed}))


@dataclass(frozen=True, slots=True)
class _Moving:
    """One person on their way. What it takes out of an old lane comes back with its new lane and its old number."""

    unit: UnitOfWork
    before: Person
    now: Person

    def as_coordinator(self) -> Iterator[OutboxMessage]:
        old = self.unit.records.coordinator_lane(self.before.id)
        if old is None:
            return
        address = self.now.address
        new = Lane(address.channel, address.workspace, f"coordinator:{address.id}")
        for post in self._taken(old):
            yield replace(post, lane=new)
        self.unit.records.move_coordinator(self.before.id, new)
        self._left(old, new, erase=True)

    def alone(self, pairs: Sequence[Membership]) -> Iterator[OutboxMessage]:
        """What is owed to the person in private; of a message to both, the half that was theirs."""
        roles = {one.pair: one.role for one in pairs}
        for post in self._taken(private_lane(self.before)):
            role = roles.get(post.pair)
            if role is not None and post.to is Place.PAIR:
                yield from self._of_both(post, role)
            else:
                yield replace(post, lane=private_lane(self.now))

    def _of_both(self, post: OutboxMessage, role: Role) -> Iterator[OutboxMessage]:
        """In the lane that the two share from now on, if they do: then the other's half is owed no more."""
        other = private_lane(self.unit.people.of_pair(post.pair)[role.other])
        for lane in self._lanes(post):
            if lane.lane == other:
                continue
            if lane.lane != private_lane(self.now):
                self._drop_half(post, other)
            yield lane

    def _drop_half(self, post: OutboxMessage, lane: Lane) -> None:
        halves = [
            one
            for one in self.unit.records.queued(lane)
            if (one.pair, one.key, one.message) == (post.pair, post.key, post.message)
        ]
        self.unit.records.drop(halves[:1])

    def in_pair(self, one: Membership) -> Iterator[OutboxMessage]:
        """What is owed in the conversation of the two."""
        old = self.unit.records.shared_lane(one.pair)
        if old is None:
            return
        for post in self._taken(old):
            yield from self._lanes(post)

    def _lanes(self, post: OutboxMessage) -> Iterable[OutboxMessage]:
        """The post for each lane that it goes to from now on."""
        journey = self.unit.journeys.of(post.pair)
        if journey is None:
            return ()
        people = self.unit.people.of_pair(post.pair)
        return [replace(new, due=post.due, id=post.id) for new in addressed(journey, people, _said_again(post))]

    def leave(self, pairs: Sequence[Membership]) -> None:
        """Forgets the old conversations, and says which ones the pairs share from now on."""
        old, new = private_lane(self.before), private_lane(self.now)
        self._left(old, new, erase=True)
        for one in pairs:
            shared, to = self.unit.records.shared_lane(one.pair), self._shared(one.pair)
            if shared is not None:
                self._left(shared, to or new, erase=False)
            self.unit.records.share(one.pair, to)

    def _shared(self, pair: str) -> Lane | None:
        homes = {(one.address.channel, one.address.workspace) for one in self.unit.people.of_pair(pair).values()}
        if len(homes) > 1:
            return None
        ((channel, workspace),) = homes
        return Lane(channel, workspace, f"pair:{pair}")

    def _taken(self, lane: Lane) -> Sequence[OutboxMessage]:
        posts = self.unit.records.queued(lane)
        self.unit.records.drop(posts)
        return posts

    def _left(self, old: Lane, new: Lane, *, erase: bool) -> None:
        self.unit.records.relabel_dead(old, new)
        self.unit.records.leave(old, erase=erase)


def _hello(person: Person, pairs: Sequence[Membership], at: datetime) -> Iterator[OutboxMessage]:
    """Whoever is in a pair is told that this is the place from now on."""
    if pairs:
        yield OutboxMessage(
            pair=pairs[-1].pair,
            key=ids.card(HELLO, rest=ids.moment(at)),
            to=PRIVATE[pairs[-1].role],
            lane=private_lane(person),
            message=Message((words.MOVED.text(), hint(STATUS))),
            languages=person.reads,
            zones=(person.zone,),
        )


def _said_again(post: OutboxMessage) -> Post:
    return Post(
        key=CardId(post.key),
        to=post.to,
        message=post.message,
        seance=post.seance,
        refresh=post.refresh,
        unprompted=post.unprompted,
        resend_if_uncertain=post.resend_if_uncertain,
        urgency=post.urgency,
    )

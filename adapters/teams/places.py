"""Where people and pairs are in Teams: each one's own chat from the installation, the pair's chat from its roster or
from Graph.

A chat is a pair's if the two are alone in it with the bot. It may be their own one-to-one chat, to which somebody added
the bot. Anyone else in it, or one of the two gone, and it is nobody's again: what concerns the pair then goes to the
private chats, where the walk is the same.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from adapters.teams.connector import Connector, TeamsMember
from adapters.teams.graph import Graph, NotAllowed
from bot.engine.people import Role
from bot.infra.clock import Clock
from bot.ports import Address, Lane, Person, Reason, Reference, References, Refused

log = logging.getLogger(__name__)

NAME = "teams"
SERVICE = "https://smba.trafficmanager.net/teams/"
"""Where a conversation is written to whose own service is not known."""

REMEMBERED = 60.0
"""Seconds for which a person who was just met is not looked up again."""

LOOK_AGAIN = timedelta(minutes=1)
"""After which a chat that is nobody's is looked at again, when somebody speaks there."""

GRAPH_AGAIN = 3600.0
"""Seconds after which Graph is asked again for what it refused."""


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """Says what a chat turned out to be: a pair's, or nobody's (`pair` is empty). `new` if it was not so before."""

    pair: str
    new: bool


class Places:
    """Finds and remembers chats. It needs `graph` only where chats are to be created."""

    def __init__(self, references: References, connector: Connector, clock: Clock, graph: Graph | None = None) -> None:
        self._references, self._connector, self._clock, self._graph = references, connector, clock, graph
        self._met: dict[Reference, float] = {}
        self._refused: dict[str, float] = {}
        self._looked: dict[str, datetime] = {}

    # One person's own chat

    async def met(self, reference: Reference, *, certain: bool = False) -> None:
        """Notes that somebody wrote in their own chat, or installed the app (`certain`: look again, whatever is remembered)."""
        now = asyncio.get_running_loop().time()
        if not certain and now < self._met.get(reference, 0.0):
            return
        if not await self._references.met(reference, self._clock.now()):
            member = await self._asked(reference)
            for mail in member.mails if member is not None else ():
                if await self._references.met(replace(reference, mail=mail), self._clock.now()):
                    break
        if len(self._met) > 10_000:
            self._met.clear()
        self._met[reference] = now + REMEMBERED

    async def _asked(self, reference: Reference) -> TeamsMember | None:
        """Returns who this is, perhaps someone who was enrolled by e-mail."""
        try:
            return await self._connector.member(reference.service, reference.conversation, reference.member)
        except Exception as error:
            log.info("the roster of a chat cannot be read: %s", error)
            return None

    async def own(self, address: Address) -> Reference | None:
        """Returns a person's own chat with the bot, open or closed."""
        return await self._references.of(NAME, address.id)

    async def left(self, conversation: str, reason: Reason) -> None:
        """Closes a chat: nothing is sent there any more."""
        self._met.clear()
        await self._references.close(NAME, conversation, reason)

    async def revive(self, address: Address) -> int:
        """Sends on what was owed to somebody who could not be reached, and can be now."""
        return await self._references.revive(address, self._clock.now())

    # The chat of a pair

    async def recognise(self, chat: Reference) -> PlaceMatch:
        """Looks who is in a chat, and whose it therefore is. Raises what `Connector.members` raises."""
        before = await self._references.at(NAME, chat.conversation)
        members = await self._connector.members(chat.service, chat.conversation)
        people = {f"{chat.workspace}/{member.user or member.id}": member.mails for member in members}
        pairs = await self._among(people) if len(people) == len(Role) else ()
        was = before.owner.removeprefix("pair:") if before is not None and not before.closed else None
        if not pairs:
            await self._references.close(NAME, chat.conversation, None)
            await self._references.met(chat, self._clock.now())
            return PlaceMatch("", was != "")
        new = False
        for pair in pairs:
            lane = Lane(NAME, chat.workspace, f"pair:{pair}")
            owned = replace(chat, owner=f"pair:{pair}")
            new = await self._references.share(lane, owned, self._clock.now()) or new
        return PlaceMatch(pairs[-1], new)

    async def _among(self, people: Mapping[str, Sequence[str]]) -> Sequence[str]:
        """Finds a pair among members; tries each kind of address, for who was enrolled by e-mail is known by id later."""
        pairs: Sequence[str] = ()
        for nth in range(max(1, *(len(mails) for mails in people.values()))):
            pairs = pairs or await self._references.among(
                NAME, {id: (*mails, "")[min(nth, len(mails))] for id, mails in people.items()}
            )
        return pairs

    async def heard(self, chat: Reference) -> bool:
        """Returns whether to look whose chat of several this is, in which somebody did something: it is nobody's yet."""
        known = await self._references.at(NAME, chat.conversation)
        if known is not None and known.owner and not known.closed:
            if known.service != chat.service:
                await self._references.met(replace(known, service=chat.service), self._clock.now())
            return False
        now = self._clock.now()
        if now < self._looked.get(chat.conversation, now):
            return False
        if len(self._looked) > 10_000:
            self._looked.clear()
        self._looked[chat.conversation] = now + LOOK_AGAIN
        return True

    async def shared(self, lane: Lane) -> Reference | None:
        found = await self._references.shared(lane)
        return None if found is None or found.closed else found

    async def service(self, conversation: str) -> str:
        found = await self._references.at(NAME, conversation)
        return SERVICE if found is None else found.service

    async def open(self, lane: Lane, pair: str, people: Sequence[Person]) -> Reference | None:
        """Returns the chat of a pair: the one that is known, or one that Graph opens; None if there is none.

        Raises `Unreached` or `Busy` if Graph is only away.
        """
        known = await self.shared(lane)
        if known is not None or self._graph is None or len(people) != len(Role):
            return known
        now = asyncio.get_running_loop().time()
        if now < self._refused.get(pair, 0.0):
            return None
        first, second = (person.address.id.rpartition("/")[2] for person in people)
        try:
            conversation = await self._graph.chat(lane.workspace, (first, second))
            known = await self._references.at(NAME, conversation)
            if known is not None and known.closed:
                raise NotAllowed("the bot was taken out of their chat")  # whoever did may add it again
            await self._graph.enter(lane.workspace, conversation)
        except NotAllowed as error:
            log.warning("no shared chat for %s: %s", pair, error)
            self._refused[pair] = now + GRAPH_AGAIN
            return None
        services = [own.service for person in people if (own := await self.own(person.address)) is not None]
        reference = Reference(NAME, conversation, f"pair:{pair}", lane.workspace, services[0] if services else SERVICE)
        await self._references.share(lane, reference, self._clock.now())
        return reference


def reader(place: str, people: Mapping[Role, Person]) -> str:
    """Returns whose own chat a lane's place is: `Address.id`. Raises `Refused`."""
    kind, _, id = place.partition(":")
    if kind == "coordinator":
        return id
    for person in people.values():
        if kind == "dm" and person.id == id:
            return person.address.id
    raise Refused(Reason.FAULTY, f"Teams has no place {place!r}")

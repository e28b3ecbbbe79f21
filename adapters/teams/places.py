"""Where people and pairs are in Teams: each one's own chat from the first thing heard there, or because the bot opened it; the
pair's chat from its roster or from Graph.

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

from adapters.teams.clouds import PUBLIC
from adapters.teams.connector import Connector, TeamsMember
from adapters.teams.graph import Graph, NotAllowed
from bot.engine.people import Role
from bot.infra.clock import Clock
from bot.ports import (
    Address,
    Busy,
    Doubtful,
    Lane,
    Person,
    Reason,
    Reference,
    References,
    Refused,
    Unavailable,
    Unreached,
)

log = logging.getLogger(__name__)

NAME = "teams"
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
    names: Mapping[str, str]
    """Of the members, by their ids in conversations."""


@dataclass(frozen=True, slots=True)
class Bot:
    """How Teams knows the bot, and where it is written to when nothing tells."""

    id: str = ""
    """In conversations, `28:` and the app's; empty for the Playground, where it opens no chats."""
    service: str = PUBLIC.service
    """Empty where nobody can know."""


NOBODY = Bot()


class Places:
    """Finds and remembers chats.

    `graph` finds people by e-mail; chats are created with it only if it has the app's id in the catalogue.
    """

    def __init__(
        self, references: References, connector: Connector, clock: Clock, graph: Graph | None = None, bot: Bot = NOBODY
    ) -> None:
        self._references, self._connector, self._clock = references, connector, clock
        self._graph, self._bot = graph, bot
        self._objects: dict[tuple[str, str], str] = {}
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

    async def reach(self, owner: str) -> Reference:
        """Returns somebody's own chat (`Address.id`): the one that is known, or one that the bot opens, which needs no event
        before it but the app, installed by whomever. Raises what `Connector.create` raises.
        """
        known = await self._references.of(NAME, owner)
        if known is not None and not known.closed:
            return known
        if not self._bot.id:
            raise Refused(Reason.ABSENT, "the app was never installed, or not any more")
        tenant, _, who = owner.rpartition("/")
        service = (known.service if known is not None else "") or await self._service(tenant)
        mail = who if "@" in who else ""
        user = await self._found(tenant, mail) if mail else who
        conversation = await self._connector.create(service, tenant, self._bot.id, user)
        member = known.member if known is not None and known.conversation == conversation else ""
        reference = Reference(NAME, conversation, f"{tenant}/{user}", tenant, service, member, mail)
        await self._references.met(reference, self._clock.now())
        return reference

    async def _service(self, tenant: str) -> str:
        """Returns where to write to in a tenant, whoever is there."""
        service = self._bot.service or await self._references.service(NAME, tenant)
        if not service:
            raise Refused(Reason.ABSENT, "where this cloud is written to is known from the first thing anybody does")
        return service

    async def _found(self, tenant: str, mail: str) -> str:
        """Returns the object id of who was enrolled by e-mail."""
        if self._graph is None:
            raise Refused(Reason.ABSENT, "who was enrolled by e-mail is known from the first thing they do")
        try:
            user = await self._graph.user(tenant, mail)
        except NotAllowed as error:
            raise Refused(Reason.ABSENT, f"who was enrolled by e-mail cannot be looked up: {error}") from error
        if not user:
            raise Refused(Reason.ABSENT, f"Graph finds nobody of that e-mail address in the tenant {tenant}")
        return user

    async def object_of(self, chat: Reference, member: str) -> str:
        """Returns the Entra object id of a member, which an activity may lack: the roster tells; empty if it does not either.

        Raises `Unavailable` if it cannot be asked just now: they would be taken for somebody else.
        """
        known = self._objects.get((chat.workspace, member))
        if known is not None:
            return known
        try:
            found = (await self._connector.member(chat.service, chat.conversation, member)).user
        except Refused as refused:
            log.info("the roster of a chat does not tell who somebody is: %s", refused)
            return ""
        except (Busy, Unreached, Doubtful) as trouble:
            raise Unavailable(f"the roster of a chat cannot be read: {type(trouble).__name__}") from trouble
        if len(self._objects) > 10_000:
            self._objects.clear()
        self._objects[chat.workspace, member] = found
        return found

    async def alone(self, chat: Reference) -> TeamsMember | None:
        """Returns whose own chat this is, where what came does not say."""
        try:
            members = await self._connector.members(chat.service, chat.conversation)
        except (Refused, Busy, Unreached, Doubtful) as trouble:
            log.info("the roster of a chat cannot be read: %s", trouble)
            return None
        return members[0] if len(members) == 1 else None

    async def is_open(self, chat: Reference) -> bool:
        """Returns whether somebody's own chat is known already as what it is."""
        known = await self._references.at(NAME, chat.conversation)
        return known is not None and not known.closed and known.owner == chat.owner

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
        names = {member.id: member.name for member in members}
        pairs = await self._among(people) if len(people) == len(Role) else ()
        was = before.owner.removeprefix("pair:") if before is not None and not before.closed else None
        if not pairs:
            await self._references.close(NAME, chat.conversation, None)
            await self._references.met(chat, self._clock.now())
            return PlaceMatch("", was != "", names)
        new = False
        for pair in pairs:
            lane = Lane(NAME, chat.workspace, f"pair:{pair}")
            owned = replace(chat, owner=f"pair:{pair}")
            new = await self._references.share(lane, owned, self._clock.now()) or new
        return PlaceMatch(pairs[-1], new, names)

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
        return self._bot.service if found is None else found.service

    async def open(self, lane: Lane, pair: str, people: Sequence[Person]) -> Reference | None:
        """Returns the chat of a pair: the one that is known, or one that Graph opens; None if there is none.

        Raises `Unreached` or `Busy` if Graph is only away.
        """
        known = await self.shared(lane)
        if known is not None or self._graph is None or not self._graph.app or len(people) != len(Role):
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
            log.warning("a pair has no shared chat: %s", error)
            self._refused[pair] = now + GRAPH_AGAIN
            return None
        services = [own.service for person in people if (own := await self.own(person.address)) is not None]
        reference = Reference(
            NAME, conversation, f"pair:{pair}", lane.workspace, services[0] if services else self._bot.service
        )
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

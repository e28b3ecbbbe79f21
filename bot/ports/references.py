"""Where a platform reaches people: Teams lets no bot find it out by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.engine.flows.digest.reasons import Reason
from bot.ports.channel import Refused, Sent
from bot.ports.people import Address, Lane


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
    """Why nothing is sent there any more, a `Reason`; empty if it may be."""


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

    async def service(self, channel: str, workspace: str) -> str:
        """The address of the service that was heard from last in a workspace; empty if none ever was."""
        ...

    async def shared(self, lane: Lane) -> Reference | None:
        """The chat of a pair."""
        ...

    async def at(self, channel: str, conversation: str) -> Reference | None: ...
    async def close(self, channel: str, conversation: str, reason: Reason | None) -> None:
        """Nothing is sent there any more, if there is a reason; as a pair's shared chat it is forgotten."""
        ...

    async def among(self, channel: str, people: Mapping[str, str]) -> Sequence[str]:
        """The pairs under way whose two members are among `people` (`Address.id` → e-mail, which may be empty), newest
        last."""
        ...

    async def share(self, lane: Lane, reference: Reference, at: datetime) -> bool:
        """Makes it the lane's conversation, and opens the lane if it is new; False if it was already."""
        ...

    async def private_card(self, pair: str, key: str, lane: Lane) -> str:
        """The card that shows a pair's shared message in a private lane; empty if none does."""
        ...

    async def keep_private_card(self, pair: str, key: str, lane: Lane, sent: Sent, post: int) -> None: ...
    async def shut(self, lane: Lane) -> Refused | None:
        """Why a lane takes nothing, if it is shut."""
        ...

    async def revive(self, address: Address, at: datetime) -> int:
        """Owes again what could not be delivered to a person lately; how many messages that was."""
        ...

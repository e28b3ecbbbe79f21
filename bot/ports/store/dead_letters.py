"""The part of a unit of work that sets aside what could not be delivered, and owes it again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.engine.flows.digest.reasons import Reason
from bot.ports.channel import Refused
from bot.ports.outbox import OutboxMessage
from bot.ports.people import Address


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """A message that could not be delivered, and why."""

    id: int
    pair: str
    key: str
    lane: str
    reason: Reason
    detail: str
    """For the operator: what the platform said."""
    at: datetime
    """When it was set aside, the last time."""
    since: datetime
    """When it was tried first or, failing that, set aside."""
    behind: str = ""
    """The lane that must open again first, its own or one of its readers'; empty if none must."""


class DeadLetters(Protocol):
    """Sets aside what cannot be delivered, and owes it again."""

    def put(self, post: OutboxMessage, owner: str, refusal: Refused, at: datetime) -> bool:
        """Sets the post aside as undeliverable; False if the lease is no longer `owner`'s. The lane goes on with the next;
        or, if the reason lasts, is shut, and what is due in it is set aside untried until somebody acts there, or it is probed."""
        ...

    def all(self, programme: str | None = None) -> Sequence[DeadLetter]:
        """All of them; or those of a programme's pairs, and what its coordinators were to get."""
        ...

    def revive(self, id: int, now: datetime) -> bool:
        """Puts an undeliverable post back in its lane, and opens that if it is shut."""
        ...

    def reached(self, address: Address, at: datetime) -> int:
        """Somebody was heard from: opens the lanes that they read, and owes again what was lately set aside behind them;
        how many messages that was."""
        ...

    def probe(self, at: datetime) -> int:
        """Opens the lanes to be probed (`Refused.probed`) that were shut long enough; how many that was. Each is tried with its
        oldest message, and shut for longer if that is refused once more."""
        ...

    def reinstate(self, scope: str, at: datetime) -> int:
        """The app is back in a workspace (`slack/T0123`) or on a channel (`slack`): the same for the lanes there that
        were shut because of it."""
        ...

"""What keeps a channel from working, as the operator and the coordinators have to know it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class TroubleKind(StrEnum):
    """What kind of trouble it is: each is told in words of its own."""

    TOKEN = "token"
    """The platform does not take what the bot speaks with: nothing goes out, nothing comes in."""
    SOCKET = "socket"
    """The connection that the bot opens itself does not come about: nothing comes in."""
    RENEWAL = "renewal"
    """The token in use is good for some hours more, and no new one is to be had."""
    SCOPES = "scopes"
    """Less was allowed than the bot needs: some of it does not work."""


@dataclass(frozen=True, slots=True)
class ChannelTrouble:
    """Trouble of one channel, in one workspace or (`workspace` empty) in all of it."""

    channel: str
    kind: TroubleKind
    detail: str
    """For the operator: what the platform said, and what to do. Without secrets."""
    workspace: str = ""
    until: datetime | None = None
    """When what still works ends, if that is known."""
    since: datetime | None = None
    """When it was first reported; None before."""
    told: bool = False
    """Whether coordinators have been told."""


class ChannelTroubles(Protocol):
    """Keeps what is wrong with channels, and tells of it. It never raises: whoever reports goes on."""

    async def report(self, trouble: ChannelTrouble) -> None:
        """Notes it, in the log at once and to coordinators once it has lasted; the same again changes nothing."""
        ...

    async def over(self, channel: str, *kinds: TroubleKind, workspace: str = "") -> None:
        """Takes it back, if it was there."""
        ...

    async def all(self) -> Sequence[ChannelTrouble]:
        """Raises `Unavailable`."""
        ...

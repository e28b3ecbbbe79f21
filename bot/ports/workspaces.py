"""Workspaces of a platform: the bot's installations there, and the members that it finds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.engine.flows.coordination.inquiries.flaws import Flaw


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
    """When the platform gave the token: at the installation, or when it was refreshed last."""
    refresh: str = field(default="", repr=False)
    """What the next token is asked for with, once; empty if the token never expires."""
    expires: datetime | None = None


class Installations(Protocol):
    """Keeps one channel's installations; tokens are encrypted at rest. Raises `Unavailable`."""

    async def put(self, installation: Installation) -> None:
        """Stores it in place of an earlier one of the same workspace, and owes again what could not be delivered there."""
        ...

    async def get(self, workspace: str) -> Installation | None: ...
    async def remove(self, workspace: str, until: datetime) -> bool:
        """Unless it was stored after `until`; False if there was none such."""
        ...

    async def every(self) -> Sequence[Installation]: ...
    async def claim(self, one: Installation, now: datetime, until: datetime) -> bool:
        """Lets one process alone refresh these tokens until then; False if another is at it, or they were refreshed since."""
        ...

    async def renew(self, old: Installation, new: Installation) -> bool:
        """Stores the tokens that took the place of `old`'s; False, and no change, if others did meanwhile."""
        ...

    async def rotate(self) -> int:
        """Encrypts every token with the newest key, so that older ones can be dropped; how many there are."""
        ...


@dataclass(frozen=True, slots=True)
class DirectoryEntry:
    """A member as the platform knows them: their address there, time zone and languages, as far as it tells."""

    address: str
    zone: str = ""
    languages: tuple[str, ...] = ()
    mail: str = ""
    name: str = ""
    """As they are called there; empty if it does not tell."""


class Directory(Protocol):
    """Finds a platform's members."""

    async def find(self, address: str) -> DirectoryEntry | Flaw:
        """By e-mail or the platform's own id; or the reason why that person cannot take part.

        Raises `Unreached` if the platform cannot be asked.
        """
        ...

    async def close(self) -> None: ...

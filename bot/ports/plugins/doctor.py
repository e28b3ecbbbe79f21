"""What `together-bot doctor` asks, and what it finds: each part of the bot brings its own questions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from bot.ports.clock import Clock
from bot.ports.plugins.sections import Sections
from bot.ports.workspaces import Installations


class Status(StrEnum):
    """How a check ended."""

    RIGHT = "right"
    ADVICE = "advice"
    """It works, and somebody should look at it."""
    WRONG = "wrong"
    SKIPPED = "skipped"
    """It could not be asked because something else is wrong, or there is nothing to ask."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found. No text in it holds a secret."""

    status: Status
    said: str
    """What is so, in a sentence without its full stop."""
    advice: str = ""
    """What to do; empty where nothing is to be done."""


def right(said: str) -> Finding:
    return Finding(Status.RIGHT, said)


def advised(said: str, advice: str) -> Finding:
    return Finding(Status.ADVICE, said, advice)


def wrong(said: str, advice: str) -> Finding:
    return Finding(Status.WRONG, said, advice)


def skipped(said: str) -> Finding:
    return Finding(Status.SKIPPED, said)


class Found(Exception):
    """What a step below a check has found, which is what the check has found."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.said)
        self.finding = finding


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's."""

    id: str
    """`part.what`: it stays the same from release to release."""
    title: str
    run: Callable[[], Awaitable[Finding]]
    """Raises `Found` as well."""


@dataclass(frozen=True, slots=True)
class WebReply:
    """What a server answered; of a long body only the beginning."""

    status: int
    headers: Mapping[str, str]
    """By their names in lower case."""
    body: bytes = field(repr=False)


class WebClient(Protocol):
    """Asks web servers, and hears what time it is there."""

    async def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
        proxied: bool = False,
    ) -> WebReply:
        """Follows no redirect. `proxied`: by the proxy that the environment names, if it names one. Raises `NoReply`."""
        ...


class NoReply(Exception):
    """Nobody answers; says why, without a secret and without the address's path."""


@dataclass(frozen=True, slots=True)
class DoctorContext:
    """What the checks of a part are given of the bot: less than it has when it runs, so that they change nothing."""

    sections: Sections
    """The part's own settings are among them."""
    public_url: str
    """Without a slash at its end; empty if there is none."""
    clock: Clock
    web: WebClient
    installations: Callable[[str], Awaitable[Installations]]
    """Those of a channel, by its name. Raises `Found` if the database cannot be read."""

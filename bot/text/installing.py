"""What whoever installs the app in a workspace reads: on a page before and after, and as the first message there."""

from __future__ import annotations

from enum import StrEnum

from bot.engine.messages import Message
from bot.engine.words import Word, Words

WORDS = Words("install")


class InstallFailure(StrEnum):
    """Why nothing was installed."""

    CANCELLED = "cancelled"
    """By the person, on the platform's page."""
    LINK = "link"
    """It was used before, is too old, or another browser began it."""
    REFUSED = "refused"
    """The platform does not confirm it."""
    ORGANISATION = "organisation"
    """It was for a whole organisation."""
    ROTATION = "rotation"
    """The token expires, and nothing came to renew it with."""
    AWAY = "away"
    """The platform or the database is away."""


def of_channel(*, channel: str) -> None: ...
def of_workspace(*, workspace: Word) -> None: ...
def of_scopes(*, scopes: str) -> None: ...
def of_address(*, address: str) -> None: ...


START_TITLE = WORDS("install-start-title", of_channel)
START = WORDS("install-start", of_channel)
START_LINK = WORDS("install-start-link", of_channel)
DONE_TITLE = WORDS("install-done-title")
DONE = WORDS("install-done", of_workspace)
DONE_NEXT = WORDS("install-done-next", of_channel)
MISSING = WORDS("install-missing", of_scopes)
FAILED_TITLE = WORDS("install-failed-title")
FAILED = WORDS.each("install-failed-{}", InstallFailure, of_channel)
AGAIN = WORDS("install-again")

HELLO = WORDS("install-hello")
HELLO_NEXT = WORDS("install-hello-next")
HELLO_ADDRESS = WORDS("install-hello-address", of_address)
HELLO_AGAIN = WORDS("install-hello-again")


def hello(address: str) -> Message:
    """To whoever installed the app and does not coordinate: what comes next, with the address to hand on."""
    return Message((HELLO.text(), HELLO_NEXT.text(), HELLO_ADDRESS.text(address=address)))


def hello_again() -> Message:
    """To a coordinator who installed the app."""
    return Message((HELLO_AGAIN.text(),))

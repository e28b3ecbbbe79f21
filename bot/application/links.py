"""One-time addresses on the web of what somebody asks for in chat."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.ports import Person

OwnLink = Callable[[Person, datetime], str]
"""Of something of a person's own, asked for at an instant."""
ProgrammeLink = Callable[[Person, str, datetime], str]
"""Of something of a programme, for a coordinator of it."""


@dataclass(frozen=True, slots=True)
class OneTimeLinks:
    export: OwnLink | None
    """All that is kept about somebody; None: it comes as messages to where they are."""
    attestation: OwnLink
    pairs: ProgrammeLink
    """The list of a programme's pairs."""
    report: ProgrammeLink


LinksFor = Callable[[Person], OneTimeLinks | None]
"""None for somebody who can open none: the bot has no address on the web."""


def no_links(_: Person) -> OneTimeLinks | None:
    """A bot without an address."""
    return None

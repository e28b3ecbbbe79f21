"""What somebody wants to write to the coordinators, until it is sent; and when they asked for a word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.state import OwnState, Reads


@dataclass(frozen=True, slots=True)
class Draft:
    """A line that nobody but its writer has seen. What was sent is kept here no longer."""

    line: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """When one of the two asked the coordinators for a word, in whatever way."""

    at: tuple[datetime, ...] = ()
    taken: datetime | None = None
    """When a coordinator last said that they would see to it."""
    before: datetime | None = None
    """What `taken` was until then, for who gives it back."""


DRAFT = OwnState("contact-draft", Draft(), Reads.OWNER)
ASKED = OwnState("contact-asked", Asked(), Reads.OWNER, sealed=False)
"""A fact: the coordinators' week names who asked, and one message is told from the next by it."""


def draft_of(journey: Journey, role: Role) -> str:
    return journey.own_of(DRAFT, role).line


def with_draft(journey: Journey, role: Role, line: str) -> Journey:
    """Raises `Unreadable`."""
    return journey.keeping_own(DRAFT, role, Draft(line))


def asked(journey: Journey, role: Role) -> tuple[datetime, ...]:
    return journey.own_of(ASKED, role).at


def asking(journey: Journey, role: Role, at: datetime) -> Journey:
    """`role` has asked for a word at that moment."""
    before = journey.own_of(ASKED, role)
    return journey.keeping_own(ASKED, role, replace(before, at=(*before.at, at)))


def taking(journey: Journey, role: Role, at: datetime) -> Journey:
    """A coordinator sees to what `role` has asked for until then."""
    before = journey.own_of(ASKED, role)
    return journey.keeping_own(ASKED, role, replace(before, taken=at, before=before.taken))


def giving_back(journey: Journey, role: Role) -> Journey:
    """Nobody sees to it any more: it waits as it did."""
    kept = journey.own_of(ASKED, role)
    return journey.keeping_own(ASKED, role, replace(kept, taken=kept.before, before=None))


def waiting(journey: Journey, role: Role) -> datetime | None:
    """Since when `role` has waited for a word that nobody has taken yet."""
    kept = journey.own_of(ASKED, role)
    return next((at for at in kept.at if kept.taken is None or at > kept.taken), None)


def mark(line: str, readers: tuple[str, ...]) -> str:
    """What tells these words, and who would read them, from others: nothing else goes to anybody else."""
    said = repr((line, readers))
    return sha256(said.encode(errors="surrogatepass")).hexdigest()[:16]

"""What the two have agreed on, and what one of them has proposed since."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from enum import StrEnum

from bot.engine.flows.both import Proposal, marked
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.state import Reads, SharedState


class Moment(StrEnum):
    """When in the day, by each one's own clock."""

    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"


SPANS: Mapping[Moment, tuple[time, time]] = {
    Moment.MORNING: (time(8), time(12)),
    Moment.MIDDAY: (time(12), time(14)),
    Moment.AFTERNOON: (time(14), time(18)),
}


class Format(StrEnum):
    """How they meet."""

    IN_PERSON = "in-person"
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Terms:
    """What can be agreed on; every part of it may be left open."""

    every: int = 0
    """Days from one séance to the next."""
    minutes: int = 0
    days: tuple[int, ...] = ()
    """Usual days, Monday is 0."""
    moment: Moment | None = None
    format: Format | None = None
    where: str = ""
    """A place, or the link of a room, as typed."""
    between: str = ""
    """How they reach each other between two séances, as typed."""

    @property
    def mark(self) -> str:
        """What tells these terms from others."""
        return marked(self)


@dataclass(frozen=True, slots=True)
class Agreement(Proposal[Terms]):
    """What both have agreed on, and what one of them has proposed since."""

    terms: Terms = Terms()


AGREEMENT = SharedState("agreement", Agreement(), Reads.PAIR)


def agreed(journey: Journey) -> Terms:
    """What holds just now."""
    return journey.of(AGREEMENT).terms


def without(journey: Journey, role: Role) -> Journey:
    """What is left once what came from `role` is taken out: whoever typed a place may have been either, so no words are left."""
    one = journey.of(AGREEMENT)
    left = replace(one, terms=replace(one.terms, where="", between=""), proposed=None, by=())
    return journey if left == one else journey.keeping(AGREEMENT, left)


_HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]*[^\W_]")
"""A name with a dot in it, in any script; an address in figures is nobody's room."""
_LINK = re.compile(r"https://(?P<host>[^/?#:@]+)(?::(?P<port>[0-9]{1,5}))?(?:[/?#].*)?", re.IGNORECASE)
_SCHEME = re.compile(r"\s*[a-z][a-z0-9+.-]*://|\s*(?:javascript|data|vbscript|file|blob):", re.IGNORECASE)


def link_of(where: str) -> str:
    """The address, if it is one that can be followed: https, with a host and without a name or password; else nothing."""
    text = where.strip()
    if not text.isprintable() or " " in text or "\\" in text:
        return ""
    parts = _LINK.fullmatch(text)
    if parts is None or _HOST.fullmatch(parts["host"]) is None:
        return ""
    return text if 0 < int(parts["port"] or 443) < 65_536 else ""


def is_broken_link(where: str) -> bool:
    """Whether it looks like an address and none that can be followed."""
    return bool("://" in where or _SCHEME.match(where)) and not link_of(where)

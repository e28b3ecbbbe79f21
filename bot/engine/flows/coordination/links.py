"""What the séances have people read, watch or open: which links they name, what these lead to, and what may be given.

Whoever gives an address is a coordinator, and whoever follows it trusts the bot: an address has to say honestly where it leads,
to somewhere that everybody can reach.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.engine.flows.agreement.state import link_of
from bot.engine.programme import GivenLink, Item, Programme, Seance

LONGEST = 500
"""Characters of an address."""

_SCHEME = "https://"
_NEVER_IN_ONE = frozenset(' <>"`\\^{|}')
_INSIDE = frozenset({"corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost"})
"""Last parts of names that lead nowhere outside one network."""


@dataclass(frozen=True, slots=True)
class NamedLink:
    """One of the programme's links: the séances and items that name it, and where its content says that it leads."""

    name: str
    uses: tuple[tuple[Seance, Item], ...]
    usual: str = ""

    @property
    def is_left_out(self) -> bool:
        """Whether something is not shown at all as long as there is no address."""
        return any(not item.without_link.shown for _, item in self.uses)


def named(programme: Programme) -> Mapping[str, NamedLink]:
    """The links that items name, in reading order."""
    uses: dict[str, list[tuple[Seance, Item]]] = {}
    for seances in programme.tracks.values():
        for seance in seances:
            for item in (item for item in seance.items if item.named_link):
                uses.setdefault(item.named_link, []).append((seance, item))
    return {name: NamedLink(name, tuple(used), used[0][1].link) for name, used in uses.items()}


def address_of(link: NamedLink, given: Mapping[str, GivenLink]) -> str:
    """Where it leads on the days on which it is shown; empty if nowhere."""
    return given[link.name].address if link.name in given else link.usual


def missing(programme: Programme, given: Mapping[str, GivenLink]) -> tuple[str, ...]:
    """The links without an address."""
    return tuple(name for name, link in named(programme).items() if not address_of(link, given))


class Trouble(StrEnum):
    """Why what was entered cannot be taken."""

    SCHEME = "scheme"
    """It does not begin with https."""
    HOST = "host"
    """It names no host that everybody can reach: a bare name or number, a name before it, letters that resemble others."""
    SIGNS = "signs"
    LONG = "long"
    DAYS = "days"
    """They cannot be read, or the last comes before the first."""
    OVER = "over"
    """The last day has passed."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What a form brings."""

    address: str
    first: str = ""
    last: str = ""


def judged(entered: Entered, today: date) -> GivenLink | Trouble:
    """What is given by it; without an address the days say nothing."""
    address = entered.address.strip()
    if not address:
        return GivenLink()
    trouble = _of_address(address)
    if trouble is not None:
        return trouble
    try:
        first, last = (
            date.fromisoformat(day.strip()) if day.strip() else None for day in (entered.first, entered.last)
        )
    except ValueError:
        return Trouble.DAYS
    if first is not None and last is not None and last < first:
        return Trouble.DAYS
    if last is not None and last < today:
        return Trouble.OVER
    return GivenLink(address, first, last)


def _of_address(address: str) -> Trouble | None:
    if len(address) > LONGEST:
        return Trouble.LONG
    if address[: len(_SCHEME)].lower() != _SCHEME:
        return Trouble.SCHEME
    if any(sign in _NEVER_IN_ONE or not sign.isprintable() for sign in address):
        return Trouble.SIGNS
    return None if link_of(address) and _is_honest(_host(address)) else Trouble.HOST


def _host(address: str) -> str:
    """What stands before the path, with a port or a name before it."""
    rest = address[len(_SCHEME) :]
    end = min((at for sign in "/?#" if (at := rest.find(sign)) >= 0), default=len(rest))
    return rest[:end].partition(":")[0].lower()


def _is_honest(host: str) -> bool:
    """Plain letters: others look like them, and lead elsewhere."""
    parts = host.split(".")
    return host.isascii() and parts[-1] not in _INSIDE and not any(part.startswith("xn--") for part in parts)

"""What the two promise each other, and what one of them has proposed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.state import Reads, SharedState

STATEMENTS = ("between-us", "no-names", "keep-this", "tell-before", "own-pace")
"""In the order in which they stand on the card; the words are the content's."""


@dataclass(frozen=True, slots=True)
class Terms:
    dropped: tuple[str, ...] = ()
    worded: Mapping[str, str] = field(default_factory=dict)
    """By statement, as typed: what stands in its place."""

    @property
    def kept(self) -> tuple[str, ...]:
        return tuple(one for one in STATEMENTS if one not in self.dropped)

    @property
    def mark(self) -> str:
        """What tells these terms from others, so that nobody signs what they have not seen."""
        said = repr((self.kept, sorted(self.worded.items())))
        return sha256(said.encode(errors="surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Pact:
    terms: Terms = Terms()
    """What both have signed."""
    at: datetime | None = None
    """When the second of them did; None before."""
    proposed: Terms | None = None
    by: tuple[Role, ...] = ()
    """Who has signed what is proposed."""
    asked: int = 0
    """How often one of the two was asked: what tells one message about it from the next."""


PACT = SharedState("pact", Pact(), Reads.PAIR)


def signed(journey: Journey) -> Terms | None:
    """What holds just now; None while nothing is signed."""
    one = journey.of(PACT)
    return one.terms if one.at is not None else None


def shown(journey: Journey) -> Terms:
    """What the card proposes."""
    one = journey.of(PACT)
    return one.proposed if one.proposed is not None else one.terms


def with_terms(one: Pact, terms: Terms, by: tuple[Role, ...], actor: Role) -> Pact:
    """The same with what `actor` proposes or signs; `asked` rises whenever it is the other one's turn anew."""
    return replace(one, proposed=terms, by=by, asked=one.asked + (actor not in one.by))

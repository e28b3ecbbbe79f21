"""What the two promise each other, and what one of them has proposed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.engine.flows.both import Proposal, marked
from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.programme import Programme
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
        """What tells these terms from others."""
        return marked(self.kept, sorted(self.worded.items()))


@dataclass(frozen=True, slots=True)
class Pact(Proposal[Terms]):
    """What both have signed, and what one of them has proposed since."""

    terms: Terms = Terms()


PACT = SharedState("pact", Pact(), Reads.PAIR)


def signed(journey: Journey) -> Terms | None:
    """What holds just now; None while nothing is signed."""
    one = journey.of(PACT)
    return one.terms if one.at is not None else None


def shown(programme: Programme, journey: Journey) -> Terms:
    """What the card proposes."""
    one = journey.of(PACT)
    return one.proposed if one.proposed is not None else one.terms


def without(journey: Journey, role: Role) -> Journey:
    """What is left once what came from `role` is taken out: either may have worded a statement, so what they had in their own
    words is left out: nobody has signed the programme's in its place."""
    one = journey.of(PACT)
    dropped = tuple(name for name in STATEMENTS if name in one.terms.dropped or name in one.terms.worded)
    left = replace(one, terms=Terms(dropped), proposed=None, by=())
    return journey if left == one else journey.keeping(PACT, left)

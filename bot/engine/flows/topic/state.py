"""What the mentee proposes, what they ask the mentor to prepare, and what the mentor has picked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import NamedTuple

from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.state import Reads, SharedState

IDEAS = ("project", "tool", "place", "language")
"""In order; the words are the content's."""
MOST = 3
"""Topics that can be proposed."""


class Proposal(NamedTuple):
    idea: str = ""
    text: str = ""
    """The mentee's own words, where it is none of the ideas."""

    @property
    def mark(self) -> str:
        """What tells it from others, so that nobody picks what they have not seen."""
        return self.idea or sha256(self.text.encode(errors="surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Topics:
    own: tuple[str, ...] = ()
    """As typed."""
    ideas: tuple[str, ...] = ()
    prepare: str = ""
    """What the mentee asks the mentor to prepare, as typed."""
    picked: str = ""
    """The mark of the one that the mentor has picked."""
    others: bool = False
    """The mentor has asked for others."""
    told: int = 0
    """How often one of the two was told that it is their turn, or what was picked: what tells one message from the next."""

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        return (*(Proposal(text=text) for text in self.own), *(Proposal(idea) for idea in self.ideas))

    @property
    def topic(self) -> Proposal | None:
        return next((one for one in self.proposals if one.mark == self.picked), None)

    @property
    def turn(self) -> Role | None:
        """Who is to do something next; None before anything is proposed, and once a topic is picked."""
        if self.others:
            return Role.MENTEE
        return Role.MENTOR if self.proposals and self.topic is None else None


TOPICS = SharedState("topic", Topics(), Reads.PAIR)


def topics(journey: Journey) -> Topics:
    return journey.of(TOPICS)


def proposing(one: Topics, own: tuple[str, ...], ideas: tuple[str, ...], prepare: str) -> Topics:
    """The mentee's new proposals, as many as there is room for; what was picked and is gone is picked no more."""
    own = tuple(dict.fromkeys(own))[:MOST]
    staying = sorted(ideas, key=lambda idea: idea not in one.ideas)[: MOST - len(own)]
    new = replace(one, own=own, ideas=tuple(idea for idea in IDEAS if idea in staying), prepare=prepare)
    if new.proposals == one.proposals:
        return new
    return replace(new, picked=new.picked if new.topic is not None else "", others=False)


def too_many(own: tuple[str, ...], ideas: tuple[str, ...]) -> bool:
    return len(dict.fromkeys(own)) + len(ideas) > MOST


def picking(one: Topics, mark: str) -> Topics:
    return replace(one, picked=mark, others=False)


def wanting(one: Topics) -> Topics:
    """The mentor would rather have others."""
    return replace(one, picked="", others=True)

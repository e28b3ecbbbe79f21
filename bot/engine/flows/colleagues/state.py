"""What is known of the wish, what each keeps to themselves, and what was handed over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from bot.engine.journey import SHARED, Journey
from bot.engine.state import OwnState, Reads, SharedState, Unreadable

PROMPTS = ("strength", "further", "challenge")
"""What the mentor's view is made of, in order; the words are the content's."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A yes, from when it is given until it is taken back. A no leaves no trace here."""

    since: datetime | None = None
    late: bool = False
    """The mentor's preparation was out already, so that a message has to say it."""
    handed: datetime | None = None
    """When the mentor handed their notes over: from then on nothing is changed."""


@dataclass(frozen=True, slots=True)
class Answer:
    no: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """As typed."""

    strength: str = ""
    further: str = ""
    challenge: str = ""

    def of(self, prompt: str) -> str:
        return {"strength": self.strength, "further": self.further, "challenge": self.challenge}[prompt]

    @property
    def filled(self) -> tuple[str, ...]:
        return tuple(one for one in PROMPTS if self.of(one))

    @property
    def mark(self) -> str:
        """What tells these notes from others, so that no others are handed over."""
        return sha256(repr(self).encode(errors="surrogatepass")).hexdigest()[:16]


WISH = SharedState("colleagues", Wish(), Reads.PAIR, sealed=False)
"""A fact: it wakes the bot in the mentor's hours, and in the mentee's once there is something for them."""
VIEW = SharedState("colleagues-view", Notes(), Reads.PAIR)
"""What the mentor has handed over."""
ANSWER = OwnState("colleagues-answer", Answer(), Reads.OWNER)
"""The mentee's no."""
NOTES = OwnState("colleagues-notes", Notes(), Reads.OWNER)
"""The mentor's."""


def is_wished(journey: Journey) -> bool:
    return journey.of(WISH).since is not None


def is_handed(journey: Journey) -> bool:
    return journey.of(WISH).handed is not None


def certain_view(journey: Journey) -> Notes:
    """What was handed over. Raises `Unreadable`: nobody is sent an empty view."""
    if SHARED in journey.unreadable:
        raise Unreadable(SHARED)
    return journey.of(VIEW)

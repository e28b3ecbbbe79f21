"""What a conversation that a séance's file names shows on the cards of others: prep card, agenda and status.

1. A flow that is an activity gives one of these to `flows/activities.py`.
2. It stands under the topic that it is about, if the séance has that topic, and on the agenda's first page otherwise.
3. What it shows draws nothing but the journey, and of private words those that it `reads`.
4. Nothing here imports the cards that show it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from bot.engine.effects import Post
from bot.engine.ids import Command
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Fact, Part
from bot.engine.people import Place, Role
from bot.engine.programme import Programme, Track
from bot.engine.state import OwnState


def nothing(*_: object) -> Iterable[Part]:
    return ()


def no_facts(*_: object) -> Iterable[Fact]:
    return ()


def no_posts(*_: object) -> Iterable[Post]:
    return ()


def nowhere(*_: object) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True)
class Activity:
    name: str
    """As `activities:` in a séance's file names it."""
    command: Command
    items: tuple[str, ...]
    """The items of the guide that it does: `M1.D3`."""
    tracks: tuple[Track, ...] = (Track.MENTORING,)
    """Whose séances may name it."""
    anytime: bool = False
    """Its command is among those that are listed from the first séance on; otherwise once a séance has held it."""
    offered: bool = True
    """The status has a button for it while its séance is under way."""
    again: bool = False
    """Several séances may name it."""
    needs: tuple[str, ...] = ()
    """Activities that it looks back on: a séance before, or the same one, holds them."""
    ahead: int = 0
    """Working days that it takes from the opening of its séance on: no date is offered sooner."""
    reads: tuple[OwnState[Any], ...] = ()
    """Private words that it shows their owner on the prep card or the status."""
    prep: Callable[[Programme, Journey, Sitting, Role], Iterable[Part]] = nothing
    """What `role`, and nobody else, reads of it before a séance that holds it."""
    hides: Callable[[Journey, Place], frozenset[str]] = nowhere
    """The guide's items that are not read at a place just now: the activity brings them when they are wanted."""
    after: Callable[[Programme, Journey, Sitting, Role], Iterable[Part]] = nothing
    """What `role` reads of it before the séance after one that holds it."""
    agenda: Callable[[Programme, Journey, Sitting], Iterable[Part]] = nothing
    """What both read of it during the séance, its button among it."""
    opened: Callable[[Programme, Journey, Sitting], Iterable[Post]] = no_posts
    """What is put before both once the agenda comes to it: its shared card, which is there already or comes now."""
    status: Callable[[Programme, Journey, Role], Iterable[Fact]] = no_facts
    """How it stands, as `role` may see it."""

"""What a conversation that a séance's file names shows on the cards of others: prep card, agenda and status.

A flow that is an activity gives one of these to `flows/activities.py`. It stands under the topic that it is about, if the
séance has that topic, and on the agenda's first page otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.engine.ids import Command
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Fact, Part
from bot.engine.people import Role
from bot.engine.programme import Programme


def nothing(*_: object) -> Iterable[Part]:
    return ()


def no_facts(*_: object) -> Iterable[Fact]:
    return ()


@dataclass(frozen=True)
class Activity:
    name: str
    """As `activities:` in a séance's file names it."""
    command: Command
    items: tuple[str, ...]
    """The items of the guide that it does: `M1.D3`."""
    prep: Callable[[Programme, Journey, Sitting, Role], Iterable[Part]] = nothing
    """What `role`, and nobody else, reads of it before the séance."""
    after: Callable[[Programme, Journey, Sitting, Role], Iterable[Part]] = nothing
    """What `role` reads of it before the séance after."""
    agenda: Callable[[Programme, Journey, Sitting], Iterable[Part]] = nothing
    """What both read of it during the séance, its button among it."""
    status: Callable[[Programme, Journey, Role], Iterable[Fact]] = no_facts

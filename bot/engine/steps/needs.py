"""Says of an event what its step has to know beside the journey: calendars, coordinators, other pairs."""

from __future__ import annotations

from typing import Any, NamedTuple

from bot.engine.events import Commanded, Event, Pressed, Submitted, Woke
from bot.engine.flow import On
from bot.engine.flows import FLOWS
from bot.engine.flows.common import RUN
from bot.engine.ids import Command, read
from bot.engine.programme import Programme


class Needs(NamedTuple):
    """What is lent for one step."""

    calendars: bool = False
    """A date may be looked for."""
    coordinators: bool = False
    """They may be named, or sent something."""
    beyond: bool = False
    """It speaks of the one who acts beyond this pair."""


NOTHING = Needs()


def needs(programme: Programme, event: Event) -> Needs:
    """What the flow that an event belongs to declares (`bot.engine.flow`)."""
    match event:
        case Woke():
            owner = FLOWS.timers_by_kind.get(read(event.timer).kind)
            return Needs(calendars=owner is not None and owner.searches)
        case Pressed() if event.action == RUN:
            return _of_command(Command(event.values[0]) if event.values else None)
        case Pressed():
            return _of(FLOWS.presses.get(event.action))
        case Submitted():
            return _of(FLOWS.submits.get(event.action))
        case Commanded():
            return _of_command(programme.read(event.text).command)
        case _:
            return NOTHING


def _of(on: On[Any] | None) -> Needs:
    return NOTHING if on is None else Needs(on.searches, on.coordinators)


def _of_command(command: Command | None) -> Needs:
    on = FLOWS.commands.get(command) if command is not None else None
    return NOTHING if on is None else Needs(on.searches, on.coordinators, on.beyond)

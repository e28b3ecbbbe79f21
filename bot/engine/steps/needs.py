"""Says of an event what its step has to know beside the journey: calendars, coordinators, other pairs."""

from __future__ import annotations

from bot.engine.events import Commanded, Event, Pressed, Submitted, Woke
from bot.engine.flow import OnCommand
from bot.engine.flows import FLOWS
from bot.engine.flows.common import RUN
from bot.engine.ids import Command, read
from bot.engine.programme import Programme


def searches(programme: Programme, event: Event) -> bool:
    """Whether a date may be looked for in the step of this event, so that both calendars are wanted."""
    match event:
        case Woke():
            owner = FLOWS.timers_by_kind.get(read(event.timer).kind)
            return owner is not None and owner.searches
        case Pressed() if event.action == RUN:
            command = FLOWS.commands.get(Command(event.values[0])) if event.values else None
            return command is not None and command.searches
        case Pressed():
            press = FLOWS.presses.get(event.action)
            return press is not None and press.searches
        case Submitted():
            submit = FLOWS.submits.get(event.action)
            return submit is not None and submit.searches
        case Commanded():
            typed = programme.read(event.text).command
            command = FLOWS.commands.get(typed) if typed is not None else None
            return command is not None and command.searches
        case _:
            return False


def names_coordinators(programme: Programme, event: Event) -> bool:
    """Whether the step of this event may name the coordinators, or send them something, so that it has to know who they are."""
    match event:
        case Pressed() if event.action == RUN:
            command = _command(programme, event)
            return command is not None and command.coordinators
        case Pressed():
            press = FLOWS.presses.get(event.action)
            return press is not None and press.coordinators
        case Submitted():
            submit = FLOWS.submits.get(event.action)
            return submit is not None and submit.coordinators
        case Commanded():
            command = _command(programme, event)
            return command is not None and command.coordinators
        case _:
            return False


def looks_beyond(programme: Programme, event: Event) -> bool:
    """Whether the step of this event speaks of the one who acts beyond this pair, so that it has to know what there is."""
    command = _command(programme, event)
    return command is not None and command.beyond


def _command(programme: Programme, event: Event) -> OnCommand | None:
    """What was typed, or stands on the button that was pressed."""
    match event:
        case Pressed() if event.action == RUN:
            return FLOWS.commands.get(Command(event.values[0])) if event.values else None
        case Commanded():
            typed = programme.read(event.text).command
            return FLOWS.commands.get(typed) if typed is not None else None
        case _:
            return None

"""What several conversations do alike."""

from __future__ import annotations

from functools import cache

from bot.engine.effects import Outcome, Reply
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import (
    Button,
    Buttons,
    Message,
    Part,
    Style,
    say,
    text,
)
from bot.engine.programme import Command, Programme, Seance


def seance_of(programme: Programme, journey: Journey, sitting: Sitting) -> Seance:
    return programme.seance(journey.track, sitting.number)


@cache
def run(command: Command, style: Style = Style.PLAIN) -> Button:
    """A button that does what typing the command does."""
    return Button("run", say(f"run-{command}"), command.value, style)


def reply(journey: Journey, *parts: Part) -> Outcome:
    """An answer to the person who acted; nothing else changes."""
    return Outcome(journey, (Reply(Message(parts)),))


def stale(journey: Journey, *parts: Part) -> Outcome:
    """The button belongs to a card of the past."""
    return reply(journey, text("stale"), *parts)


def hint(*commands: Command) -> Buttons:
    return Buttons(tuple(run(command) for command in commands))

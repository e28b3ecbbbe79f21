"""What several conversations do alike."""

from __future__ import annotations

from functools import cache

from bot.engine.effects import Outcome, Reply
from bot.engine.events import Delivered
from bot.engine.ids import Command, action
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Button, Buttons, Message, Part, Style
from bot.engine.programme import Programme, Seance
from bot.engine.words import Words, command_words

WORDS = Words("common")


def of_minutes(*, minutes: int) -> None: ...


STALE = WORDS("stale")
ENDED = WORDS("ended")
PAUSED = WORDS("paused")
NOT_PART = WORDS("not-part")
"""To who asks for an activity that no séance of theirs holds."""
UNREADABLE = WORDS("words-unreadable")
"""To somebody whose words cannot be opened with the keys there are."""
MINUTES = WORDS("minutes", of_minutes)

RUN = action("run")
"""What a button that stands for a command does; its value is the command."""


def seance_of(programme: Programme, journey: Journey, sitting: Sitting) -> Seance:
    return programme.seance(journey.track, sitting.number)


@cache
def run(command: Command, style: Style = Style.PLAIN) -> Button:
    """A button that does what typing the command does."""
    return Button(RUN, command_words(command).run(), command, style)


def reply(journey: Journey, *parts: Part) -> Outcome:
    """Answers the person who acted; nothing else changes."""
    return Outcome(journey, (Reply(Message(parts)),))


def stale(journey: Journey, *parts: Part) -> Outcome:
    """Says that the button belongs to a card of the past."""
    return reply(journey, STALE.text(), *parts)


def noted(programme: Programme, journey: Journey, event: Delivered) -> Journey:
    """Nothing else follows from a delivery but that the journey keeps when it was."""
    return journey


def hint(*commands: Command) -> Buttons:
    """A row of buttons that stand for commands."""
    return Buttons(tuple(run(command) for command in commands))

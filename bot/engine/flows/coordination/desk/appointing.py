"""Who is to coordinate a programme, or no longer: a button for each one it may be."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words
from bot.engine.messages import Button, Buttons, Message, Part, typed

People = Sequence[tuple[str, str]]
"""Their ids and names."""


def to_appoint(programme: str, people: People, *, more: bool) -> Message:
    """`more`: others may be meant too."""
    buttons = tuple(
        Button(actions.APPOINT, words.APPOINT(name=typed(name)), f"{programme} {id}") for id, name in people
    )
    parts: tuple[Part, ...] = (words.APPOINT_LEAD.text(), Buttons(buttons))
    return Message((*parts, words.APPOINT_MORE.quiet()) if more else parts, words.COORDINATORS_TITLE())


def to_dismiss(programme: str, people: People) -> Message:
    buttons = tuple(
        Button(actions.DISMISS, words.DISMISS(name=typed(name)), f"{programme} {id}") for id, name in people
    )
    return Message((words.DISMISS_LEAD.text(), Buttons(buttons)), words.COORDINATORS_TITLE())

"""The forms of the people to meet: one person more, and the whole list."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.flows.people import actions, words
from bot.engine.flows.people.state import People
from bot.engine.messages import Field, Form, Message, Part

LONGEST_NAME = 60
LONGEST_WHY = 160
"""Characters."""


def one_line(text: str, most: int) -> str:
    return " ".join(text.split())[:most].rstrip()


def add_form(why: str = "", *first: Part) -> Message:
    fields = (
        Field("name", words.FIELD_NAME(most=LONGEST_NAME), most=LONGEST_NAME),
        Field("why", words.FIELD_WHY(most=LONGEST_WHY), value=why, optional=True, most=LONGEST_WHY),
    )
    return Message((*first, Form(actions.ADDED, fields, words.SAVE_ONE())), words.TITLE())


def change_form(people: People) -> Message:
    """Everybody on the list, to word anew or take off."""
    form = Form(actions.CHANGED, tuple(_fields(people)), words.SAVE())
    return Message((words.TAKE_OFF.quiet(), form), words.TITLE())


def _fields(people: People) -> Iterator[Field]:
    for nth, one in enumerate(people.entries, 1):
        name = words.FIELD_NAMES(number=nth, most=LONGEST_NAME)
        why = words.FIELD_WHYS(number=nth, most=LONGEST_WHY)
        yield Field(f"name{one.number}", name, value=one.name, optional=True, most=LONGEST_NAME)
        yield Field(f"why{one.number}", why, value=one.why, optional=True, most=LONGEST_WHY)

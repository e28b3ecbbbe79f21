"""`export`: a link by which a coordinator fetches the list of a programme's pairs, once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.application.coordination.desk.visit import Visit
from bot.engine.flows.coordination.desk import words
from bot.engine.messages import Line, Message, Text
from bot.ports import Person

PairsLink = Callable[[Person, str, datetime], str]
"""A one-time address of the pairs of a programme, for a person, asked for at an instant."""


def exported(visit: Visit, programme: str, link: PairsLink | None) -> Message:
    if link is None:
        return Message((words.EXPORT_NOT_HERE.text(),), words.EXPORT_TITLE())
    line = Line(words.EXPORT_OPEN(), link=link(visit.person, programme, visit.at))
    return Message((words.EXPORT_LINK.text(), Text(line)), words.EXPORT_TITLE())

"""What coordinators can type."""

from __future__ import annotations

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words
from bot.engine.flows.coordination.desk.query import Query
from bot.engine.messages import Bullets, Button, Buttons, Line, Message


def tasks(programme: str) -> Message:
    lines = tuple(Line(words.TOLD[task]()) for task in actions.TASKS)
    see = Button(actions.LIST, words.PAIRS_TITLE(), str(Query(programme)))
    return Message((words.HELP_LEAD.text(), Bullets(lines), Buttons((see,))), words.HELP_TITLE())

"""What coordinators can type, the buttons that do the same, and what needs them just now."""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words
from bot.engine.flows.coordination.desk.pairs import Listed, Seen, rows
from bot.engine.flows.coordination.listed import COUNTED
from bot.engine.ids import Command
from bot.engine.messages import Bullets, Button, Buttons, Line, Message, Part, typed

LISTED = 5
"""Pairs that are named."""


def tasks(programme: str = "") -> Message:
    """`programme` is empty for who coordinates several: each button asks which then."""
    lines = tuple(Line(words.TOLD[task]()) for task in actions.TASKS)
    return Message((words.HELP_LEAD.text(), Bullets(lines), doing(programme, actions.HELP)), words.HELP_TITLE())


def doing(programme: str, *besides: Command) -> Buttons:
    """A button for each task, `besides` those that need none there; for below whatever a coordinator reads of a programme."""
    return Buttons(tuple(do(programme, task) for task in actions.TASKS if task not in besides))


def do(programme: str, task: Command) -> Button:
    return Button(actions.DO, words.DO[task](), f"{programme} {task}")


def now(listed: Listed, seen: Seen) -> Message:
    """The first thing on a page of their own; `listed`: the first of those that need something, and how many there are."""
    title = words.HELP_TITLE_OF(name=typed(listed.programme)) if listed.programme else words.HELP_TITLE()
    return Message((*_needing(listed, seen), doing(listed.query.programme)), title)


def _needing(listed: Listed, seen: Seen) -> Iterator[Part]:
    if not listed.count:
        yield words.NEEDS_NOTHING.text()
        return
    many = listed.count > COUNTED
    yield words.NEEDING_MANY.text(count=COUNTED) if many else words.NEEDING_COUNT.text(count=listed.count)
    yield from rows(listed.query, listed.page, seen)
    if listed.count > len(listed.page.pairs):
        yield Buttons((Button(actions.LIST, words.NEEDING_ALL(), str(listed.query)),))

"""What coordinators read once one of them sees to what somebody asked for."""

from __future__ import annotations

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words
from bot.engine.messages import Button, Buttons, Message, typed
from bot.engine.people import Role


def take(pair: str, role: Role, name: str) -> Button:
    """To see to what somebody asked for, so that two do not."""
    return Button(actions.TAKE, words.TAKE(name=typed(name)), f"{pair} {role}")


def taken(pair: str, role: Role, name: str) -> Message:
    """To who has taken it."""
    back = Button(actions.GIVE_BACK, words.GIVE_BACK(), f"{pair} {role}")
    return Message((words.TAKEN.text(name=typed(name)), Buttons((back,))))


def given_back(pair: str, role: Role, name: str) -> Message:
    return Message((words.GIVEN_BACK.text(name=typed(name)), Buttons((take(pair, role, name),))))


def needless(name: str, *, back: bool) -> Message:
    """Somebody was quicker; or nobody had taken it."""
    said = words.NOT_TAKEN if back else words.TAKEN_ALREADY
    return Message((said.text(name=typed(name)),))


def told(name: str, coordinator: str, *, back: bool) -> Message:
    """To the others."""
    said = words.GIVEN_BACK_BY if back else words.TAKEN_BY
    line = said.text(name=typed(name), coordinator=typed(coordinator))
    return Message((line,), words.TAKEN_BY_TITLE(name=typed(name)))

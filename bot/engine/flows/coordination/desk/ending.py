"""What a coordinator reads who has ended a pair, or taken that back."""

from __future__ import annotations

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words
from bot.engine.journey import Journey
from bot.engine.messages import Button, Buttons, Message, Say, typed
from bot.engine.people import Role
from bot.engine.programme import Timing


def ended(timing: Timing, journey: Journey) -> Message:
    mentor, mentee = _names(journey)
    back = Button(actions.RESTORE, words.RESTORE(mentor=mentor, mentee=mentee), journey.pair)
    return Message((words.ENDED.text(mentor=mentor, mentee=mentee, days=timing.back), Buttons((back,))))


def ended_already(journey: Journey) -> Message:
    mentor, mentee = _names(journey)
    return Message((words.ENDED_ALREADY.text(mentor=mentor, mentee=mentee),))


def restored(journey: Journey) -> Message:
    mentor, mentee = _names(journey)
    return Message((words.RESTORED.text(mentor=mentor, mentee=mentee),))


def not_restored(journey: Journey) -> Message:
    mentor, mentee = _names(journey)
    said = words.RESTORED_ALREADY if journey.ended is None else words.NOT_RESTORED
    return Message((said.text(mentor=mentor, mentee=mentee),))


def _names(journey: Journey) -> tuple[Say, Say]:
    return typed(journey.members[Role.MENTOR].name), typed(journey.members[Role.MENTEE].name)

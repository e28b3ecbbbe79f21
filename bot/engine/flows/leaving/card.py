"""What the one who stays is told."""

from __future__ import annotations

from datetime import datetime

from bot.engine import ids
from bot.engine.effects import Outcome, Post
from bot.engine.flows.common import reply
from bot.engine.flows.continuation import words as continuation_words
from bot.engine.flows.leaving import actions, words
from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.willing.state import is_before
from bot.engine.ids import CardId
from bot.engine.journey import Journey
from bot.engine.messages import Message, Part
from bot.engine.people import ERASED, PRIVATE, Place, Role


def key(kind: str, role: Role, at: datetime) -> CardId:
    """`role` is the one who went, at that moment."""
    return ids.card(kind, role=role, rest=ids.moment(at))


def parted(journey: Journey, role: Role) -> Message:
    """`role` is the one who reads it, here and below."""
    if is_before(journey):
        return Message((words.PARTED_EARLY.text(),), words.PARTED_EARLY_TITLE())
    if journey.of(AWAY).stopped is not None:
        return Message((words.STOPPED.text(partner=journey.partner(role).name),), continuation_words.FAREWELL_TITLE())
    if journey.partner(role).person == ERASED:
        return Message((words.PARTED_ERASED.text(),), continuation_words.FAREWELL_TITLE())
    return Message((words.PARTED.text(partner=journey.partner(role).name),), continuation_words.FAREWELL_TITLE())


def reopened(journey: Journey, role: Role) -> Message:
    if is_before(journey):
        return Message((words.BACK_EARLY.text(),), words.REOPENED_TITLE())
    return Message((words.REOPENED.text(partner=journey.partner(role).name),), words.REOPENED_TITLE())


def held_up(journey: Journey, role: Role) -> Message:
    """That something came up, and what it means for the date that is agreed on."""
    now, parts = journey.current, list[Part]()
    if now is not None and now.meeting is not None and now.held is None:
        parts = [words.NO_MEETING.text(when=now.meeting.at)]
    return Message((words.RESTING.text(partner=journey.partner(role).name), *parts), words.RESTING_TITLE())


def resting(journey: Journey, role: Role) -> Outcome:
    """To one who would go on meanwhile."""
    return reply(journey, words.RESTING.text(partner=journey.partner(role).name))


def back(journey: Journey, role: Role) -> Message:
    if is_before(journey):
        return Message((words.BACK_EARLY.text(),), words.BACK_TITLE())
    return Message((words.BACK.text(partner=journey.partner(role).name),), words.BACK_TITLE())


def to_coordinators(journey: Journey, role: Role, at: datetime, *, back: bool = False) -> tuple[Post, ...]:
    """That `role` has left, or is back: the fact, and no reason."""
    names = {one: journey.members[one].name for one in Role}
    gone = words.GONE_EARLY_TOLD if is_before(journey) else words.GONE_TOLD
    say, title = (words.BACK_TOLD, words.BACK_TOLD_TITLE) if back else (gone, words.GONE_TITLE)
    part = say.text(name=names[role], mentor=names[Role.MENTOR], mentee=names[Role.MENTEE])
    if journey.members[role].person == ERASED:
        part = words.ERASED_TOLD.text(partner=names[role.other])
    id = key(actions.BACK_TOLD if back else actions.GONE_TOLD, role, at)
    return (Post(id, Place.COORDINATORS, Message((part,), title())),)


def over(journey: Journey, told: CardId, role: Role) -> Post:
    """What the card says that told of it, once `role` is back."""
    return Post(told, PRIVATE[role.other], back(journey, role.other), refresh=True)

"""To the owner of a calendar alone: what they changed there, and that nothing follows from it unless they say so."""

from __future__ import annotations

from datetime import datetime

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.common import run
from bot.engine.flows.date.actions import DATE
from bot.engine.flows.entries import actions, words
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Button, Buttons, Message, Style, typed
from bot.engine.people import PRIVATE, Role


def moved(journey: Journey, now: Sitting, role: Role, start: datetime) -> Post | None:
    """It stands at another time there."""
    if now.meeting is None:
        return None
    message = Message(
        (
            words.MOVED.text(seance=now.number, when=start, was=now.meeting.at),
            words.MOVED_STILL.text(partner=typed(journey.partner(role).name)),
            Buttons((Button(actions.PROPOSE, words.PROPOSE(), start.isoformat(), style=Style.PRIMARY),)),
        ),
        words.TITLE(),
    )
    return _post(now, role, ids.minute(start), message)


def gone(journey: Journey, now: Sitting, role: Role, *, declined: bool) -> Post | None:
    """It is not there any more, or declined."""
    if now.meeting is None:
        return None
    say = words.DECLINED if declined else words.GONE
    message = Message(
        (
            say.text(seance=now.number, when=now.meeting.at),
            words.GONE_STILL.text(partner=typed(journey.partner(role).name)),
            Buttons((run(DATE),)),
        ),
        words.TITLE(),
    )
    return _post(now, role, "", message)


def _post(now: Sitting, role: Role, rest: str, message: Message) -> Post:
    return Post(ids.card(actions.CARD, now.number, now.round, role, rest), PRIVATE[role], message, now.number)

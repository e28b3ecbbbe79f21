"""What the two read once a coordinator has replaced one of them: a goodbye, and what comes next.

1. The pair has ended with its history. An agreed date is off, in their calendars too; who would go there hears of it in time.
2. What each has written for themselves stays in it, theirs alone. What is the one's who stays goes with them (`Flow.carried`).
3. Before the first words of the programme the one who stays hears nothing: they know of nobody yet, and their answer stands.
4. Who comes is named to nobody here: the first words of the other pair do that, once both are willing, and never before the
   goodbye. So that comes at the next hour at work, however much there was to read that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine import ids
from bot.engine.contact_policy import Counts, Timer
from bot.engine.effects import Outcome, Post
from bot.engine.events import Woke
from bot.engine.flows.common import hint
from bot.engine.flows.contact.actions import CONTACT
from bot.engine.flows.leaving import actions, words
from bot.engine.flows.leaving.card import key, parted
from bot.engine.flows.leaving.state import AWAY, Replacement
from bot.engine.flows.welcome import actions as welcome_actions
from bot.engine.flows.willing.state import is_before, is_expecting
from bot.engine.ids import TimerId
from bot.engine.journey import Journey
from bot.engine.messages import Message, Part
from bot.engine.people import ERASED, PRIVATE, Role
from bot.engine.programme import Programme
from bot.engine.scheduling.hours import next_common

IN_TIME = timedelta(hours=2)
"""Who would go to a meeting that is off is told so long before."""
BETWEEN = timedelta(hours=2)
"""From the goodbye to the first words of the new pair."""


def timers(journey: Journey, one: Replacement) -> Iterator[Timer]:
    for role in Role:
        if _is_told(journey, one, role):
            yield _timer(journey, one, role)


def _is_told(journey: Journey, one: Replacement, role: Role) -> bool:
    if role in journey.left or journey.members[role].person == ERASED:
        return False
    if role is one.goes:
        return role not in one.told and is_expecting(journey, role) and (is_before(journey) or _knows(journey, role))
    return _knows(journey, role)


def _knows(journey: Journey, role: Role) -> bool:
    """Whether `role` has had the first words of the programme."""
    return bool(journey.sittings) or ids.timer(welcome_actions.CARD, role=role) in journey.done


def _timer(journey: Journey, one: Replacement, role: Role) -> Timer:
    """At their next hour at work; before the meeting that is off, whatever the hour, if that is sooner."""
    id = TimerId(key(actions.REPLACED, role, one.at))
    if (meeting := _called_off(journey, one)) is not None:
        before = max(one.at, meeting - IN_TIME)
        if before < next_common([journey.working(role)], one.at):
            return Timer(id, actions.SUCCEEDED, before, (role,), counts=Counts.NOT, appointment=True)
    return Timer(id, actions.SUCCEEDED, one.at, (role,), counts=Counts.NOT)


def goodbye_first(new: Journey, role: Role, at: datetime) -> Journey:
    """The new pair of the one who stays: its first words leave them time to have read that the old one is over."""
    first = next_common([new.working(role)], at) + BETWEEN
    return replace(new, postponed={**new.postponed, ids.timer(welcome_actions.CARD, role=role): first})


def _called_off(journey: Journey, one: Replacement) -> datetime | None:
    """The agreed date that lay ahead."""
    now = journey.current
    if journey.ended != one.at or now is None or now.meeting is None or now.held is not None:
        return None
    return now.meeting.at if now.meeting.at > one.at else None


def told(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    post = Post(ids.posted(timer.id), PRIVATE[role], message(journey, role), resend_if_uncertain=False)
    return Outcome(journey, (post,))


def message(journey: Journey, role: Role) -> Message:
    one = journey.of(AWAY).replaced
    assert one is not None
    return _goes(journey, one, role) if role is one.goes else _stays(journey, one, role)


def _goes(journey: Journey, one: Replacement, role: Role) -> Message:
    if is_before(journey) or journey.partner(role).person == ERASED:
        return parted(journey, role)
    parts = (words.GOES.text(partner=journey.partner(role).name), *_off(journey, one), words.GOES_OWN.text())
    return Message((*parts, hint(CONTACT)), words.GOES_TITLE())


def _stays(journey: Journey, one: Replacement, role: Role) -> Message:
    is_named = role not in one.told and journey.partner(role).person != ERASED
    said = words.STAYS.text(partner=journey.partner(role).name) if is_named else words.STAYS_AFTER.text()
    carried = (words.CARRIED.text(),) if one.carried else ()
    parts = (said, *_off(journey, one), words.STAYS_NEXT.text(), *carried)
    return Message((*parts, hint(CONTACT)), words.STAYS_TITLE())


def _off(journey: Journey, one: Replacement) -> tuple[Part, ...]:
    meeting = _called_off(journey, one)
    return () if meeting is None else (words.CALLED_OFF.text(when=meeting),)

"""When preparation is sent, and what people do with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.engine import ids
from bot.engine.contact_policy import Counts, Timer
from bot.engine.effects import Outcome, Post, Reply
from bot.engine.events import Commanded, Pressed, Woke
from bot.engine.flows.common import reply, run, seance_of, stale
from bot.engine.flows.prep import actions, state, words
from bot.engine.flows.prep.card import card, is_out, key, reminder
from bot.engine.flows.status import actions as status_actions
from bot.engine.journey import Journey
from bot.engine.messages import Buttons
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Programme

A_DAY = timedelta(days=1)


TO_READ = timedelta(minutes=30)
"""A reminder comes so long before the end of the day."""


TOO_LATE = timedelta(hours=2)
"""Nearer to the meeting than this a reminder helps nobody."""


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    now = journey.current
    if now is None or now.meeting is None or now.held is not None:
        return
    at, n = now.meeting.at, now.number
    lead = seance_of(programme, journey, now).lead
    for role in Role:
        if not is_out(now, role):
            due = journey.working(role).working_days_before(at, lead)
            yield Timer(ids.of_card(key(now, role)), actions.SENT, due, (role,), at, n, Counts.TOGETHER)
    if (id := ids.timer(actions.REMINDER, n, now.round)) not in now.done:
        due = days_before(journey, at, programme.timing.reminder)
        yield Timer(id, actions.REMINDED, due, Place.PAIR.roles, at - TOO_LATE, n, Counts.NOT)


def days_before(journey: Journey, at: datetime, days: int) -> datetime:
    """So many days before on which both work, Friday for a Monday: at the same time, or when both are at work."""
    members = journey.both_working
    for ago in range(1, 7 * (days + 1)):
        due = at - ago * A_DAY
        if all(member.works_on(member.local(due).date()) for member in members):
            days -= 1
        if days == 0:
            opened = max(member.opening(member.local(due).date()) for member in members)
            closed = min(member.closing(member.local(due).date()) for member in members) - TO_READ
            return min(max(due, opened), closed).astimezone(UTC) if opened < closed else due
    return at - A_DAY


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    now = journey.current
    assert now is not None
    return Outcome(
        journey,
        (
            Post(
                key(now, role),
                PRIVATE[role],
                card(programme, journey, now, role),
                now.number,
            ),
        ),
    )


def reminded(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """To both, the day before; what is still unticked shows only to its owner, behind the button."""
    now = journey.current
    assert now is not None
    assert now.meeting is not None
    message = reminder(programme, journey, now, now.meeting)
    return Outcome(journey, (Post(now.card(actions.REMINDER), Place.PAIR, message, now.number),))


def commanded(programme: Programme, journey: Journey, event: Commanded | Pressed) -> Outcome:
    """`prep`: the card, at any moment, to that person alone."""
    now = journey.current
    if now is None or now.held is not None:
        return reply(journey, words.NOT_NOW.text(), Buttons((run(status_actions.STATUS),)))
    message = card(programme, journey, now, event.actor)
    return Outcome(journey, (Reply(message, key(now, event.actor), now.number),))


def ticked(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """The list is ticked as the person sees it; the bot's own items stay the bot's."""
    now = journey.current
    if now is None or now.held is not None or event.card != key(now, event.actor):
        return stale(journey, Buttons((run(actions.PREP),)))
    own = [item.id for item in seance_of(programme, journey, now).checklist[event.actor] if not item.auto]
    chosen = tuple(id for id in own if id in event.values)
    journey = state.with_ticked(journey, now.number, event.actor, chosen)
    message, id = card(programme, journey, now, event.actor), key(now, event.actor)
    return Outcome(
        journey,
        (
            Post(id, PRIVATE[event.actor], message, now.number, refresh=True),
            Reply(message, id, now.number, redraw=True),
        ),
    )

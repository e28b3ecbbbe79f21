"""Asking whether they are willing, one kind reminder, and the answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.engine import ids
from bot.engine.contact_policy import Timer
from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.events import Pressed, Woke
from bot.engine.flows.common import run, stale
from bot.engine.flows.help.actions import HELP
from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.willing import actions, card
from bot.engine.flows.willing.state import ASKING, answer_of, is_before, key, reminder_key, was_asked, with_answer
from bot.engine.journey import Journey
from bot.engine.messages import Buttons
from bot.engine.people import Role
from bot.engine.programme import Programme


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    """Neither hangs on what the other one has answered."""
    since, timing = journey.of(ASKING).since, programme.timing
    if since is None or not is_before(journey):
        return
    for role in Role:
        if answer_of(journey, role) is not None:
            continue
        asks = max(since, _first(journey, role) - timedelta(days=timing.willing_ahead))
        yield Timer(ids.of_card(key(role)), actions.ASKED, asks, (role,))
        if (shown := journey.shown.get(key(role))) is not None:
            due = shown + timedelta(days=timing.willing_reminder)
            late = shown + timedelta(days=timing.willing_open)
            yield Timer(ids.of_card(reminder_key(role)), actions.REMINDED, due, (role,), late)


def _first(journey: Journey, role: Role) -> datetime:
    """When the programme would begin."""
    return datetime.combine(journey.first_day, time(), ZoneInfo(journey.members[role].zone)).astimezone(UTC)


def asked(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    message = card.question(programme, journey, role, event.at)
    return Outcome(journey, (card.posted(journey, role, key(role), message),))


def reminded(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    role = timer.readers[0]
    return Outcome(journey, (card.posted(journey, role, reminder_key(role), card.reminder(journey, role)),))


def answered(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Kept for the coordinators; the other one hears nothing of it, whatever they have answered."""
    role, yes = event.actor, event.action == actions.YES
    if event.card not in (key(role), reminder_key(role)) or not is_before(journey):
        return stale(journey, Buttons((run(HELP),)))
    if answer_of(journey, role) is not yes:
        journey = with_answer(journey, role, event.at, yes=yes)
    again = card.question(programme, journey, role, event.at)
    if event.card == reminder_key(role):
        again = card.reminder(journey, role)
    shown = Reply(again, ids.CardId(event.card), redraw=True)
    return Outcome(journey, (*card.redrawn(programme, journey, role, event.at), shown))


def redrawn(programme: Programme, journey: Journey, role: Role) -> Iterator[Effect]:
    """In the language that they read now; with the days as they were said when it was last answered or asked."""
    if is_before(journey) and journey.ended is None:
        said = journey.shown.get(key(role)) or journey.of(ASKING).since
        assert said is not None
        yield from card.redrawn(programme, journey, role, said)


def closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """The journey has ended before the programme began. Of one who stays while the other is replaced it is still the question."""
    if after.ended is not None and is_before(before):
        one = after.of(AWAY).replaced
        for role in Role:
            if one is None or role is one.goes or not was_asked(before, role):
                yield from card.over(after, role)

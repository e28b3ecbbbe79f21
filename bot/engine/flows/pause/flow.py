"""A pause: the bot is silent until it ends. What one of the two does meanwhile is told to the other once it is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine import ids
from bot.engine.commands import after, example, read_day
from bot.engine.contact_policy import Counts, Timer
from bot.engine.effects import Outcome, Post, Reply
from bot.engine.events import Commanded, Woke
from bot.engine.flow import CardKind, Flow, OnCommand, Timers
from bot.engine.flows.common import ENDED, reply, run
from bot.engine.flows.leaving.card import resting
from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.pause import actions, words
from bot.engine.flows.pause.state import WITHHELD, Withheld
from bot.engine.flows.pause.words import WORDS
from bot.engine.flows.status import actions as status_actions
from bot.engine.ids import CardId
from bot.engine.journey import SHARED, Journey, Pause
from bot.engine.messages import Buttons, Message, Text
from bot.engine.people import Member, Place
from bot.engine.programme import Programme
from bot.engine.state import Unreadable


def _until(last: datetime, today: datetime, member: Member) -> Text:
    """The year is said where it is not the current one."""
    year = member.local(last).year
    return words.UNTIL.text(when=last) if year == today.year else words.UNTIL_YEAR.text(when=last, year=str(year))


def paused(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    """`pause` or `pause 2026-03-31`: the bot is silent until then, the last day included."""
    if journey.of(AWAY).since:
        return resting(journey, event.actor)
    member = journey.members[event.actor]
    until: datetime | None = None
    if event.text:
        day = read_day(event.text, member.local(event.at).date())
        if day is None:
            return reply(journey, words.UNREADABLE.text(when=example(event.at)))
        until = after(day, member.zone)
        if until <= event.at:
            return reply(journey, words.IN_THE_PAST.text())
    since = journey.pause.since if journey.pause is not None else event.at
    pause = Pause(since, until)
    journey = replace(journey, pause=pause)
    part = _until(until - timedelta(minutes=1), member.local(event.at), member) if until else words.OPEN.text()
    missed = tuple(words.MEETING.quiet(when=at) for at in _missed(journey, since, until))
    message = Message(
        (part, *missed, words.HOW.quiet(), Buttons((run(actions.RESUME),))),
        words.TITLE(),
    )
    return Outcome(
        journey,
        (Post(_key(pause), Place.PAIR, message), Reply(Message((part,)))),
    )


def _missed(journey: Journey, since: datetime, until: datetime | None) -> Iterator[datetime]:
    """The agreed date, if it falls into the pause."""
    now = journey.current
    if now is None or now.meeting is None or now.held is not None:
        return
    if since <= now.meeting.at and (until is None or now.meeting.at < until):
        yield now.meeting.at


def _key(pause: Pause) -> CardId:
    return ids.card(actions.CARD, rest=ids.moment(pause.since))


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    pause = journey.pause
    if pause is not None and pause.until is not None and journey.ended is None:
        yield Timer(ids.timer(actions.RESUME_KIND, rest=ids.moment(pause.since)), actions.OVER, pause.until, ())
    since = journey.of(WITHHELD).since
    if pause is None and since is not None:
        id = ids.timer(actions.CATCH_UP, rest=ids.moment(since))
        yield Timer(id, actions.CAUGHT_UP, since, Place.PAIR.roles, counts=Counts.NOT)


def resumed(programme: Programme, journey: Journey, event: Commanded) -> Outcome:
    if journey.of(AWAY).since:
        return resting(journey, event.actor)
    if journey.pause is None:
        return reply(journey, words.NOT_PAUSED.text(), Buttons((run(status_actions.STATUS),)))
    return Outcome(replace(journey, pause=None), (_notice(journey.pause), Reply(Message((words.RESUMED.text(),)))))


def resumed_by_time(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """The pause is over; whatever is due then speaks for itself, at a decent hour."""
    assert journey.pause is not None
    return Outcome(replace(journey, pause=None), (_notice(journey.pause),))


def caught_up(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """Nothing waits any more: what did is said now (`steps.pauses`). Raises `Unreadable`: it would be drawn empty."""
    if SHARED in journey.unreadable:
        raise Unreadable(SHARED)
    return Outcome(journey.keeping(WITHHELD, Withheld()))


def _notice(pause: Pause) -> Post:
    """What the card that said the pause says now."""
    return Post(_key(pause), Place.PAIR, Message((words.RESUMED.text(),), words.TITLE()), refresh=True)


def _closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """At the end there is nothing left to resume."""
    if after.ended is not None and before.pause is not None:
        yield Post(_key(before.pause), Place.PAIR, Message((ENDED.quiet(),), words.TITLE()), refresh=True)


FLOW = Flow(
    name="pause",
    words=(WORDS,),
    commands={actions.PAUSE: OnCommand(paused, order=20), actions.RESUME: OnCommand(resumed, order=21)},
    wakes={actions.OVER: resumed_by_time, actions.CAUGHT_UP: caught_up},
    timers=Timers(timers, kinds=(actions.RESUME_KIND, actions.CATCH_UP), paused=True),
    cards={actions.CARD: CardKind()},
    shared=(WITHHELD,),
    closed=_closed,
)

"""Before a séance: each one's prep card with what concerns them, and one reminder for both.

The item « is the last evaluation filled in? » (`M2.B1`, `M3.B1`, `M5.B1` …) is ticked by the bot itself, or answered right there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.engine.contact_policy import Timer
from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Woke
from bot.engine.flows.common import reply, run, seance_of, stale
from bot.engine.journey import Journey, Meeting, Sitting
from bot.engine.messages import (
    Bullets,
    Button,
    Buttons,
    Checklist,
    Fact,
    Facts,
    Message,
    Part,
    Say,
    Style,
    Tick,
    quiet,
    say,
    text,
)
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Command, Programme, Seance

A_DAY = timedelta(days=1)
FAR = timedelta(days=7)
"""A date moved by so much has its preparation anew; for less, the cards that are out are drawn again."""
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
        if (id := key(now, role)) not in now.done:
            yield Timer(id, "prep", journey.members[role].working_days_before(at, lead), (role,), at, n)
    if (id := f"s{n}.reminder.{now.round}") not in now.done:
        yield Timer(id, "reminder", _day_before(journey, at), Place.PAIR.roles, at - TOO_LATE, n)


def _day_before(journey: Journey, at: datetime) -> datetime:
    """The last day before on which both work, Friday for a Monday: at the same time, or when both are at work."""
    members = journey.members.values()
    for days in range(1, 8):
        due = at - days * A_DAY
        if all(member.works_on(member.local(due).date()) for member in members):
            opened = max(member.opening(member.local(due).date()) for member in members)
            closed = min(member.closing(member.local(due).date()) for member in members) - TO_READ
            return min(max(due, opened), closed).astimezone(UTC) if opened < closed else due
    return at - A_DAY


def key(sitting: Sitting, role: Role) -> str:
    """`s3.prep.mentor`, and `s3.prep.2.mentor` once the date has moved far."""
    return f"s{sitting.number}.prep.{role}" if sitting.prep == 1 else f"s{sitting.number}.prep.{sitting.prep}.{role}"


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
    return Outcome(journey, (Post(now.key("reminder"), Place.PAIR, message, now.number),))


def reminder(
    programme: Programme, journey: Journey, sitting: Sitting, meeting: Meeting, role: Role | None = None
) -> Message:
    """For both; for `role` alone with what they have not ticked yet."""
    seance = seance_of(programme, journey, sitting)
    ticks = _ticks(journey, sitting, seance, role) if role is not None and sitting.held is None else ()
    unticked = tuple(tick.line for tick in ticks if not tick.ticked)
    return Message(
        (
            text("reminder", when=meeting.at),
            Facts((seance.heading,)),
            seance.aim,
            *((Bullets(unticked, say("prep-before")),) if unticked else ()),
            Buttons(
                (
                    Button("prep.mine", say("prep-mine")),
                    Button("agenda.open", say("agenda-open")),
                )
            ),
        ),
        say("reminder-title", seance=sitting.number),
    )


# The card --------------------------------------------------------------------------------------------------------


def card(programme: Programme, journey: Journey, sitting: Sitting, role: Role) -> Message:
    """What `role` prepares for this séance; read by nobody else."""
    seance = seance_of(programme, journey, sitting)
    partner = journey.partner(role).name
    parts: list[Part] = [
        text("prep-lead", partner=partner),
        Facts((seance.heading, Fact(say("date-when"), _when(sitting)))),
        seance.aim,
    ]
    place, members = PRIVATE[role], journey.members
    if ticks := tuple(_ticks(journey, sitting, seance, role)):
        parts.append(Checklist("prep.tick", ticks, say("prep-before")))
        if not all(tick.ticked for tick in ticks if tick.locked):
            parts.append(Buttons((run(Command.EVALUATE, Style.PRIMARY),)))
    if advice := seance.advice[place]:
        parts.append(Bullets(tuple(item.line(place, members) for item in advice), say("prep-advice")))
    if asides := seance.asides[role]:
        parts.append(Bullets(tuple(item.line(place, members) for item in asides), say("prep-during")))
    if role is Role.MENTEE or not (ticks or advice or asides):
        parts.append(quiet("prep-footer"))
    return Message(tuple(parts), say("prep-title", seance=sitting.number, partner=partner))


def _when(sitting: Sitting) -> Say:
    return say("date-at", when=sitting.meeting.at) if sitting.meeting else say("date-unknown")


def _ticks(journey: Journey, sitting: Sitting, seance: Seance, role: Role) -> Iterator[Tick]:
    ticked = sitting.ticked.get(role, ())
    for item in seance.checklist[role]:
        line = item.line(PRIVATE[role], journey.members)
        if item.auto:
            before = journey.sitting(sitting.number - 1)
            done = before is not None and role in before.evaluations and before.evaluations[role].filled
            yield Tick(item.id, line, done, locked=True)
        else:
            yield Tick(item.id, line, item.id in ticked)


# What people do --------------------------------------------------------------------------------------------------


def commanded(programme: Programme, journey: Journey, event: Commanded | Pressed) -> Outcome:
    """`prep`: the card, at any moment, to that person alone."""
    now = journey.current
    if now is None or now.held is not None:
        return reply(journey, text("prep-not-now"), Buttons((run(Command.STATUS),)))
    message = card(programme, journey, now, event.actor)
    return Outcome(journey, (Reply(message, key(now, event.actor), now.number),))


def ticked(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """The list is ticked as the person sees it; the bot's own items stay the bot's."""
    now = journey.current
    if now is None or now.held is not None or event.card != key(now, event.actor):
        return stale(journey, Buttons((run(Command.PREP),)))
    own = [item.id for item in seance_of(programme, journey, now).checklist[event.actor] if not item.auto]
    chosen = tuple(id for id in own if id in event.values)
    now = replace(now, ticked={**now.ticked, event.actor: chosen})
    journey = journey.with_sitting(now)
    message = card(programme, journey, now, event.actor)
    return Outcome(
        journey,
        (
            Post(event.card, PRIVATE[event.actor], message, now.number, refresh=True),
            Reply(message, event.card, now.number, redraw=True),
        ),
    )


def refreshed(programme: Programme, journey: Journey, *roles: Role) -> tuple[Effect, ...]:
    """The prep cards that are out, drawn again: their date or an evaluation has changed."""
    now = journey.current
    if now is None or now.held is not None:
        return ()
    return tuple(
        Post(
            key(now, role),
            PRIVATE[role],
            card(programme, journey, now, role),
            now.number,
            refresh=True,
        )
        for role in roles or Role
        if key(now, role) in now.done
    )


def rebooked(programme: Programme, journey: Journey) -> Outcome:
    """A date is agreed on: the prep cards that are out follow it, or give way to new ones if it is far from the old one."""
    now = journey.current
    assert now is not None
    if not _moved_far(programme, journey, now):
        return Outcome(journey, refreshed(programme, journey))
    later = (text("prep-later"), Buttons((run(Command.PREP),)))
    titles = {role: say("prep-title", seance=now.number, partner=journey.partner(role).name) for role in Role}
    closed = tuple(
        Post(key(now, role), PRIVATE[role], Message(later, titles[role]), now.number, refresh=True)
        for role in Role
        if key(now, role) in now.done
    )
    return Outcome(journey.with_sitting(replace(now, prep=now.round)), closed)


def _moved_far(programme: Programme, journey: Journey, now: Sitting) -> bool:
    if now.gave_up is None or now.meeting is None or not any(key(now, role) in now.done for role in Role):
        return False
    lead = seance_of(programme, journey, now).lead
    member = journey.members[Role.MENTEE]
    old, new = (member.working_days_before(at, lead) for at in (now.gave_up, now.meeting.at))
    return new - old >= FAR


def left_to_do(programme: Programme, journey: Journey, event: ByMember) -> int:
    """How many entries of the actor's list are still open."""
    now = journey.current
    if now is None:
        return 0
    seance = seance_of(programme, journey, now)
    return sum(not tick.ticked for tick in _ticks(journey, now, seance, event.actor))

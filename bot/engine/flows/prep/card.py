"""Each one's prep card, and the reminder for both. The bot ticks « is the last evaluation filled in? » (`M2.B1` …) itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from bot.engine import ids
from bot.engine.effects import Effect, Outcome, Post
from bot.engine.flows.agenda import actions as agenda_actions
from bot.engine.flows.agenda import words as agenda_words
from bot.engine.flows.common import run, seance_of
from bot.engine.flows.date import words as date_words
from bot.engine.flows.evaluation import actions as evaluation_actions
from bot.engine.flows.evaluation.state import evaluation_of
from bot.engine.flows.prep import actions, state, words
from bot.engine.ids import CardId
from bot.engine.journey import Journey, Meeting, Sitting
from bot.engine.messages import Bullets, Button, Buttons, Checklist, Fact, Facts, Message, Part, Say, Style, Tick
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import Programme, Seance

FAR = timedelta(days=7)
"""A date moved by so much has its preparation anew; for less, the cards that are out are drawn again."""


def key(sitting: Sitting, role: Role) -> CardId:
    """`s3.prep.mentor`, and `s3.prep.2.mentor` once the date has moved far."""
    return ids.card(actions.CARD, sitting.number, sitting.prep, role)


def is_out(sitting: Sitting, role: Role) -> bool:
    return ids.of_card(key(sitting, role)) in sitting.done


def reminder(
    programme: Programme, journey: Journey, sitting: Sitting, meeting: Meeting, role: Role | None = None
) -> Message:
    """For both; for `role` alone with what they have not ticked yet."""
    seance = seance_of(programme, journey, sitting)
    ticks = _ticks(journey, sitting, seance, role) if role is not None and sitting.held is None else ()
    unticked = tuple(tick.line for tick in ticks if not tick.ticked)
    return Message(
        (
            words.REMINDER.text(when=meeting.at),
            Facts((seance.heading,)),
            seance.aim,
            *((Bullets(unticked, words.BEFORE()),) if unticked else ()),
            Buttons(
                (
                    Button(actions.MINE, words.MINE()),
                    Button(agenda_actions.OPEN, agenda_words.OPEN()),
                )
            ),
        ),
        words.REMINDER_TITLE(seance=sitting.number),
    )


def card(programme: Programme, journey: Journey, sitting: Sitting, role: Role) -> Message:
    """What `role` prepares for this séance; read by nobody else."""
    seance = seance_of(programme, journey, sitting)
    partner = journey.partner(role).name
    parts: list[Part] = [
        words.LEAD.text(partner=partner),
        Facts((seance.heading, Fact(date_words.WHEN(), _when(sitting)))),
        seance.aim,
    ]
    place, members = PRIVATE[role], journey.members
    if ticks := tuple(_ticks(journey, sitting, seance, role)):
        parts.append(Checklist(actions.TICK, ticks, words.BEFORE()))
        if not all(tick.ticked for tick in ticks if tick.locked):
            parts.append(Buttons((run(evaluation_actions.EVALUATE, Style.PRIMARY),)))
    if advice := seance.advice[place]:
        parts.append(Bullets(tuple(item.line(place, members) for item in advice), words.ADVICE()))
    if asides := seance.asides[role]:
        parts.append(Bullets(tuple(item.line(place, members) for item in asides), words.DURING()))
    if role is Role.MENTEE or not (ticks or advice or asides):
        parts.append(words.FOOTER.quiet())
    return Message(tuple(parts), words.TITLE(seance=sitting.number, partner=partner))


def _when(sitting: Sitting) -> Say:
    return date_words.AT(when=sitting.meeting.at) if sitting.meeting else date_words.UNKNOWN()


def _ticks(journey: Journey, sitting: Sitting, seance: Seance, role: Role) -> Iterator[Tick]:
    ticked = state.ticked(journey, sitting.number, role)
    for item in seance.checklist[role]:
        line = item.line(PRIVATE[role], journey.members)
        if item.auto:
            before = evaluation_of(journey, sitting.number - 1, role)
            yield Tick(item.id, line, before is not None and before.filled, locked=True)
        else:
            yield Tick(item.id, line, item.id in ticked)


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
        if is_out(now, role)
    )


def rebooked(programme: Programme, journey: Journey) -> Outcome:
    """A date is agreed on: the prep cards that are out follow it, or give way to new ones if it is far from the old one."""
    now = journey.current
    assert now is not None
    if not _moved_far(programme, journey, now):
        return Outcome(journey, refreshed(programme, journey))
    later = (words.LATER.text(), Buttons((run(actions.PREP),)))
    titles = {role: words.TITLE(seance=now.number, partner=journey.partner(role).name) for role in Role}
    closed = tuple(
        Post(key(now, role), PRIVATE[role], Message(later, titles[role]), now.number, refresh=True)
        for role in Role
        if is_out(now, role)
    )
    return Outcome(journey.with_sitting(replace(now, prep=now.round)), closed)


def _moved_far(programme: Programme, journey: Journey, now: Sitting) -> bool:
    if now.gave_up is None or now.meeting is None or not any(is_out(now, role) for role in Role):
        return False
    lead = seance_of(programme, journey, now).lead
    member = journey.members[Role.MENTEE]
    old, new = (member.working_days_before(at, lead) for at in (now.gave_up, now.meeting.at))
    return new - old >= FAR

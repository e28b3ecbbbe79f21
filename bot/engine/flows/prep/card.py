"""Each one's prep card, and the reminder for both. The bot ticks « is the last evaluation filled in? » (`M2.B1` …) itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from datetime import timedelta

from bot.engine import ids
from bot.engine.effects import Effect, Outcome, Post
from bot.engine.flows.activities import hidden, on_prep, shared
from bot.engine.flows.agenda import actions as agenda_actions
from bot.engine.flows.agenda import words as agenda_words
from bot.engine.flows.agreement.place import where
from bot.engine.flows.common import ENDED, run, seance_of
from bot.engine.flows.date import words as date_words
from bot.engine.flows.evaluation import actions as evaluation_actions
from bot.engine.flows.evaluation.state import answers_of, evaluation_of
from bot.engine.flows.prep import actions, state, words
from bot.engine.ids import CardId
from bot.engine.journey import Journey, Meeting, Sitting
from bot.engine.messages import (
    Bullets,
    Button,
    Buttons,
    Checklist,
    Fact,
    Facts,
    Line,
    Message,
    Part,
    Say,
    Style,
    Text,
    Tick,
    typed,
)
from bot.engine.people import PRIVATE, Member, Place, Role
from bot.engine.programme import Programme, Seance, Topic

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
            *where(journey),
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
        *where(journey),
    ]
    place, members = PRIVATE[role], journey.members
    if ticks := tuple(_ticks(journey, sitting, seance, role)):
        parts.append(Checklist(actions.TICK, ticks, words.BEFORE()))
        if not all(tick.ticked for tick in ticks if tick.locked):
            parts.append(Buttons((run(evaluation_actions.EVALUATE, Style.PRIMARY),)))
    unasked = hidden(journey, seance, place)
    if advice := [item.line(place, members) for item in seance.advice[place] if item.id not in unasked]:
        parts.append(Bullets(tuple(advice), words.ADVICE()))
    parts.extend(_own_note(journey, sitting, role))
    parts.extend(on_prep(programme, journey, sitting, seance, role))
    if role is Role.MENTOR:
        parts.extend(_held(seance, shared(journey, seance).topics, members, unasked))
    elif asides := [item.line(place, members) for item in seance.asides[role] if item.id not in unasked]:
        parts.append(Bullets(tuple(asides), words.DURING()))
    parts.append(Buttons((Button(agenda_actions.OPEN, agenda_words.OPEN()),)))
    if role is Role.MENTEE:
        parts.append(words.FOOTER.quiet())
    return Message(tuple(parts), words.TITLE(seance=sitting.number, partner=partner))


def _own_note(journey: Journey, sitting: Sitting, role: Role) -> Iterator[Part]:
    """The line that `role` wrote after the last séance."""
    if line := answers_of(journey, sitting.number - 1, role).line:
        yield Bullets((Line(typed(line)),), words.NOTE(seance=sitting.number - 1))


def _held(seance: Seance, topics: Sequence[Topic], members: Mapping[Role, Member], unasked: Set[str]) -> Iterator[Part]:
    """What the séance will hold: each topic with what the mentor keeps in mind for it, and its questions."""
    asides = {i.id: i.line(Place.MENTOR, members) for i in seance.asides[Role.MENTOR] if i.id not in unasked}
    if topics:
        yield words.TOPICS.quiet()
    for topic in topics:
        mine = (asides.pop(topic.head.id),) if topic.head.id in asides else ()
        lines = (*mine, *(one.line(Place.PAIR, members) for one in topic.questions))
        yield Text(topic.head.line(Place.PAIR, members))
        if lines:
            yield Bullets(lines)
    if asides:
        yield Bullets(tuple(asides.values()), words.DURING())


def _when(sitting: Sitting) -> Say:
    return date_words.AT(when=sitting.meeting.at) if sitting.meeting else date_words.UNKNOWN()


def _ticks(journey: Journey, sitting: Sitting, seance: Seance, role: Role) -> Iterator[Tick]:
    ticked, unasked = state.ticked(journey, sitting.number, role), hidden(journey, seance, PRIVATE[role])
    for item in seance.checklist[role]:
        if item.id in unasked:
            continue
        line = item.line(PRIVATE[role], journey.members)
        if item.auto:
            filled = answers_of(journey, sitting.number - 1, role).filled
            if filled or _is_open(journey, sitting.number - 1, role):
                yield Tick(item.id, line, filled, locked=True)
        else:
            yield Tick(item.id, line, item.id in ticked)


def _is_open(journey: Journey, number: int, role: Role) -> bool:
    """Whether an evaluation can still be filled in: nobody is asked for what has closed."""
    one = evaluation_of(journey, number, role)
    return one is None or one.closed is None


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


def reminded(programme: Programme, journey: Journey) -> Iterator[Post]:
    """The reminder for both, drawn again if it is out."""
    now = journey.current
    if now is None or now.meeting is None or now.held is not None or now.meeting.ended is not None:
        return
    if ids.timer(actions.REMINDER, now.number, now.round) in now.done:
        message = reminder(programme, journey, now, now.meeting)
        yield Post(now.card(actions.REMINDER), Place.PAIR, message, now.number, refresh=True)


def emptied(programme: Programme, journey: Journey, role: Role) -> Iterator[Post]:
    """Every preparation of the one who stays: what the other wrote for both may stand on it."""
    stays = role.other
    for sitting in journey.sittings:
        if is_out(sitting, stays):
            message = card(programme, journey, sitting, stays).over()
            yield Post(key(sitting, stays), PRIVATE[stays], message, sitting.number, refresh=True)


def closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """The preparation of a séance that was held, the reminder of a date that was given up, and all of it at the end."""
    was = before.current
    if was is None or was.held is not None:
        return
    now, ended = after.sitting(was.number), after.ended is not None
    held = now is not None and now.held is not None
    if now is not None and (held or ended):
        for role in Role:
            if is_out(was, role):
                message = card(programme, after, now, role).over()
                yield Post(key(was, role), PRIVATE[role], message, was.number, refresh=True)
    if was.meeting is None or ids.timer(actions.REMINDER, was.number, was.round) not in was.done:
        return
    if now is not None and (held or ended or now.round != was.round):
        yield Post(was.card(actions.REMINDER), Place.PAIR, reminder_over(now, ended=ended), was.number, refresh=True)


def reminder_over(sitting: Sitting, *, ended: bool) -> Message:
    """What is left of a reminder: the séance was held, or its date is another, or the journey is at its end."""
    if sitting.held is not None:
        return Message((date_words.HELD.quiet(),), date_words.BOOKED_TITLE(seance=sitting.number))
    said = ENDED if ended else date_words.BELOW
    return Message((said.quiet(),), date_words.TITLE(seance=sitting.number))


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
    member = journey.working(Role.MENTEE)
    old, new = (member.working_days_before(at, lead) for at in (now.gave_up, now.meeting.at))
    return new - old >= FAR

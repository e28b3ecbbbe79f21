"""The agenda card: an overview, then topic by topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.activities import shared, under
from bot.engine.flows.agenda import actions, words
from bot.engine.flows.agreement.place import where
from bot.engine.flows.common import seance_of
from bot.engine.ids import Ref
from bot.engine.journey import Journey, Meeting, Sitting
from bot.engine.messages import Bullets, Button, Buttons, Facts, Line, Message, Part, Style, Text
from bot.engine.people import Place, Role
from bot.engine.programme import Item, Programme, Seance


def card(programme: Programme, journey: Journey, now: Sitting, meeting: Meeting) -> Message:
    seance = shared(journey, seance_of(programme, journey, now))
    if meeting.ended is not None or now.held is not None:
        return Message(
            (words.OVER.text(), *overview(seance, journey)),
            words.TITLE(seance=now.number),
        )
    if meeting.topic == 0 or not seance.topics:
        return _opening(programme, journey, now, seance)
    return _topic(programme, journey, now, meeting)


def _opening(programme: Programme, journey: Journey, now: Sitting, seance: Seance) -> Message:
    first = (
        Button(actions.NEXT, words.START(), "0", Style.PRIMARY)
        if seance.topics
        else Button(actions.END, words.END(), "0", Style.PRIMARY)
    )
    parts: tuple[Part, ...] = (
        words.LEAD.text(),
        *overview(seance, journey),
        *where(journey),
        *under(programme, journey, now, seance, None),
        Buttons((first,)),
    )
    return Message(parts, words.TITLE(seance=seance.number))


def overview(seance: Seance, journey: Journey) -> Iterator[Part]:
    yield Facts((seance.heading,))
    yield seance.aim
    if advice := seance.advice[Place.PAIR]:
        yield Bullets(_lines(advice, journey), words.ADVICE())
    if seance.topics:
        yield Bullets(
            _lines([topic.head for topic in seance.topics], journey),
            words.TOPICS(),
        )


def _topic(programme: Programme, journey: Journey, now: Sitting, meeting: Meeting) -> Message:
    """« 2 sur 3 »: one topic with its questions."""
    seance = shared(journey, seance_of(programme, journey, now))
    total = len(seance.topics)
    n = min(meeting.topic, total)
    topic = seance.topics[n - 1]
    parts: list[Part] = [
        words.PROGRESS.quiet(topic=n, total=total),
        Text(topic.head.line(Place.PAIR, journey.members)),
    ]
    if topic.questions:
        parts.append(Bullets(_lines(topic.questions, journey), words.QUESTIONS()))
    parts.extend(under(programme, journey, now, seance, topic))
    parts.extend(where(journey))
    here = str(meeting.topic)
    buttons = [Button(actions.BACK, words.BACK(), here)] if n > 1 else []
    if n < total:
        buttons.append(Button(actions.SKIP, words.SKIP(), here))
        buttons.append(Button(actions.NEXT, words.NEXT(), here, Style.PRIMARY))
    else:
        buttons.append(Button(actions.END, words.END(), here, Style.PRIMARY))
    return Message((*parts, Buttons(tuple(buttons))), words.TITLE(seance=seance.number))


def _lines(items: Iterable[Item], journey: Journey) -> tuple[Line, ...]:
    return tuple(item.line(Place.PAIR, journey.members) for item in items)


def posted(programme: Programme, journey: Journey, *, refresh: bool = False) -> Post:
    now = journey.current
    assert now is not None
    assert now.meeting is not None
    return Post(
        now.card(actions.CARD),
        Place.PAIR,
        card(programme, journey, now, now.meeting),
        now.number,
        refresh=refresh,
    )


def refreshed(programme: Programme, journey: Journey) -> Iterator[Post]:
    """The agenda, drawn again if it is out."""
    now = journey.current
    if now is None or now.meeting is None or now.held is not None:
        return
    if ids.timer(actions.CARD, now.number, now.round) in now.done:
        yield posted(programme, journey, refresh=True)


def closed(programme: Programme, before: Journey, after: Journey) -> Iterator[Post]:
    """The agenda of a date that was given up, and whatever is open at the end."""
    was, now = before.current, after.current
    if was is None or was.meeting is None or was.held is not None:
        return
    is_out = ids.timer(actions.CARD, was.number, was.round) in was.done
    if is_out and (after.ended is not None or now is None or now.round != was.round):
        over = replace(was.meeting, ended=was.opened)
        message = card(programme, before, was, over)
        yield Post(was.card(actions.CARD), Place.PAIR, message, was.number, refresh=True)


def view(programme: Programme, journey: Journey, sitting: Sitting, ref: Ref, role: Role) -> Message | None:
    return None if sitting.meeting is None else card(programme, journey, sitting, sitting.meeting)

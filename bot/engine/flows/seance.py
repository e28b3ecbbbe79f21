"""The séance itself: the agenda card, topic by topic, either may press; and whether the meeting took place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from bot.engine.contact_policy import Timer
from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Woke
from bot.engine.flows import continuation, date_card, date_search, evaluation, meeting
from bot.engine.flows.common import reply, run, seance_of
from bot.engine.journey import Journey, Meeting, Sitting
from bot.engine.messages import (
    Bullets,
    Button,
    Buttons,
    Facts,
    Line,
    Message,
    Part,
    Style,
    Text,
    quiet,
    say,
    text,
)
from bot.engine.people import Place
from bot.engine.programme import Command, Item, Programme, Seance

ASK_AGAIN = timedelta(days=2)
"""Whether they met is asked once more after this, then never."""


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    now = journey.current
    if now is None or now.meeting is None or now.held is not None:
        return
    at, over, n, both = now.meeting.at, now.meeting.over, now.number, Place.PAIR.roles
    yield Timer(f"s{n}.agenda.{now.round}", "agenda", at, both, over, n, appointment=True)
    yield Timer(f"s{n}.held.{now.round}", "held", over, both, sitting=n, appointment=True)
    yield Timer(f"s{n}.held-nudge.{now.round}", "held-nudge", over + ASK_AGAIN, both, sitting=n)


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    return Outcome(journey, (_agenda_post(programme, journey),))


# The agenda ------------------------------------------------------------------------------------------------------


def card(programme: Programme, journey: Journey, now: Sitting, meeting: Meeting) -> Message:
    seance = seance_of(programme, journey, now)
    if meeting.ended is not None or now.held is not None:
        return Message(
            (text("agenda-over"), *_overview(seance, journey)),
            say("agenda-title", seance=now.number),
        )
    if meeting.topic == 0:
        return _opening(seance, journey)
    return _topic(seance, journey, meeting)


def _opening(seance: Seance, journey: Journey) -> Message:
    first = (
        Button("agenda.next", say("agenda-start"), "0", Style.PRIMARY)
        if seance.topics
        else Button("agenda.end", say("agenda-end"), "0", Style.PRIMARY)
    )
    parts: tuple[Part, ...] = (
        text("agenda-lead"),
        *_overview(seance, journey),
        Buttons((first,)),
    )
    return Message(parts, say("agenda-title", seance=seance.number))


def _overview(seance: Seance, journey: Journey) -> Iterator[Part]:
    yield Facts((seance.heading,))
    yield seance.aim
    if advice := seance.advice[Place.PAIR]:
        yield Bullets(_lines(advice, journey), say("agenda-advice"))
    if seance.topics:
        yield Bullets(
            _lines([topic.head for topic in seance.topics], journey),
            say("agenda-topics"),
        )


def _topic(seance: Seance, journey: Journey, meeting: Meeting) -> Message:
    """« 2 sur 3 »: one topic with its questions."""
    n, total = meeting.topic, len(seance.topics)
    topic = seance.topics[n - 1]
    parts: list[Part] = [
        quiet("agenda-progress", topic=n, total=total),
        Text(topic.head.line(Place.PAIR, journey.members)),
    ]
    if topic.questions:
        parts.append(Bullets(_lines(topic.questions, journey), say("agenda-questions")))
    here = str(n)
    buttons = [Button("agenda.back", say("agenda-back"), here)] if n > 1 else []
    if n < total:
        buttons.append(Button("agenda.skip", say("agenda-skip"), here))
        buttons.append(Button("agenda.next", say("agenda-next"), here, Style.PRIMARY))
    else:
        buttons.append(Button("agenda.end", say("agenda-end"), here, Style.PRIMARY))
    return Message((*parts, Buttons(tuple(buttons))), say("agenda-title", seance=seance.number))


def _lines(items: Iterable[Item], journey: Journey) -> tuple[Line, ...]:
    return tuple(item.line(Place.PAIR, journey.members) for item in items)


def _agenda_post(programme: Programme, journey: Journey, *, refresh: bool = False) -> Post:
    now = journey.current
    assert now is not None
    assert now.meeting is not None
    return Post(
        now.key("agenda"),
        Place.PAIR,
        card(programme, journey, now, now.meeting),
        now.number,
        refresh=refresh,
    )


def opened(programme: Programme, journey: Journey, event: Commanded | Pressed) -> Outcome:
    """`agenda`: the card as it stands, to the one who asks. Starting it puts it before both."""
    now = journey.current
    if now is None or now.held is not None:
        return reply(journey, text("agenda-not-now"), Buttons((run(Command.STATUS),)))
    if now.meeting is None:
        seance = seance_of(programme, journey, now)
        parts = (
            text("agenda-no-date"),
            *_overview(seance, journey),
            Buttons((run(Command.DATE, Style.PRIMARY),)),
        )
        return Outcome(
            journey,
            (
                Reply(
                    Message(parts, say("agenda-title", seance=now.number)),
                    seance=now.number,
                ),
            ),
        )
    return Outcome(journey, (_shown(programme, journey, now, now.meeting, redraw=False),))


def _shown(
    programme: Programme,
    journey: Journey,
    now: Sitting,
    meeting: Meeting,
    *,
    redraw: bool,
) -> Reply:
    return Reply(card(programme, journey, now, meeting), now.key("agenda"), now.number, redraw)


def turned(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Next, Back, Skip. A press on a page that is no longer open only shows the one that is: both may press at once."""
    now = journey.current
    if now is None or now.meeting is None or now.held is not None or event.card != now.key("agenda"):
        return opened(programme, journey, event)
    meeting, last = now.meeting, len(seance_of(programme, journey, now).topics)
    step = -1 if event.action == "agenda.back" else 1
    target = meeting.topic + step
    if meeting.ended is not None or event.values != (str(meeting.topic),) or not 1 <= target <= last:
        return Outcome(journey, (_shown(programme, journey, now, meeting, redraw=True),))
    skipped = tuple(t for t in meeting.skipped if t not in (meeting.topic, target))
    if event.action == "agenda.skip":
        skipped = (*skipped, meeting.topic)
    journey = _with(journey, now, replace(meeting, topic=target, skipped=skipped))
    return _progress(programme, journey)


def ended(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """« Terminer »: the agenda closes, and the bot asks whether the séance took place."""
    now = journey.current
    if now is None or now.meeting is None or now.held is not None or event.card != now.key("agenda"):
        return opened(programme, journey, event)
    if now.meeting.ended is not None or event.values != (str(now.meeting.topic),):
        return Outcome(journey, (_shown(programme, journey, now, now.meeting, redraw=True),))
    journey = _with(
        journey,
        now,
        replace(now.meeting, ended=event.at),
        f"s{now.number}.held.{now.round}",
    )
    return _progress(programme, journey, _held_post(journey, "held"))


def _progress(programme: Programme, journey: Journey, *more: Effect) -> Outcome:
    """The shared card and the pressed one turn to the page that is open now."""
    now = journey.current
    assert now is not None
    post = _agenda_post(programme, journey)
    return Outcome(journey, (post, Reply(post.message, post.key, now.number, redraw=True), *more))


def _with(journey: Journey, now: Sitting, meeting: Meeting, *done: str) -> Journey:
    agenda = f"s{now.number}.agenda.{now.round}"
    marks = tuple(dict.fromkeys((*now.done, agenda, *done)))
    return journey.with_sitting(replace(now, meeting=meeting, done=marks))


# Did it take place? ----------------------------------------------------------------------------------------------


def asked(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    return Outcome(journey, (_held_post(journey, timer.rule),))


def _held_post(journey: Journey, name: str) -> Post:
    now = journey.current
    assert now is not None
    return Post(now.key(name), Place.PAIR, held_card(now, name), now.number)


def held_card(now: Sitting, name: str) -> Message:
    """The question (`held`), or the question again (`held-nudge`), or thanks for the answer."""
    if now.held is not None:
        return _settled_card(now, text("held-thanks", seance=now.number))
    question = text("held-question", seance=now.number) if name == "held" else text("held-again", seance=now.number)
    buttons = (
        Button("held.yes", say("held-yes"), style=Style.PRIMARY),
        Button("held.moved", say("held-moved")),
        Button("held.no", say("held-no")),
    )
    return Message((question, Buttons(buttons)), say("held-title", seance=now.number))


def answered(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """Yes opens the evaluations and what comes next; moved or no opens a new search, without a reproach."""
    now = journey.current
    if now is None or now.meeting is None or now.held is not None or event.card not in _held_keys(now):
        return reply(journey, text("held-known"), Buttons((run(Command.STATUS),)))
    if event.action != "held.yes":
        settled = _settled(now, text("held-later"))
        close = replace(now, meeting=replace(now.meeting, ended=event.at))
        agenda = _agenda_post(programme, journey.with_sitting(close), refresh=True)
        outcome = meeting.released(programme, journey, event.at, text("date-no-matter"))
        return Outcome(outcome.journey, (*settled, agenda, *outcome.effects))
    return _took_place(programme, journey, event, now, now.meeting)


def _held_keys(now: Sitting) -> tuple[str, str]:
    return now.key("held"), now.key("held-nudge")


def _settled(now: Sitting, part: Part) -> tuple[Effect, ...]:
    message = _settled_card(now, part)
    posts = tuple(Post(key, Place.PAIR, message, now.number, refresh=True) for key in _held_keys(now))
    return (*posts, Reply(message, now.key("held"), now.number, redraw=True))


def _settled_card(now: Sitting, part: Part) -> Message:
    return Message((part,), say("held-title", seance=now.number))


def _took_place(programme: Programme, journey: Journey, event: Pressed, now: Sitting, met: Meeting) -> Outcome:
    now = replace(now, held=min(met.at, event.at))
    journey = journey.with_sitting(now)
    effects: list[Effect] = [
        *_settled(now, text("held-thanks", seance=now.number)),
        _agenda_post(programme, journey, refresh=True),
        Post(
            now.key("date"),
            Place.PAIR,
            date_card.card(programme, journey),
            now.number,
            refresh=True,
        ),
    ]
    opened = evaluation.opened(programme, journey, event)
    effects += opened.effects
    following = _next(programme, opened.journey, event, now.number)
    return Outcome(following.journey, (*effects, *following.effects))


def _next(programme: Programme, journey: Journey, event: ByMember, number: int) -> Outcome:
    if number + 1 == programme.gate(journey.track):
        return continuation.opened(journey, event.at, number + 1)
    if number == programme.last(journey.track):
        return Outcome(journey)
    return date_search.offer(programme, date_search.open_sitting(journey, number + 1, event.at), event.at)

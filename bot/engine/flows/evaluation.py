"""The one-minute evaluation: five taps at most, in private, every question may be skipped (`M1.A1` … `N1.A1`).

Who will see what stands above the first question: the partner nothing, the coordinators totals over enough people.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.engine.contact_policy import Timer
from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.events import ByMember, Commanded, Pressed, Submitted, Woke
from bot.engine.flows import prep
from bot.engine.flows.common import reply, run, seance_of, stale
from bot.engine.journey import Evaluation, Journey, Sitting
from bot.engine.messages import (
    Button,
    Buttons,
    Choices,
    Facts,
    Field,
    Form,
    Line,
    Message,
    Option,
    Part,
    Style,
    Text,
    quiet,
    say,
    text,
    typed,
)
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import Command, Programme, Track

RATINGS = ("useful", "shared", "closer")
"""Each from 1 to 5; `closer` (to the goals) from the second mentoring séance on, when there are goals."""
SCALE = ("1", "2", "3", "4", "5")
CHIPS = ("listening", "questions", "advice", "contacts", "exercise", "other")
REMARK = "remark"
LONGEST_REMARK = 500
_SCALE = tuple(Option(value, say(f"evaluation-scale-{value}")) for value in SCALE)
_CHIPS = tuple(Option(chip, say(f"evaluation-helped-{chip}")) for chip in CHIPS)
_DONE = Buttons((Button("evaluation.done", say("evaluation-done"), style=Style.PRIMARY),))
_CHANGE = Buttons((Button("evaluation.change", say("evaluation-change")),))
REMINDER = timedelta(days=2)


def questions(track: Track, number: int) -> tuple[str, ...]:
    """The ratings asked after séance `number`."""
    return RATINGS if track is Track.MENTORING and number > 1 else RATINGS[:2]


def key(number: int, role: Role) -> str:
    return f"s{number}.evaluation.{role}"


# Timers ----------------------------------------------------------------------------------------------------------


def timers(programme: Programme, journey: Journey) -> Iterator[Timer]:
    """From the last séance back to the first that is closed: they close in their order."""
    for sitting in reversed(journey.sittings):
        n, done = sitting.number, sitting.done
        waiting = [role for role in sitting.evaluations if f"{key(n, role)}.close" not in done]
        if sitting.evaluations and not waiting:
            return
        for role in waiting:
            id, one = key(n, role), sitting.evaluations[role]
            if id not in done:
                yield Timer(id, "evaluation", one.opened, (role,), one.closes, n)
            if not one.filled and f"{id}.nudge" not in done:
                yield Timer(f"{id}.nudge", "evaluation-nudge", one.opened + REMINDER, (role,), one.closes, n)
            yield Timer(f"{id}.close", "evaluation-close", one.closes, (), sitting=n)


def opened(programme: Programme, journey: Journey, event: ByMember) -> Outcome:
    """Both may now answer. The one who pressed is shown the card at once, the other as good manners allow.

    What was answered late about the séance before, and never said to be finished, is final now.
    """
    now = journey.current
    assert now is not None
    if (before := journey.sitting(now.number - 1)) is not None:
        final = {role: _final(one, event.at) for role, one in before.evaluations.items()}
        journey = journey.with_sitting(replace(before, evaluations=final))
    ready = {role: Evaluation(event.at) for role in Role}
    now = replace(now, evaluations=ready, done=(*now.done, key(now.number, event.actor)))
    journey = journey.with_sitting(now)
    return Outcome(journey, (_post(programme, journey, now, event.actor),))


def _final(one: Evaluation, at: datetime) -> Evaluation:
    late = one.filled and one.done is None and one.closes <= at
    return replace(one, done=at) if late else one


def woke(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    sitting, role = journey.sitting(timer.sitting), timer.readers[0]
    assert sitting is not None
    return Outcome(journey, (_post(programme, journey, sitting, role),))


def reminded(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """One reminder, then none."""
    role, n = timer.readers[0], timer.sitting
    message = Message(
        (
            text("evaluation-nudge", seance=n),
            Buttons((run(Command.EVALUATE, Style.PRIMARY),)),
        ),
        say("evaluation-title", seance=n),
    )
    return Outcome(journey, (Post(timer.id, PRIVATE[role], message, n),))


def closed(programme: Programme, journey: Journey, event: Woke, timer: Timer) -> Outcome:
    """The card of answers that are now final; one still empty stays open until the next séance."""
    sitting = journey.sitting(timer.sitting)
    assert sitting is not None
    role = next(role for role in Role if timer.id == f"{key(sitting.number, role)}.close")
    one = sitting.evaluations[role]
    if not one.filled:
        return Outcome(journey)
    settled = replace(one, done=one.done or event.at)
    sitting = replace(sitting, evaluations={**sitting.evaluations, role: settled})
    journey = journey.with_sitting(sitting)
    return Outcome(journey, (_post(programme, journey, sitting, role, event.at, refresh=True),))


# The card --------------------------------------------------------------------------------------------------------


def card(programme: Programme, journey: Journey, sitting: Sitting, role: Role, at: datetime | None = None) -> Message:
    """`role`'s own card; `at` tells whether the answers may still be changed."""
    seance, one = seance_of(programme, journey, sitting), sitting.evaluations[role]
    title = say("evaluation-title", seance=sitting.number)
    if one.done is not None:
        can_change = at is None or at < one.closes
        end = _CHANGE if can_change else quiet("evaluation-closed")
        return Message((Facts((seance.heading,)), text("evaluation-thanks"), end), title)
    lead = tuple(Text(item.line(PRIVATE[role], journey.members)) for item in seance.evaluation[role])
    ratings = tuple(
        Choices(
            f"evaluation.{name}",
            say(f"evaluation-rate-{name}"),
            _SCALE,
            one.answers.get(name, ()),
        )
        for name in questions(journey.track, sitting.number)
    )
    helped = Choices(
        "evaluation.helped",
        say("evaluation-helped"),
        _CHIPS,
        one.answers.get("helped", ()),
        many=True,
    )
    remark = next(iter(one.answers.get(REMARK, ())), "")
    line = Form(
        "evaluation.remark",
        (Field(REMARK, say("evaluation-remark"), value=remark, optional=True, most=LONGEST_REMARK),),
        say("evaluation-remark-save"),
    )
    kept: tuple[Part, ...] = (Text(Line(typed(remark)), quiet=True),) if remark else ()
    return Message(
        (
            Facts((seance.heading,)),
            *(lead or (text("evaluation-lead"),)),
            quiet("evaluation-privacy"),
            *ratings,
            helped,
            *kept,
            line,
            _DONE,
        ),
        title,
    )


def _post(
    programme: Programme,
    journey: Journey,
    sitting: Sitting,
    role: Role,
    at: datetime | None = None,
    *,
    refresh: bool = False,
) -> Post:
    message = card(programme, journey, sitting, role, at)
    return Post(
        key(sitting.number, role),
        PRIVATE[role],
        message,
        sitting.number,
        refresh=refresh,
    )


# What people do --------------------------------------------------------------------------------------------------


def commanded(programme: Programme, journey: Journey, event: Commanded | Pressed) -> Outcome:
    """`evaluate`: the card of the last séance held."""
    held = [sitting for sitting in journey.sittings if event.actor in sitting.evaluations]
    if not held:
        return reply(journey, text("evaluation-not-yet"))
    sitting = held[-1]
    message = card(programme, journey, sitting, event.actor, event.at)
    return Outcome(journey, (Reply(message, key(sitting.number, event.actor), sitting.number),))


def _found(journey: Journey, event: Pressed | Submitted) -> Sitting | None:
    """The séance whose evaluation card was used, if it is the actor's own and may still be changed."""
    for sitting in journey.sittings:
        if event.card == key(sitting.number, event.actor) and event.actor in sitting.evaluations:
            one = sitting.evaluations[event.actor]
            if event.at < one.closes:
                return sitting
            following = journey.sitting(sitting.number + 1)
            if one.done is None and (following is None or following.held is None):
                return sitting
    return None


def _too_late(journey: Journey) -> Outcome:
    return stale(journey, quiet("evaluation-closed"))


def rated(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """An answer is kept at once; the same tap again takes it back."""
    sitting, name = _found(journey, event), event.action.partition(".")[2]
    if sitting is None:
        return _too_late(journey)
    allowed = CHIPS if name == "helped" else SCALE
    values = tuple(value for value in allowed if value in event.values)
    one = _with(sitting.evaluations[event.actor], name, values if name == "helped" else values[:1])
    return _kept(programme, journey, event, sitting, one)


def remarked(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    sitting = _found(journey, event)
    if sitting is None:
        return _too_late(journey)
    remark = event.fields.get(REMARK, "").strip()[:LONGEST_REMARK]
    one = _with(sitting.evaluations[event.actor], REMARK, (remark,) if remark else ())
    return _kept(programme, journey, event, sitting, one)


def finished(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    sitting = _found(journey, event)
    if sitting is None:
        return _too_late(journey)
    one = replace(sitting.evaluations[event.actor], done=event.at)
    return _kept(programme, journey, event, sitting, one)


def changed(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """« Modifier »: the questions again, answers as they were."""
    sitting = _found(journey, event)
    if sitting is None:
        return _too_late(journey)
    one = replace(sitting.evaluations[event.actor], done=None)
    return _kept(programme, journey, event, sitting, one)


def _with(one: Evaluation, name: str, values: tuple[str, ...]) -> Evaluation:
    return replace(one, answers={**one.answers, name: values}, done=None)


def _kept(
    programme: Programme,
    journey: Journey,
    event: Pressed | Submitted,
    sitting: Sitting,
    one: Evaluation,
) -> Outcome:
    sitting = replace(sitting, evaluations={**sitting.evaluations, event.actor: one})
    journey = journey.with_sitting(sitting)
    message = card(programme, journey, sitting, event.actor, event.at)
    effects: list[Effect] = [
        Post(event.card, PRIVATE[event.actor], message, sitting.number, refresh=True),
        Reply(message, event.card, sitting.number, redraw=True),
    ]
    return Outcome(journey, (*effects, *prep.refreshed(programme, journey, event.actor)))

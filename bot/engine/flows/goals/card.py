"""The card of the goals, and what others show of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.goals import actions, words
from bot.engine.flows.goals.state import DAYS, GOALS, MOST, Goals, Progress, Step, asked_about
from bot.engine.ids import CardId, Ref
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import Bullets, Button, Buttons, Choices, Line, Message, Option, Part, Say, Style, typed
from bot.engine.people import Member, Place, Role
from bot.engine.programme import Programme

KEY: CardId = ids.card(actions.CARD)


def card(journey: Journey, role: Role | None = None) -> Message:
    """What both see; for `role` alone without what the other one writes."""
    goals, names = journey.of(GOALS), _names(journey)
    parts: list[Part] = []
    if goals.is_empty:
        parts.append(_what_for(names, role))
    if role is Role.MENTOR:
        parts += what_there_is(journey)
    else:
        parts += [*goals_of(journey), *progress(journey), *_over(journey), *suggestions(journey)]
    if role is None:
        parts.append(words.OWNER.quiet(mentor=names[Role.MENTOR], mentee=names[Role.MENTEE]))
    return Message((*parts, Buttons(tuple(_buttons(goals, role)))), words.TITLE())


def read_only(journey: Journey) -> Message:
    """What is left of it after the end."""
    parts = tuple(what_there_is(journey))
    return Message(parts or (words.NONE_KEPT.text(),), words.TITLE())


def what_there_is(journey: Journey) -> Iterator[Part]:
    """Goals, actions and suggestions to read, each under its heading."""
    yield from goals_of(journey)
    yield from steps(journey)
    yield from suggestions(journey)


def recalled(journey: Journey) -> Iterator[Part]:
    """Goals and how the actions stand, to read; what was done before the last séance has been read there."""
    yield from goals_of(journey)
    yield from steps(journey, since=_now(journey) - 1)


def _names(journey: Journey) -> dict[Role, str]:
    return {role: journey.members[role].name for role in Role}


def _what_for(names: dict[Role, str], role: Role | None) -> Part:
    match role:
        case Role.MENTEE:
            return words.WHAT_FOR_MENTEE.text(name=names[Role.MENTOR])
        case Role.MENTOR:
            return words.WHAT_FOR_MENTOR.text(name=names[Role.MENTEE])
        case None:
            return words.WHAT_FOR.text(name=names[Role.MENTEE])


def _buttons(goals: Goals, role: Role | None) -> Iterator[Button]:
    if role is not Role.MENTOR:
        yield write(goals)
        if not goals.is_empty:
            yield act(goals)
    if role is not Role.MENTEE:
        yield Button(actions.SUGGEST, words.SUGGEST())


def write(goals: Goals) -> Button:
    if goals.goals:
        return Button(actions.WRITE, words.CHANGE())
    return Button(actions.WRITE, words.WRITE(), style=Style.PRIMARY)


def act(goals: Goals) -> Button:
    return Button(actions.ACT, words.CHANGE_STEPS() if goals.under_way else words.ACT())


def goals_of(journey: Journey) -> Iterator[Part]:
    if goals := journey.of(GOALS).goals:
        said = tuple(
            Line(words.GOAL(goal=typed(one.text), sign=typed(one.sign)) if one.sign else typed(one.text))
            for one in goals
        )
        yield Bullets(said, words.GOALS())


def steps(journey: Journey, since: int = 0) -> Iterator[Part]:
    """How the actions stand, to read: what is under way, and the last few that are done, as of a séance."""
    goals, mentee = journey.of(GOALS), journey.members[Role.MENTEE]
    done = tuple(one for one in _done(goals) if one.closed >= since)
    if shown := tuple(_step(one, mentee) for one in goals.steps if one.is_open or one in done):
        yield Bullets(shown, words.STEPS())


def _over(journey: Journey) -> Iterator[Part]:
    """Those that are done, but for what `progress` asks about; under a heading of their own where it asks about none."""
    asked, mentee = asked_about(journey.of(GOALS), _now(journey)), journey.members[Role.MENTEE]
    if done := tuple(_step(one, mentee) for one in _done(journey.of(GOALS)) if one not in asked):
        yield Bullets(done, words.STEPS() if not asked else None)


def _done(goals: Goals) -> tuple[Step, ...]:
    return tuple(one for one in goals.steps if one.progress is Progress.DONE)[-MOST:]


def suggestions(journey: Journey) -> Iterator[Part]:
    if said := journey.of(GOALS).suggestions:
        name = journey.members[Role.MENTOR].name
        yield Bullets(tuple(Line(typed(one)) for one in said), words.SUGGESTIONS(name=name))


def _step(one: Step, mentee: Member) -> Line:
    said = words.PROGRESS[one.progress]()
    if one.day is None or not one.is_open:
        return Line(words.STEP(step=typed(one.text), progress=said))
    return Line(words.STEP_UNTIL(step=typed(one.text), progress=said, when=noon(mentee, one.day)))


def noon(member: Member, day: date) -> datetime:
    return datetime.combine(day, time(12), ZoneInfo(member.zone)).astimezone(UTC)


def progress(journey: Journey) -> Iterator[Part]:
    """How each action stands, in one tap, under one heading."""
    some = asked_about(journey.of(GOALS), _now(journey))
    if some:
        yield words.WHERE.text()
        yield from _asked(some, journey.members[Role.MENTEE])


def _asked(some: tuple[Step, ...], mentee: Member) -> Iterator[Choices]:
    for action, one in zip(actions.STATE, some, strict=False):
        options = tuple(Option(f"{one.number}:{state}", words.PROGRESS[state]()) for state in Progress)
        yield Choices(action, _named(one, mentee), options, (f"{one.number}:{one.progress}",))


def _named(one: Step, mentee: Member) -> Say:
    if one.day is None:
        return typed(one.text)
    return words.ON_DAY(step=typed(one.text), when=noon(mentee, one.day))


def _now(journey: Journey) -> int:
    return journey.current.number if journey.current is not None else 0


def posted(journey: Journey, *, refresh: bool = False) -> Post:
    return Post(KEY, Place.PAIR, _as_it_stands(journey), refresh=refresh)


def _as_it_stands(journey: Journey) -> Message:
    return card(journey) if journey.ended is None else read_only(journey)


def view(programme: Programme, journey: Journey, sitting: Sitting, ref: Ref, role: Role) -> Message | None:
    return _as_it_stands(journey)


# The reminder on an action's day -----------------------------------------------------------------------------------


def reminder_key(day: str) -> CardId:
    """`goals-action.2026-03-10`."""
    return ids.card(actions.RECALL, rest=day)


def reminder(journey: Journey, *, live: bool = True) -> Message:
    """The actions that the last reminder named, as they stand."""
    goals, mentee = journey.of(GOALS), journey.members[Role.MENTEE]
    some = tuple(one for one in goals.steps if one.number in journey.of(DAYS).named)
    if not live:
        return Message((Bullets(tuple(_step(one, mentee) for one in some)),), words.RECALL_TITLE())
    other = Buttons((Button(actions.ACT, words.OTHER_DAY()),))
    return Message((words.RECALL.text(), *_asked(some, mentee), other), words.RECALL_TITLE())


def reminded(journey: Journey, *, live: bool = True) -> Iterator[Post]:
    """The last reminder, drawn again."""
    if day := journey.of(DAYS).recalled:
        yield Post(reminder_key(day), Place.MENTEE, reminder(journey, live=live), refresh=True)

"""The card of the goals, its forms, and the card of what a séance ends with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.goals import actions, words
from bot.engine.flows.goals.state import GOALS, MOST, Goals, Progress, Step, is_asked, kept_of
from bot.engine.ids import CardId, Ref
from bot.engine.journey import Journey, Sitting
from bot.engine.messages import (
    Bullets,
    Button,
    Buttons,
    Choices,
    Entry,
    Field,
    Form,
    Line,
    Message,
    Option,
    Part,
    Style,
    typed,
)
from bot.engine.people import Member, Place, Role
from bot.engine.programme import Programme

LONGEST = 200
"""Characters of a goal, an action, a suggestion, or a thing to keep."""

KEY: CardId = ids.card(actions.CARD)


def card(journey: Journey, *, live: bool = True) -> Message:
    """What both see; `live`: with what can be pressed."""
    goals, mentee = journey.of(GOALS), journey.members[Role.MENTEE]
    parts: list[Part] = [words.WHAT_FOR.text(name=mentee.name)] if goals.is_empty else []
    parts += what_there_is(journey)
    if live:
        first = Style.PRIMARY if goals.is_empty else Style.PLAIN
        more = (Button(actions.ACT, words.ACT()),) if goals.goals else ()
        parts.append(words.OWNER.quiet(name=mentee.name))
        parts.append(
            Buttons((Button(actions.WRITE, words.WRITE(), style=first), *more, Button(actions.SUGGEST, words.SUGGEST())))
        )
    return Message(tuple(parts), words.TITLE())


def what_there_is(journey: Journey) -> Iterator[Part]:
    """Goals, actions and suggestions, each under its heading."""
    goals, mentee = journey.of(GOALS), journey.members[Role.MENTEE]
    if goals.goals:
        yield Bullets(
            tuple(
                Line(words.GOAL(goal=typed(one.text), sign=typed(one.sign)) if one.sign else typed(one.text))
                for one in goals.goals
            ),
            words.GOALS(),
        )
    if steps := tuple(_step(one, mentee) for one in shown_steps(goals)):
        yield Bullets(steps, words.STEPS())
    if goals.suggestions:
        said = tuple(Line(typed(one)) for one in goals.suggestions)
        yield Bullets(said, words.SUGGESTIONS(name=journey.members[Role.MENTOR].name))


def shown_steps(goals: Goals) -> tuple[Step, ...]:
    """What is under way, and the last few that are not."""
    over = [one for one in goals.steps if one.progress is Progress.DONE][-MOST:]
    return tuple(one for one in goals.steps if one.is_open or one in over)


def _step(one: Step, mentee: Member) -> Line:
    progress = words.PROGRESS[one.progress]()
    if one.day is None or not one.is_open:
        return Line(words.STEP(step=typed(one.text), progress=progress))
    noon = datetime.combine(one.day, time(12), ZoneInfo(mentee.zone)).astimezone(UTC)
    return Line(words.STEP_UNTIL(step=typed(one.text), progress=progress, when=noon))


def progress(goals: Goals) -> Iterator[Choices]:
    """How each action stands, in one tap."""
    for one in goals.under_way:
        options = tuple(Option(f"{one.number}:{state}", words.PROGRESS[state]()) for state in Progress)
        yield Choices(actions.STATE, words.WHERE(step=typed(one.text)), options, (f"{one.number}:{one.progress}",))


def goals_form(goals: Goals, *first: Part) -> Message:
    fields: list[Field] = []
    for n in words.NUMBERS:
        one = goals.goals[n - 1] if n <= len(goals.goals) else None
        text, sign = (one.text, one.sign) if one is not None else ("", "")
        fields.append(Field(f"goal{n}", words.FIELD_GOAL[n](), value=text, optional=True, most=LONGEST))
        fields.append(Field(f"sign{n}", words.FIELD_SIGN[n](), value=sign, optional=True, most=LONGEST))
    form = Form(actions.WRITTEN, tuple(fields), words.SAVE())
    return Message((*first, words.LIMIT.quiet(most=LONGEST), form), words.TITLE())


def step_form(text: str = "", day: str = "", *first: Part) -> Message:
    fields = (
        Field("step", words.FIELD_STEP(), value=text, most=LONGEST),
        Field("day", words.FIELD_DAY(), Entry.DATE, day, optional=True),
    )
    return Message((*first, Form(actions.ACTED, fields, words.SAVE())), words.TITLE())


def suggestion_form() -> Message:
    field = Field("suggestion", words.FIELD_SUGGESTION(), most=LONGEST)
    return Message((words.LIMIT.quiet(most=LONGEST), Form(actions.SUGGESTED, (field,), words.SAVE())), words.TITLE())


def posted(journey: Journey, *, refresh: bool = False) -> Post:
    return Post(KEY, Place.PAIR, card(journey), refresh=refresh)


def view(programme: Programme, journey: Journey, sitting: Sitting, ref: Ref, role: Role) -> Message | None:
    return card(journey)


# What a séance ends with -------------------------------------------------------------------------------------------


def kept_key(seance: int) -> CardId:
    return ids.card(actions.KEPT, seance)


def kept_card(journey: Journey, seance: int, *, live: bool = True) -> Message:
    """Up to three things to keep, or none."""
    title, said = words.KEEP_TITLE(seance=seance), kept_of(journey, seance)
    if is_asked(journey, seance):
        buttons = (Button(actions.TAKE, words.KEEP_SAVE(), style=Style.PRIMARY), Button(actions.SKIP, words.KEEP_SKIP()))
        return Message((words.KEEP_LEAD.text(), *((Buttons(buttons),) if live else ())), title)
    shown: Part = Bullets(tuple(Line(typed(one)) for one in said)) if said else words.SKIPPED.quiet()
    change = (Buttons((Button(actions.TAKE, words.KEEP_CHANGE()),)),) if live else ()
    return Message((shown, *change), title)


def kept_form(journey: Journey, seance: int) -> Message:
    said = kept_of(journey, seance)
    fields = tuple(
        Field(f"kept{n}", words.KEEP_FIELD[n](), value=said[n - 1] if n <= len(said) else "", optional=True, most=LONGEST)
        for n in words.NUMBERS
    )
    form = Form(actions.TAKEN, fields, words.SAVE())
    return Message((words.LIMIT.quiet(most=LONGEST), form), words.KEEP_TITLE(seance=seance))


def kept_posted(journey: Journey, seance: int) -> Post:
    return Post(kept_key(seance), Place.PAIR, kept_card(journey, seance), seance)


def recalled(journey: Journey, seance: int) -> Iterator[Part]:
    """What they kept of a séance, on the next preparation."""
    if said := kept_of(journey, seance):
        yield Bullets(tuple(Line(typed(one)) for one in said), words.KEPT(seance=seance))

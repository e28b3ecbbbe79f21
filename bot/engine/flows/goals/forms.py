"""The forms of goals, actions and suggestions, and how they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.engine.commands import read_whole_day
from bot.engine.flows.goals import actions, words
from bot.engine.flows.goals.state import MOST, Goal, Goals, Progress, Step, moved, with_step
from bot.engine.messages import Entry, Field, Form, Message, Part

LONGEST = 150
"""Characters of a goal, how they will know, an action, or a suggestion."""

AHEAD = timedelta(days=365)
"""A day lies no further ahead: it is said without its year."""


class NoDay(ValueError):
    """What stands in a field is no day to come."""


def line(text: str) -> str:
    """One line of it, as long as a card holds."""
    return " ".join(text.split())[:LONGEST].strip()


def goals_form(goals: Goals) -> Message:
    fields: list[Field] = []
    for n in words.NUMBERS:
        one = goals.goals[n - 1] if n <= len(goals.goals) else Goal("")
        fields.append(Field(f"goal{n}", words.FIELD_GOAL[n](), value=one.text, optional=True, most=LONGEST))
        fields.append(Field(f"sign{n}", words.FIELD_SIGN[n](), value=one.sign, optional=True, most=LONGEST))
    return _form(words.LIMIT.quiet(most=LONGEST), Form(actions.WRITTEN, tuple(fields), words.SAVE()))


def read_goals(fields: Mapping[str, str]) -> tuple[Goal, ...]:
    """Those that are written; a sign without a goal is none."""
    said = ((line(fields.get(f"goal{n}", "")), line(fields.get(f"sign{n}", ""))) for n in words.NUMBERS)
    return tuple(Goal(text, sign) for text, sign in said if text)


def rows(goals: Goals) -> tuple[int, ...]:
    """The numbers of the actions that the form holds: those under way, and then new ones."""
    held = [one.number for one in goals.under_way][:MOST]
    return (*held, *range(goals.next_number, goals.next_number + MOST - len(held)))


def steps_form(goals: Goals, told: Mapping[str, str] | None = None, *first: Part) -> Message:
    """`told`: as it was typed, where something is asked for again."""
    fields: list[Field] = []
    for n, number in enumerate(rows(goals), 1):
        text, day = (
            _as_told(goals, number) if told is None else (told.get(f"step{number}", ""), _typed_day(told, number))
        )
        fields.append(Field(f"step{number}", words.FIELD_STEP[n](), value=text[:LONGEST], optional=True, most=LONGEST))
        fields.append(Field(f"day{number}", words.FIELD_DAY[n](), Entry.DATE, day, optional=True))
    form = Form(actions.ACTED, tuple(fields), words.SAVE())
    return _form(*first, words.LIMIT_STEPS.quiet(most=LONGEST), form)


def _as_told(goals: Goals, number: int) -> tuple[str, str]:
    one = goals.step(number)
    return (one.text, one.day.isoformat() if one.day is not None else "") if one is not None else ("", "")


def _typed_day(told: Mapping[str, str], number: int) -> str:
    day = read_whole_day(told.get(f"day{number}", ""))
    return day.isoformat() if day is not None else ""


def read_steps(goals: Goals, fields: Mapping[str, str], today: date, seance: int) -> Goals:
    """What the form makes of the actions. One that is under way and emptied is left aside. Raises `NoDay`."""
    for number in _numbers(goals, fields):
        text, before = line(fields.get(f"step{number}", "")), goals.step(number)
        if before is not None and not text:
            goals = with_step(goals, moved(before, Progress.DROPPED, seance))
        elif text and (before is not None or len(goals.under_way) < MOST):
            kept = before.day if before is not None else None
            day = _day(fields.get(f"day{number}", ""), today, kept)
            goals = with_step(goals, replace(before or Step(number, text), text=text, day=day))
    return goals


def _numbers(goals: Goals, fields: Mapping[str, str]) -> Iterator[int]:
    """Those of the form that are under way, or new."""
    under_way = {one.number for one in goals.under_way}
    for number in range(1, goals.next_number + MOST):
        if f"step{number}" in fields and (number in under_way or goals.step(number) is None):
            yield number


def _day(text: str, today: date, before: date | None) -> date | None:
    """A day to come, or the one that stood there before."""
    if not text.strip():
        return None
    day = read_whole_day(text)
    if day is None or (day != before and not today <= day <= today + AHEAD):
        raise NoDay(text)
    return day


def suggestions_form(goals: Goals) -> Message:
    fields = tuple(
        Field(
            f"suggestion{n}",
            words.FIELD_SUGGESTION[n](),
            value=goals.suggestions[n - 1] if n <= len(goals.suggestions) else "",
            optional=True,
            most=LONGEST,
        )
        for n in words.NUMBERS
    )
    return _form(words.LIMIT.quiet(most=LONGEST), Form(actions.SUGGESTED, fields, words.SAVE()))


def read_suggestions(fields: Mapping[str, str]) -> tuple[str, ...]:
    said = (line(fields.get(f"suggestion{n}", "")) for n in words.NUMBERS)
    return tuple(dict.fromkeys(text for text in said if text))


def _form(*parts: Part) -> Message:
    return Message(parts, words.TITLE())

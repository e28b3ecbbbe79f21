"""The forms by which coordinators name people whom the bot may not know."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words as desk_words
from bot.engine.flows.coordination.inquiries import words
from bot.engine.flows.status.words import TRACKS
from bot.engine.messages import Button, Buttons, Entry, Field, Form, Message, Option, Part
from bot.engine.people import Role
from bot.engine.programme import Track

LONGEST_LINES = 40_000
"""Characters of lines that are pasted; a file takes more."""
LONGEST_NAME = 100

Filled = Mapping[str, str]
"""What stands in the fields, by name."""


def enrol(programme: str, filled: Filled, week: date, unnamed: Collection[Role] = ()) -> Message:
    """`week`: that is proposed for the beginning; `unnamed`: of whom nobody else tells the name."""
    lines = Button(actions.TO_LINES, words.TO_LINES(), programme)
    parts = (words.LEAD.text(), pair(filled, week, unnamed), Buttons((lines,)), words.FILE.quiet())
    return Message(parts, words.TITLE())


def pair(filled: Filled, week: date, unnamed: Collection[Role] = ()) -> Form:
    tracks = tuple(Option(track.value, TRACKS[track]()) for track in Track)
    fields = (
        *(each for role in Role for each in _person(role, filled, named=role not in unnamed)),
        Field("track", desk_words.TRACK(), Entry.CHOICE, filled.get("track", Track.MENTORING), options=tracks),
        Field("first_week", words.FIRST_WEEK(), Entry.DATE, filled.get("first_week", week.isoformat())),
    )
    return Form(actions.ENROL_PAIR, fields, words.SUBMIT())


def _person(role: Role, filled: Filled, *, named: bool) -> Iterator[Field]:
    yield Field(f"{role}_address", words.ROLE[role](), Entry.PERSON, filled.get(f"{role}_address", ""))
    if not named:
        yield Field(role, words.NAME_OF[role](), value=filled.get(role, ""), most=LONGEST_NAME)


def lines(week: date) -> Message:
    """`week`: that stands in the example."""
    field = Field("lines", words.LINES(), Entry.TEXT, most=LONGEST_LINES)
    form = Form(actions.ENROL_LINES, (field,), words.LINES_SUBMIT())
    return Message((words.LINES_LEAD.text(week=week.isoformat()), form), words.TITLE())


def appoint(filled: Filled, *, named: bool = True) -> Message:
    """`named`: the name is known, or will be."""
    parts: tuple[Part, ...] = (words.APPOINT_LEAD.text(), appointee(filled, named=named))
    return Message(parts, desk_words.COORDINATORS_TITLE())


def appointee(filled: Filled, *, named: bool) -> Form:
    person = Field("whom", words.PERSON(), Entry.PERSON, filled.get("whom", ""))
    name = Field("name", words.NAME(), value=filled.get("name", ""), most=LONGEST_NAME)
    return Form(actions.APPOINT_NEW, (person,) if named else (person, name), words.APPOINT_SUBMIT())

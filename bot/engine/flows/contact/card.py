"""The private card: who would read a line, the line, and whom else there is; and what the coordinators get."""

from __future__ import annotations

from bot.engine import ids
from bot.engine.effects import Post
from bot.engine.flows.contact import actions, words
from bot.engine.flows.contact.outside import outside
from bot.engine.flows.contact.state import asked, mark
from bot.engine.flows.coordination.desk.taking import take
from bot.engine.ids import CardId
from bot.engine.journey import Journey
from bot.engine.messages import Button, Buttons, Field, Form, Line, Message, Part, Style, Text, typed
from bot.engine.people import Place, Role
from bot.engine.programme import Programme

LONGEST = 500
"""Characters of a line."""
LINE = "line"


def key(role: Role) -> CardId:
    return ids.card(actions.CARD, role=role)


def names(journey: Journey) -> str:
    """Those who would read it: who coordinates, and is not of this pair."""
    return ", ".join(journey.coordinators)


def to_write(programme: Programme, journey: Journey, line: str, *first: Part) -> Message:
    """A line to write, or to change, under the names of those who would read it."""
    if not journey.coordinators:
        return nobody(programme)
    field = Field(LINE, words.FIELD(most=LONGEST), value=line, most=LONGEST)
    parts = (
        *first,
        words.LEAD.text(),
        words.READERS.text(names=names(journey)),
        Form(actions.WRITE, (field,), words.READ_AGAIN()),
        outside(programme),
    )
    return Message(parts, words.TITLE())


def to_send(programme: Programme, journey: Journey, line: str, *first: Part) -> Message:
    """What was written, as it would go. Nothing has gone yet."""
    if not journey.coordinators:
        return nobody(programme)
    readers = names(journey)
    send = Button(
        actions.SEND,
        words.SEND(),
        mark(line, journey.coordinators),
        Style.PRIMARY,
        confirm=words.ASK(names=readers),
    )
    buttons = (send, Button(actions.CHANGE, words.CHANGE()), Button(actions.DROP, words.DROP()))
    parts = (
        *first,
        words.YOURS.text(),
        Text(Line(typed(line))),
        words.READERS.text(names=readers),
        Buttons(buttons),
        outside(programme),
    )
    return Message(parts, words.TITLE())


def sent(programme: Programme, journey: Journey, line: str) -> Message:
    """To whom it has gone, and what it was: it is not kept, so this is where its writer has it."""
    parts = (words.SENT.text(names=names(journey)), Text(Line(typed(line)), quiet=True), outside(programme))
    return Message(parts, words.TITLE())


def nobody(programme: Programme, *first: Part) -> Message:
    """Before anything is written: there is nobody to whom it could go."""
    return Message((*first, words.NOBODY.text(), outside(programme)), words.TITLE())


def told(programme: Programme, *first: Part) -> Message:
    return Message((*first, outside(programme)), words.TITLE())


# What the coordinators get -----------------------------------------------------------------------------------------


def a_line(journey: Journey, role: Role, line: str) -> Post:
    """Under its writer's name alone: whom they are a pair with is not said."""
    said = (words.TO_COORDINATORS.text(name=_name(journey, role)), Text(Line(typed(line))))
    return _to_coordinators(journey, role, actions.LINE, *said)


def a_wish(journey: Journey, role: Role) -> Post:
    """That they would like a word, and nothing more."""
    return _to_coordinators(journey, role, actions.WORD, words.WISH.text(name=_name(journey, role)))


def _to_coordinators(journey: Journey, role: Role, kind: str, *said: Part) -> Post:
    """`contact-line.mentor.2` is the second thing that the mentor asks for; `asked` holds it already."""
    name, nth = _name(journey, role), len(asked(journey, role))
    taking = Buttons((take(journey.pair, role, name),))
    message = Message((*said, words.ANSWER.quiet(name=name), taking), words.TO_COORDINATORS_TITLE(name=name))
    return Post(ids.card(kind, role=role, rest=f"{nth}"), Place.COORDINATORS, message)


def _name(journey: Journey, role: Role) -> str:
    return journey.members[role].name

"""What a coordinator writes to the people of their programme: to write, to send, on its way; and as each of them gets it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.engine.flows.common import run
from bot.engine.flows.contact.actions import CONTACT
from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words
from bot.engine.flows.coordination.desk.query import Query
from bot.engine.flows.coordination.desk.words import Show
from bot.engine.flows.coordination.listed import PairFilter
from bot.engine.flows.language.words import NAMED
from bot.engine.flows.status.words import TRACKS
from bot.engine.journey import Stage
from bot.engine.messages import Bullets, Button, Buttons, Field, Form, Line, Message, Part, Say, Style, Text, typed

LONGEST = 1000
"""Characters of an announcement."""
TEXT = "text"
BEGUN = 200
"""Characters that are shown of one that was sent."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """What is written so far, and whom it is for."""

    id: str
    text: str
    query: Query
    people: int
    mark: str
    """What tells this text, and whom it is for, from any other."""
    by: str
    """Its writer's name."""
    is_member: bool = False
    """Its writer is in a pair of the programme, which is left out."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One that was sent, as coordinators see it."""

    id: str
    by: str
    """Empty if nobody knows them any more."""
    sent: datetime
    people: int
    reached: int
    text: str
    is_under_way: bool
    """Somebody may still get it."""
    withdrawn: datetime | None = None


def is_for(which: PairFilter) -> bool:
    """Whether one may write to these pairs alone: not by what one of the two told in private, nor by a name."""
    is_private = which.needing or which.asked or which.undeliverable or which.named
    return not is_private and which.stage in (None, Stage.SCHEDULING)


def button(query: Query) -> Button:
    """To write to the pairs of a list."""
    label = words.ANNOUNCE() if query.which == PairFilter() else words.ANNOUNCE_THESE()
    return Button(actions.TO_ANNOUNCE, label, str(query.narrowed()))


def to_write(one: Drafted, sent: Sequence[Shown] = (), *first: Part) -> Message:
    parts = (*first, *_for(one), form(one.text), _others(one), *_sent(sent))
    return Message(parts, words.ANNOUNCE_TITLE())


def form(text: str) -> Form:
    field = Field(TEXT, words.ANNOUNCE_FIELD(most=LONGEST), value=text, most=LONGEST)
    return Form(actions.WRITTEN, (field,), words.ANNOUNCE_READ())


def form_alone(text: str) -> Message:
    """For a channel that had no room for it on the card."""
    return Message((form(text),), words.ANNOUNCE_TITLE())


def to_send(one: Drafted, *first: Part) -> Message:
    """What was written, as it would go. Nothing has gone yet."""
    change = (
        Button(actions.REWRITE, words.ANNOUNCE_CHANGE(), one.id),
        Button(actions.DROP, words.ANNOUNCE_DROP(), one.id),
    )
    send = Button(
        actions.SEND,
        words.ANNOUNCE_SEND(count=one.people),
        f"{one.id} {one.mark}",
        Style.PRIMARY,
        confirm=words.ANNOUNCE_ASK(count=one.people),
    )
    parts = (
        *first,
        *_for(one),
        words.ANNOUNCE_AS.text(name=typed(one.by)),
        Text(Line(typed(one.text))),
        Buttons((send, *change) if one.people else change),
        _others(one),
    )
    return Message(parts, words.ANNOUNCE_TITLE())


def _for(one: Drafted) -> Iterator[Part]:
    """Whom it is for, and how many people that is."""
    title = words.ANNOUNCE_TO(count=one.people) if one.people else words.ANNOUNCE_TO_NOBODY()
    yield Bullets(tuple(map(Line, _narrowed(one.query.which))), title)
    if one.is_member:
        yield words.ANNOUNCE_NOT_YOURS.quiet()


def _narrowed(which: PairFilter) -> Sequence[Say]:
    found = []
    if which.stage is Stage.SCHEDULING:
        found.append(words.SHOWN[Show.UNDATED]())
    if which.seance is not None:
        found.append(words.SEANCE(seance=which.seance))
    if which.track is not None:
        found.append(TRACKS[which.track]())
    if which.language is not None:
        found.append(NAMED(code=which.language))
    return found or [words.ANNOUNCE_EVERYBODY()]


def _others(one: Drafted) -> Part:
    return Buttons((Button(actions.LIST, words.ANNOUNCE_OTHERS(), str(one.query.narrowed())),))


# Once it is sent ---------------------------------------------------------------------------------------------------


def goes(one: Shown, until: datetime) -> Message:
    """To who has sent it."""
    said = words.ANNOUNCE_GOES.text(count=one.people, until=until)
    return Message((said, *_state(one)), words.ANNOUNCE_TITLE())


def gone(one: Shown) -> Message:
    """To who sends it once more."""
    return Message((words.ANNOUNCE_GONE.text(), *_state(one)), words.ANNOUNCE_TITLE())


def withdrawn(unreached: int, reached: int) -> Message:
    return Message((words.ANNOUNCE_WITHDRAWN.text(count=unreached, reached=reached),), words.ANNOUNCE_TITLE())


def nothing() -> Message:
    """There is no such announcement, or it is none of theirs: nobody is told which."""
    return Message((words.ANNOUNCE_NOTHING.text(),), words.ANNOUNCE_TITLE())


def dropped() -> Message:
    return Message((words.ANNOUNCE_DROPPED.text(),), words.ANNOUNCE_TITLE())


def _sent(sent: Sequence[Shown]) -> Iterator[Part]:
    if sent:
        yield words.ANNOUNCE_SENT.text()
        for one in sent:
            yield from _state(one)


def _state(one: Shown) -> Iterator[Part]:
    by = typed(one.by) if one.by else words.ANNOUNCE_SOMEBODY()
    said = words.ANNOUNCE_STATE if one.withdrawn is None else words.ANNOUNCE_STATE_WITHDRAWN
    yield said.text(name=by, when=one.sent, count=one.people, reached=one.reached)
    yield Text(Line(typed(_begun(one.text))), quiet=True)
    if one.is_under_way:
        withdraw = Button(
            actions.WITHDRAW,
            words.ANNOUNCE_WITHDRAW(),
            one.id,
            confirm=words.ANNOUNCE_WITHDRAW_ASK(reached=one.reached),
        )
        yield Buttons((withdraw,))


def _begun(text: str) -> str:
    return text if len(text) <= BEGUN else f"{text[: BEGUN - 1]}…"


# What people get ---------------------------------------------------------------------------------------------------


def announcement(by: str, text: str) -> Message:
    """Under its writer's name, and in their words."""
    said = (words.ANNOUNCEMENT.text(name=typed(by)), Text(Line(typed(text))), Buttons((run(CONTACT),)))
    return Message(said, words.ANNOUNCEMENT_TITLE())

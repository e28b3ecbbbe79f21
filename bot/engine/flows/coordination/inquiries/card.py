"""What coordinators read of an inquiry: that people are looked up, what became of it, and what is wrong with whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.engine.flows.coordination.inquiries import words
from bot.engine.flows.coordination.inquiries.flaws import Flaw
from bot.engine.messages import Bullets, Line, Message, Part, Say, typed

MOST = 20
"""Lines of which a message says what is wrong."""
ROOM = 200
"""Characters of what was written that are said again."""


@dataclass(frozen=True, slots=True)
class EndedLine:
    """A pair that is there already, and is over."""

    mentor: str
    mentee: str
    when: datetime


def looking(*, one: bool = False) -> Message:
    return Message((words.LOOKING_FOR.text() if one else words.LOOKING.text(),))


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What became of the lines."""

    new: int
    there: int
    """Pairs that were stored already."""
    ended: Sequence[EndedLine]
    asks: bool
    """Whether they are asked first."""
    spread: tuple[datetime, datetime] | None = None
    """The first and the last day of first messages, if these are parted."""


def enrolled(done: Enrolled) -> Message:
    parts: list[Part] = [words.DONE.text(count=done.new)]
    if done.there:
        parts.append(words.THERE.text(count=done.there))
    if done.new and done.asks:
        parts.append(words.ASKED.text())
    if done.spread is not None:
        first, last = done.spread
        parts.append(words.SPREAD.text(first=first, last=last))
    elif done.new and not done.asks:
        parts.append(words.TOLD.text())
    if done.ended:
        lines = done.ended[:MOST]
        said = (words.ENDED(mentor=typed(one.mentor), mentee=typed(one.mentee), when=one.when) for one in lines)
        parts.append(Bullets(tuple(map(Line, said))))
    return Message(tuple(parts), words.TITLE())


def refused(flaws: Sequence[tuple[int, Flaw]], *again: Part) -> Message:
    """Nobody is enrolled; `flaws` with the number of their line, 0 where there are no lines. `again`: to put it right."""
    said = tuple(Line(_at(line, one)) for line, one in flaws[:MOST])
    parts: list[Part] = [words.NOTHING.text(), Bullets(said)]
    if len(flaws) > MOST:
        parts.append(words.MORE_FLAWS.text(count=len(flaws) - MOST))
    return Message((*parts, *again), words.TITLE())


def not_found(name: str, why: Flaw, *again: Part) -> Message:
    """Somebody cannot take part; nothing is changed."""
    return Message((words.NOT_FOUND.text(name=typed(_cut(name)), flaw=flaw(why)), *again))


def unreached() -> Message:
    return Message((words.UNREACHED.text(),))


def lost() -> Message:
    return Message((words.LOST.text(),))


def too_long() -> Message:
    return Message((words.TOO_LONG.text(),), words.TITLE())


def flaw(one: Flaw) -> Say:
    return words.FLAW[one.kind](about=typed(_cut(one.about)), other=typed(_cut(one.other)))


def _at(line: int, one: Flaw) -> Say:
    return words.AT_LINE(line=line, flaw=flaw(one)) if line else flaw(one)


def _cut(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= ROOM else f"{said[: ROOM - 1]}…"

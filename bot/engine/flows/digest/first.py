"""What needs a human first: who asked for a word, which pairs wait for what, and who cannot be reached; each with what helps.

1. Few are named, so that a message of a platform's holds them with their reasons and buttons, however long their names are.
   Nobody is left out: the list of all pairs is a button away.
2. Whoever is gone by now has no name, and is shown no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import TypeVar

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk.announcing import button as to_announce
from bot.engine.flows.coordination.desk.query import Query
from bot.engine.flows.coordination.desk.taking import take
from bot.engine.flows.coordination.listed import PairFilter
from bot.engine.flows.coordination.needs import DOUBTED, LATE, NeedKind
from bot.engine.flows.digest import words
from bot.engine.flows.digest.frozen import Asked, FrozenWeek, Late, Unreached
from bot.engine.flows.digest.model import Names
from bot.engine.flows.nudge import actions as nudge_actions
from bot.engine.messages import Bullets, Button, Buttons, Line, Part, Say, typed

T = TypeVar("T")

LISTED = 5
"""Pairs and people that a list names at most."""
ROOM = 250
"""Characters of names in a list, beyond which it names no more."""
_SPARE = 20
"""How many more are looked up, lest those who are gone leave a gap."""

_ENCOURAGED = LATE | {NeedKind.UNANSWERED}
"""What a kind word helps with."""


def named(frozen: FrozenWeek) -> tuple[str, ...]:
    """The pairs whose names `first` may show."""
    most = LISTED + _SPARE
    asked, late = (one.pair for one in frozen.asked[:most]), (one.pair for one in frozen.late[:most])
    unreached = (one.pair for one in frozen.unreached[-most:] if one.pair)
    return tuple(dict.fromkeys((*asked, *late, *unreached)))


def _fitting(found: Sequence[T], names: Callable[[T], str]) -> Sequence[T]:
    """The first of them that a list has room for, and one at least."""
    room = accumulate(len(names(one)) for one in found[:LISTED])
    return [one for n, (one, taken) in enumerate(zip(found, room, strict=False)) if n == 0 or taken <= ROOM]


def first(frozen: FrozenWeek, names: Names, programme: str) -> Iterator[Part]:
    """`programme` is its id."""
    yield from _asked(frozen.asked, names)
    yield from _late(frozen, names, programme)
    if frozen.unreached_in_all:
        yield from unreached(frozen.unreached, names, words.UNDELIVERABLE(count=frozen.unreached_in_all))
    yield Buttons(tuple(_lists(frozen, programme)))


def _lists(frozen: FrozenWeek, programme: str) -> Iterator[Button]:
    yield Button(actions.LIST, words.ALL_PAIRS(), str(Query(programme)))
    if any(one.pair for one in frozen.unreached):
        yield all_unreached(programme)
    yield to_announce(Query(programme))
    if frozen.linkless:
        yield Button(actions.LINKS, words.LINKS(), programme)


def all_unreached(programme: str) -> Button:
    return Button(actions.LIST, words.ALL_UNREACHED(), str(Query(programme, PairFilter(undeliverable=True))))


# Who asked for a word --------------------------------------------------------------------------------------------


def _asked(asked: Sequence[Asked], names: Names) -> Iterator[Part]:
    """By name, each once: what they wrote, if anything, has come in a message of its own."""
    known = {one.person: (one, name) for one in asked if (name := names.pairs.get(one.pair, {}).get(one.person))}
    shown = _fitting(list(known.values()), lambda one: one[1])
    if not shown:
        return
    yield Bullets(tuple(Line(_would_like(one, name)) for one, name in shown), words.ASKED())
    gone = sum(one.pair not in names.pairs for one in asked[: LISTED + _SPARE])
    if (more := len({one.person for one in asked}) - gone - len(shown)) > 0:
        yield words.ASKED_MORE.text(count=more)
    waiting = [(one.pair, one.role, name) for one, name in shown if one.role is not None and not one.taken]
    if waiting:
        yield Buttons(tuple(take(pair, role, name) for pair, role, name in waiting))


def _would_like(one: Asked, name: str) -> Say:
    if one.since is None:
        return typed(name)
    said = words.ASKED_TAKEN if one.taken else words.ASKED_SINCE
    return said(name=name, since=one.since)


# Pairs that may need a word --------------------------------------------------------------------------------------


def _late(frozen: FrozenWeek, names: Names, programme: str) -> Iterator[Part]:
    known = [(one, _pair(names, one.pair)) for one in frozen.late if one.pair in names.pairs]
    if not known:
        return
    shown = _fitting(known, lambda one: "".join(one[1]))
    lines = (
        Line(words.PAIR_LATE[one.why](seance=one.seance, mentor=mentor, mentee=mentee, since=one.since))
        for one, (mentor, mentee) in shown
    )
    yield Bullets(tuple(lines), words.LATE_TITLE())
    gone = sum(one.pair not in names.pairs for one in frozen.late[: LISTED + _SPARE])
    if (more := len(frozen.late) + frozen.unlisted - gone - len(shown)) > 0:
        yield words.MORE.text(count=more)
    yield Buttons(tuple(_helping(one, (mentor, mentee), programme) for one, (mentor, mentee) in shown))


def _helping(one: Late, who: tuple[str, str], programme: str) -> Button:
    mentor, mentee = who
    if one.why in _ENCOURAGED:
        return Button(nudge_actions.ASK, words.NUDGE(mentor=mentor, mentee=mentee), one.pair)
    if one.why in DOUBTED:
        return Button(actions.REPLACE, words.REPLACE(mentor=mentor, mentee=mentee), one.pair)
    return Button(actions.OPEN, words.LOOK(mentor=mentor, mentee=mentee), f"{one.pair} {Query(programme)}")


def _pair(names: Names, pair: str) -> tuple[str, str]:
    mentor, mentee = names.pairs[pair].values()
    return mentor, mentee


# Who could not be reached ----------------------------------------------------------------------------------------


def unreached(found: Sequence[Unreached], names: Names, title: Say) -> Iterator[Part]:
    """The newest are the last, and shown."""
    recent = found[-LISTED - _SPARE :]
    known = [(one, who) for one in recent if (who := _who(one, names)) is not None]
    shown = _fitting(known[::-1], lambda one: _named_in(one[1]))[::-1]
    lines = (Line(words.PAIR_UNDELIVERED(names=who, why=words.UNDELIVERED[one.reason]())) for one, who in shown)
    yield Bullets(tuple(lines), title)
    if (more := len(found) - len(recent) + len(known) - len(shown)) > 0:
        yield words.UNDELIVERABLE_MORE.text(count=more)


def _who(one: Unreached, names: Names) -> Say | None:
    if not one.pair:
        name = names.coordinators.get(one.person)
        return None if name is None else typed(name)
    if one.pair not in names.pairs:
        return None
    mentor, mentee = _pair(names, one.pair)
    name = names.pairs[one.pair].get(one.person)
    if name is None:
        return words.PAIR(mentor=mentor, mentee=mentee)
    return words.MEMBER(name=name, mentor=mentor, mentee=mentee)


def _named_in(who: Say) -> str:
    return "".join(str(name) for name in who.args.values())

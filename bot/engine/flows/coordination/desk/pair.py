"""One pair, as its coordinators see it: facts, what it needs, and what can be done about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk import words
from bot.engine.flows.coordination.desk.pairs import Seen, needs, of_two, where
from bot.engine.flows.coordination.desk.query import LONGEST_NAME, Query
from bot.engine.flows.coordination.desk.replacing import replace
from bot.engine.flows.coordination.desk.taking import take
from bot.engine.flows.coordination.listed import ListedPair
from bot.engine.flows.coordination.needs import NeedKind
from bot.engine.flows.digest.words import NUDGE
from bot.engine.flows.nudge import actions as nudge_actions
from bot.engine.flows.privacy.pairs import back_until
from bot.engine.flows.status.words import TRACKS
from bot.engine.flows.willing.state import Doubt
from bot.engine.messages import Bullets, Button, Buttons, Fact, Facts, Field, Form, Line, Message, Part, Say, typed
from bot.engine.people import Role
from bot.engine.programme import Timing

NAMED = frozenset({NeedKind.UNWILLING, NeedKind.UNHEARD})
"""Here it is said who of the two it is."""


def pair(timing: Timing, one: ListedPair, query: Query, seen: Seen) -> Message:
    stands = one.standing
    last = words.NEVER_MET() if stands.last is None else words.ON_DAY(when=stands.last)
    rows = (
        Fact(words.TRACK(), TRACKS[stands.track]()),
        Fact(words.STANDS(), where(one, seen)),
        Fact(words.MET_LAST(), last),
    )
    return Message((Facts(rows), *_needs(one, seen), *_doing(timing, one, seen.at), _back(query)), of_two(one))


def whom() -> Message:
    """The question whose pair it is."""
    name = Field("name", words.FIND_NAME(), most=LONGEST_NAME)
    return Message((words.WHOM.text(), Form(actions.FIND, (name,), words.FIND())), words.DO[actions.PAIR]())


def _needs(one: ListedPair, seen: Seen) -> Iterator[Part]:
    replaced = one.standing.replaced
    if replaced is not None:
        yield words.WAS_REPLACED.text(name=typed(one.names[replaced]))
    found = (*_doubts(one, seen), *needs(one, seen.at, NAMED))
    if found:
        yield Bullets(tuple(map(Line, found)), words.NEEDS())
    else:
        yield words.NEEDS_NOTHING.text()


def _doubts(one: ListedPair, seen: Seen) -> Iterator[Say]:
    """Who of the two it is that may not take part."""
    for each in one.standing.doubts:
        if each.since <= seen.at:
            said = words.SAID_NO if each.doubt is Doubt.NO else words.SAID_NOTHING
            yield said(name=typed(one.names[each.role]), when=each.since)


def _doing(timing: Timing, one: ListedPair, at: datetime) -> Iterator[Part]:
    stands, doing = one.standing, list[Button]()
    doing += (take(stands.pair, role, one.names[role]) for role in Role if role in stands.waiting)
    mentor, mentee = (typed(one.names[role]) for role in Role)
    if stands.replaced is None and (stands.ended is None or stands.left or stands.stopped is not None):
        doing += (replace(stands.pair, role, one.names[role]) for role in _may_go(one))
    if stands.ended is None:
        doing.append(Button(nudge_actions.ASK, NUDGE(mentor=mentor, mentee=mentee), stands.pair))
        ask = words.END_ASK(mentor=mentor, mentee=mentee, days=timing.back)
        doing.append(Button(actions.END, words.END(mentor=mentor, mentee=mentee), stands.pair, confirm=ask))
    elif stands.stopped is not None and at < back_until(timing, stands.stopped):
        doing.append(Button(actions.RESTORE, words.RESTORE(mentor=mentor, mentee=mentee), stands.pair))
    if doing:
        yield Buttons(tuple(doing))


def _may_go(one: ListedPair) -> Sequence[Role]:
    """Who can be replaced: the one who has left, or either of two who are there."""
    return one.standing.left or tuple(Role)


def _back(query: Query) -> Part:
    return Buttons((Button(actions.LIST, words.BACK(), str(query)),))

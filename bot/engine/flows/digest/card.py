"""The coordinators' week, as it was frozen: facts and totals, never anybody's answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.engine.flows.digest import words
from bot.engine.flows.digest.frozen import Asked, FrozenWeek, Late, Unreached
from bot.engine.flows.digest.model import Names
from bot.engine.flows.digest.totals import LEAST_NAMING, LEAST_PAIRS, LEAST_PEOPLE
from bot.engine.flows.evaluation import words as evaluation_words
from bot.engine.flows.nudge import actions as nudge_actions
from bot.engine.journey import Stage
from bot.engine.messages import Bar, Bullets, Button, Buttons, Chart, Fact, Facts, Line, Message, Part, Say, typed
from bot.engine.programme import Programme

LISTED = 10
"""Pairs and people that a list names: more of the longest names are too many for one message of a platform's."""
NUDGES = 5


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a digest is drawn: nothing in it but names and days hangs on that."""

    zone: str = "UTC"
    names: Names = field(default_factory=Names)


def digest(programme: Programme, frozen: FrozenWeek, threshold: int, reader: Reader) -> Message:
    """What a coordinator reads about a week that is over; `threshold`: of the programme."""
    timing, zone = programme.timing, reader.zone
    facts = Facts(
        (
            Fact(words.MET(), words.COUNT(count=frozen.met)),
            Fact(words.COMING(), words.COUNT(count=frozen.coming)),
            Fact(words.LATE(late=timing.late, silent=timing.silent), words.COUNT(count=frozen.late_in_all)),
            *_counted(frozen),
            Fact(words.LEFT(), words.COUNT(count=frozen.left)),
        )
    )
    bars = tuple(Bar(words.STAGE[stage](), frozen.stages[stage]) for stage in Stage if frozen.stages.get(stage))
    first, last = frozen.week.start.date(), frozen.week.sunday - timedelta(days=1)
    parts: tuple[Part, ...] = (
        words.LEAD.text(when=_noon(first, zone), until=_noon(last, zone)),
        facts,
        Chart(words.STAGES(), bars),
        *_late(frozen.late, reader.names),
        *_asked(frozen.asked, reader.names),
        *_totals(frozen, max(threshold, LEAST_PEOPLE)),
        *_fits(frozen),
        *_unreached(frozen, reader.names),
    )
    return Message(parts, words.TITLE())


def not_yet(sunday: date, zone: str) -> Message:
    """Before the programme's first week is over."""
    return Message((words.NOT_YET.text(when=_noon(sunday + timedelta(days=1), zone)),), words.TITLE())


def _noon(day: date, zone: str) -> datetime:
    """A day of the programme's, which is to read as the same day in every zone."""
    return datetime.combine(day, time(12), ZoneInfo(zone))


# Pairs that may need a word --------------------------------------------------------------------------------------


def _late(late: Sequence[Late], names: Names) -> Iterator[Part]:
    known = [(one, _pair(names, one.pair)) for one in late if one.pair in names.pairs]
    if not known:
        return
    shown = known[:LISTED]
    lines = (
        Line(words.PAIR_LATE[one.why](seance=one.seance, mentor=mentor, mentee=mentee, since=one.since))
        for one, (mentor, mentee) in shown
    )
    yield Bullets(tuple(lines), words.LATE_TITLE())
    if len(known) > LISTED:
        yield words.MORE.text(count=len(known) - LISTED)
    yield Buttons(
        tuple(
            Button(nudge_actions.ASK, words.NUDGE(mentor=mentor, mentee=mentee), one.pair)
            for one, (mentor, mentee) in shown[:NUDGES]
        )
    )


def _pair(names: Names, pair: str) -> tuple[str, str]:
    mentor, mentee = names.pairs[pair].values()
    return mentor, mentee


# Who asked for a word --------------------------------------------------------------------------------------------


def _asked(asked: Sequence[Asked], names: Names) -> Iterator[Part]:
    """By name, each once: what they wrote, if anything, has come in a message of its own."""
    known = {one.person: names.pairs[one.pair].get(one.person) for one in asked if one.pair in names.pairs}
    lines = [Line(typed(name)) for name in known.values() if name is not None]
    if not lines:
        return
    yield Bullets(tuple(lines[-LISTED:]), words.ASKED())
    if len(lines) > LISTED:
        yield words.ASKED_MORE.text(count=len(lines) - LISTED)


# Totals ----------------------------------------------------------------------------------------------------------


def _counted(frozen: FrozenWeek) -> Iterator[Fact]:
    if frozen.totals is not None:
        yield Fact(words.EVALUATIONS(), words.COUNT(count=frozen.totals.people))


def _totals(frozen: FrozenWeek, threshold: int) -> Iterator[Part]:
    if frozen.unreadable:
        yield words.UNREADABLE.quiet()
    elif frozen.totals is None:
        yield words.TOO_FEW.quiet(threshold=threshold, pairs=LEAST_PAIRS)
    else:
        ratings = frozen.totals.ratings
        if ratings:
            yield words.TOTALS.text()
            yield Facts(tuple(Fact(words.RATE[name](), words.LEVEL[level]()) for name, level in ratings.items()))
        if frozen.totals.helped:
            lines = tuple(Line(evaluation_words.HELPED_BY[chip]()) for chip in frozen.totals.helped)
            yield Bullets(lines, words.HELPED(least=LEAST_NAMING))


def _fits(frozen: FrozenWeek) -> Iterator[Part]:
    rows = tuple(Fact(words.FIT[each](), words.AT_LEAST(count=count)) for each, count in frozen.fits.items())
    if rows:
        yield words.FITS.text()
        yield Facts(rows)


# Who could not be reached ----------------------------------------------------------------------------------------


def _unreached(frozen: FrozenWeek, names: Names) -> Iterable[Part]:
    lines = [Line(line) for one in frozen.unreached if (line := _unreached_line(one, names)) is not None]
    if not frozen.unreached_in_all:
        return
    yield Bullets(tuple(lines[-LISTED:]), words.UNDELIVERABLE(count=frozen.unreached_in_all))
    if len(lines) > LISTED:
        yield words.UNDELIVERABLE_MORE.text(count=len(lines) - LISTED)


def _unreached_line(one: Unreached, names: Names) -> Say | None:
    who = _who(one, names)
    return None if who is None else words.PAIR_UNDELIVERED(names=who, why=words.UNDELIVERED[one.reason]())


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

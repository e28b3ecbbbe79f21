"""The coordinators' week, as it was frozen: facts and totals, never anybody's answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import reduce
from zoneinfo import ZoneInfo

from bot.engine.flows.coordination import actions
from bot.engine.flows.coordination.desk.helping import doing
from bot.engine.flows.coordination.needs import NeedKind
from bot.engine.flows.digest import words
from bot.engine.flows.digest.first import first
from bot.engine.flows.digest.frozen import Announced, FrozenWeek, PastWeek, StageCount
from bot.engine.flows.digest.model import Names
from bot.engine.flows.digest.totals import LEAST_NAMING, LEAST_PAIRS, LEAST_PEOPLE
from bot.engine.flows.evaluation import words as evaluation_words
from bot.engine.ids import Command
from bot.engine.journey import Stage
from bot.engine.messages import Bar, Bullets, Button, Buttons, Chart, Fact, Facts, Line, Message, Part, Say, typed
from bot.engine.programme import Programme, Timing, Track

ANNOUNCED = 3
"""Announcements that are named; the figure above them counts all."""


@dataclass(frozen=True, slots=True)
class Around:
    """The weeks that are kept before and after the one that is read, each by its Sunday."""

    before: date | None = None
    after: date | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a digest is drawn: nothing in it but names and days hangs on that."""

    zone: str = "UTC"
    names: Names = field(default_factory=Names)
    programme: str = ""
    """Its id, of which the list of all pairs is a button away."""
    around: Around = field(default_factory=Around)


def digest(programme: Programme, frozen: FrozenWeek, threshold: int, reader: Reader) -> Message:
    """What a coordinator reads about a week that is over; `threshold`: of the programme."""
    zone = reader.zone
    begun, ended = frozen.week.start.date(), frozen.week.sunday - timedelta(days=1)
    parts: tuple[Part, ...] = (
        words.LEAD.text(when=_noon(begun, zone), until=_noon(ended, zone)),
        *first(frozen, reader.names, reader.programme),
        Facts(tuple(_facts(programme.timing, frozen))),
        *_announced(frozen, reader.names),
        *_stages(frozen),
        *_weeks(frozen, zone),
        *_totals(frozen, max(threshold, LEAST_PEOPLE)),
        *_fits(frozen),
        *_turning(reader),
        doing(reader.programme, *_above(frozen)),
    )
    return Message(parts, words.TITLE())


def _above(frozen: FrozenWeek) -> tuple[Command, ...]:
    """The tasks that have a button further up."""
    links = (actions.LISTED_LINKS,) if frozen.linkless else ()
    return (actions.PAIRS, actions.ANNOUNCE, actions.DIGEST, *links)


def _turning(reader: Reader) -> Iterator[Part]:
    """To the weeks before and after it, as far as they are kept."""
    found = ((words.EARLIER, reader.around.before), (words.LATER, reader.around.after))
    turning = [Button(actions.WEEK, label(), f"{reader.programme} {day}") for label, day in found if day is not None]
    if turning:
        yield Buttons(tuple(turning))


def none_of(day: date, zone: str) -> Message:
    """No week is kept in which that day lies."""
    return Message((words.NO_SUCH_WEEK.text(when=_noon(day, zone)),), words.TITLE())


def which() -> Message:
    """What was typed names no day."""
    return Message((words.WHICH_WEEK.text(),), words.TITLE())


def not_yet(sunday: date, zone: str, programme: str) -> Message:
    """Before the programme's first week is over; `programme` is its id."""
    said = words.NOT_YET.text(when=_noon(sunday + timedelta(days=1), zone))
    return Message((said, doing(programme, actions.DIGEST)), words.TITLE())


def _noon(day: date, zone: str) -> datetime:
    """A day of the programme's, which is to read as the same day in every zone."""
    return datetime.combine(day, time(12), ZoneInfo(zone))


# Figures ---------------------------------------------------------------------------------------------------------


def _facts(timing: Timing, frozen: FrozenWeek) -> Iterator[Fact]:
    yield Fact(words.MET(), words.COUNT(count=frozen.met))
    yield Fact(words.COMING(), words.COUNT(count=frozen.coming))
    yield Fact(words.LATE(late=timing.late, silent=timing.silent), words.COUNT(count=frozen.late_in_all))
    usual = {NeedKind.UNANSWERED: timing.unanswered, NeedKind.MOVED: timing.moved}
    for kind, number in usual.items():
        if count := frozen.needs.get(kind):
            yield Fact(words.NEEDING[kind](number=number), words.COUNT(count=count))
    if (totals := frozen.totals) is not None:
        of_all = words.ANSWERED(count=totals.people, every=totals.asked)
        yield Fact(words.EVALUATIONS(), of_all if totals.asked else words.COUNT(count=totals.people))
    yield Fact(words.LEFT(), words.COUNT(count=frozen.left))
    if frozen.linkless:
        yield Fact(words.LINKLESS(), words.COUNT(count=frozen.linkless))


def _announced(frozen: FrozenWeek, names: Names) -> Iterator[Part]:
    """Who of the coordinators has written to several pairs, when, and to how many people."""
    if frozen.announced:
        lines = (Line(_said_to(one, names)) for one in frozen.announced[:ANNOUNCED])
        yield Bullets(tuple(lines), words.ANNOUNCED(count=len(frozen.announced)))


def _said_to(one: Announced, names: Names) -> Say:
    by = typed(names.coordinators[one.by]) if one.by in names.coordinators else words.ANNOUNCED_BY_SOMEBODY()
    said = words.ANNOUNCED_AND_WITHDRAWN if one.withdrawn else words.ANNOUNCED_TO
    return said(name=by, when=one.at, count=one.people)


# Séance by séance ------------------------------------------------------------------------------------------------


def _stages(frozen: FrozenWeek) -> Iterator[Part]:
    """Whoever has not begun, or has ended, stands at no séance."""
    at_none = {stage: frozen.stages[stage] for stage in (Stage.STARTING, Stage.ENDED) if frozen.stages.get(stage)}
    lines = [Line(_count(stage, pairs)) for stage, pairs in at_none.items()]
    under_way = [one for one in frozen.seances if one.stage not in at_none]
    for track, seance in dict.fromkeys((one.track, one.seance) for one in under_way):
        there = (one for one in under_way if (one.track, one.seance) == (track, seance))
        lines.append(Line(words.AT_SEANCE(seance=_seance(track, seance), pairs=_joined(there))))
    if not frozen.seances:
        others = {stage: pairs for stage, pairs in frozen.stages.items() if stage not in at_none and pairs}
        lines += [Line(_count(stage, pairs)) for stage, pairs in others.items()]
    if lines:
        yield Bullets(tuple(lines), words.STAGES())


def _seance(track: Track, number: int) -> Say:
    return words.MEETING(seance=number) if track is Track.NETWORKING else words.SEANCE(seance=number)


def _joined(counts: Iterable[StageCount]) -> Say:
    order = list(Stage)
    found = [words.THERE[one.stage](count=one.pairs) for one in sorted(counts, key=lambda one: order.index(one.stage))]
    return reduce(lambda before, after: words.AND(first=before, second=after), found)


def _count(stage: Stage, pairs: int) -> Say:
    return words.STAGE_COUNT(stage=words.STAGE[stage](), count=pairs)


def _weeks(frozen: FrozenWeek, zone: str) -> Iterator[Part]:
    """As soon as there are two to compare."""
    if not frozen.past:
        return
    weeks = (*frozen.past, PastWeek(frozen.week.sunday, frozen.met))
    bars = (Bar(words.WEEK(when=_noon(one.sunday - timedelta(days=7), zone)), one.met) for one in weeks)
    yield Chart(words.WEEKS(), tuple(bars))


# Totals ----------------------------------------------------------------------------------------------------------


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

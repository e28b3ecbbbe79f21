"""The report as a page that is read, and as rows of CSV."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import reduce

from bot.engine.flows.digest import words as digest_words
from bot.engine.flows.digest.totals import LEAST_NAMING, Level
from bot.engine.flows.digest.tracks import TrackCount
from bot.engine.flows.evaluation import words as evaluation_words
from bot.engine.flows.report import words
from bot.engine.flows.report.report import Report
from bot.engine.flows.status import words as status_words
from bot.engine.messages import Bar, Bullets, Chart, Fact, Facts, Line, Message, Part, Say, typed
from bot.engine.programme import Track

ALWAYS = (words.ENROLLED, words.FINISHED, words.HELD)
"""Said if they are none, too."""
COLUMNS = ("figure", "track", "seance", "level", "value")
"""The same in every language, so that what reads them need not know one."""


NOON = timedelta(hours=12)
"""Before the end of a week: its last day, in every zone."""


def page(report: Report, programme: str) -> Message:
    """`programme` is what it is called."""
    parts: list[Part] = [words.LEAD.text(programme=typed(programme), when=report.week.end - NOON)]
    for one in report.tracks:
        parts += _track(one)
    return Message((*parts, *_answers(report)), words.TITLE())


def figures(one: TrackCount) -> Facts:
    """How many pairs came how far."""
    found = (
        (words.ENROLLED, one.enrolled),
        (words.FINISHED, one.finished),
        (words.UNDER_WAY, one.under_way),
        (words.WAITING, one.waiting),
        (words.LEFT, one.left),
        (words.CUT_SHORT, one.cut_short),
        (words.HELD, sum(one.held.values())),
    )
    rows = (Fact(label(), digest_words.COUNT(count=count)) for label, count in found if count or label in ALWAYS)
    return Facts((Fact(status_words.TRACK(), status_words.TRACKS[one.track]()), *rows))


def _track(one: TrackCount) -> Iterator[Part]:
    yield figures(one)
    if one.held:
        yield Chart(words.MEETINGS(), tuple(Bar(_seance(one.track, n), pairs) for n, pairs in one.held.items()))


def _seance(track: Track, number: int) -> Say:
    named = digest_words.MEETING if track is Track.NETWORKING else digest_words.SEANCE
    return named(seance=number)


def _answers(report: Report) -> Iterator[Part]:
    if report.asked:
        of_all = words.ANSWERED(count=report.answered, every=report.asked)
        yield Facts((Fact(words.ANSWERS(), of_all),))
    if not report.ratings:
        yield words.NO_TOTALS.quiet()
        return
    yield words.TOTALS.text()
    yield Facts(tuple(Fact(digest_words.RATE[name](), _levels(found)) for name, found in report.ratings.items()))
    if report.helped:
        lines = (
            Line(words.WEEKS(level=evaluation_words.HELPED_BY[chip](), count=weeks))
            for chip, weeks in report.helped.items()
        )
        yield Bullets(tuple(lines), digest_words.HELPED(least=LEAST_NAMING))


def _levels(found: Mapping[Level, int]) -> Say:
    told = [words.WEEKS(level=digest_words.LEVEL[level](), count=weeks) for level, weeks in found.items()]
    return reduce(lambda before, after: digest_words.AND(first=before, second=after), told)


def rows(report: Report) -> Iterator[Sequence[object]]:
    """With their heading."""
    yield COLUMNS
    for one in report.tracks:
        for figure in ("enrolled", "finished", "under_way", "waiting", "left", "cut_short"):
            yield figure, one.track, "", "", getattr(one, figure)
        for seance, pairs in one.held.items():
            yield "held", one.track, seance, "", pairs
    yield "answered", "", "", "", report.answered
    yield "asked", "", "", "", report.asked
    for name, found in report.ratings.items():
        for level, weeks in found.items():
            yield name, "", "", level, weeks
    for chip, weeks in report.helped.items():
        yield f"helped:{chip}", "", "", "", weeks

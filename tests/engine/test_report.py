"""The sponsor's report: facts of all pairs, what the weeks told of answers, and nobody."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

from bot.engine.flows.coordination.standing import SeanceStanding, Standing, standing
from bot.engine.flows.digest.frozen import FrozenWeek
from bot.engine.flows.digest.model import Week
from bot.engine.flows.digest.totals import Level, Totals
from bot.engine.flows.digest.tracks import Tally, TrackCount
from bot.engine.flows.report.card import COLUMNS, page, rows
from bot.engine.flows.report.report import Report, report
from bot.engine.people import Role
from bot.engine.programme import USUAL, Track
from tests.labels import en
from tests.values import DAY, at, pair, said

BEGUN = at("2026-01-05 10:00")
SUNDAY = date(2026, 3, 8)


def stands(held: int = 0, **facts: object) -> Standing:
    """A pair that has held so many séances, and has the next one open."""
    seances = [SeanceStanding(n, BEGUN, held=BEGUN + n * DAY) for n in range(1, held + 1)]
    seances.append(SeanceStanding(held + 1, BEGUN))
    return replace(standing(USUAL, pair()), seances=tuple(seances), **facts)  # type: ignore[arg-type]


def week(n: int, totals: Totals | None, *pairs: Standing) -> FrozenWeek:
    return FrozenWeek(Week.ended(SUNDAY + n * timedelta(days=7), "UTC"), totals=totals, tracks=tracks(*pairs))


def tracks(*pairs: Standing) -> tuple[TrackCount, ...]:
    tally = Tally()
    for one in pairs:
        tally.add(one)
    return tally.tracks()


def weeks() -> list[FrozenWeek]:
    ended = BEGUN + 90 * DAY
    pairs = [
        stands(),
        stands(2),
        stands(6, ended=ended),
        stands(1, ended=ended, left=(Role.MENTEE,)),
        stands(3, ended=ended, closed=ended),
        stands(1, ended=ended, stopped=ended),
        replace(stands(), seances=()),
        stands(1, track=Track.NETWORKING),
    ]
    return [
        week(0, Totals(7, {"useful": Level.HIGH}, ("advice",), 9), stands()),
        week(1, None),
        week(2, Totals(6, {"useful": Level.HIGH, "shared": Level.LOW}, (), 10)),
        week(3, Totals(8, {"useful": Level.MIDDLE}, ("advice", "questions")), *pairs),
    ]


def whole(weeks: list[FrozenWeek]) -> Report:
    found = report(weeks)
    assert found is not None
    return found


def test_every_pair_is_counted_in_its_track_once() -> None:
    """Ended by its coordinators, or with the programme, a pair has not come to its own end."""
    mentoring, networking = whole(weeks()).tracks
    assert mentoring.enrolled == 7
    assert (mentoring.finished, mentoring.left, mentoring.cut_short) == (1, 1, 2)
    assert (mentoring.waiting, mentoring.under_way) == (1, 2)
    assert mentoring.held == {1: 5, 2: 3, 3: 2, 4: 1, 5: 1, 6: 1}
    assert networking == TrackCount(Track.NETWORKING, 1, held={1: 1})


def test_of_answers_it_adds_up_what_the_weeks_told_and_no_more() -> None:
    """A week that told of no totals adds nothing; one of an earlier release does not know how many were asked."""
    found = whole(weeks())
    assert (found.answered, found.asked) == (13, 19)
    assert found.ratings == {"useful": {Level.HIGH: 2, Level.MIDDLE: 1}, "shared": {Level.LOW: 1}}
    assert found.helped == {"advice": 2, "questions": 1}


def test_two_reports_differ_by_the_digests_between_them() -> None:
    """Of facts it tells where the last week that is over stood, and of answers nothing but what digests told."""
    before, after = whole(weeks()[:1]), whole(weeks())
    assert before.tracks == tracks(stands())
    told = [one.totals for one in weeks()[1:] if one.totals is not None and one.totals.asked]
    assert after.answered - before.answered == sum(one.people for one in told)


def test_before_the_first_frozen_week_there_is_none() -> None:
    assert report([]) is None
    assert report([week(0, None)]) is None, "one of an earlier release"


def test_its_page_reads_in_words() -> None:
    words = said(page(whole(weeks()), "Mentorat du Sud"))
    assert f"{en('report-finished')}: 1" in words
    assert f"{en('report-answers')}: 13 of 19" in words
    assert (
        f"{en('digest-rate-useful')}: mostly yes (2 weeks), {en('evaluation-scale-3')}, or no answer (one week)"
        in words
    )
    assert "Session 6 1" in words
    assert "Networking, meeting 1 1" in words
    assert "Mentorat du Sud, as of Saturday 28 March 2026" in words, "the last day of its last week"
    assert f"{en('evaluation-helped-advice')} (2 weeks)" in words
    assert f"{en('report-cut-short')}: 2" in words


def test_without_a_week_of_totals_it_says_so() -> None:
    words = said(page(whole([week(0, None, stands())]), "together"))
    assert en("report-no-totals") in words
    assert en("report-answers") not in words


def test_its_rows_say_the_same_in_every_language_and_name_nobody() -> None:
    text = StringIO()
    csv.writer(text).writerows(rows(whole(weeks())))
    found = list(csv.DictReader(StringIO(text.getvalue())))
    assert tuple(found[0]) == COLUMNS
    assert {"figure": "held", "track": "mentoring", "seance": "2", "level": "", "value": "3"} in found
    assert {"figure": "useful", "track": "", "seance": "", "level": "high", "value": "2"} in found
    assert not [name for name in ("Awa", "Camille", "p1") if name in text.getvalue()]

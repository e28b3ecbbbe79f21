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
from bot.engine.flows.report.card import COLUMNS, page, rows
from bot.engine.flows.report.report import Report, Tally, TrackReport, report
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


def week(n: int, totals: Totals | None) -> FrozenWeek:
    return FrozenWeek(Week.ended(SUNDAY + n * timedelta(days=7), "UTC"), totals=totals)


def weeks() -> list[FrozenWeek]:
    return [
        week(0, Totals(7, {"useful": Level.HIGH}, (), 9)),
        week(1, None),
        week(2, Totals(6, {"useful": Level.HIGH, "shared": Level.LOW}, (), 10)),
        week(3, Totals(8, {"useful": Level.MIDDLE}, ())),
    ]


def whole() -> Report:
    ended = BEGUN + 90 * DAY
    pairs = [
        stands(),
        stands(2),
        stands(6, ended=ended),
        stands(1, ended=ended, left=(Role.MENTEE,)),
        stands(1, track=Track.NETWORKING),
    ]
    return report(tally(*pairs), iter(weeks()))


def tally(*pairs: Standing) -> Tally:
    found = Tally()
    for one in pairs:
        found.add(one)
    return found


def test_every_pair_is_counted_in_its_track_once() -> None:
    mentoring, networking = whole().tracks
    assert (mentoring.enrolled, mentoring.finished, mentoring.left, mentoring.under_way) == (4, 1, 1, 2)
    assert mentoring.held == {1: 3, 2: 2, 3: 1, 4: 1, 5: 1, 6: 1}
    assert networking == TrackReport(Track.NETWORKING, 1, held={1: 1})


def test_of_answers_it_adds_up_what_the_weeks_told_and_no_more() -> None:
    """A week that told of no totals adds nothing; one of an earlier release does not know how many were asked."""
    found = whole()
    assert (found.answered, found.asked) == (13, 19)
    assert found.ratings == {"useful": {Level.HIGH: 2, Level.MIDDLE: 1}, "shared": {Level.LOW: 1}}


def test_its_page_reads_in_words() -> None:
    words = said(page(whole(), "Mentorat du Sud", BEGUN))
    assert f"{en('report-finished')}: 1" in words
    assert f"{en('report-answers')}: 13 of 19" in words
    assert f"{en('digest-rate-useful')}: mostly yes (2 weeks), somewhat, or no answer (one week)" in words
    assert "Session 6 1" in words
    assert "Networking, meeting 1 1" in words
    assert "Mentorat du Sud" in words


def test_without_a_week_of_totals_it_says_so() -> None:
    words = said(page(report(tally(stands()), [week(0, None)]), "together", BEGUN))
    assert en("report-no-totals") in words
    assert en("report-answers") not in words


def test_its_rows_say_the_same_in_every_language_and_name_nobody() -> None:
    text = StringIO()
    csv.writer(text).writerows(rows(whole()))
    found = list(csv.DictReader(StringIO(text.getvalue())))
    assert tuple(found[0]) == COLUMNS
    assert {"figure": "held", "track": "mentoring", "seance": "2", "level": "", "value": "2"} in found
    assert {"figure": "useful", "track": "", "seance": "", "level": "high", "value": "2"} in found
    assert not [name for name in ("Awa", "Camille", "p1") if name in text.getvalue()]

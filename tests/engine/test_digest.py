"""The coordinators' week: facts, who needs a word and why, and totals in which nobody can be recognised."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile

import pytest

from bot.engine.events import Left
from bot.engine.flows.contact.state import asking, taking
from bot.engine.flows.coordination import actions as desk
from bot.engine.flows.coordination.desk.query import Query
from bot.engine.flows.coordination.needs import Need, NeedKind, needs
from bot.engine.flows.coordination.standing import standing
from bot.engine.flows.digest.card import Reader, digest, not_yet
from bot.engine.flows.digest.first import LISTED
from bot.engine.flows.digest.frozen import KEPT, Asked, FrozenWeek, Late, StageCount, Unreached, needing, with_past
from bot.engine.flows.digest.model import Names, Week, is_late
from bot.engine.flows.digest.totals import Level, Totals
from bot.engine.flows.evaluation.state import Answers, Evaluation, with_evaluation
from bot.engine.flows.nudge import actions as nudge
from bot.engine.flows.nudge.reasons import NotNeeded, not_needed
from bot.engine.journey import Journey, Sitting, Stage
from bot.engine.messages import Chart, Message
from bot.engine.programme import Track
from bot.infra.codec import encode
from bot.ports import Reason
from tests.engine.walking import answering, booked, held, meeting, met, offered, season, through
from tests.labels import en
from tests.values import DAY, MENTEE, MENTOR, PROGRAMME, at, buttons, member, pair, said
from tests.weeks import facts

TIMING = PROGRAMME.timing
WEEK = Week.ended(date(2026, 3, 8), "UTC")
SUNDAY = WEEK.start


def names_of(journeys: Iterable[Journey]) -> Names:
    return Names({one.pair: {m.person: m.name for m in one.members.values()} for one in journeys})


def written(journeys: Sequence[Journey], week: Week = WEEK, totals: Totals | None = None) -> Message:
    frozen = replace(facts(journeys, week, TIMING), totals=totals)
    return digest(PROGRAMME, frozen, 5, Reader("UTC", names_of(journeys)))


def read(journeys: Sequence[Journey], week: Week = WEEK, totals: Totals | None = None) -> str:
    return said(written(journeys, week, totals))


# The week --------------------------------------------------------------------------------------------------------


def test_a_week_is_the_programmes_own_and_ends_on_saturday_at_midnight() -> None:
    week = Week.before(at("2026-01-10 23:30"), "Europe/Paris")  # Sunday, half past midnight, in Paris
    assert (week.start, week.end) == (at("2026-01-03 23:00"), at("2026-01-10 23:00"))
    assert (week.sunday, week.monday) == (date(2026, 1, 11), date(2026, 1, 12))
    assert Week.before(at("2026-01-10 23:30"), "UTC").sunday == date(2026, 1, 4)
    assert Week.before(week.end, "Europe/Paris") == week
    assert Week.of(week.end, "Europe/Paris").start == week.end
    assert Week.of(week.end - timedelta(microseconds=1), "Europe/Paris") == week


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "UTC", "Etc/GMT+12"])
def test_it_is_over_before_anybody_begins_their_monday(zone: str) -> None:
    earliest = at("2026-01-11 18:00")  # eight on Monday in Kiritimati, which nobody is ahead of
    assert Week.before(earliest, zone).sunday == date(2026, 1, 11)


def test_a_week_holds_its_first_instant_and_not_its_last() -> None:
    assert WEEK.start in WEEK
    assert WEEK.end not in WEEK
    assert WEEK.end - timedelta(microseconds=1) in WEEK


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "UTC", "Etc/GMT+12"])
def test_its_days_read_alike_in_every_zone(zone: str) -> None:
    message = digest(PROGRAMME, FrozenWeek(Week.ended(date(2026, 1, 11), "Europe/Paris")), 6, Reader(zone))
    assert "From Sunday 4 January to Saturday 10 January." in said(message, zone=zone)
    assert "Monday 12 January" in said(not_yet(date(2026, 1, 11), zone, "first"), zone=zone)


# Totals ----------------------------------------------------------------------------------------------------------


def test_totals_are_words_with_one_count_for_the_week() -> None:
    words = read([], totals=Totals(7, {"useful": Level.HIGH, "shared": Level.MIDDLE}, ("questions", "advice")))
    assert f"{en('digest-evaluations')}: 7" in words
    assert f"{en('digest-rate-useful')}: {en('digest-level-high')}" in words
    assert f"{en('digest-rate-shared')}: {en('digest-level-middle')}" in words
    assert en("digest-rate-closer") not in words
    named = f"{en('evaluation-helped-questions')}\n• {en('evaluation-helped-advice')}"
    assert f"{en('digest-helped', least=3)}\n• {named}" in words
    assert words.count("7") == 2  # the count, and the seventh of March


def test_it_says_how_many_answered_of_how_many_were_asked() -> None:
    assert f"{en('digest-evaluations')}: 7 of 12" in read([], totals=Totals(7, {}, (), 12))


def test_without_totals_nothing_is_counted_and_it_says_what_they_take() -> None:
    words = read([])
    assert en("digest-evaluations") not in words
    assert "they take answers from at least 6 people in 3 pairs or more" in words


def test_a_box_that_cannot_be_opened_is_said_to_be() -> None:
    words = said(digest(PROGRAMME, FrozenWeek(WEEK, unreadable=True), 6, Reader()))
    assert en("digest-unreadable") in words
    assert "at least" not in words


def test_no_digest_holds_an_answer_or_a_line() -> None:
    """It is drawn from journeys without a look at what anybody has answered."""
    journey = pair(member("Mona"), member("Milo")).with_sitting(Sitting(1, SUNDAY, held=SUNDAY))
    quiet = with_evaluation(journey, 1, MENTEE, Evaluation(SUNDAY, closed=SUNDAY + 7 * DAY))
    loud = answering(quiet, 1, MENTEE, Answers({"useful": ("1",)}, "secret", SUNDAY + DAY))
    assert encode(written([quiet])) == encode(written([loud]))


# Facts -----------------------------------------------------------------------------------------------------------


def test_a_week_is_counted_by_its_facts() -> None:
    walk = held(season())
    week = Week.ended(date(2026, 1, 11), "UTC")
    words = read([walk.journey, pair()], week)
    assert "From Sunday 4 January to Saturday 10 January." in words
    assert f"{en('digest-met')}: 1" in words
    assert "• About to begin: 1" in words
    assert "• Session 2: 1 looking for a date" in words
    assert f"{en('digest-met')}: 0" in read([walk.journey], Week(week.end, week.end + 7 * DAY))


def test_what_is_booked_for_this_week_is_coming_up() -> None:
    walk = booked(season())
    week = Week.ended(date(2026, 1, 4), "UTC")
    assert meeting(walk).at in Week(week.end, week.end + 7 * DAY)
    assert f"{en('digest-coming')}: 1" in read([walk.journey], week)
    assert f"{en('digest-coming')}: 0" in read([walk.journey], Week(week.start - 7 * DAY, week.start))


def test_a_pair_that_lost_a_member_is_counted() -> None:
    walk = booked(season())
    walk.feed(Left("l", walk.at, "p1", MENTOR))
    assert f"{en('digest-left')}: 1" in read([walk.journey])


def test_seance_by_seance_it_says_how_many_pairs_stand_where() -> None:
    """Whoever has not begun or has ended stands at no séance; in one that two tracks have, each is told apart."""
    counts = (
        StageCount(Track.MENTORING, 0, Stage.STARTING, 3),
        StageCount(Track.MENTORING, 2, Stage.BOOKED, 30),
        StageCount(Track.MENTORING, 2, Stage.SCHEDULING, 12),
        StageCount(Track.MENTORING, 9, Stage.ENDED, 5),
        StageCount(Track.NETWORKING, 1, Stage.ENDED, 2),
        StageCount(Track.NETWORKING, 1, Stage.MET, 4),
    )
    stages = {Stage.STARTING: 3, Stage.BOOKED: 30, Stage.SCHEDULING: 12, Stage.ENDED: 7, Stage.MET: 4}
    words = said(digest(PROGRAMME, FrozenWeek(WEEK, stages=stages, seances=counts), 6, Reader()))
    assert lines_under(en("digest-stages"), words) == [
        "• About to begin: 3",
        "• Ended: 7",
        "• Session 2: 12 looking for a date, 30 with a date",
        "• Networking, meeting 1: 4 to be confirmed",
    ]


def test_a_week_of_an_earlier_release_says_where_pairs_stand_in_all() -> None:
    frozen = FrozenWeek(WEEK, stages={Stage.STARTING: 3, Stage.BOOKED: 30})
    told = lines_under(en("digest-stages"), said(digest(PROGRAMME, frozen, 6, Reader())))
    assert told == ["• About to begin: 3", "• Date set: 30"]


def lines_under(title: str, words: str) -> list[str]:
    _, after = words.split(f"{title}\n")
    return list(takewhile(lambda line: line.startswith("• "), after.splitlines()))


def test_the_last_eight_weeks_stand_side_by_side_in_a_picture_and_in_the_text() -> None:
    frozen: FrozenWeek | None = None
    for n in range(10):
        frozen = with_past(FrozenWeek(Week.ended(date(2026, 1, 11) + n * timedelta(days=7), "Europe/Paris"), n), frozen)
    assert frozen is not None
    message = digest(PROGRAMME, frozen, 6, Reader("America/Montreal"))
    (chart,) = [part for part in message.parts if isinstance(part, Chart)]
    assert [bar.value for bar in chart.bars] == list(range(2, 10))
    words = said(message, zone="America/Montreal")
    assert "███ Sunday 18 January 2\n" in words
    assert "████████████ Sunday 8 March 9\n" in words


def test_one_week_alone_is_no_picture() -> None:
    message = digest(PROGRAMME, with_past(FrozenWeek(WEEK, 3), None), 6, Reader())
    assert not [part for part in message.parts if isinstance(part, Chart)]


def test_a_week_in_which_nobody_met_has_no_bar() -> None:
    past = with_past(FrozenWeek(WEEK), FrozenWeek(Week.ended(date(2026, 3, 1), "UTC"), met=2))
    assert "\nSunday 1 March 0\n" in said(digest(PROGRAMME, past, 6, Reader()))


# Late pairs ------------------------------------------------------------------------------------------------------


def test_a_pair_is_late_after_ten_days_without_a_date() -> None:
    walk = offered(season())
    assert not is_late(walk.journey, walk.at + 9 * DAY, TIMING)
    assert is_late(walk.journey, walk.at + 11 * DAY, TIMING)
    assert not is_late(booked(walk).journey, walk.at + 11 * DAY - 10 * DAY, TIMING)


def test_a_pair_is_late_three_days_after_a_meeting_without_a_word() -> None:
    walk = met(season())
    assert not is_late(walk.journey, meeting(walk).at + 2 * DAY, TIMING)
    assert is_late(walk.journey, meeting(walk).at + 3 * DAY, TIMING)


def test_who_pauses_decides_or_has_ended_is_not_late() -> None:
    paused = offered(season())
    paused.type(MENTEE, "pause")
    deciding, ended = through(season(), 6), through(season(), 9)
    ended.idle()
    for walk in (paused, deciding, ended):
        assert not is_late(walk.journey, walk.at + 100 * DAY, TIMING)


def many(count: int) -> list[Journey]:
    """Pairs without a date, the first of them for the longest."""
    return [
        replace(pair(member(f"A{n:03}"), member(f"B{n:03}")), pair=f"p{n:03}").with_sitting(
            Sitting(1, SUNDAY - (200 - n) * DAY)
        )
        for n in range(count)
    ]


def test_pairs_that_need_something_are_listed_the_longest_first_each_with_what_helps() -> None:
    message = written(many(25)[::-1])
    nudges = [button for button in buttons(message) if button.action == nudge.ASK]
    assert [button.value for button in nudges] == ["p000", "p001", "p002", "p003", "p004"]
    words = said(message)
    assert words.index("A000 and B000") < words.index("A004 and B004")
    assert "A005" not in words
    assert "And 20 more pairs." in words


def test_all_pairs_are_a_button_away_however_many_are_listed() -> None:
    for journeys in (list[Journey](), many(3)):
        frozen = facts(journeys, WEEK, TIMING)
        message = digest(PROGRAMME, frozen, 6, Reader(names=names_of(journeys), programme="second"))
        assert [button.value for button in buttons(message) if button.action == desk.LIST] == [str(Query("second"))]


@pytest.mark.parametrize("linkless", [0, 4])
def test_each_task_has_one_button(linkless: int) -> None:
    """The links stand above as long as some have no address, and among all that can be done otherwise."""
    frozen = replace(facts(many(3), WEEK, TIMING), linkless=linkless)
    found = buttons(digest(PROGRAMME, frozen, 6, Reader(names=names_of(many(3)), programme="second")))
    below = {button.value.partition(" ")[2] for button in found if button.action == desk.DO}
    assert (desk.LISTED_LINKS in below) != any(button.action == desk.LINKS for button in found)
    above = {desk.PAIRS, desk.ANNOUNCE, desk.DIGEST} | ({desk.LISTED_LINKS} if linkless else set())
    assert below == set(desk.TASKS) - above


def test_more_than_are_kept_by_name_are_counted() -> None:
    journeys = many(KEPT + 30)
    frozen = facts(journeys, WEEK, TIMING)
    assert needing((standing(TIMING, one) for one in journeys[::-1]), WEEK.end).late == frozen.late
    assert len(frozen.late) == KEPT
    theirs = said(digest(PROGRAMME, frozen.without(["p000"]), 6, Reader(names=names_of(journeys))))
    assert f"{en('digest-late', late=10, silent=3)}: {KEPT + 30}" in theirs
    assert f"And {KEPT + 30 - LISTED - 1} more pairs." in theirs


def test_what_only_one_of_a_pair_may_know_is_named_and_in_no_figure() -> None:
    """A coordinator who is the other one would learn it by counting."""
    quiet = standing(TIMING, pair())
    doubted = replace(quiet, needs=(Need(NeedKind.UNWILLING, WEEK.start, WEEK.start),))
    others = [standing(TIMING, one) for one in many(KEPT + 1)]
    with_it, without = needing([doubted, *others], WEEK.end), needing([quiet, *others], WEEK.end)
    assert Late("p1", 0, NeedKind.UNWILLING, WEEK.start) in with_it.late
    assert replace(with_it, late=without.late) == without
    words = said(digest(PROGRAMME, FrozenWeek(WEEK, late=with_it.late[-1:]), 6, Reader(names=names_of([pair()]))))
    assert "one of the two would rather not take part" in words


def test_a_pair_that_a_kind_word_does_not_help_is_looked_at() -> None:
    moved = Late("p1", 2, NeedKind.MOVED, SUNDAY)
    frozen = FrozenWeek(WEEK, late=(moved,), needs={NeedKind.MOVED: 1, NeedKind.UNDATED: 4})
    message = digest(PROGRAMME, frozen, 6, Reader(names=names_of([season().journey]), programme="second"))
    (button,) = [one for one in buttons(message) if one.action == desk.OPEN]
    assert button.value.split() == ["p1", str(Query("second"))]
    words = said(message)
    assert "session 2: several agreed dates given up, again on Sunday 1 March" in words
    assert f"{en('digest-needing-moved', number=TIMING.moved)}: 1" in words
    assert en("digest-needing-unanswered", number=TIMING.unanswered) not in words


def test_dates_that_wait_for_an_answer_are_what_a_kind_word_helps_with() -> None:
    walk = offered(season())
    begins = next(one.begins for one in needs(TIMING, walk.journey) if one.kind is NeedKind.UNANSWERED)
    assert not_needed(TIMING, walk.journey, begins - DAY) is NotNeeded.SEARCHING
    assert not_needed(TIMING, walk.journey, begins) is None


# Who asked for a word --------------------------------------------------------------------------------------------


def test_who_waits_for_a_word_is_named_with_since_when_and_a_coordinator_may_take_it() -> None:
    frozen = FrozenWeek(
        WEEK, asked=(Asked("p1", "awa", SUNDAY - 9 * DAY, role=MENTOR), Asked("p1", "camille", SUNDAY, taken=True))
    )
    names = Names({"p1": {"awa": "Awa", "camille": "Camille"}})
    message = digest(PROGRAMME, frozen, 6, Reader(names=names))
    assert lines_under(en("digest-asked"), said(message)) == [
        "• Awa, since Friday 20 February",
        "• Camille, on Sunday 1 March: one of you has taken it",
    ]
    assert [one.value for one in buttons(message) if one.action == desk.TAKE] == ["p1 mentor"]
    assert en("digest-asked") not in said(digest(PROGRAMME, frozen.without(["p1"]), 6, Reader(names=names)))
    assert en("digest-asked") not in said(digest(PROGRAMME, frozen, 6, Reader()))


def test_whoever_waits_is_told_week_after_week_until_somebody_has_taken_it() -> None:
    walk = season()
    asked = asking(walk.journey, MENTEE, WEEK.start - 20 * DAY)
    (waits,) = facts([asked], WEEK, TIMING).asked
    assert (waits.since, waits.taken) == (WEEK.start - 20 * DAY, False)
    assert facts([taking(asked, MENTEE, WEEK.start)], WEEK, TIMING).asked == ()
    assert facts([asking(walk.journey, MENTEE, WEEK.end)], WEEK, TIMING).asked == ()


def test_nobody_learns_by_a_figure_that_the_other_one_of_their_pair_asked() -> None:
    quiet = season().journey
    told = asking(quiet, MENTEE, WEEK.start)
    assert needing([standing(TIMING, told)], WEEK.end) == needing([standing(TIMING, quiet)], WEEK.end)


def test_why_a_pair_is_late_and_since_when() -> None:
    undated, unsaid = offered(season()), met(season())
    week = Week.before(undated.at + 21 * DAY, "UTC")
    found = facts([undated.journey, unsaid.journey], week, TIMING).late
    now = undated.journey.current
    assert now is not None
    assert [(one.why, one.since) for one in found] == [
        (NeedKind.UNANSWERED, now.opened),
        (NeedKind.UNSAID, meeting(unsaid).at),
    ]
    words = read([undated.journey, unsaid.journey], week)
    assert "Awa and Camille – session 1: proposed dates wait for an answer since Monday 5 January" in words
    assert f"no news since their meeting on {meeting(unsaid).at:%A} {meeting(unsaid).at.day} January" in words


def test_a_coordinator_of_a_pair_reads_the_same_figures_and_not_of_their_own_pair() -> None:
    late = [replace(offered(season()).journey, pair=name) for name in ("p1", "p2")]
    week = Week.before(late[0].sittings[0].opened + 21 * DAY, "UTC")
    frozen = facts(late, week, TIMING)
    frozen = replace(frozen, unreached=(Unreached("p1", "", Reason.LEFT), Unreached("p2", "", Reason.LEFT)))
    theirs = frozen.without(["p1"])
    assert replace(theirs, late=frozen.late, unreached=frozen.unreached) == frozen
    assert [one.pair for one in theirs.late] == [one.pair for one in theirs.unreached] == ["p2"]
    message = digest(PROGRAMME, theirs, 6, Reader(names=names_of(late)))
    assert f"{en('digest-late', late=10, silent=3)}: 2" in said(message)
    assert [button.value for button in buttons(message) if button.action in (nudge.ASK, desk.OPEN)] == ["p2"]


def test_who_is_gone_is_named_no_more() -> None:
    journey = offered(season()).journey
    frozen = replace(facts([journey], WEEK, TIMING), unreached=(Unreached("p1", "awa", Reason.LEFT),))
    assert "Awa" in said(digest(PROGRAMME, frozen, 6, Reader(names=names_of([journey]))))
    assert "Awa" not in said(digest(PROGRAMME, frozen, 6, Reader()))


# Who could not be reached ----------------------------------------------------------------------------------------


def missed(*unreached: Unreached, people: int, language: str = "en") -> str:
    frozen = FrozenWeek(WEEK, unreached=unreached, unreached_in_all=people)
    names = Names({one.pair: {"a": f"A{one.pair}", "b": "B"} for one in unreached}, {"claire": "Claire"})
    return said(digest(PROGRAMME, frozen, 6, Reader(names=names)), language)


def test_of_many_who_could_not_be_reached_the_newest_are_listed_and_all_counted_as_people() -> None:
    failed = [Unreached(f"{n:02}", "a" if n % 2 else "", Reason.LEFT) for n in range(25)]
    text = missed(*failed, people=38)
    assert "38 people could not be reached" in text
    assert [line for line in text.splitlines() if "A23" in line or "A22" in line] == [
        "• A22 and B: gone, or the account is deactivated",
        "• A23 (pair A23 and B): gone, or the account is deactivated",
    ]
    assert "A18 " not in text
    assert "And 20 earlier cases." in text
    assert f"[{en('digest-all-unreached')}]" in text
    assert "earlier" not in missed(*failed[:LISTED], people=15)
    assert "One person could not be reached\n• Claire: " in missed(Unreached("", "claire", Reason.LEFT), people=1)


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_reason_is_said_in_words(reason: Reason, language: str) -> None:
    (line,) = [
        line for line in missed(Unreached("7", "a", reason), people=1, language=language).splitlines() if "A7" in line
    ]
    assert "undelivered" not in line

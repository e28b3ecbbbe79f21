"""A reminder counts from when the thing that it is about was delivered, however long that took."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.effects import Outcome
from bot.engine.events import Delivered
from bot.engine.flows.evaluation.state import with_evaluation
from bot.engine.ids import CardId, TimerId
from bot.engine.people import DaysOff, Hours, Member, Role
from bot.engine.timers import timers
from bot.infra.codec import decode_journey, encode_journey
from tests.engine.rules import Rules
from tests.engine.simulator import Season
from tests.engine.walking import booked, evaluation, held, key, meeting, met, offered, season
from tests.values import DAY, HOUR, MENTEE, MENTOR, MINUTE, MONDAY, PROGRAMME, at, member

CARD, NUDGE = "s1.evaluation.mentor", "s1.evaluation.mentor.nudge"


def came(walk: Season, key: str) -> list[datetime]:
    """When something new came under that key."""
    return [
        one.at
        for one in walk.shown
        if getattr(one.effect, "key", "") == key and not getattr(one.effect, "refresh", True)
    ]


def of_friday() -> Season:
    """Agreed for Friday at three; nobody opens the agenda, and the mentor's day is over when it is said that they met."""
    early = Hours(end=at("2026-01-09 15:30").time())
    walk = offered(season(mentor=member("Awa", hours=early)))
    for actor in Role:
        walk.submit(actor, "s1.date", "date.own", day="2026-01-09", time="15:00")
    walk.wait(meeting(walk).over)
    walk.use(MENTEE, "s1.held", "held.yes")
    return walk


# The evaluation --------------------------------------------------------------------------------------------------


def test_an_evaluation_that_a_weekend_held_back_is_followed_by_its_reminder_two_days_later() -> None:
    walk = of_friday()
    walk.wait(at("2026-01-20 12:00"))
    assert came(walk, CARD) == [at("2026-01-12 08:00")]
    assert came(walk, NUDGE) == [at("2026-01-14 08:00")]


def test_nobody_is_reminded_of_a_card_that_is_still_on_its_way() -> None:
    walk = of_friday()
    walk.slow = True
    walk.wait(at("2026-01-14 17:00"))
    assert walk.journey.is_on_its_way(CardId(CARD))
    assert NUDGE not in timers(PROGRAMME, walk.journey)
    walk.deliver()
    assert evaluation(walk.journey, 1, MENTOR).shown == at("2026-01-14 17:00")
    walk.wait(at("2026-01-30 12:00"))
    assert came(walk, NUDGE) == [at("2026-01-19 08:00")], "the Monday after two days"


def test_answers_stay_open_for_a_week_from_the_delivery() -> None:
    walk = of_friday()
    walk.wait(at("2026-01-12 08:00"))
    walk.use(MENTOR, CARD, "evaluation.useful", 3)
    walk.wait(at("2026-01-19 07:59"))
    assert evaluation(walk.journey, 1, MENTOR).closed is None
    walk.wait(at("2026-01-19 08:00"))
    assert evaluation(walk.journey, 1, MENTOR).closed == walk.at


def test_the_one_who_says_that_they_met_counts_from_the_delivery_too() -> None:
    walk = of_friday()
    assert evaluation(walk.journey, 1, MENTEE).shown == walk.at


def test_one_who_answers_by_the_command_before_the_card_has_come_has_a_week() -> None:
    walk = of_friday()
    walk.slow = True
    walk.wait(at("2026-01-12 09:00"))
    walk.type(MENTOR, "evaluate")
    walk.press(MENTOR, CARD, "evaluation.useful", "4")
    assert evaluation(walk.journey, 1, MENTOR).shown == walk.at
    walk.press(MENTOR, CARD, "evaluation.useful")  # … and takes it back
    walk.wait(at("2026-01-16 12:00"))
    assert not came(walk, NUDGE)


def test_a_card_that_comes_after_the_next_seance_opens_nothing_anew() -> None:
    walk = of_friday()
    walk.slow = True
    walk.wait(at("2026-01-12 09:00"))
    late, walk.on_the_way, walk.slow = walk.on_the_way, [], False
    held(walk)
    before = walk.journey
    for post in late:
        walk.feed(Delivered(f"late/{post.key}", walk.at, "p1", post.key, post.to.roles))
    assert walk.journey.own == before.own


def test_a_journey_of_before_counts_as_it_did() -> None:
    walk = of_friday()
    walk.wait(at("2026-01-12 08:00"))
    one = replace(evaluation(walk.journey, 1, MENTOR), shown=None)
    old = with_evaluation(replace(walk.journey, shown={}), 1, MENTOR, one)
    dues = dict(timers(PROGRAMME, decode_journey(encode_journey(old))))
    assert dues[TimerId(NUDGE)] == at("2026-01-12 08:00")


# Dates, and whether it took place --------------------------------------------------------------------------------


def test_dates_are_mentioned_again_three_days_after_they_were_delivered() -> None:
    walk = season()
    walk.slow = True
    offered(walk)
    card = key(walk, "date")
    walk.wait(walk.at + 10 * DAY)
    assert came(walk, card) == came(walk, card)[:1]
    assert key(walk, "date") == card, "nothing is said of dates that nobody has seen"
    walk.slow = False
    walk.deliver()
    delivered = walk.at
    walk.wait(walk.at + 10 * DAY)
    assert min(came(walk, key(walk, "date"))) - delivered >= 3 * DAY


def test_whoever_presses_a_card_has_it() -> None:
    """Also a card that an earlier release posted, of which no delivery was ever heard."""
    walk = offered(season())
    walk.journey = replace(walk.journey, shown={})
    walk.use(MENTEE, "s1.date", "date.tap")
    assert walk.journey.shown == {"s1.date": walk.at}


def test_it_is_asked_again_whether_they_met_two_days_after_the_question_was_delivered() -> None:
    walk = booked(season())
    walk.wait(meeting(walk).at)
    walk.slow = True
    walk.wait(meeting(walk).over + 5 * DAY)
    assert came(walk, "s1.held") == [meeting(walk).over]
    assert not came(walk, "s1.held-nudge")
    walk.deliver()
    delivered = walk.at
    walk.wait(walk.at + 5 * DAY)
    (again,) = came(walk, "s1.held-nudge")
    assert again - delivered >= 2 * DAY


def test_after_a_pause_the_question_and_its_reminder_do_not_come_at_once() -> None:
    walk = booked(season())
    walk.wait(meeting(walk).at)
    walk.at = meeting(walk).at + MINUTE
    walk.type(MENTEE, "pause")
    walk.wait(walk.at + 10 * DAY)
    walk.type(MENTEE, "resume")
    resumed = walk.at
    walk.wait(walk.at + 10 * DAY)
    assert all(one - resumed >= 2 * DAY for one in came(walk, "s1.held-nudge"))
    assert came(walk, "s1.held")


def test_a_journey_keeps_the_deliveries_of_the_last_two_seances_only() -> None:
    walk = held(held(held(held(season()))))
    assert {int(card[1]) for card in walk.journey.shown} == {4, 5}


@pytest.mark.parametrize(
    "card", ["s1.agenda", "s1.prep.mentor", "s9.date", "", "no.such", "s1.evaluation.mentor.nudge"]
)
def test_a_delivery_that_nothing_hangs_on_changes_nothing(card: str) -> None:
    walk = met(season())
    walk.slow = True
    outcome = walk.feed(Delivered("x", walk.at, "p1", CardId(card), (MENTOR,)))
    assert outcome == Outcome(walk.journey)


# Whatever happens ------------------------------------------------------------------------------------------------

SPANS = st.sampled_from([MINUTE, 3 * HOUR, 11 * HOUR, DAY, 30 * HOUR, 2 * DAY, 3 * DAY, 5 * DAY, 9 * DAY])
ACTS = st.lists(
    st.tuples(st.sampled_from(["wait", "wait", "sleep", "away", "back", "pause", "resume"]), SPANS), max_size=14
)
MEMBERS = st.builds(
    lambda zone, hours, leave: member("X", zone=zone, hours=hours, off=leave),
    st.sampled_from(["Europe/Paris", "Pacific/Auckland", "America/Los_Angeles"]),
    st.sampled_from([Hours(), Hours(end=at("2026-01-09 12:00").time()), Hours(days=(0,)), Hours(days=(2, 4))]),
    st.lists(st.integers(3, 25), max_size=2).map(
        lambda days: tuple(DaysOff(MONDAY + timedelta(days=n), MONDAY + timedelta(days=n + 2)) for n in days)
    ),
)


@cache
def asked_whether_they_met() -> Season:
    return met(season())


@given(MEMBERS, MEMBERS, ACTS, st.sampled_from(Role), st.booleans())
def test_a_day_at_least_lies_between_a_card_and_its_reminder(
    mentor: Member, mentee: Member, acts: list[tuple[str, timedelta]], presser: Role, away: bool
) -> None:
    """Over weekends, pauses, leave, and outages of the bot and of the platform: `Rules` measures every reminder."""
    walk = asked_whether_they_met().fork()
    walk.journey, walk.check = replace(walk.journey, members={MENTOR: mentor, MENTEE: mentee}), Rules()
    walk.slow = away
    walk.use(presser, key(walk, "held"), "held.yes")
    for act, span in acts:
        match act:
            case "wait":
                walk.wait(walk.at + span)
            case "sleep":
                walk.at += span  # the worker is down
            case "away" | "back":
                walk.slow = act == "away"
                if not walk.slow:
                    walk.deliver()
            case _:
                walk.type(MENTEE, act)
    walk.type(MENTEE, "resume")
    walk.slow = False
    walk.deliver()
    walk.wait(walk.at + 20 * DAY)

"""A programme's last day: what is under way ends with it, kindly, and goes on if the programme does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.engine.effects import Post
from bot.engine.events import Rested, Stopped
from bot.engine.flows.closing.state import CLOSED
from bot.engine.flows.coordination.standing import standing
from bot.engine.flows.willing.state import asked_first, is_before, with_answer
from bot.engine.journey import Pause
from bot.engine.people import PRIVATE, Role
from bot.engine.programme import USUAL
from bot.engine.scheduling.programme_calendar import Closure, ProgrammeCalendar
from bot.infra.codec import decode_journey, encode_journey
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, meeting, offered
from tests.values import BEFORE, DAY, HOUR, MENTEE, MENTOR, actions, at, pair, said

LAST = date(2026, 1, 21)
"""A Wednesday."""
MORNING = at("2026-01-22 09:00")
"""The next one: nine in Dakar, where the mentor is; ten in Paris."""


def within(**days: object) -> Season:
    calendar = replace(ProgrammeCalendar(ends=LAST), **days)  # type: ignore[arg-type]
    return Season(replace(pair(), calendar=calendar))


def told(season: Season, kind: str = "closed") -> dict[Role, list[datetime]]:
    """When each was told of it."""
    posts = [one for one in season.shown if isinstance(one.effect, Post) and one.effect.key.startswith(f"{kind}.")]
    return {
        role: [one.at for one in posts if isinstance(one.effect, Post) and one.effect.to is PRIVATE[role]]
        for role in Role
    }


def words(season: Season, role: Role, kind: str = "closed") -> str:
    (card,) = [
        card for (place, key), card in season.cards.items() if place is PRIVATE[role] and key.startswith(f"{kind}.")
    ]
    return said(card, "fr")


def test_it_ends_on_the_morning_after_and_each_reads_of_it_at_work() -> None:
    walk = offered(within())
    walk.wait(at("2026-01-22 07:59"))
    assert walk.journey.ended is None
    walk.wait(at("2026-01-23 12:00"))
    assert walk.journey.ended is not None
    assert walk.journey.ended.date() == date(2026, 1, 22)
    when = told(walk)
    assert [len(times) for times in when.values()] == [1, 1]
    assert all(walk.journey.members[role].works_at(when[role][0]) for role in Role)
    assert "Le programme s’est terminé le mercredi 21 janvier" in words(walk, MENTEE).replace("\u00a0", " ")
    assert walk.journey.members[MENTOR].name in words(walk, MENTEE)
    assert walk.journey.members[MENTEE].name in words(walk, MENTOR)


def test_the_extension_counts_and_not_the_end() -> None:
    walk = offered(within(extension=date(2026, 2, 4)))
    walk.wait(at("2026-02-04 20:00"))
    assert walk.journey.ended is None
    walk.wait(at("2026-02-06 12:00"))
    assert [len(times) for times in told(walk).values()] == [1, 1]


def test_a_programme_without_a_last_day_ends_nobody() -> None:
    for days in ({"ends": None}, {"ends": date.max}):
        walk = offered(within(**days))
        walk.wait(at("2026-06-01 12:00"))
        assert walk.journey.of(CLOSED).at is None


def test_nobody_is_told_on_a_closed_day() -> None:
    closed = Closure(date(2026, 1, 22), date(2026, 1, 25))
    walk = offered(within(closures=(closed,)))
    walk.wait(at("2026-01-30 12:00"))
    assert all(time.date() == date(2026, 1, 26) for times in told(walk).values() for time in times)


def test_an_agreed_date_is_kept_and_the_word_comes_after_it() -> None:
    walk = booked(Season(pair()))
    appointment = meeting(walk)
    walk.journey = replace(walk.journey, calendar=ProgrammeCalendar(ends=(appointment.at - 3 * DAY).date()))
    walk.wait(appointment.over + 2 * DAY)
    assert walk.journey.ended is None
    walk.wait(appointment.over + 8 * DAY)
    assert walk.journey.ended is not None
    assert walk.journey.ended >= appointment.over + USUAL.silent * DAY


def test_what_was_held_keeps_its_evaluation_open() -> None:
    walk = held(Season(pair()))
    day = walk.at.date()
    walk.journey = replace(walk.journey, calendar=ProgrammeCalendar(ends=day))
    walk.wait(walk.at + 3 * DAY)
    assert walk.journey.ended is not None
    assert "evaluation.useful" in {action for role in Role for action in _actions(walk, role)}


def _actions(walk: Season, role: Role) -> set[str]:
    return {action for (place, _), card in walk.cards.items() if place is PRIVATE[role] for action in actions(card)}


@pytest.mark.parametrize("until", [None, at("2026-03-01 09:00")])
def test_in_a_pause_it_ends_too_and_both_hear_of_it(until: datetime | None) -> None:
    walk = offered(within())
    walk.journey = replace(walk.journey, pause=Pause(walk.at, until))
    walk.wait(at("2026-01-23 12:00"))
    assert walk.journey.ended is not None
    assert [len(times) for times in told(walk).values()] == [1, 1]


def test_whose_account_rests_is_not_told() -> None:
    walk = offered(within())
    walk.feed(Rested("rest", walk.at, walk.journey.pair, MENTEE))
    walk.wait(at("2026-01-23 12:00"))
    assert [len(told(walk)[role]) for role in (MENTOR, MENTEE)] == [1, 0]


def test_what_had_ended_before_hears_nothing_more() -> None:
    walk = offered(within())
    walk.feed(Stopped("stop", walk.at, walk.journey.pair))
    walk.wait(at("2026-01-30 12:00"))
    assert told(walk) == {MENTOR: [], MENTEE: []}
    assert walk.journey.of(CLOSED).at is None


def test_who_was_asked_and_never_began_is_told_without_the_others_name() -> None:
    journey = asked_first(pair(), BEFORE)
    walk = Season(replace(journey, calendar=ProgrammeCalendar(ends=LAST)))
    walk.wait(at("2026-01-23 12:00"))
    assert is_before(walk.journey)
    assert walk.journey.ended is not None
    assert [len(told(walk)[role]) for role in (MENTOR, MENTEE)] == [1, 1]
    for role in Role:
        assert walk.journey.partner(role).name not in words(walk, role)


def test_who_has_said_no_is_left_alone() -> None:
    journey = with_answer(asked_first(pair(), BEFORE), MENTEE, BEFORE, yes=False)
    walk = Season(replace(journey, calendar=ProgrammeCalendar(ends=LAST)))
    walk.wait(at("2026-01-23 12:00"))
    assert told(walk)[MENTEE] == []


# Prolonged ---------------------------------------------------------------------------------------------------------


def ended() -> Season:
    walk = offered(within())
    walk.wait(at("2026-01-23 12:00"))
    assert walk.journey.ended is not None
    return walk


@pytest.mark.parametrize("days", [{"extension": date(2026, 3, 31)}, {"ends": date(2026, 2, 27)}, {"ends": None}])
def test_it_goes_on_where_it_was_if_the_programme_does(days: dict[str, date]) -> None:
    walk = ended()
    stood = walk.journey.sittings
    walk.journey = replace(walk.journey, calendar=replace(walk.journey.calendar, **days))  # type: ignore[arg-type]
    walk.wait(at("2026-01-26 12:00"))
    assert walk.journey.ended is None
    assert walk.journey.sittings[0].number == stood[0].number
    assert [len(times) for times in told(walk, "extended").values()] == [1, 1]
    assert "est prolongé" in words(walk, MENTEE, "extended")


def test_who_had_not_heard_of_the_end_hears_nothing_of_its_being_taken_back() -> None:
    walk = offered(within())
    walk.wait(MORNING - HOUR)  # it has ended, and neither is at work yet
    if walk.journey.ended is None:
        walk.wait(MORNING)
    heard = {role for role, times in told(walk).items() if times}
    walk.journey = replace(walk.journey, calendar=ProgrammeCalendar())
    walk.wait(at("2026-01-26 12:00"))
    assert walk.journey.ended is None
    assert {role for role, times in told(walk, "extended").items() if times} == heard


def test_the_same_day_may_be_the_last_one_again() -> None:
    walk = ended()
    before = walk.journey.calendar
    walk.journey = replace(walk.journey, calendar=ProgrammeCalendar())
    walk.wait(walk.at + HOUR)
    assert walk.journey.ended is None
    walk.journey = replace(walk.journey, calendar=before)
    walk.wait(walk.at + 3 * DAY)
    assert walk.journey.ended is not None


def test_after_thirty_days_it_stays_ended() -> None:
    walk = ended()
    walk.wait(walk.at + USUAL.back * DAY)
    walk.journey = replace(walk.journey, calendar=ProgrammeCalendar())
    walk.wait(walk.at + 3 * DAY)
    assert walk.journey.ended is not None


def test_an_earlier_last_day_takes_nothing_back() -> None:
    walk = ended()
    walk.journey = replace(walk.journey, calendar=ProgrammeCalendar(ends=date(2026, 1, 14)))
    walk.wait(walk.at + 3 * DAY)
    assert walk.journey.ended is not None


# What coordinators count -------------------------------------------------------------------------------------------


def test_it_is_kept_with_the_journey_and_is_no_end_of_the_pairs_own() -> None:
    walk = ended()
    stored = decode_journey(encode_journey(walk.journey))
    assert stored.of(CLOSED) == walk.journey.of(CLOSED)
    stands = standing(USUAL, walk.journey)
    assert stands.closed == walk.journey.ended
    assert not stands.is_finished

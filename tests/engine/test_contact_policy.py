"""When the bot may speak unasked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.engine.contact_policy import EVER, Counts, Timer, counted, due, moment, sent
from bot.engine.effects import Post, Urgency
from bot.engine.events import Woke
from bot.engine.ids import CardId, Rule, TimerId
from bot.engine.journey import Contact, Journey
from bot.engine.messages import Message
from bot.engine.people import DaysOff, Place, Role
from bot.engine.step import step
from tests.engine.walking import booked, key, meeting, offered, season
from tests.values import DAY, HOUR, MENTEE, MENTOR, MINUTE, at, member, new, pair, posts

BOTH = Place.PAIR.roles
TEN = at("2026-01-06 10:00")


def timer(
    *readers: Role,
    when: datetime = TEN,
    appointment: bool = False,
    counts: Counts = Counts.ALONE,
    until: datetime = EVER,
) -> Timer:
    return Timer(TimerId("x"), Rule("x"), when, readers or BOTH, until, counts=counts, appointment=appointment)


def told(journey: Journey, counts: dict[Role, int], day: date = date(2026, 1, 6)) -> Journey:
    return replace(journey, contacts={role: Contact(day, count) for role, count in counts.items()})


def test_in_working_hours_it_may() -> None:
    assert moment(pair(), timer(), TEN, {}) == TEN


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("2026-01-06 07:59", "2026-01-06 08:00"),
        ("2026-01-06 16:30", "2026-01-07 08:00"),
        ("2026-01-09 17:00", "2026-01-12 08:00"),
        ("2026-01-10 12:00", "2026-01-12 08:00"),
    ],
)
def test_outside_it_waits_for_the_next_morning(now: str, then: str) -> None:
    assert moment(pair(), timer(), at(now), {}) == at(then)


def test_a_day_off_is_a_day_off() -> None:
    away = pair(mentee=member("Camille", off=(DaysOff(date(2026, 1, 6), date(2026, 1, 8)),)))
    assert moment(away, timer(MENTOR), TEN, {}) == TEN
    assert moment(away, timer(MENTEE), TEN, {}) == at("2026-01-09 08:00")
    assert moment(away, timer(), TEN, {}) == at("2026-01-09 08:00")


def test_two_a_day_are_enough() -> None:
    assert moment(told(pair(), {MENTEE: 1}), timer(), TEN, {}) == TEN
    assert moment(told(pair(), {MENTEE: 2}), timer(), TEN, {}) == at("2026-01-07 08:00")
    assert moment(told(pair(), {MENTEE: 2}), timer(MENTOR), TEN, {}) == TEN
    assert moment(told(pair(), {MENTEE: 2}), timer(), TEN + DAY, {}) == TEN + DAY


def test_other_pairs_of_theirs_count() -> None:
    assert moment(told(pair(), {MENTEE: 1}), timer(), TEN, {MENTEE: 1}) == at("2026-01-07 08:00")
    assert moment(pair(), timer(), TEN, {MENTOR: 5}) == at("2026-01-07 08:00")
    assert moment(pair(), timer(MENTEE), TEN, {MENTOR: 5}) == TEN


def test_a_day_is_the_readers_own() -> None:
    tokyo = pair(mentor=member("Aiko", zone="Asia/Tokyo"))
    late = at("2026-01-06 20:00")  # the 7th in Tokyo
    counted = told(tokyo, {MENTOR: 2, MENTEE: 2})
    assert sent(counted, MENTEE, late) == 2
    assert sent(counted, MENTOR, late) == 0


def test_an_appointment_is_kept_at_any_hour_whatever_else_the_day_has_brought() -> None:
    evening = at("2026-01-10 20:00")
    kept = timer(appointment=True, counts=Counts.NOT)
    assert moment(told(pair(), {MENTEE: 2}, evening.date()), kept, evening, {MENTOR: 9}) == evening


def test_what_follows_from_what_they_did_waits_for_the_hours_and_not_for_the_count() -> None:
    follows = timer(counts=Counts.NOT)
    assert moment(told(pair(), {MENTEE: 2, MENTOR: 2}), follows, TEN, {MENTOR: 9}) == TEN
    assert moment(pair(), follows, at("2026-01-06 20:00"), {}) == at("2026-01-07 08:00")


POST = Post(CardId("x"), Place.PAIR, Message(()), urgency=Urgency.REMINDER)


def test_what_follows_is_not_counted_and_not_marked_as_unprompted() -> None:
    contacts, (post,) = counted(told(pair(), {MENTEE: 1}), timer(counts=Counts.NOT), [POST], TEN)
    assert contacts == {MENTEE: Contact(TEN.date(), 1)}
    assert post == POST


def test_anything_else_is() -> None:
    contacts, (post,) = counted(told(pair(), {MENTEE: 1}), timer(), [POST], TEN)
    assert contacts == {MENTEE: Contact(TEN.date(), 2), MENTOR: Contact(TEN.date(), 1)}
    assert post == replace(POST, unprompted=True)


def test_a_card_that_is_only_drawn_again_counts_nothing() -> None:
    drawn = replace(POST, refresh=True)
    assert counted(pair(), timer(), [drawn], TEN) == ({}, (drawn,))


# Preparations of one day -----------------------------------------------------------------------------------------

PREP = timer(MENTOR, counts=Counts.TOGETHER)
MINE = replace(POST, to=Place.MENTOR)


def test_the_first_preparation_of_a_day_is_one_of_the_two_and_waits_like_any_other() -> None:
    contacts, _ = counted(pair(), PREP, [MINE], TEN)
    assert contacts == {MENTOR: Contact(TEN.date(), 1, together=True)}
    assert moment(told(pair(), {MENTOR: 2}), PREP, TEN, {}) == at("2026-01-07 08:00")


def test_the_others_come_with_it_and_count_no_more() -> None:
    after = replace(pair(), contacts={MENTOR: Contact(TEN.date(), 2, together=True)})
    assert moment(after, PREP, TEN, {}) == TEN
    assert counted(after, PREP, [MINE], TEN) == (after.contacts, (MINE,))
    here = told(pair(), {MENTOR: 1})
    assert moment(here, PREP, TEN, {MENTOR: 1}, (MENTOR,)) == TEN, "another pair of theirs had one"
    assert counted(here, PREP, [MINE], TEN, (MENTOR,)) == (here.contacts, (MINE,))


def test_yesterday_s_preparation_is_another_day_s() -> None:
    yesterday = replace(pair(), contacts={MENTOR: Contact(TEN.date() - timedelta(days=1), 2, together=True)})
    assert counted(yesterday, PREP, [MINE], TEN)[0] == {MENTOR: Contact(TEN.date(), 1, together=True)}


def test_the_count_takes_no_preparation_away() -> None:
    full, tomorrow = told(pair(), {MENTOR: 2}), at("2026-01-07 08:00")
    assert moment(full, PREP._replace(until=tomorrow), TEN, {}) == TEN, "tomorrow it would be too late"
    assert moment(full, PREP._replace(until=tomorrow + MINUTE), TEN, {}) == tomorrow
    assert moment(full, timer(MENTOR, until=tomorrow), TEN, {}) == tomorrow, "anything else is dropped then"


def test_who_reads_nothing_is_not_disturbed() -> None:
    silent = Timer(TimerId("x"), Rule("x"), TEN, ())
    assert moment(pair(), silent, at("2026-01-10 03:00"), {}) == at("2026-01-10 03:00")


def test_what_is_put_off_is_due_later() -> None:
    night = at("2026-01-06 23:00")
    assert due(pair(), timer(when=night)) == at("2026-01-07 08:00")
    assert due(pair(), timer(when=night, appointment=True)) == night
    put_off = replace(pair(), postponed={TimerId("x"): at("2026-01-08 09:00")})
    assert due(put_off, timer(when=night)) == at("2026-01-08 09:00")
    assert due(put_off, timer(when=night, appointment=True)) == at("2026-01-08 09:00")


# In a journey ----------------------------------------------------------------------------------------------------


def test_a_wake_at_a_bad_moment_says_nothing_and_is_put_off() -> None:
    journey, sunday = pair(), at("2026-01-11 10:00")
    outcome = step(season().programme, journey, Woke("w", sunday, "p1", TimerId("welcome.mentor")))
    assert posts(outcome) == []
    assert outcome.journey.postponed == {"welcome.mentor": at("2026-01-12 08:00")}
    later = step(
        season().programme, outcome.journey, Woke("w2", at("2026-01-12 08:00"), "p1", TimerId("welcome.mentor"))
    )
    assert [post.key for post in new(later)] == ["welcome.mentor"]
    assert later.journey.postponed == {}


@pytest.mark.parametrize(
    ("mentor", "mentee"), [("Europe/Paris", "Pacific/Auckland"), ("Pacific/Auckland", "Europe/Paris")]
)
def test_dates_come_after_both_have_been_welcomed(mentor: str, mentee: str) -> None:
    walk = offered(season(mentor=member("Awa", ("en",), mentor), mentee=member("Camille", ("en",), mentee)))
    came = [shown.effect.key for shown in walk.shown if isinstance(shown.effect, Post)]
    assert sorted(came[:2]) == ["welcome.mentee", "welcome.mentor"]
    assert came[2:] == ["welcome.pair", "s1.date"]


def test_a_full_day_moves_the_third_message_to_the_next() -> None:
    walk = offered(season())
    assert [walk.journey.contacts[role].count for role in Role] == [2, 2], "the welcome and the dates"
    walk.use(MENTEE, key(walk, "date"), "date.tap")
    walk.use(MENTOR, key(walk, "date"), "date.tap")
    walk.wait(at("2026-01-05 23:00"))
    assert not walk.posted("s1.prep.mentor"), "due already, but a third"
    walk.wait(at("2026-01-06 12:00"))
    assert walk.posted("s1.prep.mentor")


def test_what_comes_too_late_is_left_out() -> None:
    walk = booked(season())
    walk.at = meeting(walk).at + 2 * HOUR
    while walk.next and walk.next[1] <= walk.at:
        walk.wake(walk.next[0])
    assert not walk.posted(key(walk, "reminder"))
    assert not walk.posted(key(walk, "agenda"))
    assert walk.posted(key(walk, "held"))


def test_a_reminder_less_than_two_hours_before_helps_nobody() -> None:
    walk = booked(season())
    walk.at = meeting(walk).at - 2 * HOUR + MINUTE
    walk.wake(f"s1.reminder.{walk.journey.sittings[0].round}")
    assert not walk.posted("s1.reminder")
    assert "s1.reminder.1" in walk.journey.sittings[0].done

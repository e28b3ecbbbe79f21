"""Goals and actions (`M2.D1`, `M2.D2`, `M3.D1`): the mentee's own, with progress in one tap and a reminder on a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.application.data_rights.erase import emptied as erased
from bot.application.data_rights.erase import written as written_by
from bot.engine.events import Left, Restored
from bot.engine.flows.digest.model import Week
from bot.engine.flows.goals.forms import LONGEST
from bot.engine.flows.goals.state import DAYS, GOALS, Goals, Progress, Step
from bot.engine.journey import SHARED
from bot.engine.messages import Bullets, Choices
from bot.engine.people import Place, Role
from bot.engine.programme import Programme, Track
from bot.engine.state import Unreadable
from bot.engine.timers import timers
from bot.infra.codec import encode_journey
from tests.engine.simulator import Season
from tests.engine.walking import (
    booked,
    booked_in,
    held,
    meeting,
    offered,
    season,
    sitting,
    through,
)
from tests.labels import en
from tests.values import (
    CAMILLE,
    DAY,
    HOUR,
    MENTEE,
    MENTOR,
    PROGRAMME,
    actions,
    at,
    buttons,
    forms,
    member,
    posts,
    replies,
    reply,
    said,
)
from tests.weeks import facts

CARD = "goals"
TUESDAY, WEDNESDAY, SATURDAY = date(2026, 1, 13), date(2026, 1, 14), date(2026, 1, 17)


def second(walk: Season | None = None) -> Season:
    """The second séance is to be prepared; nothing of it is agreed."""
    walk = offered(held(walk or season()))
    assert walk.at.date() == WEDNESDAY - 7 * DAY
    return walk


def written(walk: Season | None = None, **more: str) -> Season:
    walk = walk or second()
    walk.type(MENTEE, "goals")
    walk.press(MENTEE, CARD, "goals.write")
    walk.submit(MENTEE, CARD, "goals.written", goal1="Speak up in meetings", sign1="somebody asks for my view", **more)
    return walk


def act(walk: Season, **fields: object) -> Season:
    walk.press(MENTEE, CARD, "goals.act")
    walk.submit(MENTEE, CARD, "goals.acted", **{name: str(value) for name, value in fields.items()})
    return walk


def three(walk: Season | None = None) -> Season:
    return act(written(walk), step1="Call Rosa", day1=TUESDAY, step2="Read the report", day2=WEDNESDAY, step3="Ask Bo")


def goals(walk: Season) -> Goals:
    return walk.journey.of(GOALS)


def step(walk: Season, number: int) -> Step:
    one = goals(walk).step(number)
    assert one is not None
    return one


def reminders(walk: Season) -> dict[str, str]:
    """What the mentee was reminded of, by the day in the id, as it stands."""
    return {key: said(card) for (place, key), card in walk.cards.items() if key.startswith("goals-action.")}


def waiting(walk: Season) -> dict[str, object]:
    return {id: due for id, due in timers(PROGRAMME, walk.journey).items() if id.startswith("goals-action.")}


# Writing ---------------------------------------------------------------------------------------------------------


def test_the_mentee_writes_up_to_three_with_how_they_will_know() -> None:
    walk = second()
    assert (Place.PAIR, CARD) not in walk.cards
    walk.type(MENTEE, "goals")
    (form,) = forms(replies(walk.press(MENTEE, CARD, "goals.write"))[0].message)
    assert [field.name for field in form.fields] == ["goal1", "sign1", "goal2", "sign2", "goal3", "sign3"]
    assert {field.most for field in form.fields} == {LONGEST}
    written(walk, goal2="  Another\nteam ", sign3="a sign of nothing")
    card = said(walk.cards[Place.PAIR, CARD])
    assert "Speak up in meetings – I’ll know I’m there when: somebody asks for my view" in card.replace("\u2068", "")
    assert [one.text for one in goals(walk).goals] == ["Speak up in meetings", "Another team"]


def test_there_is_one_card_that_stays_up_to_date_in_its_place() -> None:
    walk = three()
    walk.press(MENTEE, CARD, "goals.state-1", "1:done")
    assert {key for place, key in walk.cards if place is Place.PAIR and key.startswith("goals")} == {CARD}


def test_a_form_is_answered_with_their_own_buttons_and_leaves_both_s_on_the_card_that_both_see() -> None:
    walk = written()
    walk.press(MENTEE, CARD, "goals.write")
    (answer,) = replies(walk.submit(MENTEE, CARD, "goals.written", goal1="A team of my own"))
    assert {button.action for button in buttons(answer.message)} == {"goals.write", "goals.act"}
    assert answer.shared == walk.cards[Place.PAIR, CARD]
    assert "goals.suggest" in actions(walk.cards[Place.PAIR, CARD])


def test_actions_that_are_all_done_stand_under_their_heading() -> None:
    walk = act(written(), step1="Call Rosa")
    headings = [part.title.id for part in _lists(walk) if part.title is not None]
    walk.press(MENTEE, CARD, "goals.state-1", "1:done")
    held(walk)
    walk.press(MENTEE, CARD, "goals.write")
    walk.submit(MENTEE, CARD, "goals.written", goal1="A team of my own")
    assert not [part for part in walk.cards[Place.PAIR, CARD].parts if isinstance(part, Choices)]
    assert [part.title.id for part in _lists(walk) if part.title is not None] == [*headings, "goals-steps"]


def _lists(walk: Season) -> list[Bullets]:
    return [part for part in walk.cards[Place.PAIR, CARD].parts if isinstance(part, Bullets)]


def test_a_goal_can_be_changed_and_taken_out_again() -> None:
    walk = written(goal2="Another team")
    walk.press(MENTEE, CARD, "goals.write")
    walk.submit(MENTEE, CARD, "goals.written", goal1="", goal2="A team of my own")
    assert [one.text for one in goals(walk).goals] == ["A team of my own"]


def test_a_line_is_cut_where_the_form_says_so() -> None:
    walk = act(written(goal2="x" * 1000), step1="y" * 1000)
    assert (len(goals(walk).goals[1].text), len(step(walk, 1).text)) == (LONGEST, LONGEST)
    (quiet,) = replies(walk.press(MENTEE, CARD, "goals.write"))[0].message.parts[:1]
    assert str(LONGEST) in said(replace(walk.cards[Place.PAIR, CARD], parts=(quiet,)))


def test_the_same_again_changes_nothing() -> None:
    walk = three()
    before = walk.journey
    walk.submit(MENTEE, CARD, "goals.acted", step1="Call Rosa", day1=str(TUESDAY))
    outcome = walk.press(MENTEE, CARD, "goals.state-1", "1:open")
    assert (walk.journey.of(GOALS), walk.journey.of(DAYS)) == (before.of(GOALS), before.of(DAYS))
    assert not posts(outcome)


def test_a_form_sent_twice_makes_each_action_once() -> None:
    walk = three()
    for _ in range(2):
        walk.submit(MENTEE, CARD, "goals.acted", step1="Call Rosa", step2="Read the report", step3="Ask Bo")
    assert [one.text for one in goals(walk).steps] == ["Call Rosa", "Read the report", "Ask Bo"]


def test_three_actions_at_a_time_ever_numbered() -> None:
    walk = three()
    walk.submit(MENTEE, CARD, "goals.acted", step4="One more")
    assert len(goals(walk).steps) == 3
    walk.press(MENTEE, CARD, "goals.state-1", "1:done")
    (form,) = forms(replies(walk.press(MENTEE, CARD, "goals.act"))[0].message)
    assert [field.name for field in form.fields] == ["step2", "day2", "step3", "day3", "step4", "day4"]
    act(walk, step2="Read the report", step3="Ask Bo", step4="One more")
    assert [one.number for one in goals(walk).steps] == [1, 2, 3, 4]
    assert "are plenty" in reply(walk.press(MENTEE, CARD, "goals.state-1", "1:open"))
    assert step(walk, 1).progress is Progress.DONE


def test_an_emptied_action_is_left_aside() -> None:
    walk = act(three(), step1="", day1="", step2="Read the report", step3="Ask Bo")
    assert step(walk, 1).progress is Progress.DROPPED
    assert step(walk, 2).day is None


@pytest.mark.parametrize("day", ["2026-01-06", "tomorrow", "2026-02-30", "2031-01-01"])
def test_a_day_that_is_none_is_asked_for_again_with_everything_as_it_was_typed(day: str) -> None:
    walk = written()
    outcome = walk.submit(MENTEE, CARD, "goals.acted", step1="Call Rosa", day1=day, step2="Read", day2="2026-01-15")
    assert "Nothing is lost" in reply(outcome)
    (form,) = forms(replies(outcome)[0].message)
    values = {field.name: field.value for field in form.fields}
    assert (values["step1"], values["step2"], values["day2"]) == ("Call Rosa", "Read", "2026-01-15")
    assert not goals(walk).steps


def test_a_day_that_has_passed_meanwhile_is_in_nobody_s_way() -> None:
    walk = three()
    walk.at += 10 * DAY
    act(walk, step1="Call Rosa soon", day1=TUESDAY, step2="Read the report", day2=WEDNESDAY, step3="Ask Bo")
    assert (step(walk, 1).text, step(walk, 1).day) == ("Call Rosa soon", TUESDAY)


@pytest.mark.parametrize("value", ["", "x", "9:done", "1:", "1:gone", "99999999999:done", "²:done"])
def test_whatever_a_press_carries_is_answered(value: str) -> None:
    walk = three()
    before = goals(walk)
    assert replies(walk.press(MENTEE, CARD, "goals.state-1", *([value] if value else [])))
    assert goals(walk) == before


@pytest.mark.parametrize("name", ["step0", "step9", "step-1", "stepx", "step²"])
def test_a_form_makes_no_action_of_a_number_that_it_did_not_hold(name: str) -> None:
    walk = written()
    walk.submit(MENTEE, CARD, "goals.acted", **{name: "Something"})
    assert not goals(walk).steps


# Whose they are --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("action", ["goals.write", "goals.act", "goals.state-1"])
def test_the_mentor_s_press_changes_nothing_and_is_answered_kindly(action: str) -> None:
    walk = three()
    before = walk.journey
    outcome = walk.press(MENTOR, CARD, action, "1:done")
    assert "welcome as suggestions" in reply(outcome)
    assert [button.action for button in buttons(replies(outcome)[0].message)] == ["goals.suggest"]
    assert walk.journey is before
    assert not posts(outcome)


@pytest.mark.parametrize("form", ["goals.written", "goals.acted"])
def test_nor_does_a_form_of_theirs(form: str) -> None:
    walk = three()
    before = walk.journey
    walk.submit(MENTOR, CARD, form, goal1="Mine", step1="Mine")
    assert walk.journey is before


def test_the_mentor_suggests_up_to_three_and_the_mentee_does_not() -> None:
    walk = written()
    walk.press(MENTOR, CARD, "goals.suggest")
    walk.submit(MENTOR, CARD, "goals.suggested", suggestion1="Give a talk", suggestion2="", suggestion3="Give a talk")
    assert goals(walk).suggestions == ("Give a talk",)
    assert "Awa suggests" in said(walk.cards[Place.PAIR, CARD]).replace("\u2068", "").replace("\u2069", "")
    before = walk.journey
    assert "Awa" in reply(walk.press(MENTEE, CARD, "goals.suggest"))
    walk.submit(MENTEE, CARD, "goals.suggested", suggestion1="Mine")
    assert walk.journey is before


def test_asked_for_before_there_are_any_it_says_what_it_is_for_to_each() -> None:
    walk = season()
    walk.wait(at("2026-01-05 12:00"))
    mentees, mentors = walk.type(MENTEE, "objectifs"), walk.type(MENTOR, "goals")
    assert [one.action for one in buttons(replies(mentees)[0].message)] == ["goals.write"]
    assert en("goals-write") in reply(mentees)
    assert [one.action for one in buttons(replies(mentors)[0].message)] == ["goals.suggest"]
    assert "no hurry" in reply(mentors)


def test_in_networking_there_is_no_such_thing() -> None:
    walk = season(Track.NETWORKING)
    walk.wait(at("2026-01-05 12:00"))
    assert reply(walk.type(MENTEE, "goals")) == reply(walk.type(MENTEE, "pact"))


# Preparation and agenda --------------------------------------------------------------------------------------------


def prepared(walk: Season) -> Season:
    walk.wait(meeting(booked(walk)).at - DAY)
    return walk


def test_three_actions_take_three_taps_on_the_preparation() -> None:
    walk = prepared(three())
    prep = "s2.prep.mentee"
    asked = [part for part in walk.cards[Place.MENTEE, prep].parts if isinstance(part, Choices)]
    assert len({one.action for one in asked}) == len(asked) == 3
    assert {said(replace(walk.cards[Place.MENTEE, prep], parts=(one,))).count("○") for one in asked} == {3}
    for n, state in enumerate(("done", "under-way", "dropped"), 1):
        walk.press(MENTEE, prep, f"goals.state-{n}", f"{n}:{state}")
    assert [one.progress for one in goals(walk).steps] == [Progress.DONE, Progress.UNDER_WAY, Progress.DROPPED]


def test_a_slip_can_be_put_right_until_the_next_seance() -> None:
    walk = prepared(three())
    prep = "s2.prep.mentee"
    walk.press(MENTEE, prep, "goals.state-2", "2:done")
    walk.use(MENTEE, prep, "goals.state-2", 1)
    assert step(walk, 2).progress is Progress.UNDER_WAY
    walk.press(MENTEE, prep, "goals.state-2", "2:done")
    prepared(held(walk))
    on_it = actions(walk.cards[Place.MENTEE, "s3.prep.mentee"])
    assert [on_it[f"goals.state-{n}"][0] for n in (1, 2)] == [("1:open",), ("3:open",)]
    assert "goals.state-3" not in on_it


def test_the_mentor_reads_the_same_and_has_nothing_to_press() -> None:
    walk = prepared(three())
    walk.press(MENTEE, "s2.prep.mentee", "goals.state-1", "1:under-way")
    card = walk.cards[Place.MENTOR, "s2.prep.mentor"]
    words = said(card).replace("\u2068", "").replace("\u2069", "")
    assert f"Call Rosa – for Tuesday 13 January – {en('goals-progress-under-way')}" in words
    assert "Speak up in meetings" in words
    assert not any(name.startswith("goals.") for name in actions(card))


def test_what_was_done_is_to_be_read_before_the_next_seance() -> None:
    walk = prepared(three())
    walk.press(MENTEE, "s2.prep.mentee", "goals.state-1", "1:done")
    prepared(held(walk))
    assert "Call Rosa" in said(walk.cards[Place.MENTOR, "s3.prep.mentor"])


def test_the_preparation_offers_to_write_only_where_a_topic_is_about_goals() -> None:
    walk = prepared(second())
    assert "goals.write" in actions(walk.cards[Place.MENTEE, "s2.prep.mentee"])
    assert not any(name.startswith("goals.") for name in actions(walk.cards[Place.MENTOR, "s2.prep.mentor"]))
    walk = prepared(held(prepared(held(walk))))
    assert "goals.write" not in actions(walk.cards[Place.MENTEE, "s4.prep.mentee"])


def test_the_agenda_opens_on_them_from_the_fourth_seance_on() -> None:
    walk = through(three(), 3)
    booked(walk)
    walk.wait(meeting(walk).at)
    first = walk.cards[Place.PAIR, "s4.agenda"]
    assert "Speak up in meetings" in said(first)
    assert en("run-goals") in said(first)
    assert ("goals",) in actions(first)["run"]


def test_the_second_seance_s_agenda_puts_the_card_before_both() -> None:
    walk = second()
    booked(walk)
    walk.wait(meeting(walk).at)
    walk.use(MENTEE, "s2.agenda", "agenda.next")
    assert (Place.PAIR, CARD) not in walk.cards
    walk.use(MENTEE, "s2.agenda", "agenda.next")
    assert "goals.write" in actions(walk.cards[Place.PAIR, CARD])


def test_an_agenda_that_is_open_follows_what_is_tapped() -> None:
    walk = through(three(), 3)
    booked(walk)
    walk.wait(meeting(walk).at)
    walk.press(MENTEE, "s4.prep.mentee", "goals.state-1", "1:done")
    assert en("goals-progress-done") in said(walk.cards[Place.PAIR, "s4.agenda"])


def test_the_evaluation_asks_about_goals_only_once_there_is_one() -> None:
    question = en("evaluation-rate-closer-mentor", partner="Camille")

    def asked(walk: Season) -> bool:
        held(booked(walk))
        walk.type(MENTOR, "evaluate")
        return question in said(walk.answers[MENTOR, "s2.evaluation.mentor"])

    assert asked(written())
    suggestion = second()
    suggestion.type(MENTOR, "goals")
    suggestion.submit(MENTOR, CARD, "goals.suggested", suggestion1="Give a talk")
    assert not asked(suggestion)
    assert not asked(act(second(), step1="Only an action"))
    emptied = written()
    emptied.submit(MENTEE, CARD, "goals.written")
    assert not asked(emptied)


def test_status_counts_them_for_both() -> None:
    walk = second()
    for role in Role:
        assert en("goals-status-none") in reply(walk.type(role, "status"))
    three(walk)
    for role in Role:
        words = reply(walk.type(role, "status")).replace("\u2068", "").replace("\u2069", "")
        assert "Goals: 1, with 3 open actions" in words


# The reminder on a day ---------------------------------------------------------------------------------------------


def test_the_mentee_alone_is_reminded_on_the_morning_of_the_day() -> None:
    walk = three()
    walk.wait(at("2026-01-13 07:59"))
    assert not reminders(walk)
    walk.wait(at("2026-01-13 08:00"))  # nine in Paris
    assert "Call Rosa" in reminders(walk)["goals-action.2026-01-13"]
    assert "Read the report" not in reminders(walk)["goals-action.2026-01-13"]
    assert (Place.MENTEE, "goals-action.2026-01-13") in walk.cards
    walk.wait(at("2026-01-20 12:00"))
    assert sorted(reminders(walk)) == ["goals-action.2026-01-13", "goals-action.2026-01-14"]


def test_one_message_for_all_of_a_day_with_the_progress_in_it() -> None:
    walk = act(written(), step1="Call Rosa", day1=TUESDAY, step2="Read", day2=TUESDAY)
    walk.wait(at("2026-01-13 12:00"))
    (card,) = reminders(walk)
    walk.press(MENTEE, card, "goals.state-2", "2:done")
    assert step(walk, 2).progress is Progress.DONE
    assert "●" in reminders(walk)[card]
    assert en("goals-progress-done") in said(walk.cards[Place.PAIR, CARD])


def test_what_is_done_or_left_aside_is_not_remembered() -> None:
    walk = three()
    walk.press(MENTEE, CARD, "goals.state-1", "1:done")
    walk.press(MENTEE, CARD, "goals.state-2", "2:dropped")
    assert not waiting(walk)
    walk.wait(at("2026-01-20 12:00"))
    assert not reminders(walk)


def test_it_moves_with_its_day() -> None:
    walk = act(written(), step1="Call Rosa", day1=TUESDAY)
    act(walk, step1="Call Rosa", day1=WEDNESDAY)
    assert list(waiting(walk)) == ["goals-action.2026-01-14"]
    walk.wait(at("2026-01-13 23:00"))
    assert not reminders(walk)
    walk.wait(at("2026-01-14 12:00"))
    assert list(reminders(walk)) == ["goals-action.2026-01-14"]


def test_another_day_is_chosen_from_the_reminder() -> None:
    walk = act(written(), step1="Call Rosa", day1=TUESDAY)
    walk.wait(at("2026-01-13 12:00"))
    card = "goals-action.2026-01-13"
    outcome = walk.use(MENTEE, card, "goals.act")
    assert replies(outcome)[0].key == card
    walk.submit(MENTEE, card, "goals.acted", step1="Call Rosa", day1="2026-01-16")
    assert "Friday 16 January" in reminders(walk)[card]
    walk.wait(at("2026-01-16 12:00"))
    assert "goals-action.2026-01-16" in reminders(walk)
    assert not actions(walk.cards[Place.MENTEE, card])


def test_a_day_chosen_on_the_same_day_needs_no_reminder() -> None:
    walk = act(written(), step1="Call Rosa", day1=date(2026, 1, 7))
    assert not waiting(walk)


def test_a_day_off_is_caught_up_with_on_the_next_morning_in_one_message() -> None:
    walk = act(written(), step1="Call Rosa", day1=SATURDAY, step2="Read", day2=date(2026, 1, 19))
    walk.wait(at("2026-01-19 07:59"))
    assert not reminders(walk)
    walk.wait(at("2026-01-19 20:00"))
    (words,) = reminders(walk).values()
    assert "Call Rosa" in words
    assert "Read" in words


def test_a_pause_holds_it_back_and_what_is_long_past_is_let_go() -> None:
    walk = act(written(), step1="Call Rosa", day1=TUESDAY)
    walk.type(MENTEE, "pause")
    walk.wait(at("2026-01-30 12:00"))
    walk.type(MENTEE, "resume")
    walk.wait(at("2026-02-02 12:00"))
    assert not reminders(walk)


def test_nobody_is_reminded_after_the_end() -> None:
    walk = three()
    walk.feed(Left("left", walk.at, "p1", MENTEE))
    walk.idle()
    assert not reminders(walk)


def test_where_the_preparation_asks_the_same_on_that_morning_nothing_more_comes() -> None:
    walk = booked_in(written(), 8)
    day = sitting(walk).meeting
    assert day is not None
    prepared = CAMILLE.working_days_before(day.at, PROGRAMME.seance(Track.MENTORING, 2).lead)
    act(walk, step1="Call Rosa", day1=CAMILLE.local(prepared).date())
    walk.wait(prepared + HOUR)
    assert "Call Rosa" in said(walk.cards[Place.MENTEE, "s2.prep.mentee"])
    assert not reminders(walk)


def test_it_takes_nothing_from_the_two_a_day() -> None:
    walk = act(written(), step1="Call Rosa", day1=TUESDAY)
    walk.wait(at("2026-01-13 12:00"))
    (post,) = walk.posted("goals-action.2026-01-13")[:1]
    assert not post.unprompted


def test_the_facts_hold_numbers_and_dates_alone() -> None:
    walk = three()
    assert "Rosa" not in repr(walk.journey.shared)
    assert walk.journey.of(DAYS).days == {1: TUESDAY, 2: WEDNESDAY}


def test_no_digest_holds_them() -> None:
    """Coordinators read the same whether there are any or not."""
    quiet, loud = second(), three()
    loud.wait(at("2026-01-14 20:00"))
    quiet.wait(loud.at)
    week = Week.before(loud.at, "UTC")
    assert facts([quiet.journey], week, PROGRAMME.timing) == facts([loud.journey], week, PROGRAMME.timing)


def test_what_cannot_be_read_just_now_is_not_written_over_and_the_reminder_waits() -> None:
    walk = act(written(), step1="Call Rosa", day1=TUESDAY)
    words = walk.journey.words_shared
    walk.journey = replace(walk.journey, words_shared={}, unreadable=frozenset({SHARED}))
    with pytest.raises(Unreadable):
        walk.submit(MENTEE, CARD, "goals.written", goal1="Another")
    with pytest.raises(Unreadable):
        walk.type(MENTEE, "goals")
    assert CARD not in {post.key for post in posts(walk.type(MENTEE, "language en"))}
    walk.at = at("2026-01-13 08:00")
    walk.wake("goals-action.2026-01-13")
    assert not reminders(walk)
    walk.journey = replace(walk.journey, words_shared=words, unreadable=frozenset())
    walk.wait(at("2026-01-13 09:00"))
    assert reminders(walk)


# Somebody is erased ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_what_came_from_somebody_goes_with_them_wherever_it_stands(role: Role) -> None:
    walk = three()
    walk.submit(MENTOR, CARD, "goals.suggested", suggestion1="Give a talk")
    wrote = set(written_by(walk.journey, role))
    theirs = {"Speak up in meetings", "somebody asks for my view", "Call Rosa", "Read the report", "Ask Bo"}
    assert wrote >= (theirs if role is MENTEE else {"Give a talk"})
    assert not wrote & ({"Give a talk"} if role is MENTEE else theirs)
    walk.journey = erased(walk.journey, role, walk.at)
    kept = encode_journey(walk.journey)
    assert [text in kept for text in ("Call Rosa", "Give a talk")] == [role is MENTOR, role is MENTEE]
    assert bool(walk.journey.of(DAYS).days) is (role is MENTOR)
    walk.idle()
    card = said(walk.cards[Place.PAIR, CARD])
    assert ["Call Rosa" in card, "Give a talk" in card] == [role is MENTOR, role is MENTEE]
    assert not actions(walk.cards[Place.PAIR, CARD])


# The end -----------------------------------------------------------------------------------------------------------


def test_after_the_end_they_can_be_read_and_no_more() -> None:
    walk = three()
    walk.wait(at("2026-01-13 12:00"))
    walk.feed(Left("left", walk.at, "p1", MENTOR))
    assert not actions(walk.cards[Place.PAIR, CARD])
    assert not actions(walk.cards[Place.MENTEE, "goals-action.2026-01-13"])
    outcome = walk.type(MENTEE, "goals")
    assert "Speak up in meetings" in reply(outcome)
    assert not actions(replies(outcome)[0].message)
    before = goals(walk)
    walk.submit(MENTEE, CARD, "goals.written", goal1="Too late")
    assert goals(walk) == before


def test_an_end_without_any_says_so_kindly() -> None:
    walk = second()
    walk.feed(Left("left", walk.at, "p1", MENTOR))
    assert en("goals-none-kept") in reply(walk.type(MENTEE, "goals"))


def test_a_programme_that_begins_with_them_offers_them_in_its_first_seance() -> None:
    walk = season()
    walk.programme = with_goals_in_the_first()
    booked(walk)
    walk.wait(meeting(walk).at - DAY)
    assert "goals.write" in actions(walk.cards[Place.MENTEE, "s1.prep.mentee"])
    walk.wait(meeting(walk).at)
    assert ("goals",) in actions(walk.cards[Place.PAIR, "s1.agenda"])["run"]
    walk.use(MENTEE, "s1.agenda", "agenda.next")
    assert (Place.PAIR, CARD) in walk.cards


def with_goals_in_the_first() -> Programme:
    first, *more = PROGRAMME.tracks[Track.MENTORING]
    tracks = {**PROGRAMME.tracks, Track.MENTORING: (replace(first, activities=("goals", *first.activities)), *more)}
    return replace(PROGRAMME, tracks=tracks)


def test_an_end_that_is_taken_back_gives_the_buttons_back() -> None:
    walk = three()
    walk.wait(at("2026-01-13 12:00"))
    walk.feed(Left("left", walk.at, "p1", MENTOR))
    walk.feed(Restored("back", walk.at, "p1", MENTOR))
    assert "goals.state-1" in actions(walk.cards[Place.PAIR, CARD])
    assert "goals.state-1" in actions(walk.cards[Place.MENTEE, "goals-action.2026-01-13"])


def test_another_language_draws_the_cards_anew() -> None:
    walk = three()
    walk.wait(at("2026-01-13 12:00"))
    outcome = walk.type(MENTEE, "language en")
    assert {CARD, "goals-action.2026-01-13"} <= {post.key for post in posts(outcome) if post.refresh}


@pytest.mark.parametrize(
    ("zone", "due"), [("Asia/Tokyo", "2026-01-13 00:00"), ("America/Montreal", "2026-01-13 14:00")]
)
def test_the_morning_is_the_mentee_s_own(zone: str, due: str) -> None:
    walk = season(mentee=member("Camille", zone=zone))
    walk.wait(at("2026-01-05 20:00"))
    act(written(walk), step1="Call Rosa", day1=TUESDAY)
    assert waiting(walk) == {"goals-action.2026-01-13": at(due)}

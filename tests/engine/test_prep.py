"""What each prepares: their own items, ticked by them alone; and the one that the bot ticks."""

from __future__ import annotations

import pytest

from bot.engine.effects import Reply
from bot.engine.flows.prep.state import ticked
from bot.engine.messages import Line
from bot.engine.people import PRIVATE, DaysOff, Place, Role
from bot.engine.programme import Track
from tests.engine.simulator import Season
from tests.engine.walking import (
    booked,
    booked_in,
    both_go_on,
    evaluated,
    held,
    lent,
    meeting,
    offered,
    season,
    through,
)
from tests.labels import en
from tests.values import CONTENT, DAY, HOUR, MENTEE, MENTOR, PROGRAMME, at, member, posts, reply, said, ticks


def prepared(walk: Season) -> Season:
    """Both prep cards are out."""
    if walk.journey.current is None or walk.journey.current.meeting is None:
        booked(walk)
    walk.wait(meeting(walk).at - HOUR)
    return walk


def card(walk: Season, role: Role, number: int = 1) -> str:
    return said(walk.cards[PRIVATE[role], f"s{number}.prep.{role}"])


def test_it_comes_three_working_days_before() -> None:
    walk = booked(held(season()))
    at_work = walk.journey.members[MENTEE]
    walk.wait(meeting(walk).at)
    (shown,) = [one for one in walk.shown if getattr(one.effect, "key", "") == "s2.prep.mentee"]
    assert shown.at == at_work.working_days_before(meeting(walk).at, 3)


def test_ten_before_the_ninth() -> None:
    walk = through(season(), 8)
    booked(walk)
    walk.wait(meeting(walk).at)
    (shown,) = [one for one in walk.shown if getattr(one.effect, "key", "") == "s9.prep.mentor"]
    assert shown.at <= walk.journey.members[MENTOR].working_days_before(meeting(walk).at, 9)


def test_working_days_are_the_members_own() -> None:
    away = member("A", off=(DaysOff(at("2026-01-12 00:00").date(), at("2026-01-14 00:00").date()),))
    assert away.working_days_before(at("2026-01-16 10:00"), 3) == at("2026-01-08 08:00")
    assert member("B").working_days_before(at("2026-01-16 10:00"), 3) == at("2026-01-13 08:00")


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("track", Track)
def test_it_shows_only_what_concerns_that_person(track: Track, role: Role) -> None:
    walk = prepared(season(track))
    shown = walk.cards[PRIVATE[role], f"s1.prep.{role}"].items()
    seance = PROGRAMME.seance(track, 1)
    mine = {item.id for item in seance.items if PRIVATE[role] in item.readers and item.phase.value in "GBD"}
    agenda = {item.id for topic in seance.topics for item in (topic.head, *topic.questions)}
    assert set(shown) == (mine | agenda if role is MENTOR else mine)


def test_ticking_is_kept_and_shown_to_its_owner_alone() -> None:
    walk = prepared(season())
    outcome = walk.press(MENTEE, "s1.prep.mentee", "prep.tick", "M1.B1", "M1.B4")
    assert ticks(walk.cards[Place.MENTEE, "s1.prep.mentee"]) == {
        "M1.B1": True,
        "M1.B2": False,
        "M1.B4": True,
        "M1.B5": False,
    }
    assert {post.to for post in posts(outcome)} == {Place.MENTEE}
    assert not any(ticks(walk.cards[Place.MENTOR, "s1.prep.mentor"]).values())
    walk.press(MENTEE, "s1.prep.mentee", "prep.tick", "M1.B4")
    assert ticked(lent(walk.journey), 1, MENTEE) == ("M1.B4",)


def test_only_items_of_ones_own_list_can_be_ticked() -> None:
    walk = prepared(season())
    walk.press(MENTEE, "s1.prep.mentee", "prep.tick", "M1.B3", "M2.B2", "nonsense", "M1.D1")
    assert ticked(lent(walk.journey), 1, MENTEE) == ()


def test_nobody_ticks_for_another_nor_on_an_old_card() -> None:
    walk = prepared(season())
    before = walk.journey
    for card in ("s1.prep.mentor", "s2.prep.mentee", "s1.date", ""):
        assert "This card has changed in the meantime." in reply(walk.press(MENTEE, card, "prep.tick", "M1.B1"))
    assert walk.journey == before


def test_what_one_ticks_changes_nothing_that_the_other_reads() -> None:
    one, other = prepared(season()), prepared(season())
    one.press(MENTEE, "s1.prep.mentee", "prep.tick", "M1.B1")
    other.press(MENTEE, "s1.prep.mentee", "prep.tick")
    for walk in (one, other):
        walk.type(MENTOR, "prep")
        walk.type(MENTOR, "status")
        held(walk)
        walk.wait(walk.at + 10 * DAY)
    assert one.in_sight_of(MENTOR) == other.in_sight_of(MENTOR)
    assert one.in_sight_of(MENTEE) != other.in_sight_of(MENTEE)


# The bot's own item ----------------------------------------------------------------------------------------------


def test_the_bot_ticks_the_evaluation_by_itself() -> None:
    walk = prepared(evaluated(held(season())))
    assert ticks(walk.cards[Place.MENTOR, "s2.prep.mentor"])["M2.B1"]
    assert f"[{en('run-evaluate')}]" not in card(walk, MENTOR, 2)


def test_an_evaluation_still_open_is_right_there() -> None:
    walk = prepared(booked_in(held(season()), 5))
    assert not ticks(walk.cards[Place.MENTOR, "s2.prep.mentor"])["M2.B1"]
    assert f"[{en('run-evaluate')}]" in card(walk, MENTOR, 2)
    walk.press(MENTOR, "s2.prep.mentor", "run", "evaluate")
    walk.press(MENTOR, "s1.evaluation.mentor", "evaluation.useful", "4")
    assert ticks(walk.cards[Place.MENTOR, "s2.prep.mentor"])["M2.B1"]
    assert "☐ Fill in your evaluation of session 1." in reply(walk.type(MENTEE, "prep")), "each one's own"


def test_an_evaluation_that_has_closed_empty_is_not_asked_for_any_more() -> None:
    walk = held(season())
    over = walk.at + 7 * DAY
    booked_in(walk, 8)
    walk.wait(over - HOUR)
    assert "M2.B1" in ticks(walk.cards[Place.MENTOR, "s2.prep.mentor"])
    walk.wait(over)
    assert "M2.B1" not in ticks(walk.cards[Place.MENTOR, "s2.prep.mentor"])
    assert f"[{en('run-evaluate')}]" not in card(walk, MENTOR, 2)


def test_the_bots_own_item_is_not_for_people_to_tick() -> None:
    walk = prepared(booked_in(held(season()), 5))
    walk.press(MENTOR, "s2.prep.mentor", "prep.tick", "M2.B1", "M2.B2")
    assert ticks(walk.cards[Place.MENTOR, "s2.prep.mentor"]) == {"M2.B1": False}
    assert ticked(lent(walk.journey), 2, MENTOR) == (), "nor what is left out for want of its link"


# What the séance will hold ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("track", Track)
def test_the_mentor_reads_what_every_seance_will_hold(track: Track) -> None:
    for seance in PROGRAMME.tracks[track]:
        walk = season(track)
        if seance.number > 1:
            walk = through(walk, seance.number - 1)
        if seance.gated and seance.number == PROGRAMME.gate(track):
            both_go_on(walk)
        offered(walk)
        if "colleagues" in seance.activities:  # what the mentee does not wish for, the mentor reads nothing of
            walk.press(MENTEE, "colleagues.mentee", "colleagues.yes")
        if "shadowing" in seance.activities:
            walk.press(MENTEE, "shadowing-asked.mentee", "shadowing.wish")
        words, mentees = (reply(walk.type(role, "prep")) for role in (MENTOR, MENTEE))
        assert seance.topics
        for topic in seance.topics:
            for item in (topic.head, *topic.questions):
                line = said_line(item.line(Place.PAIR, walk.journey.members))
                assert line in words, item.id
                assert f"\n{line}\n" not in mentees, "it is for the mentor to lead"
        for text in (words, mentees):
            assert f"[{en('agenda-open')}]" in text


def said_line(line: Line) -> str:
    return CONTENT.voices(("en",), ("UTC",)).prose(line.say)


def test_the_second_networking_seance_repeats_the_guidance_of_the_first() -> None:
    first, second = PROGRAMME.tracks[Track.NETWORKING]
    assert {item.id for item in first.advice[Place.MENTOR]} <= {item.id for item in second.advice[Place.MENTOR]}
    for role in Role:
        assert second.checklist[role] == first.checklist[role]
    asked = [topic.head.id for topic in second.topics]
    assert asked == ["N2.G1", "N1.D2", "N1.D3"], "what was left over, and not whether there will be a second"


def test_seances_have_as_many_topics_as_the_guide() -> None:
    topics = {seance.number: len(seance.topics) for seance in PROGRAMME.tracks[Track.MENTORING]}
    assert topics == {1: 3, 2: 3, 3: 2, 4: 2, 5: 2, 6: 3, 7: 2, 8: 1, 9: 3}


def test_a_note_to_oneself_is_seen_again_by_its_writer_alone() -> None:
    walk = held(season())
    walk.submit(MENTOR, "s1.evaluation.mentor", "evaluation.remark", remark="Ask about Dakar")
    offered(walk)
    assert f"{en('prep-note', seance=1)}\n• Ask about Dakar" in reply(walk.type(MENTOR, "prep"))
    assert "Dakar" not in reply(walk.type(MENTEE, "prep"))


def test_the_largest_prep_card_is_far_from_what_slack_takes() -> None:
    for seance in range(1, 10):
        walk = season() if seance == 1 else through(season(), seance - 1)
        if seance == PROGRAMME.gate(Track.MENTORING):
            both_go_on(walk)
        offered(walk)
        outcome = walk.type(MENTOR, "prep")
        (shown,) = [one for one in outcome.effects if isinstance(one, Reply)]
        assert len(said(shown.message)) < 9_000
        assert len(shown.message.parts) < 30


# The reminder ----------------------------------------------------------------------------------------------------


def test_one_reminder_for_both_the_day_before() -> None:
    walk = prepared(held(season()))
    (shown,) = [one for one in walk.shown if getattr(one.effect, "key", "") == "s2.reminder"]
    assert DAY <= meeting(walk).at - shown.at <= 4 * DAY
    message = walk.cards[Place.PAIR, "s2.reminder"]
    assert en("prep-mine") in said(message)
    assert ticks(message) == {}


def test_a_monday_is_reminded_of_on_friday() -> None:
    walk = offered(season())
    for actor in Role:
        walk.submit(actor, "s1.date", "date.own", day="2026-01-12", time="11:00")
    walk.wait(meeting(walk).at)
    (shown,) = [one for one in walk.shown if getattr(one.effect, "key", "") == "s1.reminder"]
    assert shown.at == at("2026-01-09 10:00")


def test_what_is_unticked_shows_behind_the_button_to_its_owner() -> None:
    walk = prepared(season())
    walk.press(MENTEE, "s1.prep.mentee", "prep.tick", "M1.B1")
    words = reply(walk.use(MENTEE, "s1.reminder", "prep.mine"))
    assert "☑ Look up your mentor’s profile on Together." in words
    assert "☐ Watch a LinkedIn video about mentoring." in words


def test_the_command_shows_it_at_any_moment() -> None:
    walk = season()
    assert reply(walk.type(MENTOR, "prep")) == f"There is nothing to prepare just now.\n\n[{en('run-status')}]"
    offered(walk)
    assert "When: date to be chosen" in reply(walk.type(MENTOR, "prep"))
    assert next(one for one in walk.shown if getattr(one.effect, "key", "") == "s1.prep.mentor").reader is MENTOR

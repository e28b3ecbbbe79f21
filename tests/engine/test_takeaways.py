"""What the two keep of a séance: one card once it was held, written by either, skipped in one tap, shown before the next."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine.effects import Outcome
from bot.engine.events import Left
from bot.engine.flows.takeaways.card import LONGEST
from bot.engine.flows.takeaways.state import TAKEAWAYS, Taken, kept_of, without
from bot.engine.journey import SHARED
from bot.engine.people import Place, Role
from bot.engine.programme import Programme, Track
from bot.engine.state import Unreadable
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, meeting, met, season
from tests.labels import en
from tests.values import (
    DAY,
    MENTEE,
    MENTOR,
    PROGRAMME,
    actions,
    buttons,
    forms,
    new,
    posts,
    replies,
    reply,
    said,
)

CARD = "s1.takeaways"


def write(walk: Season, role: Role, *lines: str, card: str = CARD) -> Outcome:
    walk.press(role, card, "takeaways.write")
    return send(walk, role, *lines, card=card)


def send(walk: Season, role: Role, *lines: str, card: str = CARD) -> Outcome:
    return walk.submit(role, card, "takeaways.written", **{f"line{n}": line for n, line in enumerate(lines, 1)})


def card(walk: Season, key: str = CARD) -> str:
    return said(walk.cards[Place.PAIR, key])


def without_it(number: int) -> Programme:
    """The programme whose séance of that number does not name them."""
    some = [
        replace(one, activities=tuple(name for name in one.activities if name != "takeaways"))
        if one.number == number
        else one
        for one in PROGRAMME.tracks[Track.MENTORING]
    ]
    return replace(PROGRAMME, tracks={**PROGRAMME.tracks, Track.MENTORING: tuple(some)})


# The card --------------------------------------------------------------------------------------------------------


def test_it_comes_once_the_seance_was_held_above_the_dates() -> None:
    walk = met(season())
    assert (Place.PAIR, CARD) not in walk.cards
    outcome = walk.use(MENTOR, "s1.held", "held.yes")
    assert [post.key for post in new(outcome) if post.to is Place.PAIR] == [CARD, "s2.date"]
    assert not any(post.unprompted for post in posts(outcome))


def test_one_tap_skips_it_and_then_there_is_silence() -> None:
    walk = held(season())
    outcome = walk.use(MENTEE, CARD, "takeaways.skip")
    assert [post.key for post in new(outcome)] == [CARD]
    assert en("takeaways-skipped") in card(walk)
    before = walk.journey
    walk.use(MENTOR, CARD, "takeaways.write")
    walk.press(MENTOR, CARD, "takeaways.skip")
    assert walk.journey.of(TAKEAWAYS).by_seance == before.of(TAKEAWAYS).by_seance == {1: ()}


def test_either_writes_up_to_three_short_lines() -> None:
    walk = held(season())
    outcome = walk.press(MENTOR, CARD, "takeaways.write")
    (form,) = forms(replies(outcome)[0].message)
    assert [(field.most, field.optional) for field in form.fields] == [(LONGEST, True)] * 3
    assert str(LONGEST) in reply(outcome)
    send(walk, MENTOR, "  Ask\nfirst ", "", "x" * 1000)
    assert kept_of(walk.journey, 1) == ("Ask first", "x" * LONGEST)
    assert "Ask first" in card(walk)


def test_the_other_one_changes_it_and_the_same_again_changes_nothing() -> None:
    walk = held(season())
    write(walk, MENTEE, "Ask first", "Breathe")
    write(walk, MENTOR, "Ask first", "Breathe out")
    assert kept_of(walk.journey, 1) == ("Ask first", "Breathe out")
    once = walk.journey
    send(walk, MENTOR, "Ask first", "Breathe out")
    assert walk.journey.of(TAKEAWAYS) == once.of(TAKEAWAYS)


def test_two_who_write_at_once_lose_nothing() -> None:
    walk = held(season())
    for role in Role:
        walk.press(role, CARD, "takeaways.write")
    send(walk, MENTEE, "Ask first", "Breathe")
    send(walk, MENTOR, "Call Rosa", "Read", "Ask Bo")
    assert set(kept_of(walk.journey, 1)) == {"Ask first", "Breathe", "Call Rosa", "Read", "Ask Bo"}


def test_a_skip_takes_nothing_away() -> None:
    walk = held(season())
    write(walk, MENTEE, "Ask first")
    walk.press(MENTOR, CARD, "takeaways.skip")
    assert kept_of(walk.journey, 1) == ("Ask first",)


def test_a_line_can_be_taken_out_again() -> None:
    walk = held(season())
    write(walk, MENTEE, "Ask first")
    write(walk, MENTEE)
    assert kept_of(walk.journey, 1) == ()
    assert en("takeaways-skipped") in card(walk)


# What becomes of it ----------------------------------------------------------------------------------------------


def test_the_next_preparation_of_both_shows_it() -> None:
    walk = held(season())
    write(walk, MENTEE, "Ask first")
    booked(walk)
    walk.wait(meeting(walk).at - DAY)
    for role, place in ((MENTOR, Place.MENTOR), (MENTEE, Place.MENTEE)):
        assert en("takeaways-recall", seance=1) in said(walk.cards[place, f"s2.prep.{role}"])
        assert "Ask first" in said(walk.cards[place, f"s2.prep.{role}"])
    write(walk, MENTOR, "Ask first", "Breathe")
    assert "Breathe" in said(walk.cards[Place.MENTEE, "s2.prep.mentee"])
    held(walk)
    booked(walk)
    walk.wait(meeting(walk).at - DAY)
    assert "Ask first" not in said(walk.cards[Place.MENTEE, "s3.prep.mentee"])


def test_nobody_is_reminded_of_it() -> None:
    quiet, walk = held(season()), held(season())
    walk.use(MENTEE, CARD, "takeaways.skip")
    for one in (quiet, walk):
        one.wait(one.at + 30 * DAY)
    assert [key for _, key in quiet.cards] == [key for _, key in walk.cards]
    assert len(quiet.posted(CARD)) == 1


def test_it_can_be_changed_until_the_next_seance_is_held() -> None:
    walk = held(season())
    write(walk, MENTEE, "Ask first")
    held(booked(walk))
    assert not actions(walk.cards[Place.PAIR, CARD])
    assert "Ask first" in card(walk)
    before = walk.journey
    assert en("takeaways-closed") in reply(send(walk, MENTEE, "Too late"))
    assert en("takeaways-closed") in reply(walk.press(MENTEE, CARD, "takeaways.skip"))
    assert walk.journey is before


def test_a_seance_that_was_not_held_takes_it_back_and_keeps_what_was_written() -> None:
    walk = held(season())
    write(walk, MENTEE, "Ask first")
    walk.use(MENTOR, "s1.held", "held.not-met")
    assert not actions(walk.cards[Place.PAIR, CARD])
    assert en("takeaways-withdrawn-kept") in card(walk)
    assert en("takeaways-closed") in reply(walk.press(MENTEE, CARD, "takeaways.write"))
    held(booked(walk))
    assert "Ask first" in card(walk, "s1.takeaways.2")
    assert "takeaways.write" in actions(walk.cards[Place.PAIR, "s1.takeaways.2"])


def test_put_right_the_other_way_it_comes_with_the_answer() -> None:
    walk = met(season())
    walk.use(MENTOR, "s1.held", "held.no")
    assert not any(key.startswith("s1.takeaways") for _, key in walk.cards)
    walk.use(MENTEE, "s1.held", "held.met")
    assert any(key.startswith("s1.takeaways") for _, key in walk.cards)


def test_a_seance_whose_file_does_not_name_it_has_none() -> None:
    walk = season()
    walk.programme = without_it(1)
    held(walk)
    assert not any(key.startswith("s1.takeaways") for _, key in walk.cards)
    walk.use(MENTOR, "s1.held", "held.not-met")
    assert not any(key.startswith("s1.takeaways") for _, key in walk.cards)
    assert not any("takeaways" in key for _, key in held(season(Track.NETWORKING)).cards)


def test_a_later_seance_without_it_closes_the_one_before() -> None:
    walk = season()
    walk.programme = without_it(2)
    held(booked(held(walk)))
    assert not actions(walk.cards[Place.PAIR, CARD])


# The command -----------------------------------------------------------------------------------------------------


def test_asked_for_before_any_seance_it_says_what_it_is_for() -> None:
    walk = season()
    walk.wait(walk.at + 2 * DAY)
    assert en("takeaways-what-for") in reply(walk.type(MENTEE, "retenir"))


def test_the_command_shows_the_last_one_to_change_and_the_others_to_read() -> None:
    walk = held(season())
    write(walk, MENTEE, "Ask first")
    held(booked(walk))
    write(walk, MENTOR, "Breathe", card="s2.takeaways")
    outcome = walk.type(MENTEE, "takeaways")
    assert "Ask first" in reply(outcome)
    assert "Breathe" in reply(outcome)
    (answer,) = replies(outcome)
    assert answer.key == "s2.takeaways"
    assert [one.action for one in buttons(answer.message)] == ["takeaways.write"]


def test_after_the_end_it_can_be_read_and_no_more() -> None:
    walk = held(season())
    write(walk, MENTEE, "Ask first")
    walk.feed(Left("left", walk.at, "p1", MENTOR))
    assert not actions(walk.cards[Place.PAIR, CARD])
    outcome = walk.type(MENTEE, "takeaways")
    assert "Ask first" in reply(outcome)
    assert not actions(replies(outcome)[0].message)


def test_an_end_without_any_says_so_kindly() -> None:
    walk = season()
    walk.wait(walk.at + 2 * DAY)
    walk.feed(Left("left", walk.at, "p1", MENTOR))
    assert en("takeaways-none-kept") in reply(walk.type(MENTEE, "takeaways"))


def test_what_one_of_them_wrote_goes_with_them() -> None:
    walk = held(season())
    write(walk, MENTEE, "Ask first")
    write(walk, MENTOR, "Ask first", "Breathe")
    assert walk.journey.of(TAKEAWAYS).by_seance[1] == (Taken("Ask first", MENTEE), Taken("Breathe", MENTOR))
    left = without(walk.journey, MENTEE)
    assert kept_of(left, 1) == ("Breathe",)
    assert "Ask first" not in repr(left.words_shared)


@pytest.mark.parametrize("card", ["", "s9.takeaways", "s1.takeaways.7", "takeaways", "s1.held", "x"])
def test_a_press_from_anywhere_is_answered(card: str) -> None:
    walk = held(season())
    before = walk.journey
    for action in ("takeaways.write", "takeaways.skip"):
        assert replies(walk.press(MENTEE, card, action))
    assert walk.journey is before


def test_what_cannot_be_read_just_now_is_neither_shown_as_nothing_nor_written_over() -> None:
    walk = held(season())
    write(walk, MENTEE, "Ask first")
    words = walk.journey.words_shared
    walk.journey = replace(walk.journey, words_shared={}, unreadable=frozenset({SHARED}))
    for act in ("type", "write"):
        with pytest.raises(Unreadable):
            walk.type(MENTEE, "takeaways") if act == "type" else walk.press(MENTOR, CARD, "takeaways.write")
    held(booked(walk))
    assert "Ask first" in card(walk)
    walk.journey = replace(walk.journey, words_shared=words, unreadable=frozenset())
    assert "Ask first" in reply(walk.type(MENTEE, "takeaways"))

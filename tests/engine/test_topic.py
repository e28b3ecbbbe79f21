"""The topic of the reversed séance: the mentee proposes, the mentor picks one or asks for others (`M8.B3`, `M8.B4`)."""

from __future__ import annotations

from functools import cache

import pytest

from bot.engine.effects import Outcome, Post
from bot.engine.events import Left
from bot.engine.flows.topic.card import KEY, LONGEST, MINE
from bot.engine.flows.topic.handlers import erased
from bot.engine.flows.topic.state import IDEAS, TOPICS, Topics
from bot.engine.people import Place, Role
from bot.engine.programme import Track
from tests.engine.simulator import Season
from tests.engine.walking import (
    booked,
    booked_in,
    both_go_on,
    held,
    key,
    meeting,
    met,
    offered,
    season,
    sitting,
    through,
)
from tests.labels import en
from tests.values import DAY, HOUR, MENTEE, MENTOR, actions, buttons, new, posts, replies, reply, said


@cache
def _at_the_eighth() -> Season:
    return held(both_go_on(through(season(), 6)))


def eighth() -> Season:
    """The eighth séance is open."""
    walk = _at_the_eighth().fork()
    assert sitting(walk).number == 8
    return walk


def proposed(walk: Season | None = None, **lines: str) -> Season:
    """The mentee has proposed an idea and a line of their own."""
    walk = walk or eighth()
    walk.type(MENTEE, "topic")
    walk.press(MENTEE, MINE, "topic.ideas", "tool")
    walk.submit(MENTEE, MINE, "topic.own", **({"own-1": "Storytelling with data"} | lines))
    return walk


def picked(walk: Season | None = None, nth: int = 0) -> Season:
    walk = walk or proposed()
    walk.use(MENTOR, KEY, "topic.pick", nth)
    return walk


def prepared(walk: Season) -> Season:
    if sitting(walk).meeting is None:
        booked_in(walk, 15)
    while any((place, f"s8.prep.{place}") not in walk.cards for place in (Place.MENTOR, Place.MENTEE)):
        assert walk.next is not None
        walk.wait(walk.next[1])
    return walk


def topics(walk: Season) -> Topics:
    return walk.journey.of(TOPICS)


def shared(walk: Season) -> str:
    return said(walk.cards[Place.PAIR, KEY])


def news(outcome: Outcome) -> list[Post]:
    return [post for post in new(outcome) if post.key.startswith("topic-")]


def test_the_mentee_proposes_from_ideas_and_in_their_own_words() -> None:
    walk = proposed()
    assert [one.text or one.idea for one in topics(walk).proposals] == ["Storytelling with data", "tool"]
    assert "Storytelling with data" in shared(walk)
    assert en("topic-idea-tool") in shared(walk)
    assert en("topic-to-pick", mentor="Awa", mentee="Camille") in shared(walk)


def test_the_first_proposal_brings_the_card_and_says_nothing_more() -> None:
    walk = eighth()
    walk.type(MENTEE, "topic")
    outcome = walk.press(MENTEE, MINE, "topic.ideas", "tool")
    assert [post.key for post in new(outcome)] == [KEY]
    outcome = walk.submit(MENTEE, MINE, "topic.own", **{"own-1": "A talk"})
    assert news(outcome) == [], "it was the mentor's turn already"


def test_the_mentor_picks_in_one_tap_and_a_short_message_says_so() -> None:
    walk = proposed()
    outcome = walk.use(MENTOR, KEY, "topic.pick")
    (post,) = news(outcome)
    assert post.to is Place.PAIR
    assert "Storytelling with data" in said(walk.cards[Place.PAIR, KEY])
    assert topics(walk).topic is not None
    again = walk.use(MENTOR, KEY, "topic.pick")
    assert posts(again) == []


def test_another_can_be_picked_until_the_seance_is_held() -> None:
    walk = picked()
    (post,) = news(walk.use(MENTOR, KEY, "topic.pick", 1))
    assert en("topic-idea-tool") in said(walk.cards[Place.PAIR, KEY])
    assert en("topic-idea-tool") not in said(post.message), "the news outlives what is said in it"
    held(walk)
    before = topics(walk)
    mark = before.proposals[0].mark
    walk.press(MENTOR, KEY, "topic.pick", mark)
    walk.press(MENTEE, MINE, "topic.ideas", "place")
    assert topics(walk) == before
    assert actions(walk.cards[Place.PAIR, KEY]) == {}


def test_a_seance_that_was_not_held_after_all_opens_the_card_again() -> None:
    walk = held(booked(picked()))
    assert actions(walk.cards[Place.PAIR, KEY]) == {}
    walk.use(MENTEE, key_of_held(walk), "held.not-met")
    assert "topic.pick" in actions(walk.cards[Place.PAIR, KEY])


def key_of_held(walk: Season) -> str:
    return next(card for place, card in reversed(walk.cards) if place is Place.PAIR and card.startswith("s8.held"))


def test_the_mentor_asks_for_others_and_the_mentee_hears_of_it_once() -> None:
    walk = proposed()
    (post,) = news(walk.use(MENTOR, KEY, "topic.others"))
    assert en("topic-news-wanted", mentor="Awa", mentee="Camille") in said(post.message)
    assert posts(walk.use(MENTOR, KEY, "topic.others")) == []
    walk.type(MENTEE, "topic")
    (post,) = news(walk.press(MENTEE, MINE, "topic.ideas", "tool", "place"))
    assert en("topic-news-proposed", mentor="Awa", mentee="Camille") in said(post.message)
    assert not topics(walk).others


def test_the_same_again_changes_nothing() -> None:
    walk = proposed()
    once = topics(walk)
    assert posts(walk.press(MENTEE, MINE, "topic.ideas", "tool")) == []
    assert posts(walk.submit(MENTEE, MINE, "topic.own", **{"own-1": "Storytelling  with data "})) == []
    assert topics(walk) == once


def test_three_at_most_and_the_first_ones_stay() -> None:
    walk = proposed()
    outcome = walk.press(MENTEE, MINE, "topic.ideas", *IDEAS)
    assert en("topic-too-many", count=3) in reply(outcome)
    assert [one.idea or "own" for one in topics(walk).proposals] == ["own", "project", "tool"]
    outcome = walk.submit(MENTEE, MINE, "topic.own", **{"own-1": "a", "own-2": "b", "own-3": "c"})
    assert [one.text for one in topics(walk).proposals] == ["a", "b", "c"]
    assert en("topic-too-many", count=3) in reply(outcome)


def test_who_may_not_press_gets_a_kind_sentence() -> None:
    walk = proposed()
    before = topics(walk)
    outcome = walk.use(MENTEE, KEY, "topic.pick")
    assert reply(outcome) == en("topic-mentors-to-pick", name="Awa")
    assert reply(walk.use(MENTEE, KEY, "topic.others")) == en("topic-mentors-to-pick", name="Awa")
    for outcome in (
        walk.press(MENTOR, MINE, "topic.ideas", "place"),
        walk.submit(MENTOR, MINE, "topic.own", **{"own-1": "Mine"}),
    ):
        assert reply(outcome) == en("topic-mentees-to-propose", name="Camille")
    assert topics(walk) == before


def test_nobody_picks_what_they_have_not_seen() -> None:
    walk = proposed()
    mark = topics(walk).proposals[0].mark
    walk.submit(MENTEE, MINE, "topic.own", **{"own-1": "Another subject"})
    outcome = walk.press(MENTOR, KEY, "topic.pick", mark)
    assert en("topic-changed-meanwhile") in reply(outcome)
    assert topics(walk).topic is None


def test_what_was_picked_stays_while_it_is_proposed_and_the_mentor_is_asked_anew_otherwise() -> None:
    walk = picked()
    assert news(walk.press(MENTEE, MINE, "topic.ideas", "place")) == []
    assert topics(walk).topic is not None
    (post,) = news(walk.submit(MENTEE, MINE, "topic.own", **{"own-1": "Another subject"}))
    assert en("topic-news-proposed", mentor="Awa", mentee="Camille") in said(post.message)
    assert topics(walk).topic is None


def test_what_to_prepare_stands_on_the_mentors_preparation_and_is_said_if_it_comes_late() -> None:
    walk = prepared(picked(proposed(prepare="Bring a chart of yours.")))
    assert "Bring a chart of yours." in said(walk.cards[Place.MENTOR, "s8.prep.mentor"])
    (post,) = news(walk.submit(MENTEE, MINE, "topic.own", **{"own-1": "Storytelling with data", "prepare": "Two."}))
    assert "Two." not in said(post.message), "the card has it"
    assert "Two." in said(walk.cards[Place.MENTOR, "s8.prep.mentor"])


def test_the_topic_stands_on_both_preparations_the_agenda_and_the_status() -> None:
    walk = prepared(picked())
    for place in (Place.MENTOR, Place.MENTEE):
        assert "Storytelling with data" in said(walk.cards[place, f"s8.prep.{place}"])
    for role in Role:
        assert "Storytelling with data" in reply(walk.type(role, "status"))
    walk.wait(meeting(walk).at)
    assert "Storytelling with data" in said(walk.cards[Place.PAIR, key(walk, "agenda")])
    walk.use(MENTOR, KEY, "topic.pick", 1)
    assert en("topic-idea-tool") in said(walk.cards[Place.PAIR, key(walk, "agenda")])


def test_the_mentees_preparation_leads_to_proposing_and_the_mentors_to_picking() -> None:
    walk = prepared(eighth())
    card = walk.cards[Place.MENTEE, "s8.prep.mentee"]
    assert en("topic-propose") in [en(one.label.id) for one in buttons(card)]
    assert en("topic-prep-mentor", name="Camille") in said(walk.cards[Place.MENTOR, "s8.prep.mentor"])
    proposed(walk)
    card = walk.cards[Place.MENTOR, "s8.prep.mentor"]
    assert en("topic-choose") in [en(one.label.id) for one in buttons(card)]


def test_without_a_topic_the_agenda_offers_to_choose_one_then() -> None:
    walk = booked(eighth())
    walk.wait(meeting(walk).at)
    card = walk.cards[Place.PAIR, key(walk, "agenda")]
    assert en("topic-agenda-none") in said(card)
    walk.use(MENTOR, key(walk, "agenda"), "agenda.next")
    assert en("topic-none-yet", name="Camille") in shared(walk)
    picked(proposed(walk))
    assert topics(walk).topic is not None


def test_nothing_reminds_and_nothing_blocks() -> None:
    walk = met(booked(eighth()))
    assert not [one for one in walk.shown if isinstance(one.effect, Post) and one.effect.key.startswith("topic-")]


def test_own_words_are_one_line_and_cut_where_the_form_says_so() -> None:
    walk = proposed(None, **{"own-1": "x" * 900, "own-2": " a \n b ", "prepare": "y" * 900})
    assert f"{LONGEST}" in said(walk.card(MENTEE, MINE))
    assert topics(walk).own == ("x" * LONGEST, "a b")
    assert topics(walk).prepare == "y" * LONGEST


def test_before_both_want_to_go_on_it_says_what_it_is_for_and_proposes_nothing() -> None:
    walk = through(season(), 5)
    for role in Role:
        outcome = walk.type(role, "topic")
        assert en("topic-later") in reply(outcome)
        assert buttons(replies(outcome)[0].message) == []
    walk.press(MENTEE, MINE, "topic.ideas", "tool")
    assert topics(walk) == Topics()


def test_it_can_be_proposed_once_both_go_on_before_the_eighth_opens() -> None:
    walk = proposed(both_go_on(through(season(), 6)))
    assert topics(walk).proposals
    assert (Place.PAIR, KEY) in walk.cards


@pytest.mark.parametrize("role", Role)
def test_after_the_end_it_can_still_be_read(role: Role) -> None:
    walk = picked()
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTEE))
    outcome = walk.type(role, "topic")
    assert "Storytelling with data" in reply(outcome)
    assert actions(replies(outcome)[0].message) == {}
    assert actions(walk.cards[Place.PAIR, KEY]) == {}


def test_after_the_end_of_nothing() -> None:
    walk = eighth()
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTEE))
    assert en("topic-none-kept") in reply(walk.type(MENTOR, "topic"))


def test_it_is_said_during_a_pause_too() -> None:
    walk = proposed()
    walk.type(MENTOR, "pause", Place.PAIR)
    walk.use(MENTOR, KEY, "topic.pick")
    assert topics(walk).topic is not None


def test_whoever_is_erased_takes_what_was_theirs() -> None:
    journey = picked(proposed(prepare="Two.")).journey
    assert erased(journey, MENTEE).of(TOPICS).proposals == ()
    assert erased(journey, MENTEE).of(TOPICS).prepare == ""
    assert erased(journey, MENTOR).of(TOPICS).topic is None
    assert erased(journey, MENTOR).of(TOPICS).proposals == journey.of(TOPICS).proposals


def test_it_is_no_part_of_the_shorter_track() -> None:
    assert en("not-part") in reply(offered(season(Track.NETWORKING)).type(MENTEE, "topic"))


def test_taps() -> None:
    """To pick is one; to propose by an idea is two, from the preparation."""
    walk = prepared(eighth())
    before = len(walk.events)
    walk.press(MENTEE, "s8.prep.mentee", "run", "topic")
    walk.press(MENTEE, MINE, "topic.ideas", "language")
    walk.use(MENTOR, KEY, "topic.pick")
    assert len(walk.events) == before + 3
    assert topics(walk).topic is not None
    walk.wait(walk.at + DAY + HOUR)

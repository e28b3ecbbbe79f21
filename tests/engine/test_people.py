"""The people to meet: the mentee's list, the mentor's introductions, who was met (`M5.G4`, `M5.D1`)."""

from __future__ import annotations

import pytest

from bot.application.data_rights.erase import emptied, written
from bot.engine.effects import Outcome, Post
from bot.engine.events import Left
from bot.engine.flows.people.forms import LONGEST_NAME, LONGEST_WHY
from bot.engine.flows.people.state import MOST, PEOPLE, Entry
from bot.engine.people import PRIVATE, Place, Role
from bot.engine.programme import Track
from bot.infra.codec import encode_journey
from tests.engine.simulator import Season
from tests.engine.walking import booked, evaluated, held, key, meeting, offered, season, sitting, through
from tests.labels import en, fr
from tests.values import (
    DAY,
    HOUR,
    MENTEE,
    MENTOR,
    PROGRAMME,
    actions,
    buttons,
    forms,
    member,
    posts,
    replies,
    reply,
    said,
)

CARD = "people"


def begun(walk: Season | None = None) -> Season:
    walk = walk or offered(season())
    for role in Role:
        walk.type(role, "people")
    return walk


def add(walk: Season, name: str, why: str = "") -> Outcome:
    walk.press(MENTEE, CARD, "people.add")
    return walk.submit(MENTEE, CARD, "people.added", name=name, why=why)


def listed() -> Season:
    walk = begun()
    add(walk, "Ines", "markets")
    add(walk, "A buyer in Dakar")
    return walk


def entries(walk: Season) -> tuple[Entry, ...]:
    return walk.journey.of(PEOPLE).entries


def news(outcome: Outcome) -> list[Post]:
    return [post for post in posts(outcome) if post.key.startswith("people-offered")]


def card(walk: Season) -> str:
    return said(walk.cards[Place.PAIR, CARD])


def before_fifth() -> Season:
    """The fourth séance is over, and the list was written meanwhile."""
    return through(season(), 4)


# The mentee's list -------------------------------------------------------------------------------------------------


def test_from_the_first_day_it_says_what_it_is_for_and_how_to_begin() -> None:
    walk = offered(season())
    outcome = walk.type(MENTEE, "personnes")
    assert en("people-lead", name="Camille", most=MOST) in reply(outcome)
    assert [button.action for button in buttons(replies(outcome)[0].message)] == ["people.add"]
    assert not posts(outcome)
    assert en("help-people") in reply(walk.type(MENTEE, "help"))


def test_the_mentor_who_asks_reads_what_it_is_for_and_has_nothing_to_press() -> None:
    outcome = offered(season()).type(MENTOR, "people")
    assert en("people-title") in reply(outcome)
    assert buttons(replies(outcome)[0].message) == []


def test_the_first_name_brings_one_card_that_both_see_and_further_ones_stand_on_it() -> None:
    walk = listed()
    assert [(one.name, one.why) for one in entries(walk)] == [("Ines", "markets"), ("A buyer in Dakar", "")]
    assert "Ines – markets" in card(walk)
    assert "A buyer in Dakar" in card(walk)
    assert {(post.to, post.key) for post in walk.posted(CARD)} == {(Place.PAIR, CARD)}


def test_somebody_more_takes_one_tap_and_a_form_of_two_lines() -> None:
    walk = begun()
    (form,) = forms(replies(walk.use(MENTEE, CARD, "people.add"))[0].message)
    assert [(field.name, field.optional, field.most) for field in form.fields] == [
        ("name", False, LONGEST_NAME),
        ("why", True, LONGEST_WHY),
    ]


def test_a_form_sent_twice_adds_one() -> None:
    walk = begun()
    for _ in range(2):
        walk.submit(MENTEE, CARD, "people.added", name="Ines", why="markets")
    assert len(entries(walk)) == 1


def test_words_are_one_line_and_as_long_as_the_form_says() -> None:
    walk = begun()
    walk.submit(MENTEE, CARD, "people.added", name="Ines\n  Diop " + "x" * 200, why="y" * 500)
    (one,) = entries(walk)
    assert one.name.startswith("Ines Diop xxx")
    assert (len(one.name), len(one.why)) == (LONGEST_NAME, LONGEST_WHY)


def test_without_a_name_the_form_comes_again_with_what_was_typed() -> None:
    walk = begun()
    outcome = walk.submit(MENTEE, CARD, "people.added", name="  ", why="markets")
    assert entries(walk) == ()
    assert en("people-nameless") in reply(outcome)
    assert "markets" in reply(outcome)


def test_five_at_most_and_that_is_said() -> None:
    walk = begun()
    for n in range(MOST):
        add(walk, f"Person {n}")
    assert "people.add" not in actions(walk.card(MENTEE, CARD))
    full = entries(walk)
    assert en("people-full", most=MOST) in reply(walk.press(MENTEE, CARD, "people.add"))
    assert en("people-full", most=MOST) in reply(walk.submit(MENTEE, CARD, "people.added", name="One more"))
    assert entries(walk) == full


def test_the_list_is_reworded_and_a_name_left_empty_is_off_it() -> None:
    walk = listed()
    (form,) = forms(replies(walk.use(MENTEE, CARD, "people.change"))[0].message)
    assert [field.value for field in form.fields] == ["Ines", "markets", "A buyer in Dakar", ""]
    walk.submit(MENTEE, CARD, "people.changed", name1="Ines", why1="how she began", name2=" ")
    assert [(one.name, one.why) for one in entries(walk)] == [("Ines", "how she began")]
    walk.submit(MENTEE, CARD, "people.changed", name1="")
    assert entries(walk) == ()


@pytest.mark.parametrize("action", ["people.add", "people.change", "people.met", "people.not-met"])
def test_the_mentor_is_told_kindly_whose_list_it_is(action: str) -> None:
    walk = listed()
    before = walk.journey
    outcome = walk.press(MENTOR, CARD, action, "1")
    assert reply(outcome) == en("people-mentees", name="Camille")
    assert walk.journey == before
    assert not posts(outcome)


@pytest.mark.parametrize("form", ["people.added", "people.changed"])
def test_a_form_of_the_mentors_changes_nothing(form: str) -> None:
    walk = listed()
    before = walk.journey
    walk.submit(MENTOR, CARD, form, name="Me", name1="", why="x")
    assert walk.journey == before


# Introductions -----------------------------------------------------------------------------------------------------


def test_an_offer_is_one_tap_shows_on_the_card_and_is_said_once_without_a_name() -> None:
    walk = listed()
    outcome = walk.use(MENTOR, CARD, "people.offer")
    assert [one.offered for one in entries(walk)] == [True, False]
    assert en("people-can", name="Awa") in card(walk)
    (told,) = news(outcome)
    assert told.to is Place.PAIR
    assert en("people-news-offered", mentor="Awa", mentee="Camille") in said(told.message)
    assert "Ines" not in said(told.message)
    assert not news(walk.press(MENTOR, CARD, "people.offer", "1"))


def test_several_offers_in_a_row_are_one_message_and_after_the_mentee_has_looked_another() -> None:
    walk = listed()
    assert len(news(walk.press(MENTOR, CARD, "people.offer", "1"))) == 1
    assert not news(walk.press(MENTOR, CARD, "people.offer", "2"))
    add(walk, "Omar")
    (again,) = news(walk.press(MENTOR, CARD, "people.offer", "3"))
    assert again.key == "people-offered.2"


def test_an_offer_of_another_day_is_said_whether_or_not_the_mentee_has_looked() -> None:
    walk = listed()
    walk.press(MENTOR, CARD, "people.offer", "1")
    walk.at += HOUR
    assert not news(walk.press(MENTOR, CARD, "people.offer", "2"))
    add(walk, "Omar")
    walk.press(MENTOR, CARD, "people.offer", "3")
    add(walk, "Lea")
    walk.press(MENTOR, CARD, "people.offer", "4")
    walk.at += DAY
    walk.press(MENTOR, CARD, "people.withdraw", "4")
    assert len(news(walk.press(MENTOR, CARD, "people.offer", "4"))) == 1


def test_an_offer_is_taken_back_in_silence() -> None:
    walk = listed()
    walk.use(MENTOR, CARD, "people.offer")
    outcome = walk.use(MENTOR, CARD, "people.withdraw")
    assert not news(outcome)
    assert not any(one.offered for one in entries(walk))
    assert en("people-can", name="Awa") not in card(walk)


def test_an_offer_stands_for_the_name_it_was_made_for() -> None:
    walk = listed()
    walk.press(MENTOR, CARD, "people.offer", "1")
    walk.submit(MENTEE, CARD, "people.changed", name1="Ines", why1="how she began")
    assert entries(walk)[0].offered
    walk.submit(MENTEE, CARD, "people.changed", name1="Inès", why1="how she began")
    assert (entries(walk)[0].name, entries(walk)[0].offered) == ("Inès", True)
    walk.submit(MENTEE, CARD, "people.changed", name1="Omar", why1="how he began")
    assert not entries(walk)[0].offered
    walk.press(MENTOR, CARD, "people.offer", "1")  # from a card that still says Ines
    assert not any(one.offered for one in entries(walk))


def test_it_is_for_the_mentor_to_offer() -> None:
    walk = listed()
    before = walk.journey
    for action in ("people.offer", "people.withdraw"):
        assert en("people-mentors", name="Awa") in reply(walk.press(MENTEE, CARD, action, "1"))
    assert walk.journey == before


@pytest.mark.parametrize("value", ["", "0", "99", "x", "²", "1" * 30])
def test_what_is_not_on_the_list_changes_nothing(value: str) -> None:
    walk = listed()
    before = walk.journey
    walk.press(MENTOR, CARD, "people.offer", value)
    walk.press(MENTEE, CARD, "people.met", value)
    assert walk.journey == before


def test_whom_one_has_met_is_one_tap_and_can_be_taken_back() -> None:
    walk = listed()
    walk.press(MENTOR, CARD, "people.offer", "1")
    walk.use(MENTEE, CARD, "people.met")
    walk.press(MENTEE, CARD, "people.met", "1")
    assert [one.met for one in entries(walk)] == [True, False]
    assert f"· {en('people-met')}" in card(walk)
    assert ("1",) not in actions(walk.card(MENTOR, CARD)).get("people.withdraw", [])
    walk.use(MENTEE, CARD, "people.not-met")
    assert not any(one.met for one in entries(walk))


def test_each_one_s_copy_has_their_own_buttons_alone() -> None:
    walk = listed()
    (mentors,) = replies(walk.type(MENTOR, "people"))
    assert {button.action for button in buttons(mentors.message)} == {"people.offer"}
    (mentees,) = replies(walk.type(MENTEE, "people"))
    assert {button.action for button in buttons(mentees.message)} == {"people.add", "people.change", "people.met"}


def test_a_form_is_answered_with_their_own_buttons_and_leaves_both_s_on_the_card_that_both_see() -> None:
    walk = listed()
    walk.use(MENTEE, CARD, "people.add")
    (answer,) = replies(walk.submit(MENTEE, CARD, "people.added", name="Omar"))
    assert {button.action for button in buttons(answer.message)} == {"people.add", "people.change", "people.met"}
    assert answer.shared == walk.cards[Place.PAIR, CARD]
    assert "people.offer" in actions(walk.cards[Place.PAIR, CARD])


# Elsewhere ---------------------------------------------------------------------------------------------------------


def test_before_its_seance_the_mentee_is_asked_to_think_of_whom_and_the_mentor_of_nothing_yet() -> None:
    walk = booked(before_fifth())
    walk.wait(meeting(walk).at)
    assert en("people-prep-think") in said(walk.cards[Place.MENTEE, "s5.prep.mentee"])
    mentors = said(walk.cards[Place.MENTOR, "s5.prep.mentor"])
    assert en("people-prep-theirs", name="Camille") not in mentors
    assert en("people-prep-think") not in mentors


def test_before_its_seance_both_read_who_is_on_the_list_and_it_follows() -> None:
    walk = booked(before_fifth())
    add(walk, "Ines", "markets")
    walk.wait(meeting(walk).at)
    mentors = said(walk.cards[Place.MENTOR, "s5.prep.mentor"])
    assert en("people-prep-theirs", name="Camille") in mentors
    assert "Ines – markets" in mentors
    walk.press(MENTOR, CARD, "people.offer", "1")
    for role in Role:
        prep = said(walk.cards[PRIVATE[role], f"s5.prep.{role}"])
        assert f"Ines – markets · {en('people-can', name='Awa')}" in prep


def test_the_agenda_brings_the_card_under_its_topic() -> None:
    walk = booked(before_fifth())
    walk.wait(meeting(walk).at)
    assert (Place.PAIR, CARD) not in walk.cards
    topics = PROGRAMME.seance(Track.MENTORING, 5).topics
    agenda = key(walk, "agenda")
    for nth, topic in enumerate(topics, 1):
        walk.use(MENTEE, agenda, "agenda.next")
        here = topic.head.id == "M5.D1"
        assert (en("people-what-for") in said(walk.cards[Place.PAIR, agenda])) is here, nth
        assert ((Place.PAIR, CARD) in walk.cards) is here


def test_before_the_seance_after_it_stands_who_was_met_and_an_empty_list_is_not_spoken_of() -> None:
    walk = evaluated(held(booked(before_fifth())))
    silent = walk.fork()
    add(walk, "Ines")
    add(walk, "Omar")
    walk.press(MENTEE, CARD, "people.met", "1")
    for one in (walk, silent):
        booked(one)
        one.wait(meeting(one).at)
    for role in Role:
        prep = said(walk.cards[PRIVATE[role], f"s6.prep.{role}"])
        assert f"Ines · {en('people-met')}" in prep
        assert "Omar" in prep
        assert en("people-prep-mine") not in said(silent.cards[PRIVATE[role], f"s6.prep.{role}"])
        assert en("people-prep-think") not in said(silent.cards[PRIVATE[role], f"s6.prep.{role}"])


def test_where_the_pair_stands_counts_and_names_nobody() -> None:
    walk = before_fifth()
    assert en("people-status-open") in reply(walk.type(MENTOR, "status"))
    add(walk, "Ines")
    add(walk, "Omar")
    assert en("people-status-listed", count=2) in reply(walk.type(MENTOR, "status"))
    walk.press(MENTEE, CARD, "people.met", "2")
    status = reply(walk.type(MENTOR, "status"))
    assert en("people-status-met", count=2, met=1) in status
    assert "Omar" not in status


def test_the_other_track_knows_no_list() -> None:
    walk = offered(season(Track.NETWORKING))
    assert en("not-part") in reply(walk.type(MENTEE, "people"))
    assert en("help-people") not in reply(walk.type(MENTEE, "help"))


def test_during_a_pause_it_can_be_written() -> None:
    walk = listed()
    walk.type(MENTOR, "pause")
    add(walk, "Omar")
    assert len(entries(walk)) == 3


def test_after_the_end_it_is_there_to_read_and_nothing_on_it_can_be_pressed() -> None:
    walk = listed()
    walk.press(MENTEE, CARD, "people.met", "1")
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTEE))
    assert "Ines – markets" in card(walk)
    assert buttons(walk.cards[Place.PAIR, CARD]) == []
    outcome = walk.type(MENTOR, "people")
    assert "Ines – markets" in reply(outcome)
    assert buttons(replies(outcome)[0].message) == []
    before = walk.journey
    walk.press(MENTEE, CARD, "people.met", "2")
    assert walk.journey == before


def test_after_the_end_an_empty_list_has_a_word_too() -> None:
    walk = begun()
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTEE))
    assert en("people-none-kept") in reply(walk.type(MENTOR, "people"))


def test_another_language_draws_the_card_anew() -> None:
    walk = begun(offered(season(mentee=member("Camille", languages=("fr", "en")))))
    add(walk, "Ines")
    outcome = walk.type(MENTEE, "language en")
    assert CARD in [post.key for post in posts(outcome)]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("over", [False, True])
def test_the_list_goes_with_the_mentee_and_the_offers_with_the_mentor(role: Role, *, over: bool) -> None:
    """From the journey, from what else holds their words, and from the card, be the journey over already or not."""
    walk = listed()
    walk.press(MENTOR, CARD, "people.offer", "1")
    if over:
        walk.feed(Left("left", walk.at, walk.journey.pair, role))
    assert ({"Ines", "markets", "A buyer in Dakar"} <= set(written(walk.journey, role))) is (role is MENTEE)
    walk.journey = emptied(walk.journey, role, walk.at)
    walk.idle()
    assert ("Ines" in encode_journey(walk.journey)) is (role is MENTOR)
    assert ("Ines" in card(walk)) is (role is MENTOR)
    assert not any(one.offered for one in entries(walk))
    assert buttons(walk.cards[Place.PAIR, CARD]) == []


def test_nothing_of_it_moves_a_timer() -> None:
    walk = before_fifth()
    silent = walk.fork()
    add(walk, "Ines")
    walk.press(MENTOR, CARD, "people.offer", "1")
    walk.press(MENTEE, CARD, "people.met", "1")
    assert walk.next == silent.next
    assert sitting(walk).done == sitting(silent).done


def test_it_speaks_french() -> None:
    walk = listed()
    walk.press(MENTOR, CARD, "people.offer", "1")
    shown = said(walk.cards[Place.PAIR, CARD], "fr")
    assert "Awa peut faire les présentations" in shown
    assert fr("people-offer", who="A buyer in Dakar") in shown


def test_the_mentor_is_asked_for_introductions_only_while_there_is_somebody_left() -> None:
    walk = booked(before_fifth())
    add(walk, "Ines")
    walk.wait(meeting(walk).at)
    prep = Place.MENTOR, "s5.prep.mentor"
    assert en("people-prep-offer") in said(walk.cards[prep])
    walk.press(MENTOR, CARD, "people.offer", "1")
    assert en("people-prep-offer") not in said(walk.cards[prep])

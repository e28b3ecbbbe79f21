"""A word with a human being: a line under one's own name, whose readers are named first, and somebody outside of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine.effects import Outcome, Post
from bot.engine.events import Left
from bot.engine.flows.contact.card import LONGEST
from bot.engine.flows.contact.state import ASKED, DRAFT
from bot.engine.people import Place
from bot.engine.programme import KEEPING, Keeping
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, lent, season
from tests.labels import en
from tests.values import AWA, CAMILLE, DAY, MENTEE, MENTOR, PROGRAMME, actions, buttons, posts, replies, said

OMBUD = "Ines Duval, ines@example.org"
LINE = "I would rather not meet my mentor alone."
KEY = "contact.mentee"


def walk(coordinators: tuple[str, ...] = ("Claire", "Dominique"), contact: str = OMBUD) -> Season:
    english = replace(CAMILLE, languages=("en",))
    one = season(mentor=replace(AWA, languages=("en",)), mentee=english)
    one.coordinators = coordinators
    one.programme = replace(PROGRAMME, keeping=Keeping(contact=contact))
    return booked(one)


def answer(outcome: Outcome) -> str:
    (reply,) = replies(outcome)
    return said(reply.message)


def to_coordinators(season: Season) -> list[Post]:
    return [one.effect for one in season.shown if isinstance(one.effect, Post) and one.effect.to is Place.COORDINATORS]


def written(one: Season, line: str = LINE) -> Outcome:
    one.type(MENTEE, "contact")
    return one.submit(MENTEE, KEY, "contact.write", line=line)


def test_who_would_read_it_and_the_limit_are_said_before_anything_is_written() -> None:
    card = answer(walk().type(MENTEE, "contact"))
    assert "Claire, Dominique" in card
    assert f"at most {LONGEST} characters" in card
    assert OMBUD in card


@pytest.mark.parametrize("word", ["contact", "talk", "parler", "coordination"])
def test_its_words(word: str) -> None:
    assert "Claire" in answer(walk().type(MENTEE, word))


@pytest.mark.parametrize(
    "words",
    [
        *("harassment", "I am being bullied", "I want to report something", "human help please"),
        *(
            "harcèlement",
            "j'ai un problème avec mon mentor",
            "je voudrais signaler quelque chose",
            "un être humain svp",
        ),
    ],
)
def test_somebody_in_trouble_finds_it_without_knowing_the_word(words: str) -> None:
    outcome = walk().type(MENTEE, words)
    assert OMBUD in answer(outcome)
    assert [button.value for button in buttons(replies(outcome)[0].message)] == ["contact"]


def test_help_names_it_and_the_contact_outside() -> None:
    card = answer(walk().type(MENTEE, "help"))
    assert "contact – talk to a human being" in card
    assert OMBUD in card


def test_the_line_is_shown_as_it_would_go_and_nothing_goes_yet() -> None:
    one = walk()
    outcome = written(one, f"  {LINE}\n ")
    assert LINE in answer(outcome)
    assert "not been sent" in answer(outcome)
    assert posts(outcome) == []
    (send, *_) = buttons(replies(outcome)[0].message)
    assert send.confirm is not None
    assert "Claire, Dominique" in en("contact-ask", names="Claire, Dominique")
    assert OMBUD in answer(outcome)


def test_it_goes_once_under_its_writer_s_name_and_says_nothing_of_the_partner() -> None:
    one = walk()
    written(one)
    outcome = one.use(MENTEE, KEY, "contact.send")
    (post,) = posts(outcome)
    assert post.to is Place.COORDINATORS
    assert post.resend_if_uncertain
    text = said(post.message)
    assert LINE in text
    assert "Camille" in text
    assert "Awa" not in text
    assert "directly, in chat" in text
    assert "Claire, Dominique" in answer(outcome)
    again = one.press(MENTEE, KEY, "contact.send", "whatever")
    assert posts(again) == []
    assert len(to_coordinators(one)) == 1


def test_what_was_sent_is_not_kept_and_that_it_was_is() -> None:
    one = walk()
    written(one)
    one.use(MENTEE, KEY, "contact.send")
    assert lent(one.journey).own_of(DRAFT, MENTEE).line == ""
    assert one.journey.own_of(ASKED, MENTEE).at == (one.at,)
    assert LINE not in repr(one.journey)


def test_two_lines_are_two_messages() -> None:
    one = walk()
    for line in ("first", "second"):
        written(one, line)
        one.use(MENTEE, KEY, "contact.send")
    assert [post.key for post in to_coordinators(one)] == ["contact-line.mentee.1", "contact-line.mentee.2"]


def test_nothing_goes_to_anybody_who_was_not_named() -> None:
    one = walk()
    written(one)
    (send, *_) = buttons(one.answers[MENTEE, KEY])
    one.coordinators = ("Claire", "Dominique", "Ekow")
    outcome = one.press(MENTEE, KEY, "contact.send", send.value)
    assert posts(outcome) == []
    assert "Ekow" in answer(outcome)
    assert one.use(MENTEE, KEY, "contact.send").effects
    assert len(to_coordinators(one)) == 1


def test_it_can_be_changed_or_dropped() -> None:
    one = walk()
    written(one)
    one.use(MENTEE, KEY, "contact.change")
    assert actions(one.answers[MENTEE, KEY]) == {}, "but for the form"
    assert "another" in answer(one.submit(MENTEE, KEY, "contact.write", line="another"))
    outcome = one.use(MENTEE, KEY, "contact.drop")
    assert posts(outcome) == []
    assert lent(one.journey).own_of(DRAFT, MENTEE).line == ""
    assert OMBUD in answer(outcome)


def test_what_was_begun_is_there_again() -> None:
    one = walk()
    written(one)
    assert LINE in answer(one.type(MENTEE, "contact"))


def test_too_long_a_line_ends_where_it_was_said_and_an_empty_one_sends_nothing() -> None:
    one = walk()
    assert "x" * LONGEST in answer(written(one, "x" * (LONGEST + 20)))
    assert "x" * (LONGEST + 1) not in answer(one.type(MENTEE, "contact"))
    assert "nothing to send yet" in answer(one.submit(MENTEE, KEY, "contact.write", line="  "))


def test_if_nobody_is_left_that_is_said_before_anything_is_written() -> None:
    """Every coordinator is of that pair, or there is none."""
    one = walk(coordinators=())
    outcome = one.type(MENTEE, "contact")
    assert "nobody I could pass a word on to" in answer(outcome)
    assert OMBUD in answer(outcome)
    assert actions(replies(outcome)[0].message) == {}


def test_if_nobody_is_left_any_more_nothing_goes() -> None:
    one = walk()
    written(one)
    (send, *_) = buttons(one.answers[MENTEE, KEY])
    one.coordinators = ()
    for outcome in (
        one.press(MENTEE, KEY, "contact.send", send.value),
        one.submit(MENTEE, KEY, "contact.write", line="x"),
    ):
        assert posts(outcome) == []
        assert "nobody I could pass a word on to" in answer(outcome)


def test_without_a_contact_outside_it_says_so_and_where_else_to_look() -> None:
    card = answer(walk(contact=KEEPING.contact).type(MENTEE, "contact"))
    assert "named nobody in particular" in card
    assert "human resources" in card


def test_it_works_in_a_pause_and_after_the_end() -> None:
    paused, ended = walk(), walk()
    paused.type(MENTOR, "pause")
    ended.feed(Left("gone", ended.at, ended.journey.pair, MENTOR))
    for one in (paused, ended):
        written(one)
        one.use(MENTEE, KEY, "contact.send")
        assert [LINE in said(post.message) for post in to_coordinators(one)][-1]


def test_the_partner_sees_nothing_of_it() -> None:
    quiet, wrote = held(walk()), held(walk())
    written(wrote)
    wrote.use(MENTEE, KEY, "contact.send")
    for one in (quiet, wrote):
        one.wait(one.at + 10 * DAY)
    assert wrote.in_sight_of(MENTOR) == quiet.in_sight_of(MENTOR)


def test_the_pact_names_the_contact_outside_whatever_they_promise_each_other() -> None:
    one = walk()
    held(one)
    booked(one)
    for role in (MENTOR, MENTEE):
        assert OMBUD in answer(one.type(role, "pact"))
        one.use(role, "pact", "pact.sign")
    assert OMBUD in said(one.cards[Place.PAIR, "pact"])
    one.feed(Left("gone", one.at, one.journey.pair, MENTOR))
    assert OMBUD in answer(one.type(MENTEE, "pact"))

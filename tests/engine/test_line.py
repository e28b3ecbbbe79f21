"""The line of the evaluation: one's own note, unless one sends it, once, after a question, to whom one chooses."""

from __future__ import annotations

import pytest

from bot.engine.effects import Outcome
from bot.engine.events import Left
from bot.engine.flows.evaluation.line import mark
from bot.engine.messages import Line, Message, Text
from bot.engine.people import PRIVATE, Place, Role
from tests.engine.simulator import Season
from tests.engine.walking import answers, booked, booked_in, evaluation, held, season
from tests.labels import en
from tests.values import DAY, MENTEE, MENTOR, actions, buttons, forms, posts, reply, said

CARD = "s1.evaluation.mentor"
WORDS = "<b>Awa</b> parle *trop* vite"
TO = {"partner": "evaluation.to-partner", "coordinators": "evaluation.to-coordinators"}


def written(words: str = WORDS) -> Season:
    walk = held(season())
    walk.submit(MENTOR, CARD, "evaluation.remark", remark=words)
    return walk


def send(walk: Season, audience: str) -> Outcome:
    return walk.use(MENTOR, CARD, TO[audience])


def others_see(walk: Season) -> str:
    """All that anybody else but its writer was shown, and owed to coordinators."""
    shown = [one for one in walk.shown if getattr(one.effect, "to", None) not in (PRIVATE[MENTOR], None)]
    shown += [one for one in walk.shown if one.reader is MENTEE]
    return "\n".join(said(message) for one in shown if (message := getattr(one.effect, "message", None)) is not None)


def test_it_is_for_nobody_else_by_default_and_stands_on_the_next_prep_card_of_its_writer() -> None:
    walk = written()
    booked(walk)
    walk.wait(walk.at + 60 * DAY)
    note = f"{en('prep-note', seance=1)}\n• {WORDS}"
    assert said(walk.cards[Place.MENTOR, "s2.prep.mentor"]).count(note) == 1
    assert WORDS not in said(walk.cards[Place.MENTEE, "s2.prep.mentee"])
    assert WORDS not in others_see(walk)


def test_a_note_that_changes_changes_on_the_prep_card_that_is_out() -> None:
    walk = written()
    booked_in(walk, 5)
    walk.wait(walk.at + DAY)
    walk.submit(MENTOR, CARD, "evaluation.remark", remark="other words")
    assert "other words" in said(walk.cards[Place.MENTOR, "s2.prep.mentor"])


def test_without_a_line_there_is_nothing_to_send() -> None:
    walk = held(season())
    assert not set(TO.values()) & set(actions(walk.cards[Place.MENTOR, CARD]))
    for audience in TO:
        for words in ("", WORDS):
            walk.press(MENTOR, CARD, TO[audience], words)
    assert evaluation(walk.journey, 1, MENTOR).sent == {}


@pytest.mark.parametrize("audience", TO)
def test_sending_asks_first_and_says_to_whom(audience: str) -> None:
    walk = written()
    (button,) = (one for one in buttons(walk.cards[Place.MENTOR, CARD]) if one.action == TO[audience])
    assert button.confirm is not None
    asked = said(Message((Text(Line(button.confirm)),)))
    assert ("Camille" if audience == "partner" else "the coordinators") in asked
    assert "under your name" in asked
    assert "cannot be taken back" in asked
    assert button.value == mark(WORDS)


def test_the_partner_gets_the_words_as_typed_in_private_and_whose_they_are() -> None:
    walk = written()
    send(walk, "partner")
    assert not walk.posted("s1.word.mentor.partner")
    walk.wait(walk.at + 3 * DAY)
    (post,) = walk.posted("s1.word.mentor.partner")
    assert post.to is Place.MENTEE
    assert said(post.message) == f"A word from Awa\n\nAfter session 1, Awa writes to you:\n\n{WORDS}"


def test_it_comes_when_the_partner_may_be_disturbed() -> None:
    walk = written()
    walk.at = evaluation(walk.journey, 1, MENTOR).opened + 3 * DAY + DAY / 2
    send(walk, "partner")
    walk.wait(walk.at + 5 * DAY)
    (at,) = (one.at for one in walk.shown if getattr(one.effect, "key", "") == "s1.word.mentor.partner")
    assert walk.journey.members[MENTEE].works_at(at)


def test_coordinators_get_it_at_once_under_the_name_of_its_writer() -> None:
    walk = written()
    outcome = send(walk, "coordinators")
    (post,) = (one for one in posts(outcome) if one.to is Place.COORDINATORS)
    assert post.key == "s1.word.mentor.coordinators"
    words = said(post.message)
    assert "After session 1, Awa writes to the coordinators (pair Awa and Camille):" in words
    assert WORDS in words
    assert en("evaluation-sent-coordinators") in said(walk.cards[Place.MENTOR, CARD])


@pytest.mark.parametrize("audience", TO)
def test_it_is_sent_once_and_cannot_be_taken_back_or_changed(audience: str) -> None:
    walk = written()
    for _ in range(3):
        walk.press(MENTOR, CARD, TO[audience], mark(WORDS))
    late = walk.submit(MENTOR, CARD, "evaluation.remark", remark="something else")
    assert reply(late) == en("evaluation-stays")
    walk.wait(walk.at + 30 * DAY)
    assert len(walk.posted(f"s1.word.mentor.{audience}")) == 1
    assert answers(walk.journey, 1, MENTOR).line == WORDS
    card = walk.cards[Place.MENTOR, CARD]
    assert not forms(card)
    assert TO[audience] not in actions(card)


def test_to_each_it_is_sent_by_a_choice_of_its_own() -> None:
    walk = written()
    send(walk, "partner")
    assert [one.action for one in buttons(walk.cards[Place.MENTOR, CARD])] == [TO["coordinators"], "evaluation.done"]
    send(walk, "coordinators")
    assert set(evaluation(walk.journey, 1, MENTOR).sent) == {"partner", "coordinators"}


def test_words_that_have_changed_since_on_an_old_card_are_not_sent() -> None:
    walk = written()
    walk.submit(MENTOR, CARD, "evaluation.remark", remark="other words")
    for audience in TO:
        walk.press(MENTOR, CARD, TO[audience], mark(WORDS))
    assert evaluation(walk.journey, 1, MENTOR).sent == {}


def test_without_a_coordinator_outside_the_pair_it_says_that_nothing_was_sent() -> None:
    walk = written()
    walk.coordinators = ()
    assert reply(send(walk, "coordinators")) == en("evaluation-no-reader")
    assert evaluation(walk.journey, 1, MENTOR).sent == {}


def test_to_a_partner_who_left_nothing_is_sent() -> None:
    walk = written()
    walk.feed(Left("l", walk.at, "p1", MENTEE))
    walk.type(MENTOR, "evaluate")
    assert TO["partner"] not in actions(walk.answers[MENTOR, CARD])
    assert reply(walk.press(MENTOR, CARD, TO["partner"], mark(WORDS))) == en("evaluation-no-reader")


def test_nobody_sends_for_another() -> None:
    walk = written()
    walk.press(MENTEE, CARD, TO["partner"], mark(WORDS))
    assert evaluation(walk.journey, 1, MENTOR).sent == {}


def test_once_it_is_closed_it_stays_where_it_is() -> None:
    walk = written()
    walk.press(MENTOR, CARD, "evaluation.done")
    walk.wait(walk.at + 8 * DAY)
    walk.press(MENTOR, CARD, TO["partner"], mark(WORDS))
    assert evaluation(walk.journey, 1, MENTOR).sent == {}
    assert [role for role in Role if WORDS in said(walk.cards[PRIVATE[role], f"s1.evaluation.{role}"])] == [MENTOR]

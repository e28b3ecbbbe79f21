"""The pact of confidentiality: each statement kept, dropped or worded anew, and signed by both (`M2.G3`)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.engine.effects import Outcome, Post
from bot.engine.events import Left
from bot.engine.flows.digest.card import Reader, digest
from bot.engine.flows.digest.model import Week
from bot.engine.flows.pact.state import PACT, STATEMENTS, signed, without
from bot.engine.people import Place, Role
from bot.infra.codec import encode
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, meeting, offered, season
from tests.labels import en
from tests.values import MENTEE, MENTOR, PROGRAMME, actions, buttons, posts, replies, reply, said
from tests.weeks import facts

CARD = "pact"


def asked() -> Season:
    walk = offered(held(season()))
    for role in Role:
        walk.type(role, "pact")
    return walk


def both_signed(walk: Season) -> Season:
    for role in Role:
        walk.use(role, CARD, "pact.sign")
    return walk


def news(outcome: Outcome) -> list[Post]:
    return [post for post in posts(outcome) if post.key.startswith("pact-asked") and not post.refresh]


def test_unchanged_it_is_one_tap_of_each() -> None:
    walk = both_signed(asked())
    terms = signed(walk.journey)
    assert terms is not None
    assert terms.kept == STATEMENTS
    card = said(walk.cards[Place.PAIR, CARD])
    assert [en(f"pact-{one}").replace("’", "'") in card.replace("’", "'") for one in STATEMENTS] == [True] * 5


def test_from_the_card_that_comes_with_the_agenda_it_is_one_tap_of_each_and_one_message() -> None:
    walk = booked(held(season()))
    walk.wait(meeting(walk).at)
    while (Place.PAIR, CARD) not in walk.cards:
        walk.use(MENTEE, "s2.agenda", "agenda.next")
    (told,) = news(walk.use(MENTOR, CARD, "pact.sign"))
    walk.use(MENTEE, CARD, "pact.sign")
    assert signed(walk.journey) is not None
    assert actions(walk.cards[Place.PAIR, told.key]) == {}


@pytest.mark.parametrize("contact", ["ombuds@example.org", ""])
def test_it_names_the_contact_outside_the_coordinators_at_every_stage(contact: str) -> None:
    walk = asked()
    walk.programme = replace(walk.programme, keeping=replace(walk.programme.keeping, contact=contact))
    expected = en("contact-outside", contact=contact) if contact else en("contact-outside-unnamed")
    walk.type(MENTOR, "pact")
    assert expected in said(walk.answers[MENTOR, CARD])
    both_signed(walk)
    assert expected in said(walk.cards[Place.PAIR, CARD])
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTEE))
    assert expected in reply(walk.type(MENTOR, "pact"))


def test_no_words_of_whoever_is_erased_are_left() -> None:
    walk = asked()
    walk.submit(MENTOR, CARD, "pact.word", **{"no-names": "mes mots"})
    walk.type(MENTEE, "pact")
    walk.use(MENTEE, CARD, "pact.sign")
    assert "mes mots" in repr(walk.journey.of(PACT))
    assert "mes mots" not in repr(without(walk.journey, MENTEE).of(PACT))


def test_one_alone_signs_nothing_for_both() -> None:
    walk = asked()
    walk.use(MENTOR, CARD, "pact.sign")
    walk.use(MENTOR, CARD, "pact.sign")
    assert signed(walk.journey) is None
    assert walk.journey.of(PACT).by == (MENTOR,)


def test_a_statement_is_dropped_and_another_worded_anew() -> None:
    walk = asked()
    walk.press(MENTEE, CARD, "pact.keep", *STATEMENTS[1:])
    walk.submit(MENTEE, CARD, "pact.word", **{"no-names": "Ni noms ni équipes."})
    assert walk.journey.of(PACT).by == (MENTEE,)
    walk.type(MENTOR, "pact")
    walk.use(MENTOR, CARD, "pact.sign")
    terms = signed(walk.journey)
    assert terms is not None
    assert terms.kept == STATEMENTS[1:]
    assert "Ni noms ni équipes." in said(walk.cards[Place.PAIR, CARD])


def test_a_change_asks_the_other_again_and_what_was_signed_holds_until_then() -> None:
    walk = both_signed(asked())
    walk.use(MENTEE, CARD, "pact.change")
    outcome = walk.press(MENTEE, CARD, "pact.keep", *STATEMENTS[:2])
    assert len(news(outcome)) == 1
    terms = signed(walk.journey)
    assert terms is not None
    assert terms.kept == STATEMENTS
    walk.use(MENTOR, CARD, "pact.sign")
    terms = signed(walk.journey)
    assert terms is not None
    assert terms.kept == STATEMENTS[:2]


def test_nobody_signs_what_they_have_not_seen() -> None:
    walk = asked()
    (before,) = actions(walk.card(MENTOR, CARD))["pact.sign"]
    walk.press(MENTEE, CARD, "pact.keep", STATEMENTS[0])
    outcome = walk.press(MENTOR, CARD, "pact.sign", *before)
    assert signed(walk.journey) is None
    assert "The text has changed meanwhile" in reply(outcome)


def test_it_can_be_left_as_it_was() -> None:
    walk = both_signed(asked())
    walk.use(MENTEE, CARD, "pact.change")
    walk.press(MENTEE, CARD, "pact.keep", STATEMENTS[0])
    walk.use(MENTOR, CARD, "pact.leave")
    assert walk.journey.of(PACT).proposed is None
    assert "You have both signed it." in said(walk.cards[Place.PAIR, CARD])


@pytest.mark.parametrize("values", [STATEMENTS, STATEMENTS[:3], ()])
def test_the_same_list_again_changes_nothing(values: tuple[str, ...]) -> None:
    walk = asked()
    walk.press(MENTOR, CARD, "pact.keep", *values)
    once = walk.journey.of(PACT)
    walk.press(MENTOR, CARD, "pact.keep", *values)
    assert walk.journey.of(PACT) == once


def test_own_words_are_cut_where_the_form_says_so() -> None:
    walk = asked()
    walk.submit(MENTOR, CARD, "pact.word", **{"no-names": "x" * 1000})
    proposed = walk.journey.of(PACT).proposed
    assert proposed is not None
    assert len(proposed.worded["no-names"]) == 300


def test_whom_to_turn_to_stands_on_it_whatever_they_choose() -> None:
    walk = asked()
    walk.press(MENTEE, CARD, "pact.keep")
    walk.type(MENTOR, "pact")
    walk.use(MENTOR, CARD, "pact.sign")
    assert en("pact-outside") in said(walk.cards[Place.PAIR, CARD])


def test_it_is_recalled_before_the_third_seance_and_nowhere_else() -> None:
    walk = both_signed(asked())
    booked(walk)
    walk.wait(meeting(walk).at)
    assert en("pact-recall") not in said(walk.cards[Place.MENTEE, "s2.prep.mentee"])
    held(walk)
    booked(walk)
    walk.wait(meeting(walk).at)
    for role, place in ((MENTOR, Place.MENTOR), (MENTEE, Place.MENTEE)):
        assert en("pact-recall") in said(walk.cards[place, f"s3.prep.{role}"])


def test_where_the_pair_stands_says_nothing_of_it() -> None:
    quiet, walk = offered(held(season())), both_signed(asked())
    assert reply(walk.type(MENTOR, "status")) == reply(quiet.type(MENTOR, "status"))


def test_no_digest_says_whether_it_is_signed() -> None:
    quiet, walk = offered(held(season())), both_signed(asked())
    week = Week.of(walk.at, "UTC")
    quiet.wait(walk.at)
    frozen = [facts([one.journey], week, PROGRAMME.timing) for one in (quiet, walk)]
    assert encode(digest(PROGRAMME, frozen[0], 5, Reader("UTC"))) == encode(
        digest(PROGRAMME, frozen[1], 5, Reader("UTC"))
    )
    assert frozen[0] == frozen[1]


def test_after_the_end_it_can_still_be_read() -> None:
    walk = both_signed(asked())
    walk.feed(Left("left", walk.at, walk.journey.pair, MENTEE))
    outcome = walk.type(MENTOR, "pact")
    assert en("pact-between-us") in reply(outcome)
    assert buttons(replies(outcome)[0].message) == []

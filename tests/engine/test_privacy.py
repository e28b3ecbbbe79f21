"""What is kept of people, said in plain words; and the one question before they stop."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from bot.engine.effects import Post
from bot.engine.events import Left, Restored
from bot.engine.flows.leaving import actions as leaving
from bot.engine.flows.privacy import actions
from bot.engine.flows.privacy.card import card
from bot.engine.flows.privacy.notice import sections
from bot.engine.journey import OwnPair
from bot.engine.messages import Button, Buttons, Style
from bot.engine.people import Place, Role
from bot.engine.programme import KEEPING, Keeping, Timing
from tests.engine.simulator import Season
from tests.engine.walking import booked, offered, season, through
from tests.labels import en
from tests.values import CONTENT, DAY, MENTEE, MENTOR, PROGRAMME, reply, said

KEPT = Keeping(answers=5, rest=7, events=11, audit=9, backups=13, contact="Ines Duval, ines@example.org")
OTHER = OwnPair("p2", "Bruno", running=True)


def with_figures(walk: Season, keeping: Keeping = KEPT) -> Season:
    walk.programme = replace(PROGRAMME, keeping=keeping)
    return walk


def shown(walk: Season, word: str = "privacy", actor: Role = MENTEE) -> str:
    return reply(walk.type(actor, word))


def buttons(walk: Season, actor: Role = MENTEE, kind: str = actions.QUESTION) -> list[Button]:
    message = walk.answers[actor, f"{kind}.{actor}"]
    return [button for part in message.parts if isinstance(part, Buttons) for button in part.buttons]


def ended(walk: Season) -> Season:
    """At its natural end: one of the two would rather not go on."""
    walk.journey = replace(offered(walk).journey, ended=walk.at)
    return walk


def leaves(walk: Season, actor: Role = MENTEE) -> list[Post]:
    outcome = walk.feed(Left(walk.id(), walk.at, "p1", actor))
    return [one for one in outcome.effects if isinstance(one, Post) and one.to is Place.COORDINATORS]


def test_every_figure_is_the_programmes_own() -> None:
    words = shown(with_figures(offered(season())))
    for figure in ("5 months", "7 months", "11 days", "9 months", "13 days", "30 days", KEPT.contact):
        assert figure in words
    assert str(KEEPING.events) not in words


def test_without_a_contact_outside_none_is_named() -> None:
    assert "outside them" not in shown(with_figures(offered(season()), KEEPING))


@pytest.mark.parametrize("language", PROGRAMME.languages)
def test_one_month_and_one_day_are_said_as_one(language: str) -> None:
    one = replace(PROGRAMME, keeping=Keeping(1, 1, 1, 1, 1), timing=Timing(back=1))
    words = said(card(one), language)
    assert not any(f"1 {unit}" in words for unit in ("month", "mois", "day", "jour"))


def test_it_is_answered_during_a_pause_and_after_the_end() -> None:
    walk = offered(season())
    first = shown(walk)
    walk.type(MENTOR, "pause")
    assert shown(walk) == first
    assert shown(ended(season())) == first


def test_it_says_the_same_to_everybody_whatever_they_have_done() -> None:
    """So that nothing can be read from it over somebody's shoulder."""
    walk = booked(season())
    assert shown(walk, actor=MENTOR) == shown(walk) == shown(ended(season()), actor=MENTOR)


def test_the_notice_has_every_sentence_in_every_language() -> None:
    for language in PROGRAMME.languages:
        voice = CONTENT.voices((language,), ())
        for section in sections(KEPT, PROGRAMME.timing):
            assert section.title is not None
            assert voice.label(section.title)
            assert all(voice.prose(line) for line in section.lines)


def test_to_erase_asks_first_and_says_what_it_ends() -> None:
    walk = offered(season())
    shown(walk)
    (erase,) = (one for one in buttons(walk, kind=actions.CARD) if one.action == actions.ERASE)
    assert erase.style is Style.DANGER
    assert erase.confirm is not None
    asked = CONTENT.voices(("en",), ()).prose(erase.confirm)
    assert "current journeys end" in asked
    assert "the coordinators learn only that someone has left" in asked
    assert "cannot be taken back" in asked


# To stop ---------------------------------------------------------------------------------------------------------


def test_stop_asks_one_question_and_changes_nothing() -> None:
    walk = offered(season())
    before = walk.journey
    words = shown(walk, "stop")
    assert words.count("?") == 2  # the title and the question
    assert "Awa" in words
    assert walk.journey == before
    assert [one.action for one in buttons(walk)] == [actions.GO, "run", actions.STAY]
    assert buttons(walk)[0].value == "p1"


def test_who_stays_reads_that_nothing_changes() -> None:
    walk = offered(season())
    shown(walk, "stop")
    before = walk.journey
    outcome = walk.press(MENTEE, f"{actions.QUESTION}.{MENTEE}", actions.STAY)
    assert walk.journey == before
    assert "nothing changes" in reply(outcome)


@pytest.mark.parametrize("word", ["stop", "arrêter", "Arrêter !", "/together stop", "quit"])
def test_the_word_is_known_in_every_language(word: str) -> None:
    assert "Would you like to stop?" in shown(offered(season()), word)


def test_with_several_pairs_each_is_named_and_all_of_them() -> None:
    walk = offered(season())
    walk.elsewhere = (OTHER,)
    words = shown(walk, "stop")
    assert "[Stop with Awa] [Stop with Bruno] [Stop all my journeys]" in words
    assert [one.value for one in buttons(walk) if one.action == actions.GO] == ["p1", "p2", "p1 p2"]
    assert walk.journey.elsewhere == ()


def test_of_a_pair_that_has_ended_only_the_others_can_be_stopped() -> None:
    walk = ended(season())
    walk.elsewhere = (OTHER,)
    assert "with Bruno would end here" in shown(walk, "stop")
    walk.elsewhere = ()
    assert "there is nothing to stop" in shown(walk, "stop")


def test_a_pause_is_offered_instead_where_it_would_do_something() -> None:
    walk = offered(season())
    assert f"[{en('run-pause')}]" in shown(walk, "stop")
    walk.type(MENTOR, "pause")
    assert f"[{en('run-pause')}]" not in shown(walk, "stop")


def test_it_can_be_taken_back_for_thirty_days() -> None:
    walk = offered(season())
    leaves(walk)
    gone = walk.at
    walk.at = gone + 30 * DAY - DAY / 24
    assert "you can come back until" in shown(walk, "stop")
    assert [one.action for one in buttons(walk)] == [actions.BACK]
    walk.at = gone + 30 * DAY
    assert "The time for coming back has passed" in shown(walk, "stop")


def test_the_days_count_from_when_they_left_not_from_when_the_other_did() -> None:
    walk = offered(season())
    leaves(walk, MENTOR)
    walk.at += 20 * DAY
    walk.feed(Left(walk.id(), walk.at, "p1", MENTEE))
    walk.at += 20 * DAY
    assert "you can come back until" in shown(walk, "stop")
    assert "The time for coming back has passed" in shown(walk, "stop", MENTOR)


def test_coordinators_learn_the_fact_and_that_it_was_taken_back() -> None:
    walk = through(season(), 1)
    (told,) = leaves(walk)
    assert "Camille no longer takes part in the programme (pair Awa and Camille)" in said(told.message)
    outcome = walk.feed(Restored(walk.id(), walk.at, "p1", MENTEE))
    (back,) = (one for one in outcome.effects if isinstance(one, Post) and one.to is Place.COORDINATORS)
    assert "Camille takes part in the programme again" in said(back.message)
    assert told.key != back.key


def test_they_learn_it_once_and_not_of_a_journey_that_was_over() -> None:
    walk = offered(season())
    leaves(walk)
    assert leaves(walk) == []
    assert leaves(ended(season())) == []


def test_who_leaves_twice_is_told_of_twice() -> None:
    walk = offered(season())
    (first,) = leaves(walk)
    walk.feed(Restored(walk.id(), walk.at, "p1", MENTEE))
    walk.at += DAY
    (second,) = leaves(walk)
    assert {first.key, second.key} == {key(walk.at - DAY), key(walk.at)}


def key(at: datetime) -> str:
    return f"{leaving.GONE_TOLD}.{MENTEE}.{at:%Y%m%dT%H%M%S}"

"""The séance itself: pages that either may turn, and whether it took place."""

from __future__ import annotations

import pytest

from bot.engine.effects import Reply
from bot.engine.flows.evaluation.state import evaluation_of
from bot.engine.journey import Stage
from bot.engine.people import Place
from bot.engine.programme import Track
from tests.engine.simulator import Season
from tests.engine.walking import booked, held, key, meeting, met, offered, season, sitting, through
from tests.labels import en
from tests.values import CAMILLE, DAY, MENTEE, MENTOR, MINUTE, PROGRAMME, buttons, new, replies, reply, said


def begun() -> Season:
    """The agenda is open at its first page."""
    walk = booked(season())
    walk.wait(meeting(walk).at)
    walk.use(MENTOR, "s1.agenda", "agenda.next")
    return walk


def page(walk: Season) -> str:
    return said(walk.cards[Place.PAIR, "s1.agenda"])


# Pages -----------------------------------------------------------------------------------------------------------


def test_the_agenda_comes_ten_minutes_ahead_even_at_an_odd_hour_and_nothing_at_the_hour_itself() -> None:
    walk = offered(season())
    for actor in (MENTOR, MENTEE):
        walk.submit(actor, "s1.date", "date.own", day="2026-01-10", time="20:00")
    walk.wait(meeting(walk).at)
    (agenda,) = walk.posted("s1.agenda")
    assert not agenda.unprompted, "it follows from what they agreed"
    assert [one.at for one in walk.shown if one.effect is agenda] == [meeting(walk).at - 10 * MINUTE]
    assert walk.shown[-1].effect is agenda


def test_either_turns_the_pages_and_one_card_shows_them() -> None:
    walk = begun()
    assert "Topic 1 of 3" in page(walk)
    walk.use(MENTEE, "s1.agenda", "agenda.next")
    assert "Topic 2 of 3" in page(walk)
    walk.use(MENTOR, "s1.agenda", "agenda.back")
    assert "Topic 1 of 3" in page(walk)
    assert [key for _, key in walk.cards if "agenda" in key] == ["s1.agenda"]


def test_both_pressing_next_at_once_turn_one_page() -> None:
    walk = begun()
    walk.press(MENTOR, "s1.agenda", "agenda.next", "1")
    second = walk.press(MENTEE, "s1.agenda", "agenda.next", "1")
    assert meeting(walk).topic == 2
    assert new(second) == []
    assert "Topic 2 of 3" in reply(second)


@pytest.mark.parametrize("value", ["", "0", "7", "-1", "one"])
def test_a_page_that_is_not_open_cannot_be_turned(value: str) -> None:
    walk = begun()
    outcome = walk.press(MENTEE, "s1.agenda", "agenda.next", value)
    assert meeting(walk).topic == 1
    (answer,) = replies(outcome)
    assert answer.redraw


def test_there_is_no_page_before_the_first_nor_after_the_last() -> None:
    walk = begun()
    walk.press(MENTEE, "s1.agenda", "agenda.back", "1")
    assert meeting(walk).topic == 1
    for here in ("1", "2", "3"):
        walk.press(MENTEE, "s1.agenda", "agenda.next", here)
    assert meeting(walk).topic == 3
    pressed = [button.action for button in buttons(walk.cards[Place.PAIR, "s1.agenda"])]
    assert [one for one in pressed if one.startswith("agenda.")] == ["agenda.back", "agenda.end"]


def test_a_skipped_topic_is_remembered_until_it_is_opened() -> None:
    walk = begun()
    walk.use(MENTEE, "s1.agenda", "agenda.skip")
    assert meeting(walk).skipped == (1,)
    walk.use(MENTEE, "s1.agenda", "agenda.back")
    assert meeting(walk).skipped == ()


def test_every_topic_is_shown_with_its_questions() -> None:
    walk = begun()
    seance = PROGRAMME.seance(Track.MENTORING, 1)
    for topic in seance.topics:
        shown = walk.cards[Place.PAIR, "s1.agenda"].items()
        assert shown == (topic.head.id, *(question.id for question in topic.questions))
        walk.use(MENTEE, "s1.agenda", "agenda.end" if topic is seance.topics[-1] else "agenda.next")
    assert "The agenda is closed." in page(walk)


def test_a_seance_without_topics_is_ended_at_once() -> None:
    walk = through(season(Track.NETWORKING), 2)
    assert sitting(walk).held is not None


def test_the_agenda_can_be_read_beforehand_and_not_without_a_seance() -> None:
    walk = season()
    assert reply(walk.type(MENTEE, "agenda")) == f"There is no agenda just now.\n\n[{en('run-status')}]"
    offered(walk)
    assert "The date is still to be chosen." in reply(walk.type(MENTEE, "agenda"))
    booked(walk)
    assert f"[{en('agenda-start')}]" in reply(walk.type(MENTEE, "agenda"))


def test_who_starts_early_starts_for_both() -> None:
    walk = booked(season())
    walk.type(MENTEE, "agenda")
    walk.use(MENTEE, "s1.agenda", "agenda.next")
    assert "Topic 1 of 3" in page(walk)
    walk.wait(meeting(walk).at + MINUTE)
    assert "Topic 1 of 3" in page(walk), "the timer does not turn it back"


# Whether it took place -------------------------------------------------------------------------------------------


def test_it_is_asked_at_the_end() -> None:
    walk = met(season())
    assert en("held-question", seance=1) in said(walk.cards[Place.PAIR, "s1.held"])
    seen = len(walk.posted("s1.held"))
    walk.wait(meeting(walk).over)
    assert len(walk.posted("s1.held")) == seen == 1


def test_or_when_the_time_is_up() -> None:
    walk = booked(season())
    walk.wait(meeting(walk).over - MINUTE)
    assert not walk.posted("s1.held")
    walk.wait(meeting(walk).over + MINUTE)
    assert len(walk.posted("s1.held")) == 1
    assert walk.journey.stage(walk.at) is Stage.MET


def test_once_more_two_days_later_and_then_never() -> None:
    walk = met(season())
    walk.wait(meeting(walk).over + 2 * DAY - MINUTE)
    assert not walk.posted("s1.held-nudge")
    walk.wait(meeting(walk).over + 2 * DAY)
    assert len(walk.posted("s1.held-nudge")) == 1
    seen = len(walk.shown)
    walk.wait(walk.at + 60 * DAY)
    assert len(walk.shown) == seen


@pytest.mark.parametrize("card", ["s1.held", "s1.held-nudge"])
def test_yes_thanks_opens_the_evaluations_and_offers_the_next_dates(card: str) -> None:
    walk = met(season())
    walk.wait(walk.at + 3 * DAY)
    walk.use(MENTEE, card, "held.yes")
    assert [one.held is not None for one in walk.journey.sittings] == [True, False]
    assert all(evaluation_of(walk.journey, 1, role) for role in (MENTOR, MENTEE))
    for one in ("s1.held", "s1.held-nudge"):
        assert en("held-thanks", seance=1) in said(walk.cards[Place.PAIR, one])
        assert [one.action for one in buttons(walk.cards[Place.PAIR, one])] == ["held.not-met"]
    assert (Place.MENTEE, "s1.evaluation.mentee") in walk.cards
    assert key(walk, "date") == "s2.date"


@pytest.mark.parametrize("answer", ["held.no", "held.moved", "held.absent"])
def test_no_brings_other_dates_without_a_reproach_and_no_evaluation(answer: str) -> None:
    walk = met(season())
    old = meeting(walk).at
    walk.use(MENTOR, "s1.held", answer)
    assert sitting(walk).number == 1
    assert not any(evaluation_of(walk.journey, sitting(walk).number, role) for role in (MENTOR, MENTEE))
    assert key(walk, "date") == "s1.date.2"
    words = said(walk.cards[Place.PAIR, "s1.date.2"])
    assert "Another time, then. Here are other possible dates." in words
    offer = sitting(walk).offer
    assert offer is not None
    assert old not in offer.slots
    booked(walk)
    met(walk)
    assert walk.posted("s1.agenda.2")


def test_that_the_other_one_did_not_come_is_answered_in_private_and_is_a_no_for_everybody_else() -> None:
    two = [met(season()), met(season())]
    no, absent = (walk.use(MENTOR, "s1.held", f"held.{said}") for walk, said in zip(two, ("no", "absent"), strict=True))
    assert two[0].journey == two[1].journey, "nothing of it is kept, so nobody can come upon it"
    assert two[0].cards == two[1].cards
    (private,) = (one for one in absent.effects if one not in no.effects)
    assert [one for one in absent.effects if one is not private] == list(no.effects)
    assert isinstance(private, Reply)
    assert not private.redraw, "it is shown beside the card that both see, to the one who pressed"
    assert CAMILLE.name in said(private.message)
    assert [one.action for one in buttons(private.message)] == ["run"]
    walk = two[1]
    walk.use(MENTOR, "s1.held", "held.met")
    assert walk.journey.sittings[0].held is not None, "and it can be put right like any other answer"


def test_meeting_without_the_agenda_counts_like_any_other_and_says_so() -> None:
    yes, own = met(season()), met(season())
    yes.use(MENTEE, "s1.held", "held.yes")
    own.use(MENTEE, "s1.held", "held.own-way")
    assert own.journey.sittings == yes.journey.sittings
    assert en("held-thanks-own-way", seance=1) in said(own.cards[Place.PAIR, "s1.held"])
    assert en("held-thanks", seance=1) in said(yes.cards[Place.PAIR, "s1.held"])
    assert [one.action for one in buttons(own.cards[Place.PAIR, "s1.held"])] == ["held.not-met"]
    rest = {at: card for at, card in own.cards.items() if at != (Place.PAIR, "s1.held")}
    assert rest == {at: card for at, card in yes.cards.items() if at != (Place.PAIR, "s1.held")}
    assert all(evaluation_of(own.journey, 1, role) for role in (MENTOR, MENTEE))
    booked(own)
    assert en("held-thanks", seance=1) in said(own.cards[Place.PAIR, "s1.held"])


def test_both_answering_at_once_answer_once() -> None:
    walk = met(season())
    walk.use(MENTOR, "s1.held", "held.yes")
    after = walk.journey
    outcome = walk.press(MENTEE, "s1.held", "held.no")
    assert walk.journey == after
    assert en("held-thanks", seance=1) in reply(outcome)
    assert "noted" not in reply(outcome)


def test_the_other_one_is_shown_the_evaluation_in_good_manners() -> None:
    walk = held(season())
    assert (Place.MENTEE, "s1.evaluation.mentee") not in walk.cards
    walk.wait(walk.at + DAY)
    (card,) = walk.posted("s1.evaluation.mentee")
    assert not card.unprompted, "it follows from what they just said"

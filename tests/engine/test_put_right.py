"""What has happened cannot be undone by accident; a mistaken answer can be put right until the next date is booked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.engine.events import Left, Nudged
from bot.engine.flows.continuation.state import waiting
from bot.engine.flows.evaluation.state import evaluation_of
from bot.engine.people import Place
from bot.engine.programme import Track
from tests.engine.simulator import Season
from tests.engine.walking import (
    answers,
    booked,
    both_go_on,
    evaluated,
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
from tests.values import DAY, HOUR, MENTEE, MENTOR, MINUTE, PROGRAMME, actions, buttons, replies, reply, said

PAIR = Place.PAIR
ASKED = en("held-question", seance=1)


@pytest.mark.parametrize("action", ["date.cancel", "date.move"])
def test_from_its_time_on_a_date_is_not_given_up_but_it_is_asked_whether_they_met(action: str) -> None:
    walk = booked(season())
    walk.at = meeting(walk).at
    outcome = walk.use(MENTOR, "s1.date", action)
    assert sitting(walk).meeting is not None
    assert ASKED in reply(outcome)
    assert ASKED in said(walk.cards[PAIR, "s1.held"])
    asked = len(walk.posted("s1.held"))
    walk.wait(walk.at + DAY)
    assert len(walk.posted("s1.held")) == asked, "it is asked once"
    (answer,) = (one for one in replies(outcome) if one.key == "s1.held")
    walk.press(MENTOR, answer.key, "held.yes")
    assert walk.journey.sittings[0].held is not None


@pytest.mark.parametrize("action", ["date.cancel", "date.move"])
def test_nor_once_its_agenda_was_walked_to_the_end(action: str) -> None:
    walk = booked(season())
    walk.type(MENTOR, "agenda")
    while meeting(walk).ended is None:
        on_it = actions(walk.card(MENTOR, "s1.agenda"))
        walk.use(MENTOR, "s1.agenda", "agenda.next" if "agenda.next" in on_it else "agenda.end")
    assert walk.at < meeting(walk).at
    assert buttons(walk.cards[PAIR, "s1.date"]) == []
    outcome = walk.press(MENTEE, "s1.date", action)  # from a card that was on the screen already
    assert ASKED in reply(outcome)
    assert sitting(walk).meeting is not None
    walk.press(MENTEE, "s1.held", "held.yes")
    assert evaluation_of(walk.journey, 1, MENTEE) is not None
    assert ASKED not in reply(walk.type(MENTEE, "date"))


def test_before_that_cancelling_asks_first_and_moving_need_not() -> None:
    walk = booked(season())
    asks = {one.action: one.confirm is not None for one in buttons(walk.cards[PAIR, "s1.date"])}
    assert asks == {"agenda.open": False, "date.move": False, "date.cancel": True}
    walk.use(MENTEE, "s1.date", "date.cancel")
    assert sitting(walk).meeting is None


def test_an_answer_after_the_date_was_given_up_claims_nothing() -> None:
    walk = met(season())
    walk.use(MENTOR, "s1.held", "held.no")
    before = walk.journey
    outcome = walk.press(MENTEE, "s1.held", "held.yes")
    assert walk.journey == before
    assert "you will find other dates further down" in reply(outcome)
    assert [one.action for one in buttons(replies(outcome)[0].message)] == ["held.met"]


# A yes that was none ---------------------------------------------------------------------------------------------


def test_a_mistaken_yes_is_put_right_for_both() -> None:
    walk = held(season())
    walk.use(MENTEE, "s1.held", "held.not-met")
    assert [one.held for one in walk.journey.sittings] == [None]
    assert sitting(walk).meeting is None
    assert "Another time, then." in said(walk.cards[PAIR, "s1.date.2"])
    assert buttons(walk.cards[PAIR, "s2.date"]) == []
    assert [one.action for one in buttons(walk.cards[PAIR, "s1.held"])] == ["held.met"]
    assert "nothing to evaluate" in said(walk.cards[Place.MENTOR, "s1.evaluation.mentor"])
    walk.wait(walk.at + 5 * DAY)
    assert (Place.MENTEE, "s1.evaluation.mentee") not in walk.cards


def test_it_asks_first() -> None:
    walk = held(season())
    (right,) = buttons(walk.cards[PAIR, "s1.held"])
    assert right.confirm is not None
    walk.use(MENTEE, "s1.held", "held.not-met")
    (right,) = buttons(walk.cards[PAIR, "s1.held"])
    assert right.confirm is not None


def test_what_somebody_wrote_is_kept() -> None:
    walk = held(season())
    walk.press(MENTOR, "s1.evaluation.mentor", "evaluation.useful", "4")
    walk.use(MENTEE, "s1.held", "held.not-met")
    assert answers(walk.journey, 1, MENTOR).answers["useful"] == ("4",)
    walk.at += DAY
    booked(walk)
    held(walk)
    assert answers(walk.journey, 1, MENTOR).answers["useful"] == ("4",)
    assert answers(walk.journey, 1, MENTEE).answers == {}


def test_the_next_dates_come_on_a_card_of_their_own_again() -> None:
    walk = held(season())
    walk.use(MENTEE, "s1.held", "held.not-met")
    booked(walk)
    held(walk)
    assert key(walk, "date") == "s2.date.2"
    assert len(walk.posted("s2.date.2")) == 1
    assert not walk.posted("s2.date.2")[0].refresh
    booked(walk)
    held(walk)
    assert key(walk, "date") == "s3.date"


def test_once_the_next_date_is_booked_it_stands() -> None:
    walk = held(season())
    booked(walk)
    assert buttons(walk.cards[PAIR, "s1.held"]) == []
    before = walk.journey
    outcome = walk.press(MENTEE, "s1.held", "held.not-met")
    assert walk.journey == before
    assert en("held-thanks", seance=1) in reply(outcome)


def test_before_the_gate_it_can_be_put_right_until_both_want_to_go_on() -> None:
    gate = PROGRAMME.gate(Track.NETWORKING)
    walk = through(season(Track.NETWORKING), gate - 1)
    walk.wait(walk.at + 2 * DAY)
    walk.use(MENTEE, "continuation.mentee", "continuation.yes")
    other = walk.fork()
    walk.use(MENTEE, "s1.held", "held.not-met")
    assert waiting(walk.journey, PROGRAMME.timing) is None
    assert buttons(walk.cards[Place.MENTEE, "continuation.mentee"]) == []
    held(booked(walk))
    walk.wait(walk.at + 2 * DAY)
    assert [one.pressed for one in buttons(walk.cards[Place.MENTEE, "continuation.mentee"])] == [False, False]
    both_go_on(other)
    assert buttons(other.cards[PAIR, "s1.held"]) == []
    before = other.journey
    other.press(MENTOR, "s1.held", "held.not-met")
    assert other.journey == before


# A no that was none ----------------------------------------------------------------------------------------------


def test_a_mistaken_no_is_put_right() -> None:
    walk = met(season())
    when = meeting(walk).at
    walk.use(MENTOR, "s1.held", "held.no")
    walk.use(MENTEE, "s1.date.2", "date.tap")
    walk.use(MENTEE, "s1.held", "held.met")
    assert walk.journey.sittings[0].held == when
    assert walk.journey.sittings[0].gave_up is None
    assert evaluation_of(walk.journey, 1, MENTOR) is not None
    assert buttons(walk.cards[PAIR, "s1.date.2"]) == []
    assert key(walk, "date") == "s2.date"
    walk.use(MENTEE, "s1.held", "held.not-met")  # and back
    assert walk.journey.sittings[0].held is None


def test_once_another_date_is_booked_a_no_stands() -> None:
    walk = met(season())
    walk.use(MENTOR, "s1.held", "held.no")
    booked(walk)
    assert buttons(walk.cards[PAIR, "s1.held"]) == []
    before = walk.journey
    walk.press(MENTEE, "s1.held", "held.met")
    assert walk.journey == before


# A card that is over has no buttons ------------------------------------------------------------------------------


def out(walk: Season) -> dict[str, list[str]]:
    """What can still be pressed on the cards that were posted."""
    found = {str(id): sorted(actions(message)) for (_, id), message in walk.cards.items()}
    return {id: pressable for id, pressable in found.items() if pressable}


def test_a_seance_that_was_held_leaves_no_button_behind() -> None:
    walk = booked(season())
    walk.at += MINUTE
    held(walk)
    left = {id for id in out(walk) if id.startswith("s1.")}
    assert left == {"s1.held", "s1.evaluation.mentor", "s1.takeaways"}


def test_a_date_that_was_given_up_leaves_none() -> None:
    walk = booked(season())
    walk.wait(meeting(walk).at - timedelta(hours=1))
    assert {"s1.reminder", "s1.date"} <= out(walk).keys()
    walk.type(MENTOR, "agenda")
    walk.use(MENTOR, "s1.agenda", "agenda.next")
    walk.use(MENTEE, "s1.date", "date.cancel")
    assert not {"s1.reminder", "s1.date", "s1.agenda"} & out(walk).keys()
    assert "further down" in said(walk.cards[PAIR, "s1.reminder"])


def test_a_reminder_of_an_evaluation_has_its_button_until_that_is_filled_in() -> None:
    walk = held(season())
    walk.wait(walk.at + 5 * DAY)
    assert out(walk)["s1.evaluation.mentee.nudge"] == ["run"]
    evaluated(walk)
    assert "s1.evaluation.mentee.nudge" not in out(walk)


@pytest.mark.parametrize("track", list(Track))
def test_at_the_end_of_a_season_only_what_is_always_there_can_be_pressed(track: Track) -> None:
    walk = through(season(track), PROGRAMME.last(track))
    walk.idle()
    assert walk.journey.ended is not None
    left = {id: pressable for id, pressable in out(walk).items() if ".evaluation." not in id}
    assert left.keys() <= {f"{kind}.{role}" for kind in ("welcome", "fit") for role in (MENTOR, MENTEE)}
    assert {action for pressable in left.values() for action in pressable} == {"run"}


def test_a_nudge_has_its_buttons_until_a_date_is_agreed_on() -> None:
    walk = offered(season())
    walk.wait(walk.at + 14 * DAY)
    walk.feed(Nudged(walk.id(), walk.at, "p1"))
    walk.wait(walk.at + DAY)
    (nudge,) = (id for id in out(walk) if id.startswith("nudge."))
    walk.use(MENTOR, key(walk, "date"), "date.none")
    booked(walk)
    assert nudge not in out(walk)


def test_who_leaves_takes_the_buttons_with_them() -> None:
    walk = booked(season())
    walk.wait(meeting(walk).at - timedelta(hours=1))
    walk.feed(Left(walk.id(), walk.at, "p1", MENTOR))
    assert out(walk).keys() <= {"welcome.mentor", "welcome.mentee"}


def test_what_somebody_wrote_has_no_buttons_while_the_seance_counts_as_not_held_and_closes_after_it_was() -> None:
    card = "s1.evaluation.mentor"
    walk = held(season())
    walk.press(MENTOR, card, "evaluation.useful", "4")
    walk.press(MENTOR, card, "evaluation.done")
    walk.use(MENTOR, "s1.held", "held.not-met")
    assert actions(walk.cards[Place.MENTOR, card]) == {}
    walk.wait(walk.at + 10 * DAY)
    assert actions(walk.cards[Place.MENTOR, card]) == {}
    assert "no session" in reply(walk.type(MENTOR, "evaluate"))
    walk.press(MENTEE, "s1.held", "held.met")
    walk.wait(walk.at + 4 * DAY)
    assert set(actions(walk.cards[Place.MENTOR, card])) == {"evaluation.change"}
    walk.wait(walk.at + 10 * DAY)
    assert actions(walk.cards[Place.MENTOR, card]) == {}
    assert answers(walk.journey, 1, MENTOR).answers["useful"] == ("4",)


def test_an_evaluation_left_empty_has_no_buttons_after_its_week() -> None:
    walk = held(season())
    walk.wait(walk.at + 7 * DAY - HOUR)
    assert "evaluation.done" in actions(walk.cards[Place.MENTOR, "s1.evaluation.mentor"])
    walk.wait(walk.at + 10 * DAY)
    for place, role in ((Place.MENTOR, "mentor"), (Place.MENTEE, "mentee")):
        card = walk.cards[place, f"s1.evaluation.{role}"]
        assert actions(card) == {}
        assert "This evaluation is closed." in said(card)


def test_no_evaluation_of_it_is_named_where_the_pair_stands() -> None:
    walk = held(season())
    walk.press(MENTOR, "s1.evaluation.mentor", "evaluation.useful", "4")
    assert "Your evaluation of session 1" in reply(walk.type(MENTOR, "status"))
    walk.use(MENTEE, "s1.held", "held.not-met")
    assert "evaluation" not in reply(walk.type(MENTOR, "status"))

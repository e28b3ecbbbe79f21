"""Each invariant notices what it is there for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.engine.flows.evaluation.state import Answers, Evaluation, with_evaluation
from bot.engine.journey import Journey, Meeting, Offer, Sitting
from bot.engine.messages import say
from bot.engine.people import Role
from tests.engine.walking import answering
from tests.impatient import invariants
from tests.impatient.deeds import Deed
from tests.impatient.house import Json, Seen, Shown
from tests.impatient.invariants import Moment
from tests.values import CONTENT, at, pair

NOON = at("2026-01-12 12:00")
OPEN = Sitting(number=1, opened=NOON)
EMPTY = pair()
BOOKED = replace(EMPTY, sittings=(replace(OPEN, meeting=Meeting(NOON, 60)),))
WALKED = replace(EMPTY, sittings=(replace(OPEN, meeting=Meeting(NOON, 60, ended=NOON)),))
HELD = replace(EMPTY, sittings=(replace(OPEN, held=NOON),))
NEXT = replace(HELD, sittings=(*HELD.sittings, Sitting(number=2, opened=NOON, meeting=Meeting(NOON, 60))))
UNHOLD: Json = {"action": "held.not-met", "label": "Non", "value": ""}
OFFERED = replace(EMPTY, sittings=(replace(OPEN, offer=Offer(NOON, (NOON + timedelta(days=9),))),))
ASKED = with_evaluation(HELD, 1, Role.MENTEE, Evaluation(NOON))
RATED = answering(ASKED, 1, Role.MENTEE, Answers({"useful": ("4",)}))
CARD = Seen("pair:p1", "s1.date", "p1", {"parts": [], "text": "", "title": ""})
SLOT = (OFFERED.sittings[0].offer.slots[0].isoformat(),) if OFFERED.sittings[0].offer else ()


def pressed(action: str, card: str = "s1.date", values: tuple[str, ...] = ()) -> Deed:
    return Deed("d1", "press", "camille", Role.MENTEE, "pair:p1", "p1", card, action, values)


def said(id: str, language: str = "fr", **args: int) -> Json:
    text = CONTENT.voices((language,), ("UTC",)).prose(say(id, **args))
    return {"key": "", "redraw": False, "content": {"text": text, "language": language, "title": "", "parts": []}}


def moment(before: Journey = EMPTY, after: Journey | None = None, *deeds: Deed, **more: object) -> Moment:
    cards: Mapping[str, Seen] = {"1": CARD}
    told = Moment(
        deeds, [()] * len(deeds), {"p1": before}, {"p1": after or before}, cards, cards, Shown(), (), owed=False
    )
    return replace(told, **more)  # type: ignore[arg-type]  # names and values of a test's own


FORM: Json = {"key": "", "redraw": False, "content": {"title": "Une date", "text": "", "parts": [{"kind": "form"}]}}

BROKEN: Mapping[str, tuple[Callable[[Moment], None], Moment]] = {
    "something due was left": (invariants.nothing_is_lost, moment(owed=True)),
    "undeliverable": (invariants.nothing_is_lost, moment(undelivered=("s1.date",))),
    "two cards": (invariants.a_card_stands_once, moment(cards={"1": CARD, "2": CARD})),
    "un-held": (invariants.held_stays_held, moment(HELD, BOOKED, pressed("held.no"))),
    "a séance gone": (invariants.held_stays_held, moment(HELD, EMPTY, pressed("held.no"))),
    "un-held once the next is booked": (
        invariants.held_stays_held,
        moment(NEXT, BOOKED, pressed("held.not-met", "s1.held")),
    ),
    "un-held without a question": (
        invariants.what_cannot_be_taken_back_asks_first,
        moment(cards={"1": replace(CARD, content={"parts": [{"kind": "buttons", "buttons": [UNHOLD]}]})}),
    ),
    "called off": (invariants.a_walked_agenda_is_not_called_off, moment(WALKED, OFFERED, pressed("date.cancel"))),
    "toggled": (
        invariants.a_press_pressed_again_changes_nothing,
        moment(OFFERED, OFFERED, *[pressed("date.tap", values=SLOT)] * 2),
    ),
    "two forms": (
        invariants.two_presses_of_a_form_give_one_form,
        moment(OFFERED, OFFERED, *[pressed("date.other")] * 2, answers=[[FORM], [FORM]]),
    ),
    "dead": (invariants.no_button_is_dead, moment(OFFERED, OFFERED, pressed("date.none"))),
    "stale": (invariants.no_button_is_stale, moment(HELD, HELD, pressed("prep.tick"), answers=[[said("stale")]])),
    "false": (
        invariants.what_is_said_is_so,
        moment(BOOKED, BOOKED, pressed("held.yes", "s1.held"), answers=[[said("held-thanks", seance=1)]]),
    ),
    "false in English": (
        invariants.what_is_said_is_so,
        moment(BOOKED, BOOKED, pressed("run", "s1.prep"), answers=[[said("pause-open", "en")]]),
    ),
    "an answer lost": (invariants.answers_are_kept, moment(RATED, HELD)),
    "an answer not stored": (
        invariants.answers_are_kept,
        moment(RATED, RATED, pressed("evaluation.useful", "s1.evaluation.mentee", ("2",))),
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_invariant_notices_what_it_is_there_for(name: str) -> None:
    invariant, broken = BROKEN[name]
    with pytest.raises(AssertionError) as noticed:
        invariant(broken)
    assert str(noticed.value)


def test_what_is_well_is_let_pass_and_none_is_left_out() -> None:
    for invariant in invariants.INVARIANTS:
        invariant(moment(BOOKED, HELD, pressed("held.yes", "s1.held"), answers=[[said("held-thanks", seance=1)]]))
    assert {invariant for invariant, _ in BROKEN.values()} == set(invariants.INVARIANTS)

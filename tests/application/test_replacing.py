"""One of a pair is replaced, through the store: nothing of theirs is lost, shown to who comes, or brought back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest

from bot import app
from bot.application.coordination.desk import replacing
from bot.application.coordination.visit import Visit
from bot.application.data_rights.erase import erase
from bot.application.data_rights.export import export
from bot.application.enrolment.enrol import Enrolling, new_person_id
from bot.engine.flows.coordination.desk.replacing import Seat
from bot.engine.flows.coordination.desk.words import NotReplaced
from bot.engine.flows.leaving.state import AWAY
from bot.engine.flows.willing.state import answer_of
from bot.engine.journey import Journey
from bot.engine.messages import Message
from bot.engine.people import NOBODY, Role
from bot.ports import Act, Address, CardPress, FormSubmission, LinkedCalendar, Person, UnitOfWork
from storage.unit import SqlUnit
from tests.dialogues.stage import HEADER, Stage, line
from tests.dialogues.test_dialogues import plainly
from tests.dialogues.test_replacing import CLAIRE, LATE, asks, by_luc, journeys, pair_of
from tests.labels import fr
from tests.values import DAY, at

T = TypeVar("T")
TWO = HEADER + line("Awa", "Camille") + line("Luc", "Mia")
SUGGESTED, GOAL, SIGN = "Lire jacinthe", "Parler en réunion", "quand je préside"


def do(stage: Stage, work: Callable[[SqlUnit], T]) -> T:
    return stage.run(stage.app.store.run(work))


def who(stage: Stage, name: str) -> Person:
    person = do(stage, lambda unit: unit.people.at(Address("local", name)))
    assert person is not None
    return person


def by(stage: Stage, pair: str, role: Role, person: Person, id: str = "r1") -> Message | None:
    """Claire replaces somebody, whatever a button says."""

    def work(unit: UnitOfWork) -> Message | None:
        claire = unit.people.at(CLAIRE.address)
        assert claire is not None
        return replacing.replaced(Visit(stage.app.service, unit, claire, stage.clock.at), id, pair, role, person)

    return do(stage, work)


def says_why(message: Message | None) -> NotReplaced:
    assert message is not None
    (why,) = (one for one in NotReplaced for line in message.lines() if line.say.id == f"desk-not-replaced-{one}")
    return why


def exported(stage: Stage, name: str) -> str:
    id = who(stage, name).id
    return do(stage, lambda unit: str(export(unit, id, stage.clock.at).data))


def goals(stage: Stage) -> None:
    """Camille writes a goal, Awa suggests something."""
    stage.says("camille", "objectifs")
    stage.presses("camille", fr("goals-write"))
    stage.writes("camille", GOAL, SIGN, "", "", "", "")
    stage.says("awa", "objectifs")
    stage.presses("awa", fr("goals-suggest"))
    stage.writes("awa", SUGGESTED, "", "")


def test_goals_go_with_who_stays_and_what_the_other_wrote_stays_with_them(url: str) -> None:
    with Stage(url, TWO, (CLAIRE,)) as stage:
        asks(stage, asks=False)
        stage.wait(LATE)
        goals(stage)
        old = pair_of(stage, "Awa", "Camille").pair
        by_luc(stage)
        stage.wait(at("2026-01-21 12:00"))
        told = [plainly(one) for one in stage.finds("camille")]
        assert any(fr("replaced-carried").replace("\u202f", " ").replace("\u00a0", " ") in one for one in told)
        read = stage.says("luc", "objectifs")
        if fr("which-pair") in read:
            read = stage.presses("luc", fr("pair-with", partner="Camille"))
        assert GOAL in read
        everything = "".join(stage.chats.seen["luc"][n].text for n in range(len(stage.chats.seen["luc"])))
        assert SUGGESTED not in everything
        assert SUGGESTED not in stage.says("camille", "objectifs")
        assert SUGGESTED in exported(stage, "awa")
        assert SUGGESTED not in exported(stage, "luc")
        assert GOAL in exported(stage, "camille")
        awa = who(stage, "awa").id
        do(stage, lambda unit: erase(unit, awa, stage.clock.at))
        stage.wait(at("2026-01-22 12:00"))
        assert SUGGESTED not in exported(stage, "camille")
        assert GOAL in exported(stage, "camille")
        assert stage.journey(old).members[Role.MENTOR].name == NOBODY


def test_in_the_question_that_they_had_who_stays_answers_for_the_new_pair(url: str) -> None:
    with Stage(url, coordinators=(CLAIRE,)) as stage:
        stage.run(_imported(stage))
        stage.wait(at("2026-01-05 10:00"))
        for name in ("awa", "camille"):
            stage.finds(name)
        question = next(seen for seen in stage.chats.seen["camille"] if seen.key == "willing.mentee")
        stage.presses("awa", fr("willing-no"))
        old = pair_of(stage, "Awa", "Camille")
        by(stage, old.pair, Role.MENTOR, who(stage, "luc"))
        stage.wait(at("2026-01-05 16:00"))
        assert stage.finds("camille") == []
        assert stage.finds("awa") == []
        assert fr("willing-noted-yes")[:9] in stage.sends("camille", question, "willing.yes", [])
        new = pair_of(stage, "Luc", "Camille")
        assert answer_of(new, Role.MENTEE) is True
        assert answer_of(stage.journey(old.pair), Role.MENTEE) is None
        stage.sends("camille", stage.chats.seen["camille"][-1], "willing.no", [])
        assert answer_of(pair_of(stage, "Luc", "Camille"), Role.MENTEE) is False, "the card as it is drawn by then"
        stage.sends("awa", question, "willing.yes", [])
        assert answer_of(pair_of(stage, "Luc", "Camille"), Role.MENTEE) is False, "it is nobody else's"


async def _imported(stage: Stage) -> None:
    """In a programme that asks."""
    await app.imported(stage.app, TWO, Enrolling())


def test_from_the_digest_in_three_steps(url: str) -> None:
    """A no is a fact of the digest: its button, a name, and the last question."""
    with Stage(url, coordinators=(CLAIRE,)) as stage:
        stage.run(_imported(stage))
        stage.wait(at("2026-01-05 10:00"))
        stage.presses("awa", fr("willing-no"))
        stage.wait(at("2026-01-12 12:00"))
        assert any("Camille" in one for one in stage.finds("claire"))
        read = plainly(stage.presses("claire", "Trouver quelqu’un d’autre : Awa et Camille", plainly))
        assert "avec Camille, après Awa ?" in read, "who has said no"
        stage.writes("claire", "Luc")
        stage.presses("claire", "Luc remplace Awa", plainly)
        assert pair_of(stage, "Luc", "Camille").ended is None
        kinds = do(stage, lambda unit: [entry.kind for entry in unit.audit.all()])
        assert kinds.count(Act.REPLACE) == 1


def test_somebody_unknown_until_now_is_stored_with_the_pair(url: str) -> None:
    with Stage(url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        address = Address("local", "noor")
        id = do(stage, lambda unit: new_person_id(unit, address))
        noor = Person(id=id, name="Noor", languages=("fr",), zone="Europe/Paris", address=address)
        by(stage, pair_of(stage, "Awa", "Camille").pair, Role.MENTOR, noor)
        assert who(stage, "noor") == noor
        assert pair_of(stage, "Noor", "Camille").members[Role.MENTOR].person == id


def test_nobody_is_replaced_where_it_makes_no_sense(url: str) -> None:
    with Stage(url, TWO + line("Awa", "Mia"), (CLAIRE,)) as stage:
        stage.wait(LATE)
        ours, others = pair_of(stage, "Awa", "Camille").pair, pair_of(stage, "Luc", "Mia").pair
        awa, camille, luc = (who(stage, name) for name in ("awa", "camille", "luc"))
        assert says_why(by(stage, ours, Role.MENTOR, awa)) is NotReplaced.SAME
        assert says_why(by(stage, ours, Role.MENTOR, camille)) is NotReplaced.SAME
        assert says_why(by(stage, others, Role.MENTOR, awa)) is NotReplaced.TOGETHER
        before = journeys(stage)
        over = replace(stage.journey(ours), ended=stage.clock.at)
        assert says_why(_with(stage, over, luc)) is NotReplaced.OVER
        gone = replace(stage.journey(ours), left=(Role.MENTEE,), ended=stage.clock.at)
        assert says_why(_with(stage, gone, luc)) is NotReplaced.NOBODY
        assert len(journeys(stage)) == len(before)


def _with(stage: Stage, journey: Journey, luc: Person) -> Message | None:
    do(stage, lambda unit: unit.journeys.save(journey, None))
    return by(stage, journey.pair, Role.MENTOR, luc)


def test_who_has_said_no_is_not_given_somebody_else(url: str) -> None:
    with Stage(url, coordinators=(CLAIRE,)) as stage:
        stage.run(_imported(stage))
        stage.wait(at("2026-01-05 10:00"))
        stage.presses("camille", fr("willing-no"))
        pair = pair_of(stage, "Awa", "Camille").pair
        assert says_why(by(stage, pair, Role.MENTOR, who(stage, "luc"))) is NotReplaced.UNWILLING


def test_a_calendar_of_who_stays_goes_on_being_read_and_that_of_who_goes_is_forgotten(url: str) -> None:
    with Stage(url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        awa, camille = who(stage, "awa").id, who(stage, "camille").id
        for id in (awa, camille):
            one = LinkedCalendar(id, "ics", "SEALED", "calendar.example.org", stage.clock.at, read=stage.clock.at)
            do(stage, lambda unit, one=one: unit.calendars.link(one))  # type: ignore[misc]
        by_luc(stage)
        assert do(stage, lambda unit: unit.calendars.of(camille)) is not None
        assert do(stage, lambda unit: unit.calendars.of(awa)) is None


def test_an_account_at_rest_rests_in_the_new_pair_too(url: str) -> None:
    with Stage(url, TWO, (CLAIRE,)) as stage:
        asks(stage, asks=False)
        stage.wait(LATE)
        stage.finds("camille")
        stage.run(stage.app.service.rest(Address("local", "camille")))
        by_luc(stage)
        new = pair_of(stage, "Luc", "Camille")
        assert Role.MENTEE in new.of(AWAY).since
        stage.wait(LATE + 3 * DAY)
        assert not any("Bonjour" in one for one in stage.finds("camille"))
        stage.run(stage.app.service.back(Address("local", "camille")))
        stage.wait(LATE + 5 * DAY)
        assert pair_of(stage, "Luc", "Camille").sittings


def test_of_who_comes_too(url: str) -> None:
    with Stage(url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        stage.run(stage.app.service.rest(Address("local", "luc")))
        by_luc(stage)
        assert set(pair_of(stage, "Luc", "Camille").of(AWAY).since) == {Role.MENTOR}


def test_the_same_two_may_be_a_pair_again(url: str) -> None:
    with Stage(url, TWO, (CLAIRE,)) as stage:
        asks(stage, asks=False)
        stage.wait(LATE)
        first = pair_of(stage, "Awa", "Camille").pair
        by_luc(stage)
        stage.wait(LATE + DAY)
        by(stage, pair_of(stage, "Luc", "Camille").pair, Role.MENTOR, who(stage, "awa"))
        again = pair_of(stage, "Awa", "Camille")
        assert again.pair != first
        assert again.ended is None
        assert stage.journey(first).ended is not None


def test_who_is_asked_once_more_after_a_long_time(url: str) -> None:
    """The yes of one who has been in no pair for a month is asked for anew."""
    with Stage(url, TWO, (CLAIRE,)) as stage:
        asks(stage, asks=True)
        stage.wait(LATE)
        pair = pair_of(stage, "Awa", "Camille").pair
        stage.run(stage.app.service.leave(Address("local", "awa")))
        stage.wait(LATE + 31 * DAY)
        by(stage, pair, Role.MENTOR, who(stage, "luc"))
        assert answer_of(pair_of(stage, "Luc", "Camille"), Role.MENTEE) is None


def test_it_begins_in_the_week_in_which_it_is_done_or_in_their_first(url: str) -> None:
    with Stage(url, TWO, (CLAIRE,)) as stage:
        stage.wait(at("2026-01-22 09:00"))
        by_luc(stage)
        assert pair_of(stage, "Luc", "Camille").start == date(2026, 1, 19)


def test_it_does_not_begin_before_their_first_week(url: str) -> None:
    with Stage(url, TWO.replace("2026-01-05", "2026-03-02"), (CLAIRE,)) as stage:
        stage.wait(at("2026-01-22 09:00"))
        by_luc(stage)
        assert pair_of(stage, "Luc", "Camille").start == date(2026, 3, 2)


CARDS = (
    *("", "desk", "desk.first", "desk.first.replace", "desk.first.replace.gone.mentor", "desk.first.replace.."),
    *("desk.other.replace.x", "desk.second.replace.gone.mentor", "prep.mentor"),
)


@pytest.mark.parametrize("card", CARDS)
def test_a_form_that_is_about_nothing_is_answered_as_a_stranger_is(sqlite_url: str, card: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        pair = pair_of(stage, "Awa", "Camille").pair
        action, fields = "coordination.replace-with", {"whom": "Luc"}
        theirs = Seat("first", pair, Role.MENTOR, "", "").key
        for name, about in (("claire", card), ("claire", f"desk.first.replace.{pair}.nobody"), ("awa", theirs)):
            forged = FormSubmission(f"{name}{about}", Address("local", name), f"dm:{name}", "", about, action, fields)
            (answer,) = stage.run(stage.app.interactions.submitted(forged))
            assert answer.to_stranger, (name, about)


MADE_UP = (
    "",
    "gone",
    "{pair}",
    "{pair} mentor",
    "{pair} mentor gone",
    "{pair} nobody {luc}",
    "{pair} mentor {luc} more",
)


@pytest.mark.parametrize("value", MADE_UP)
def test_a_button_that_somebody_made_up_changes_nothing(sqlite_url: str, value: str) -> None:
    with Stage(sqlite_url, TWO, (CLAIRE,)) as stage:
        stage.wait(LATE)
        pair, luc = pair_of(stage, "Awa", "Camille").pair, who(stage, "luc").id
        said = value.format(pair=pair, luc=luc)
        press = CardPress("p1", CLAIRE.address, "dm:claire", "", "desk", "coordination.replace-by", [said])
        (answer,) = stage.run(stage.app.interactions.pressed(press))
        assert answer.to_stranger
        assert stage.journey(pair).ended is None

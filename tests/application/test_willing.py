"""Asked first, through the store and the interactions: by programme, beside other pairs, and in what people export."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot import app
from bot.application.data_rights.export import export
from bot.application.enrolment.enrol import Enrolling
from bot.engine.people import NOBODY
from bot.engine.scheduling.programme_calendar import Closure, ProgrammeCalendar
from bot.ports import FIRST, Address, ProgrammeRecord, UnitOfWork
from bot.settings import Coordinator
from tests.dialogues.stage import HEADER, Stage, line
from tests.labels import fr
from tests.values import DAY, at

PAIR = HEADER + line("Awa", "Camille")
CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")


def enrol(stage: Stage, text: str = PAIR, programme: str | None = None) -> None:
    stage.run(app.imported(stage.app, text, Enrolling(programme)))


def put(stage: Stage, record: ProgrammeRecord) -> None:
    stage.run(stage.app.store.run(lambda unit: unit.programmes.put(record)))


def test_a_new_installation_asks(url: str) -> None:
    with Stage(url) as stage:
        enrol(stage)
        stage.wait(at("2026-01-05 10:00"))
        for name, other in (("awa", "Camille"), ("camille", "Awa")):
            (asked,) = stage.finds(name)
            assert fr("willing-yes") in asked
            assert other not in asked
            assert fr("willing-noted-yes")[:10] in stage.presses(name, fr("willing-yes"))
        stage.wait(at("2026-01-06 10:00"))
        assert any("Awa" in one for one in stage.finds("camille")), "who it is with"


def test_a_programme_may_tell_instead(url: str) -> None:
    with Stage(url) as stage:
        put(stage, ProgrammeRecord("north", "Nord", asks=False))
        enrol(stage, programme="north")
        stage.wait(at("2026-01-05 10:00"))
        assert any("Camille" in one for one in stage.finds("awa"))


def test_what_was_set_of_the_first_programme_is_kept_at_the_next_start(url: str) -> None:
    days = ProgrammeCalendar(ends=date(2026, 6, 30))
    with Stage(url) as stage:
        put(stage, replace(ProgrammeRecord(), calendar=days, asks=False))
    with Stage(url) as stage:
        first = stage.run(stage.app.store.run(lambda unit: unit.programmes.of(FIRST)))
        assert first == ProgrammeRecord(calendar=days, asks=False)
        enrol(stage)
        assert stage.journey().shared == {}


def test_beside_a_pair_under_way_it_names_nobody_and_asks_for_no_choice(url: str) -> None:
    with Stage(url, HEADER + line("Priya", "Camille")) as stage:
        stage.wait(at("2026-01-05 10:00"))
        put(stage, ProgrammeRecord("north", "Nord"))
        enrol(stage, programme="north")
        stage.wait(at("2026-01-06 10:00"))
        stage.finds("camille")
        said = [stage.says("camille", text) for text in ("statut", "date", "stop", "bonjour", "")]
        assert "Priya" in said[0]
        assert fr("which-pair") not in "".join(said)
        assert "Awa" not in "".join(said)
        home = stage.run(stage.app.interactions.overview("home", Address("local", "camille")))
        keys = [one.key for one in home]
        assert keys.count("willing.mentee") == 1


def test_what_people_export_does_not_name_who_they_do_not_know(url: str) -> None:
    with Stage(url) as stage:
        enrol(stage)

        def exported(unit: UnitOfWork) -> list[str]:
            person = unit.people.at(Address("local", "camille"))
            assert person is not None
            return [one.partner for one in export(unit, person.id, stage.clock.now()).data.pairs]

        assert stage.run(stage.app.store.run(exported)) == [NOBODY]


def test_a_person_may_be_in_several_programmes(url: str) -> None:
    """The same two may be a pair in both, told in one and asked in the other; two a day are the most all the same."""
    with Stage(url, PAIR) as stage:
        put(stage, ProgrammeRecord("north", "Nord"))
        enrol(stage, programme="north")
        stage.wait(at("2026-01-05 18:00"))
        assert len(stage.finds("camille")) <= 3, "two, and what both read together"
        stage.wait(at("2026-01-08 18:00"))
        for name in ("awa", "camille"):
            stage.presses(name, fr("willing-yes"))
        stage.wait(at("2026-01-09 18:00"))
        mine = stage.run(stage.app.store.run(lambda unit: _pairs(unit, "camille")))
        assert sorted(mine) == ["first", "north"]


def _pairs(unit: UnitOfWork, name: str) -> list[str]:
    person = unit.people.at(Address("local", name))
    assert person is not None
    found = (unit.programmes.of_pair(one.pair) for one in unit.people.memberships(person.id))
    return [one.id for one in found if one is not None]


def test_a_closure_that_is_set_in_mid_season_holds_and_one_that_is_taken_back_does_not(url: str) -> None:
    closed = ProgrammeCalendar(closures=(Closure(date(2026, 1, 5), date(2026, 1, 30)),))
    with Stage(url, PAIR, coordinators=(CLAIRE,)) as stage:
        _set(stage, closed)
        stage.wait(at("2026-01-08 10:00"))
        assert stage.finds("awa") == []
        _set(stage, ProgrammeCalendar())
        stage.wait(at("2026-01-08 12:00"))
        assert stage.finds("awa"), "at once, not on the day on which it would have opened again"
        _set(stage, closed)
        stage.wait(at("2026-01-30 20:00"))
        assert stage.finds("claire") == [], "nor do coordinators read a digest then"
        stage.wait(at("2026-02-03 10:00"))
        assert len(stage.finds("claire")) >= 1


def _set(stage: Stage, calendar: ProgrammeCalendar) -> None:
    def work(unit: UnitOfWork) -> None:
        unit.programmes.put(replace(ProgrammeRecord(asks=False), calendar=calendar))
        unit.journeys.rouse(FIRST, stage.clock.now())

    stage.run(stage.app.store.run(work))


def test_it_waits_for_two_days_at_least(url: str) -> None:
    """What coordinators have set as the first day holds for pairs that were enrolled before."""
    with Stage(url, PAIR) as stage:
        _set(stage, ProgrammeCalendar(starts=date(2026, 1, 12)))
        stage.wait(at("2026-01-05 10:00") + 2 * DAY)
        assert stage.finds("awa") == []

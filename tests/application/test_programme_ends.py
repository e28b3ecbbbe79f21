"""A programme's last day through the store: pairs hear of it, then its coordinators, once; and it goes on if it is prolonged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot import app
from bot.engine.scheduling.programme_calendar import ProgrammeCalendar
from bot.ports import FIRST, Address, UnitOfWork
from bot.settings import Coordinator
from tests.dialogues.stage import Stage
from tests.dialogues.test_desk import CLAIRE, TWO
from tests.dialogues.test_dialogues import plainly
from tests.labels import fr
from tests.values import HOUR, at

DAYS = ProgrammeCalendar(ends=date(2026, 1, 14), extension=date(2026, 1, 21))
EVERYBODY = ("awa", "camille", "luc", "mia")


def runs(stage: Stage, calendar: ProgrammeCalendar = DAYS) -> None:
    """As `programmes set` does it."""

    def put(unit: UnitOfWork) -> None:
        record = unit.programmes.of(FIRST)
        assert record is not None
        unit.programmes.put(replace(record, calendar=calendar))
        unit.journeys.rouse(FIRST, stage.clock.now())

    stage.run(stage.app.store.run(put))


def test_pairs_hear_of_the_end_and_a_day_later_their_coordinators(url: str) -> None:
    with Stage(url, TWO, (CLAIRE,)) as stage:
        runs(stage)
        stage.wait(at("2026-01-21 20:00"))
        for name in (*EVERYBODY, "claire"):
            stage.finds(name)
        stage.wait(at("2026-01-22 18:00"))
        for name in EVERYBODY:
            (told,) = stage.finds(name)
            assert fr("farewell-title") in told or "Thank you both" in told
        assert stage.finds("claire") == []
        stage.clock.at = at("2026-01-23 10:00")
        (told,) = stage.finds("claire")
        read = plainly(told)
        assert "Le dernier jour de « together » était le mercredi 21 janvier" in read
        assert f"{plainly(fr('report-cut-short'))} : 1" in read
        assert f"{plainly(fr('report-finished'))} : 0" in read
        assert plainly(stage.presses("claire", fr("digest-all-pairs"))).startswith("Les binômes")
        stage.wait(at("2026-01-25 12:00"))
        stage.clock.at += HOUR
        assert stage.finds("claire") == []


def test_it_comes_in_their_hours_and_to_who_was_appointed_since(url: str) -> None:
    late = Coordinator(Address("local", "robin"), "Robin", ("fr",), "Europe/Paris")
    with Stage(url, TWO, (CLAIRE,)) as stage:
        runs(stage)
        stage.wait(at("2026-01-23 04:00"))
        stage.finds("claire")
        stage.clock.at = at("2026-01-23 06:00")
        assert stage.finds("claire") == [], "seven in the morning in Paris"
        stage.clock.at = at("2026-01-23 09:30")
        assert len(stage.finds("claire")) == 1
        stage.run(app.appointments(stage.app).appoint(FIRST, late, by="op"))
        stage.clock.at = at("2026-01-26 10:00")
        assert any(
            plainly(fr("closing-coordinators-title", name="together")) in plainly(one) for one in stage.finds("robin")
        )


def test_a_programme_that_has_been_over_for_long_is_told_to_nobody(url: str) -> None:
    with Stage(url, TWO, (CLAIRE,)) as stage:
        stage.wait(at("2026-02-20 10:00"))
        stage.finds("claire")
        runs(stage)
        assert not any("dernier jour" in one for one in stage.finds("claire"))


def test_prolonged_it_goes_on_and_ends_on_its_new_day(url: str) -> None:
    with Stage(url, TWO, (CLAIRE,)) as stage:
        runs(stage)
        stage.wait(at("2026-01-23 12:00"))
        for name in (*EVERYBODY, "claire"):
            stage.finds(name)
        assert stage.journey().ended is not None
        runs(stage, replace(DAYS, extension=date(2026, 2, 11)))
        stage.wait(at("2026-01-23 15:00"))
        assert stage.journey().ended is None
        assert any("est prolongé" in told for told in stage.finds("camille"))
        assert "cherche une date" in plainly(stage.says("claire", "binôme Camille"))
        stage.wait(at("2026-02-13 12:00"))
        assert stage.journey().ended is not None
        assert any("mercredi 11 février" in plainly(told) for told in stage.finds("camille"))
        stage.clock.at += HOUR
        assert any("mercredi 11 février" in plainly(told) for told in stage.finds("claire"))

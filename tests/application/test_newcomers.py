"""A file of very many pairs is stored in few statements, and comes to the same as one pair after another."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot import app
from bot.application.enrolment import enrol
from bot.application.enrolment.newcomers import Newcomers
from bot.ports import UnitOfWork
from bot.ports.store.journeys import NewPair
from storage.database.session import Session
from storage.database.trouble import Conflict
from tests.dialogues.stage import HEADER, Stage, line
from tests.scenarios.test_processes import ask

ONE_ZONE = {"zones": "Europe/Paris,Europe/Paris"}
FIRST = HEADER + line("Awa", "Camille", **ONE_ZONE) + line("Luc", "Mia", **ONE_ZONE)
NEXT = (
    HEADER
    + line("Awa", "Zoé", **ONE_ZONE)  # a mentor who is known
    + line("Ida", "Noé", track="networking", **ONE_ZONE)
    + line("Ida", "Max", **ONE_ZONE)  # one who is known from the line before
    + line("Luc", "Mia", **ONE_ZONE)  # a pair that is there
    + line("Noé", "Awa", **ONE_ZONE)
    + line("Camille", "Mia", **ONE_ZONE)  # both known, in other pairs
)
TABLES = {
    "person": "id",
    "address": "channel, id",
    "pair": "id",
    "standing": "pair",
    "due": "kind, pair",
    "event": "id",
}


def enrolled(url: str) -> dict[str, list[tuple[object, ...]]]:
    """What is stored once both files have been imported."""
    with Stage(url, FIRST) as stage:
        assert _imported(stage, NEXT) == (5, 6)
        assert _imported(stage, NEXT) == (0, 6)
    but = {"due": "kind, pair, due_at, ready_at"}
    return {name: ask(url, f"SELECT {but.get(name, '*')} FROM {name} ORDER BY {by}") for name, by in TABLES.items()}


def _imported(stage: Stage, roster: str) -> tuple[int, int]:
    return stage.run(app.import_pairs(stage.app, roster))


def test_it_comes_to_the_same_as_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = enrolled(f"sqlite:///{tmp_path / 'together.db'}")
    monkeypatch.setattr(Newcomers, "are_new", lambda *_: False)
    assert enrolled(f"sqlite:///{tmp_path / 'apart.db'}") == together
    assert len(together["pair"]) == 7


def test_a_part_of_a_file_is_as_good_as_all_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    together = enrolled(f"sqlite:///{tmp_path / 'together.db'}")
    monkeypatch.setattr(enrol, "PART", 2)
    assert enrolled(f"sqlite:///{tmp_path / 'parts.db'}") == together


def test_very_many_need_few_statements(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    for name in ("row", "rows", "do", "do_each"):

        def counted(
            self: Session, statement: object, *more: object, of: object = getattr(Session, name), **how: object
        ) -> object:
            asked.append(statement)
            return of(self, statement, *more, **how)  # type: ignore[operator]

        monkeypatch.setattr(Session, name, counted)
    with Stage(url) as stage:
        asked.clear()
        assert _imported(stage, HEADER + "".join(line(f"M{n}", f"N{n}") for n in range(300))) == (300, 300)
    assert len(asked) < 60, "twenty a pair are too many"


def test_whoever_was_stored_meanwhile_is_a_conflict(url: str) -> None:
    with Stage(url, FIRST) as stage:

        def again(unit: UnitOfWork) -> None:
            journey = next(unit.journeys.all())
            people = unit.people.of_pair(journey.pair)
            with pytest.raises(Conflict):
                unit.people.add_all(list(people.values()))
            with pytest.raises(Conflict):
                unit.journeys.enrol_all([NewPair(journey, people, (), None, None)])

        stage.run(stage.app.store.run(again))

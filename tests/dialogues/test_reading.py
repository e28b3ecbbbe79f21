"""Coordinators look at very many pairs, and nobody waits for it: what they see is read beside those who write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.application.coordination.export import as_csv
from bot.application.data_rights.erase import erase
from bot.application.digest.weekly import Counted
from bot.engine.flows.digest.frozen import FrozenWeek
from bot.ports import FIRST, Act, Address, Reading
from bot.settings import Coordinator
from storage.database.session import Row, Session
from tests.dialogues.stage import HEADER, Stage, line
from tests.values import at

CLAIRE = Coordinator(Address("local", "claire"), "Claire", ("fr",), "Europe/Paris")
TWO = HEADER + line("Awa", "Camille") + line("Luc", "Mia", "en,en", "networking")
MONDAY = at("2026-01-12 07:00")
"""The first week is over."""


@pytest.fixture
def locking(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Questions about many pairs that were asked in a transaction that can write."""
    found: list[str] = []
    ask = Session.rows

    def rows(self: Session, statement: Any, **params: object) -> Sequence[Row]:
        asked, _ = self._texts.of(statement)
        if not self.reading and "FROM standing" in asked:
            found.append(asked)
        return ask(self, statement, **params)

    monkeypatch.setattr(Session, "rows", rows)
    return found


def test_what_coordinators_look_at_is_read_without_a_lock(url: str, locking: list[str]) -> None:
    with Stage(url, TWO, (CLAIRE,)) as stage:
        stage.wait(MONDAY)  # a week is frozen, and its digest sent
        home = stage.run(stage.app.interactions.overview("home", Address("local", "claire")))
        assert len(home) == 2
        assert "2 binômes" in stage.says("claire", "binômes")
        stage.presses("claire", "Cherchent une date")
        assert "Awa" in stage.says("claire", "binôme Awa")
        assert "semaine" in stage.says("claire", "semaine")
        assert len(stage.run(_exported(stage))) == 5
        noted = stage.run(stage.app.store.read(lambda unit: [one.kind for one in unit.audit.all()]))
        assert locking == []
    kinds = [Act(kind) for kind in noted if kind in {Act.LIST, Act.DIGEST, Act.LOOK}]
    assert kinds == [Act.LIST, Act.DIGEST, Act.LIST, Act.LIST, Act.LOOK, Act.DIGEST], "and noted all the same"


async def _exported(stage: Stage) -> list[str]:
    pieces = [piece async for piece in as_csv(stage.app.store, Reading(MONDAY, FIRST))]
    return "".join(pieces).splitlines()


@pytest.fixture
def over(url: str) -> Iterator[Stage]:
    """The first week is over, and nobody has counted it."""
    with Stage(url, TWO, (CLAIRE,)) as stage:
        stage.clock.at = MONDAY
        yield stage


@pytest.fixture
def counted(over: Stage) -> Counted:
    """What the week came to, in a way that can be told from counting it anew."""
    digests = over.app.service.digests
    found = over.run(over.app.store.read(lambda unit: digests.count(unit, FIRST, MONDAY)))
    assert found is not None
    return replace(found, facts=replace(found.facts, met=99))


def frozen(over: Stage, counted: Counted) -> FrozenWeek:
    digests, store = over.app.service.digests, over.app.store
    assert over.run(store.run(lambda unit: digests.freeze(unit, FIRST, MONDAY, counted))) == 1
    assert over.run(store.read(lambda unit: digests.count(unit, FIRST, MONDAY))) is None, "once"
    found = over.run(store.read(lambda unit: unit.weeks.last(FIRST)))
    assert found is not None
    return found


def test_an_open_box_is_looked_into_without_a_lock(over: Stage) -> None:
    over.run(over.app.store.run(lambda unit: unit.weeks.lock(FIRST)))
    assert over.run(over.app.service.digests.send()) == 1


def test_a_week_is_frozen_as_it_was_counted(over: Stage, counted: Counted) -> None:
    assert frozen(over, counted).met == 99


def test_a_week_is_counted_anew_if_somebody_was_erased_since(over: Stage, counted: Counted) -> None:
    store = over.app.store
    awa = over.run(store.read(lambda unit: unit.people.at(Address("local", "awa"))))
    assert awa is not None
    over.run(store.run(lambda unit: erase(unit, awa.id, MONDAY)))
    assert frozen(over, counted).met == 0

"""A programme's pairs as CSV."""

from __future__ import annotations

import asyncio
import csv
from dataclasses import replace

import pytest

from bot.application.coordination import export
from bot.application.coordination.export import COLUMNS, as_csv
from bot.engine.flows.contact.state import asking
from bot.engine.journey import Journey, Meeting, Sitting
from bot.engine.people import Role
from bot.ports import Person, Reading
from storage.store import SqlStore
from tests.storage.values import AMA, BO, DAY, NOW, do, journey, lane, person


def enrol(store: SqlStore, one: Journey, mentor: Person = AMA) -> None:
    people = {Role.MENTOR: mentor, Role.MENTEE: BO}
    assert do(store, lambda unit: unit.journeys.enrol(one, people, None, None))


def rows(store: SqlStore, reading: Reading) -> list[dict[str, str]]:
    async def read() -> list[str]:
        return [piece async for piece in as_csv(store, reading)]

    pieces = asyncio.run(read())
    assert all(piece.endswith("\r\n") for piece in pieces)
    return list(csv.DictReader("".join(pieces).splitlines()))


def lived() -> Journey:
    first = Sitting(1, NOW, meeting=Meeting(NOW + DAY, 60), held=NOW + DAY)
    second = Sitting(2, NOW + 2 * DAY, moves=(NOW + 3 * DAY, NOW + 4 * DAY))
    return replace(asking(journey(), Role.MENTEE, NOW + DAY), sittings=(first, second), left=(Role.MENTOR,))


def test_a_row_a_pair_and_one_a_seance(store: SqlStore) -> None:
    enrol(store, lived())
    whole, first, second = rows(store, Reading(NOW + 13 * DAY))
    assert whole == {
        **dict.fromkeys(COLUMNS, ""),
        "row": "pair",
        "pair": "p1",
        "mentor": "Ama",
        "mentee": "Bo",
        "track": "mentoring",
        "start": "2026-03-02",
        "mentor_language": "fr",
        "mentee_language": "fr",
        "seance": "2",
        "stage": "scheduling",
        "held": "2026-03-03T09:00Z",
        "moves": "2",
        "left": "mentor",
        "needs": "asked:2026-03-03 moved:2026-03-06 undated:2026-03-04",
    }
    assert (first["row"], first["seance"], first["date"], first["held"]) == ("seance", "1", *["2026-03-03T09:00Z"] * 2)
    assert (second["seance"], second["opened"], second["moves"], second["held"]) == ("2", "2026-03-04T09:00Z", "2", "")


def test_every_pair_is_there_once_though_some_change_meanwhile(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "PIECE", 2)
    for pair in "abcde":
        enrol(store, replace(journey(), pair=pair))

    async def read() -> str:
        text = ""
        async for piece in as_csv(store, Reading(NOW)):
            text += piece
            await store.run(lambda unit: unit.journeys.save(replace(lived(), pair="e"), None))
        return text

    found = list(csv.DictReader(asyncio.run(read()).splitlines()))
    assert [one["pair"] for one in found if one["row"] == "pair"] == list("abcde")


def test_nobody_s_own_pair_is_in_it(store: SqlStore) -> None:
    enrol(store, journey())
    do(store, lambda unit: unit.people.put_coordinator(AMA, lane("coordinator:ama")))
    do(store, lambda unit: unit.people.put_coordinator(person("cy"), lane("coordinator:cy")))
    assert rows(store, Reading(NOW, reader="ama")) == []
    assert len(rows(store, Reading(NOW, reader="cy"))) == 1


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_name_is_no_formula(store: SqlStore, name: str) -> None:
    enrol(store, journey(), replace(AMA, name=name))
    assert [one["mentor"] for one in rows(store, Reading(NOW))] == [f"'{name}"]

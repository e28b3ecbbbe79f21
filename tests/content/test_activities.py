"""What séances hold is checked: where each activity can stand, how often, after what, and what stays to be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app.sentences import declared
from bot.engine.flows.activities import ACTIVITIES
from bot.engine.programme import Track
from content.check import check, warnings_of
from content.faults import Fault
from content.load import HERE
from tests.content.copies import Break, copied, faults, line_of, put, together

TWO = "mentoring/2.yaml"


def holding(seance: str, *names: str) -> Break:
    """Other activities in a séance's file."""

    def work(folder: Path) -> None:
        path = folder / seance
        lines = path.read_text(encoding="utf-8").splitlines()
        kept = [f"activities: [{', '.join(names)}]" if one.startswith("activities:") else one for one in lines]
        path.write_text("\n".join(kept) + "\n", encoding="utf-8")

    return work


FAULTS: dict[str, tuple[Break, str, str]] = {
    "the pact twice": (holding("mentoring/4.yaml", "pact"), "mentoring/4.yaml", "«pact» stands in séance 2 already"),
    "the pact in the other track": (
        holding("networking/1.yaml", "pact"),
        "networking/1.yaml",
        "«pact» is no activity of the track «networking»",
    ),
    "three minutes in the other track": (
        holding("mentoring/1.yaml", "introduction"),
        "mentoring/1.yaml",
        "«introduction» is no activity of the track «mentoring»",
    ),
}
WARNINGS: dict[str, tuple[Break, str, str, str]] = {
    # what is left: how, in which file, at which text, what is said of it
    "no pact": (
        holding(TWO, "goals", "takeaways"),
        TWO,
        "{id: M2.G3,",
        "M2.G3 stays something to read: no séance holds «pact»",
    ),
    "nobody is asked whether it fits": (
        holding("mentoring/1.yaml", "agreement", "takeaways"),
        "mentoring/1.yaml",
        "activities:",
        "no séance of mentoring holds «fit»",
    ),
    "stock before what it looks back on": (
        together(holding("mentoring/6.yaml", "goals"), holding("mentoring/4.yaml", "goals", "stock")),
        "mentoring/4.yaml",
        "activities:",
        "«stock» looks back on «people», which no séance up to this one holds",
    ),
    "an item that is gone": (
        put(TWO, "  - {id: M2.G3.b, kind: decide, for: [pair], under: M2.G3}\n", ""),
        TWO,
        "activities:",
        "«pact» is about M2.G3.b, which no séance of mentoring has",
    ),
}


def told(folder: Path) -> list[Fault]:
    return list(warnings_of(check(folder, declared())[0]))


@pytest.mark.parametrize("broken", FAULTS)
def test_what_no_season_could_go_through_is_a_fault(broken: str, tmp_path: Path) -> None:
    work, file, what = FAULTS[broken]
    folder = copied(tmp_path)
    work(folder)
    found = [one for one in faults(folder) if what in one.what]
    assert [(one.file, one.line) for one in found] == [(folder / file, line_of(folder / file, "activities:"))]


@pytest.mark.parametrize("left", WARNINGS)
def test_what_leaves_something_out_is_told(left: str, tmp_path: Path) -> None:
    work, file, at, what = WARNINGS[left]
    folder = copied(tmp_path)
    work(folder)
    (found,) = [one for one in told(folder) if what in one.what]
    assert (found.file, found.line) == (folder / file, line_of(folder / file, at))
    assert found.cure


def test_what_stands_where_it_can_is_not_told_of(tmp_path: Path) -> None:
    """The pact a séance later, networking with an agreement, goals from the first séance on."""
    folder = copied(tmp_path)
    before = {one.what for one in told(folder)}
    holding("mentoring/3.yaml", "pact", "goals", "takeaways")(folder)
    holding(TWO, "goals", "takeaways")(folder)
    holding("networking/1.yaml", "introduction", "agreement")(folder)
    holding("mentoring/1.yaml", "agreement", "goals", "fit", "takeaways")(folder)
    assert faults(folder) == []
    assert {one.what for one in told(folder)} == before


def test_the_time_that_an_activity_takes_goes_with_it(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    holding("mentoring/5.yaml", "goals", "people", "colleagues", "takeaways")(folder)
    holding("mentoring/7.yaml", "goals", "takeaways")(folder)
    content, _ = check(folder, declared())
    ahead = {one.number: one.ahead for one in content.programme.tracks[Track.MENTORING] if one.ahead}
    assert ahead == {5: ACTIVITIES["colleagues"].ahead}


def test_the_shipped_programme_holds_each_activity() -> None:
    content, _ = check(HERE, declared())
    for track in Track:
        held = {name for seance in content.programme.tracks[track] for name in seance.activities}
        assert held <= {one.name for one in ACTIVITIES.values() if track in one.tracks}
    assert not any("holds «" in one.what or "«stock»" in one.what for one in warnings_of(content))


def test_what_an_activity_is_about_stands_in_the_shipped_programme() -> None:
    """But for what an item is split into: a topic names the activity of its questions too."""
    content, _ = check(HERE, declared())
    for one in ACTIVITIES.values():
        assert set(one.items) <= content.places.keys(), one.name
        assert set(one.needs) <= ACTIVITIES.keys(), one.name

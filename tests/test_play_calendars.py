"""`together-bot play --calendars`: what stands in the calendars of the two, and when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from bot.play.calendars import SERVICES
from bot.play.dates import IN_CALENDARS, Story
from tests.golden.season import play, rows

ARGUMENTS = ("mentoring", "fr", "1-3", "quiet", "--calendars")
EVENT = {"at", "calendar", "service", "seance", "event", "start", "end", "text"}


def season() -> list[dict[str, Any]]:
    return list(rows(*ARGUMENTS))


def events(seance: int, owner: str) -> list[dict[str, Any]]:
    return [row for row in season() if "event" in row and (row["seance"], row["calendar"]) == (seance, owner)]


def deeds(seance: int, owner: str) -> list[str]:
    return [row["event"] for row in events(seance, owner)]


def test_a_row_says_what_became_of_an_event_and_in_whose_calendar() -> None:
    found = [row for row in season() if "event" in row]
    assert found
    for row in found:
        assert set(row) == EVENT
        assert row["service"] == dict(SERVICES)[row["calendar"]][1]
        assert datetime.fromisoformat(row["start"]) < datetime.fromisoformat(row["end"])
        assert row["text"].startswith(f"Séance {row['seance']}")


@pytest.mark.parametrize("seance", [one for one, story in IN_CALENDARS.items() if story is not Story.CALENDAR])
def test_what_is_moved_or_given_up_is_taken_out_and_written_anew(seance: int) -> None:
    assert deeds(seance, "mentor") == ["written", "removed", "written"]
    assert deeds(seance, "mentee") == ["written", "changed", "removed", "written", "changed"], "the room came after it"
    first, *_, last = events(seance, "mentor")
    assert first["start"] != last["start"]


def test_a_move_in_a_calendar_moves_nothing_before_both_want_it() -> None:
    assert deeds(3, "mentee") == ["written", "changed", "moved", "removed", "written", "changed"]
    written, _, moved, _, agreed, _ = events(3, "mentee")
    assert moved["start"] == agreed["start"] != written["start"]
    (asked,) = [row for row in season() if ".entry." in row.get("key", "") and not row["reply"] and not row["update"]]
    assert (asked["to"], asked["place"]) == ("mentee", "mentee"), "nobody else learns of it"
    between = [row["event"] for row in season() if "event" in row and moved["at"] < row["at"] <= asked["at"]]
    assert between == []


@pytest.mark.parametrize("seance", IN_CALENDARS)
def test_the_room_of_the_one_is_the_others_place_and_on_every_card_that_says_when(seance: int) -> None:
    room = next(line for line in events(seance, "mentor")[-1]["text"].splitlines() if line.startswith("https://rooms."))
    assert room in events(seance, "mentee")[-1]["text"]
    for kind in ("date", "reminder", "agenda"):
        said = [row for row in season() if row.get("key", "") == f"s{seance}.{kind}.2" and room in row["text"]]
        assert said, kind


def test_both_hold_the_same_time_once_it_is_written() -> None:
    for seance in IN_CALENDARS:
        assert events(seance, "mentor")[-1]["start"] == events(seance, "mentee")[-1]["start"]


def test_nothing_of_it_is_there_unless_it_is_asked_for() -> None:
    assert not [row for row in rows("mentoring", "fr") if "event" in row]


def test_the_same_arguments_give_the_same_bytes() -> None:
    asked = ["--track", "networking", "--lang", "en", "--seances", "1", "--cast", "quiet", "--calendars"]
    assert play(*asked) == play(*asked)

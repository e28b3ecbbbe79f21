"""`together-bot play`: a whole season on paper, the same every time."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.cli import main
from bot.engine.flows import FLOWS
from bot.engine.ids import read
from bot.engine.people import Hours, Role
from tests.golden.season import play, rows
from tests.labels import en, fr
from tests.values import CONTENT, PROGRAMME, items

SEASONS = [("mentoring", "fr"), ("mentoring", "en"), ("networking", "fr"), ("networking", "en")]
each_season = pytest.mark.parametrize(("track", "lang"), SEASONS)

MESSAGE = {"at", "place", "to", "key", "seance", "phase", "items", "unprompted", "update", "reply", "text"}
ACT = {"at", "actor", "place", "seance", "did"}
APPOINTMENTS = {"agenda", "held"}
READERS = {"pair": ("mentor", "mentee"), "mentor": ("mentor",), "mentee": ("mentee",), "coordinators": ()}


def messages(track: str, lang: str) -> list[dict[str, Any]]:
    return [row for row in rows(track, lang) if "text" in row]


@pytest.mark.parametrize("form", ["text", "jsonl"])
def test_the_same_arguments_give_the_same_bytes(form: str) -> None:
    arguments = ["--track", "networking", "--lang", "en", "--format", form]
    assert play(*arguments).encode() == play(*arguments).encode()


@each_season
def test_a_row_is_a_message_or_what_somebody_did(track: str, lang: str) -> None:
    for row in rows(track, lang):
        assert set(row) == (MESSAGE if "text" in row else ACT), row
        assert datetime.fromisoformat(row["at"]).utcoffset() == timedelta(0)
        assert row["place"] in READERS
        assert row["seance"] is None or 1 <= row["seance"] <= 9
    assert [row["at"] for row in rows(track, lang)] == sorted(row["at"] for row in rows(track, lang))


@each_season
def test_a_message_says_whom_it_is_for_and_what_it_is_about(track: str, lang: str) -> None:
    for row in messages(track, lang):
        assert row["to"] in READERS
        assert row["text"].strip()
        assert row["phase"] == FLOWS.phase(read(row["key"]).kind)
        assert row["phase"] in (None, "before", "during", "after")
        assert not (row["unprompted"] and row["reply"]), "an answer is never unprompted"
        if re.match(r"s\d", row["key"]) and row["seance"]:
            assert row["key"].startswith(f"s{row['seance']}.")


@each_season
def test_every_item_is_shown_to_everyone_it_is_for(track: str, lang: str) -> None:
    """By a line of the guide: what a card of an activity is about does not count."""
    told = [row for row in messages(track, lang) if read(row["key"]).kind not in FLOWS.activity_of_card]
    shown = {(item, row["to"]) for row in told for item in row["items"]}
    shared = {(id, Role.MENTOR.value) for id, to in shown if to == "pair"}
    wanted = {
        (id, reader.value)
        for id, about in items()
        if about.track == track and about.item.shown
        for reader in about.item.readers
    }
    assert wanted - shown == set()
    assert shown - wanted - shared == set(), "an item is shown to somebody it is not for"


def test_both_tracks_together_show_the_whole_programme() -> None:
    shown = {item for track in PROGRAMME.tracks for row in messages(track, "fr") for item in row["items"]}
    assert shown == {id for id, about in items() if about.item.shown}


@each_season
def test_at_most_two_messages_a_day_come_unasked(track: str, lang: str) -> None:
    counts: Counter[tuple[str, date]] = Counter()
    for row in messages(track, lang):
        for role in READERS[row["to"]] if row["unprompted"] else ():
            counts[role, local(row, role, lang).date()] += 1
    assert counts
    assert max(counts.values()) <= 2


@each_season
def test_what_comes_unasked_comes_in_working_hours(track: str, lang: str) -> None:
    hours = Hours()
    for row in messages(track, lang):
        if not row["unprompted"] or set(row["key"].split(".")) & APPOINTMENTS:
            continue
        for role in READERS[row["to"]]:
            here = local(row, role, lang)
            assert here.weekday() in hours.days, row["key"]
            assert hours.start <= here.time() < hours.end, row["key"]


def local(row: dict[str, Any], role: str, lang: str) -> datetime:
    players = CONTENT.languages[lang].players
    zone = {Role.MENTOR: players.mentor, Role.MENTEE: players.mentee}[Role(role)].zone
    return datetime.fromisoformat(row["at"]).astimezone(ZoneInfo(zone))


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_dates_are_found_in_every_way_there_is(lang: str) -> None:
    done = [row["did"] for row in rows("mentoring", lang) if "did" in row]
    said = "\n".join(row["text"] for row in messages("mentoring", lang))
    ways = {
        "fr": (
            f"[{fr('date-none')}]",
            f"[{fr('date-move')}]",
            f"[{fr('date-cancel')}]",
            f"[{fr('date-again')}]",
            f"[{fr('date-other')}]",
            f"[{fr('settings-leave')}]",
        ),
        "en": (
            f"[{en('date-none')}]",
            f"[{en('date-move')}]",
            f"[{en('date-cancel')}]",
            f"[{en('date-again')}]",
            f"[{en('date-other')}]",
            f"[{en('settings-leave')}]",
        ),
    }
    told = {
        "fr": (
            "Ces dates vous attendent toujours",
            "C’est proposé",
            "En voici trois autres.",
            "/5/pair.ics)",
            "C’est noté.",
        ),
        "en": ("These dates are still here for you", "Suggested: ", "Here are three others.", "/5/pair.ics)", "Noted."),
    }
    assert [way for way in ways[lang] if way not in done] == []
    assert [what for what in told[lang] if what not in said] == []


@pytest.mark.parametrize(("chosen", "seances"), [("3", {3}), ("2-4", {2, 3, 4}), ("9", {9})])
def test_a_range_shows_those_seances_only(chosen: str, seances: set[int]) -> None:
    found = {row["seance"] for row in rows("mentoring", "fr", chosen)}
    assert found == seances


def test_a_range_reads_as_it_does_in_the_whole_season() -> None:
    """But for the cards that are only drawn again when the season goes on."""
    alone = list(rows("mentoring", "fr", "2"))
    together = [row for row in rows("mentoring", "fr") if row["seance"] == 2]
    later = [row for row in together if row not in alone]
    assert [row for row in together if row not in later] == alone
    assert all(row["update"] for row in later)


def test_who_stops_after_six_never_sees_the_seventh() -> None:
    short = rows("mentoring", "en", "1-6")
    assert {row["seance"] for row in short} == {1, 2, 3, 4, 5, 6, None}
    last = [row["key"] for row in short if row.get("key", "").startswith("farewell")]
    assert sorted(last) == ["farewell.mentee", "farewell.mentor"]


def test_what_one_writes_in_private_is_shown_to_nobody_else() -> None:
    heard = [row for row in messages("mentoring", "fr") if "bol d’air" in row["text"]]
    assert heard
    assert {row["to"] for row in heard} == {"mentee"}


@pytest.mark.parametrize("chosen", ["0", "10", "4-2", "1-10", "two", "-", "1-", "1-2-3", "²", ""])
def test_a_range_that_is_none_is_explained(
    chosen: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["play", f"--seances={chosen}"]) == 1
    assert "between 1 and 9, such as 2-4" in capsys.readouterr().err

"""What `together-bot play` tells of the conversations that séances hold, and in how many taps each is done."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from bot.engine.flows import FLOWS
from bot.engine.flows.activities import ACTIVITIES
from bot.engine.ids import read
from bot.engine.programme import Track
from bot.ports.language import PLAY_WORDS
from tests.golden.season import rows
from tests.labels import fr
from tests.values import CONTENT, PROGRAMME

SEASONS = [(track, cast) for track in ("mentoring", "networking") for cast in ("eager", "quiet")]
each_season = pytest.mark.parametrize(("track", "cast"), SEASONS)
both_languages = pytest.mark.parametrize("lang", ["fr", "en"])


def of(activity: str, track: str = "mentoring", cast: str = "eager", lang: str = "fr") -> list[dict[str, Any]]:
    """The rows of an activity's cards."""
    return [row for row in rows(track, lang, cast=cast) if activity_of(row) == activity]


def activity_of(row: dict[str, Any]) -> str | None:
    return FLOWS.activity_of_card.get(read(row["key"]).kind) if row.get("key") else None


def taps(activity: str, lang: str, cast: str = "eager") -> Counter[str]:
    """How often each acted on its cards: what they did, and the next card that changed was one of them; reading is none."""
    done, counts = "", Counter[str]()
    for row in rows("mentoring", lang, cast=cast):
        if "did" in row:
            done = "" if row["did"].startswith("/together") else row["actor"]
        elif row["update"] and row["to"] != "pair" and not row["reply"]:
            continue  # a private card that shows the same
        elif done and activity_of(row) == activity:
            counts[done] += 1
            done = ""
        else:
            done = ""
    return counts


# What is told ----------------------------------------------------------------------------------------------------


def test_a_season_uses_every_activity_of_its_track() -> None:
    for track in Track:
        told = {activity_of(row) for row in rows(track, "fr") if "text" in row}
        held = {name for seance in PROGRAMME.tracks[track] for name in seance.activities}
        assert held <= told, track


@each_season
def test_a_row_of_an_activity_says_its_phase_its_items_and_its_seance(track: str, cast: str) -> None:
    for row in rows(track, "fr", cast=cast):
        if activity := activity_of(row):
            assert row["phase"] in ("before", "during", "after"), row["key"]
            assert row["items"] or not ACTIVITIES[activity].items, row["key"]
            assert row["seance"], row["key"]


@each_season
def test_what_they_do_is_to_be_seen_on_the_card_that_they_do_it_with(track: str, cast: str) -> None:
    """A button that is not there would be told by its name in the code."""
    unseen = [
        row["did"]
        for row in rows(track, "fr", cast=cast)
        if re.fullmatch(r"\[?[a-z-]*\.?[a-z-]+\]?", row.get("did", ""))
    ]
    assert unseen == []
    assert [row["did"] for row in rows(track, "fr", cast=cast) if row.get("did") == ""] == []


@both_languages
def test_whatever_the_two_may_type_is_typed(lang: str) -> None:
    """So no words are left in a language's folder that nobody needs."""
    seasons = [rows(track, lang, cast=cast) for track, cast in SEASONS]
    done = "\n".join(row["did"] for season in seasons for row in season if "did" in row)
    said = CONTENT.languages[lang].players.said
    assert [name for name in PLAY_WORDS if said[name] not in done] == []


@both_languages
def test_the_quiet_two_leave_things_out_and_the_season_goes_on(lang: str) -> None:
    quiet = rows("mentoring", lang, cast="quiet")
    assert {row["seance"] for row in quiet} >= set(range(1, 10))
    acts = [sum("did" in row for row in season) for season in (quiet, rows("mentoring", lang))]
    assert acts[0] < acts[1] * 2 / 3
    assert taps("agreement", lang, "quiet").total() == 0


# How little it takes -----------------------------------------------------------------------------------------------


@both_languages
def test_an_agreement_takes_three_taps_of_each_at_most(lang: str) -> None:
    counts = taps("agreement", lang)
    assert set(counts) == {"mentor", "mentee"}
    assert max(counts.values()) <= 3


@both_languages
def test_a_pact_that_stays_as_it_is_takes_one_tap_of_each(lang: str) -> None:
    assert taps("pact", lang) == {"mentor": 1, "mentee": 1}


PROGRESS = [fr(f"goals-progress-{one}") for one in ("open", "under-way", "done", "dropped")]


def test_progress_of_three_actions_takes_three_taps() -> None:
    """On the preparation of the third séance, which asks about the three that were written in the second."""
    said = [row for row in rows("mentoring", "fr", "3") if row.get("key") == "s3.prep.mentee"]
    assert said[0]["text"].count(f"● {PROGRESS[0]}") == 3
    done = [row["did"] for row in rows("mentoring", "fr", "3") if row.get("place") == row.get("actor") == "mentee"]
    assert len([one for one in done if one.split(" → ")[-1] in PROGRESS]) <= 3 + 1  # and one on the day of an action

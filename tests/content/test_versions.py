"""What makes a version of the programme's files, how one is read back, and what differs between two."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from bot.app.sentences import declared
from bot.engine.messages import say
from bot.engine.people import Place
from bot.engine.programme import Timing, Track
from content.faults import ContentBroken
from content.load import load
from content.read import Content
from content.versions.changes import Change, changes
from content.versions.stored import EVERYBODYS, Version, read_back, stamped, version_of
from tests.content.copies import Break, add, copied, drop, put, together
from tests.values import AWA, CAMILLE, CONTENT, MENTEE, MENTOR

SHIPPED = version_of(CONTENT)
MEMBERS = {MENTOR: AWA, MENTEE: CAMILLE}


def changed(tmp_path: Path, *breaks: Break) -> Content:
    folder = copied(tmp_path)
    together(*breaks)(folder)
    return load(declared(), folder)


def moved_to_the_end(file: str, key: str) -> Break:
    """The sentence stands last in its file, below a comment."""

    def work(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        start = text.index(f"{key} =")
        end = text.index("\nM1-B3 =", start) + 1
        moved = f"{text[:start]}{text[end:]}\n# It stands here now.\n{text[start:end]}"
        (folder / file).write_text(moved, encoding="utf-8")

    return work


@pytest.mark.parametrize(
    "work",
    [
        put("programme.yaml", "cadence: 14 ", "# every other week\ncadence: 14 "),
        put("mentoring/1.yaml", "number: 1\nprefix: M1\n", "prefix: M1\nnumber: 1\n"),
        put("mentoring/1.yaml", "{id: M1.G1, kind: advice,", "{kind: advice, id: M1.G1,"),
        moved_to_the_end("fr/mentoring.ftl", "M1-B2"),
        put("programme.yaml", 'profile: ""', "profile: https://together.example/me"),
        put("programme.yaml", "late: 10", "late: 20"),
        put("programme.yaml", "back: 30", "back: 20"),
        put("programme.yaml", "digest-hour: 9", "digest-hour: 8"),
        put("fr/common.ftl", "objective = Objectif", "objective = But"),
        put("fr/language.yaml", "name: ", "name: le "),
    ],
    ids=[
        "a comment",
        "lines",
        "names",
        "a sentence",
        "a link",
        "late",
        "back",
        "the hour",
        "our own words",
        "a language",
    ],
)
def test_what_makes_no_other_version(work: Break, tmp_path: Path) -> None:
    assert version_of(changed(tmp_path, work)) == SHIPPED


@pytest.mark.parametrize(
    ("work", "what"),
    [
        (put("programme.yaml", "cadence: 14 ", "cadence: 21 "), ["cadence 14 → 21"]),
        (put("programme.yaml", "evaluation-open: 7 ", "evaluation-open: 5 "), ["timing evaluation-open 7 → 5"]),
        (put("mentoring/3.yaml", "lead: 3", "lead: 5"), ["mentoring, séance 3: lead 3 → 5"]),
        (put("mentoring/3.yaml", "minutes: 60", "minutes: 45"), ["mentoring, séance 3: minutes 60 → 45"]),
        (
            put("mentoring/6.yaml", "[goals, stock, takeaways]", "[goals, takeaways]"),
            ["mentoring, séance 6: activity stock is no more"],
        ),
        (
            put("mentoring/7.yaml", "opens: continuation\n", ""),
            ["mentoring, séance 7: opens without a question whether to go on"],
        ),
        (
            put("fr/mentoring.ftl", "M1-title = Apprendre", "M1-title = Commencer"),
            ["mentoring, séance 1: title is worded anew (fr)"],
        ),
        (
            put("en/mentoring.ftl", "M2-objective = ", "M2-objective = well, "),
            ["mentoring, séance 2: objective is worded anew (en)"],
        ),
        (
            put("fr/mentoring.ftl", "M1-B4 =\n    .mentor = Regarder", "M1-B4 =\n    .mentor = Voir"),
            ["mentoring, séance 1: M1.B4 is worded anew (fr)"],
        ),
        (
            put("fr/words.ftl", "-chat-tool = ", "-chat-tool = le bon vieux "),
            ["mentoring, séance 1: M1.D3.c is worded anew (fr)"],
        ),
        (
            put(
                "mentoring/1.yaml",
                "{id: M1.G2, kind: advice, for: [mentor, mentee]}",
                "{id: M1.G2, kind: ask, for: [mentor, mentee]}",
            ),
            ["mentoring, séance 1: M1.G2 is used otherwise"],
        ),
        (
            together(
                put("mentoring/1.yaml", "  - {id: M1.B2, kind: check, for: [mentor, mentee]}\n", ""),
                drop("fr/mentoring.ftl", "M1-B2"),
                drop("en/mentoring.ftl", "M1-B2"),
            ),
            ["mentoring, séance 1: item M1.B2 is no more"],
        ),
        (
            together(
                put("mentoring/2.yaml", "items:\n", "items:\n  - {id: M2.B7, kind: check, for: [mentee]}\n"),
                add("fr/mentoring.ftl", "M2-B7 =\n    .mentee = Respirer."),
                add("en/mentoring.ftl", "M2-B7 =\n    .mentee = Breathe."),
            ),
            ["mentoring, séance 2: item M2.B7 is new"],
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_what_makes_another_and_what_is_said_of_it(work: Break, what: list[str], tmp_path: Path) -> None:
    after = changed(tmp_path, work)
    assert version_of(after) != SHIPPED
    assert [str(one) for one in changes(CONTENT, after)] == what
    assert changes(after, after) == []


def test_a_seance_more_or_less_is_said_as_one(tmp_path: Path) -> None:
    def without(folder: Path) -> None:
        (folder / "networking" / "2.yaml").unlink()
        for code in ("fr", "en"):
            text = (folder / code / "networking.ftl").read_text(encoding="utf-8")
            (folder / code / "networking.ftl").write_text(text[: text.index("N2-title")], encoding="utf-8")

    shorter = changed(tmp_path, without)
    assert [str(one) for one in changes(CONTENT, shorter)] == ["networking, séance 2: is no more"]
    assert [str(one) for one in changes(shorter, CONTENT)] == ["networking, séance 2: is new"]


def test_a_version_is_read_back_as_it_was() -> None:
    back = read_back(SHIPPED, CONTENT)
    assert back.programme.tracks == stamped(CONTENT, SHIPPED.id).programme.tracks
    assert (back.programme.cadence, back.programme.timing) == (CONTENT.programme.cadence, CONTENT.programme.timing)
    assert version_of(back) == SHIPPED
    assert changes(back, CONTENT) == changes(CONTENT, back) == []


def test_it_keeps_its_times_and_everybodys_are_those_of_today(tmp_path: Path) -> None:
    today = changed(
        tmp_path,
        put("programme.yaml", "evaluation-open: 7 ", "evaluation-open: 5 "),
        put("programme.yaml", "back: 30 ", "back: 20 "),
    )
    timing = read_back(SHIPPED, today).programme.timing
    assert (timing.evaluation_open, timing.back) == (7, 20)


def test_every_time_is_either_the_pairs_or_everybodys() -> None:
    """A new one is decided on: what a card has promised to a pair is kept; what holds for all of them changes at once."""
    assert {one.name.replace("_", "-") for one in fields(Timing)} - EVERYBODYS == {
        *("reminder", "agenda-minutes", "date-nudge", "cancelled-nudge", "held-again", "evaluation-reminder"),
        *("evaluation-open", "fit-asked", "fit-open", "continuation-asked", "continuation-open", "farewell"),
        *("willing-ahead", "willing-reminder"),
    }


def test_a_change_concerns_who_has_it_ahead() -> None:
    third = Change("", Track.MENTORING, 3)
    assert [third.concerns(Track.MENTORING, seance) for seance in (0, 2, 3, 4)] == [True, True, True, False]
    assert not third.concerns(Track.NETWORKING, 1)
    assert Change("").concerns(Track.NETWORKING, 2)


# Saying ------------------------------------------------------------------------------------------------------------


def test_a_sentence_of_a_version_is_said_as_it_stood(tmp_path: Path) -> None:
    today = changed(tmp_path, put("fr/mentoring.ftl", "M1-title = Apprendre à se connaître", "M1-title = Bonjour"))
    voices = today.voices
    voices.learn(SHIPPED.id, read_back(SHIPPED, today).books)
    french = voices(("fr",), ())
    assert french.label(say(f"M1-title@{SHIPPED.id}")) == "Apprendre à se connaître"
    assert french.label(say("M1-title")) == french.label(say("M1-title@unheard")) == "Bonjour"


def test_a_language_of_today_is_spoken_where_the_version_lacks_it() -> None:
    told = json.loads(SHIPPED.files)
    del told["texts"]["en"]
    version = Version("french", json.dumps(told))
    content = load(declared())
    content.voices.learn("french", read_back(version, content).books)
    assert content.voices(("en",), ()).label(say("M1-title@french")) == "Getting to know each other"


def test_every_item_names_its_version() -> None:
    tracks = stamped(CONTENT, "v1").programme.tracks
    seances = [seance for track in tracks.values() for seance in track]
    said = [
        *(seance.title.id for seance in seances),
        *(seance.objective.id for seance in seances),
        *(
            item.line(reader, MEMBERS).say.id
            for one in seances
            for item in (*one.items, *one.repeated)
            for reader in item.readers
        ),
    ]
    assert all(id.endswith("@v1") for id in said)
    (first, *_) = tracks[Track.MENTORING][0].items
    plain = CONTENT.programme.tracks[Track.MENTORING][0].items[0]
    assert plain.line(Place.PAIR, MEMBERS).say.id == "M1-G1.pair", "the same item without one is another line"
    assert first.line(Place.PAIR, MEMBERS).say.id == "M1-G1.pair@v1"


# What releases to come must still read ------------------------------------------------------------------------------

STORED: dict[str, Any] = {
    "programme": {"cadence": 10, "timing": {"reminder": 2, "agenda-minutes": 15}},
    "seances": {
        track: [
            {
                "number": 1,
                "prefix": prefix,
                "minutes": 50,
                "lead": 4,
                "activities": activities,
                "items": [
                    {"id": f"{prefix}.G1", "kind": "advice", "for": ["mentor", "pair"], "link": "a-link-of-then"},
                    {"id": f"{prefix}.D1", "kind": "discuss", "for": ["pair"]},
                    {"id": f"{prefix}.D1.a", "kind": "ask", "for": ["pair"], "under": f"{prefix}.D1"},
                    {"id": f"{prefix}.A1", "kind": "evaluate", "for": ["mentor", "mentee"], "auto": "evaluation"},
                ],
            }
        ]
        for track, prefix, activities in (("mentoring", "M1", ["agreement"]), ("networking", "N1", ["introduction"]))
    },
    "texts": {
        "fr": [
            "-then = jadis",
            *(
                f"{prefix}-{rest}"
                for prefix in ("M1", "N1")
                for rest in (
                    "title = Titre de { -then }",
                    "objective = but",
                    "G1 =\n    .mentor = { $partner } et vous.\n    .pair = { $mentor } et { $mentee }.",
                    "D1 =\n    .pair = Le sujet.",
                    "D1-a =\n    .pair = Une question ?",
                    "A1 =\n    .mentor = Et alors ?\n    .mentee = Et alors ?",
                )
            ),
        ]
    },
}
"""As the first release with versions stores one."""


def test_what_the_first_release_with_versions_has_stored_is_read() -> None:
    content = load(declared())
    back = read_back(Version("v1", json.dumps(STORED)), content)
    (seance,) = back.programme.tracks[Track.MENTORING]
    assert (seance.minutes, seance.lead, seance.activities) == (50, 4, ("agreement",))
    assert (back.programme.cadence, back.programme.timing.reminder) == (10, 2)
    content.voices.learn("v1", back.books)
    assert content.voices(("fr",), ()).label(seance.title) == "Titre de jadis"


@pytest.mark.parametrize(
    "wrong",
    [
        {"programme": None},
        {"seances": {"mentoring": []}},
        {"seances": {**STORED["seances"], "singing": []}},
        {"texts": {}},
        {"texts": {"fr": ["M1-title = Titre"]}},
        {"texts": {"fr": [*STORED["texts"]["fr"], "{"]}},
        {"programme": {"cadence": 0}},
    ],
    ids=str,
)
def test_what_cannot_be_read_is_said_to_be_so(wrong: dict[str, object]) -> None:
    with pytest.raises(ContentBroken):
        read_back(Version("v1", json.dumps({**STORED, **wrong})), CONTENT)

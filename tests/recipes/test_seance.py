"""A tenth séance: a file of its own, and its words in each language's file of the track. Nothing else is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.app.sentences import declared
from bot.cli import main
from bot.engine.people import Place, Role
from bot.engine.programme import Track
from content.check import check
from content.faults import Fault
from content.read import Content
from tests.content.copies import add, copied, drop
from tests.engine.simulator import Season
from tests.engine.walking import answers, through
from tests.recipes.tree import changes, prints
from tests.values import PROGRAMME

SEANCE = "mentoring/10.yaml"
WORDS = {"fr": "fr/mentoring.ftl", "en": "en/mentoring.ftl"}

ITEMS = """\
number: 10
prefix: M10
minutes: 45
lead: 4
items:
  - {id: M10.G1, kind: advice, for: [mentor, mentee]}
  - {id: M10.B1, kind: check, for: [mentor, mentee], auto: evaluation}
  - {id: M10.D1, kind: ask, for: [pair]}
  - {id: M10.D1.a, kind: ask, for: [pair], under: M10.D1}
  - {id: M10.A1, kind: evaluate, for: [mentor, mentee]}
"""
FRENCH = """\

## Séance 10

M10-title = Passer le relais
M10-objective = imaginer à qui transmettre ce que vous avez reçu
M10-G1 =
    .mentor = Pensez à une personne à qui { $partner } pourrait à son tour tendre la main.
    .mentee = Pensez à une personne à qui tendre la main à votre tour.
M10-B1 =
    .mentor = Votre évaluation de la séance 9 est remplie.
    .mentee = { M10-B1.mentor }
M10-D1 =
    .pair = À qui passeriez-vous le relais, { $mentor } et { $mentee } ?
M10-D1-a =
    .pair = Par quoi commenceriez-vous ?
M10-A1 =
    .mentor = Qu'avez-vous pensé de la séance 10 ? Une minute suffit.
    .mentee = { M10-A1.mentor }
"""
ENGLISH = """\

## Session 10

M10-title = Passing it on
M10-objective = picturing whom you could hand on to what you were given
M10-G1 =
    .mentor = Think of somebody to whom { $partner } could lend a hand in turn.
    .mentee = Think of somebody to whom you could lend a hand in turn.
M10-B1 =
    .mentor = Your evaluation of session 9 is filled in.
    .mentee = { M10-B1.mentor }
M10-D1 =
    .pair = To whom would you pass it on, { $mentor } and { $mentee }?
M10-D1-a =
    .pair = Where would you begin?
M10-A1 =
    .mentor = How was session 10 for you? A minute is enough.
    .mentee = { M10-A1.mentor }
"""
OBJECTIVES = {
    "fr": "imaginer à qui transmettre ce que vous avez reçu",
    "en": "picturing whom you could hand on to what you were given",
}


RECIPE = {f"content/{file}" for file in (SEANCE, *WORDS.values())}


def apply_recipe(folder: Path) -> None:
    (folder / SEANCE).write_text(ITEMS, encoding="utf-8")
    add(WORDS["fr"], FRENCH)(folder)
    add(WORDS["en"], ENGLISH)(folder)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The recipe, applied to a copy of the programme; the code is this tree's own."""
    copy = copied(tmp_path_factory.mktemp("recipe"))
    before = prints(copy)
    apply_recipe(copy)
    assert {f"content/{file}" for file in changes(before, prints(copy))} == RECIPE
    return copy


@pytest.fixture(scope="module")
def content(folder: Path) -> Content:
    content, faults = check(folder, declared())
    assert faults == []
    return content


def test_a_pair_walks_through_ten_seances(content: Content) -> None:
    """And none of the tenth is left out: preparation, agenda, evaluation, the last words only after it."""
    assert PROGRAMME.last(Track.MENTORING) == 9
    assert content.programme.last(Track.MENTORING) == 10
    season = through(Season(programme=content.programme), 10)
    assert [one.number for one in season.journey.sittings if one.held is not None] == list(range(1, 11))
    items = {item for (_, key), card in season.cards.items() if key.startswith("s10.") for item in card.items()}
    assert {"M10.G1", "M10.B1", "M10.D1"} <= items
    assert all(answers(season.journey, 10, role).filled for role in Role)
    assert season.journey.ended is None
    season.idle()
    assert season.journey.ended is not None
    assert (Place.PAIR, "farewell") in season.cards


@pytest.mark.parametrize("language", WORDS)
def test_a_season_of_ten_is_played(
    folder: Path, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TOGETHER_CONTENT", str(folder))
    assert main(["play", "--lang", language, "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {row["seance"] for row in rows} - {None} == set(range(1, 11))
    tenth = [row for row in rows if row["seance"] == 10 and "text" in row]
    assert {item for row in tenth for item in row["items"]} >= {"M10.G1", "M10.B1", "M10.D1", "M10.D1.a"}
    assert any(OBJECTIVES[language] in row["text"] for row in tenth)


def test_a_word_that_is_missing_is_named_with_its_file(folder: Path, tmp_path: Path) -> None:
    half = copied(tmp_path)
    (half / SEANCE).write_text(ITEMS, encoding="utf-8")
    add(WORDS["fr"], FRENCH)(half)
    drop(WORDS["fr"], "M10-title")(half)
    faults = check(half, declared())[1]
    assert _missing(faults, half, "fr") == {"M10-title"}
    assert _missing(faults, half, "en") == {
        *("M10-title", "M10-objective", "M10-D1.pair", "M10-D1-a.pair"),
        *(f"M10-{item}.{role}" for item in ("G1", "B1", "A1") for role in Role),
    }


def _missing(faults: list[Fault], folder: Path, language: str) -> set[str]:
    """The keys that a language's file of the track should have; each fault says where they belong."""
    found = [fault for fault in faults if f"is missing in «{language}»" in fault.what]
    assert all((fault.file, fault.line > 0) == (folder / WORDS[language], True) for fault in found)
    return {fault.what.partition("»")[0].removeprefix("«") for fault in found}

"""A label changed in one language fails the transcripts that read it aloud, and no other test.

Two looks: no test spells a label out, and a copy of the tree with other labels passes the tests that press them. The soak
`labels` changes every label in both languages and runs the whole suite.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from content.typography import typeset
from tests.copying import HERE, copy_tree
from tests.mutations.trial import run_tests
from tests.recipes.labels import labels, relabel, sentences, spelt_out
from tests.values import CONTENT

LANGUAGES = ("fr", "en")
CHANGED = ("agenda-start", "date-move", "evaluation-done", "help-prep", "run-status", "date-propose")
LEAST = 8
"""Characters of a label that is looked for: a shorter one is also an everyday word."""

PRESSING = (
    "tests/engine/test_seance.py",
    "tests/engine/test_talk.py",
    "tests/engine/test_evaluation.py",
    "tests/dialogues/test_dialogues.py",
    "tests/dialogues/test_door.py",
    "tests/adapters/slack/test_pictures.py",
    "tests/adapters/teams/test_pictures.py",
)
"""Tests that press these labels or read cards that carry them."""

OWN_WORDS = ("tests/content/", "tests/adapters/local/", "tests/golden/", "tests/browser/test_page.py", "tests/recipes/")
"""Where words that look like labels are sample words, or are read aloud on purpose."""


def literals() -> Iterator[tuple[str, str]]:
    """Every string in the tests that is no docstring, and where it stands."""
    for path in sorted((HERE / "tests").rglob("*.py")):
        name = path.relative_to(HERE).as_posix()
        if name.startswith(OWN_WORDS):
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
                yield f"{name}:{node.lineno}", node.value


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_test_spells_a_label_out(language: str) -> None:
    texts = {id: text for id, text in labels(HERE / "content" / language).items() if len(text) >= LEAST}
    assert len(texts) > 40
    printed = {id: typeset(text, CONTENT.languages[language].typography) for id, text in texts.items()}
    spelt = spelt_out(texts, literals()) + spelt_out(printed, literals())
    assert spelt == [], "say them by their ids: tests.labels"


def test_a_label_that_is_spelt_out_is_found() -> None:
    said = [("here:1", "press [Déplacer la séance] now"), ("here:2", "Déplacer la séances")]
    assert spelt_out({"date-move": "Déplacer la séance"}, said) == ["here:1: «Déplacer la séance» is date-move"]


def test_other_labels_fail_what_reads_them_aloud_and_nothing_else(tmp_path: Path) -> None:
    tree = copy_tree(HERE, tmp_path / "tree")
    for language in LANGUAGES:
        folder = tree / "content" / language
        relabel(folder, CHANGED)
        assert {id for id, text in sentences(folder).items() if text.startswith("Zed ")} == set(CHANGED)
    pressed = run_tests(tree, PRESSING, [])
    assert pressed.returncode == 0, pressed.stdout[-4000:]
    aloud = run_tests(tree, ["tests/golden/test_golden.py"], ["-k", "fr-networking-1"])
    assert aloud.returncode == 1, aloud.stdout[-4000:]
    assert "Zed agenda-start zed" in aloud.stdout

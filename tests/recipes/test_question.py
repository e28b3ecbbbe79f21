"""Another question of the evaluation: an entry in the flow's list, and its words for members and coordinators in each
language. Nothing else is touched.
"""

from __future__ import annotations

import re

import pytest

from tests.recipes.tree import Tree

QUESTIONS = "bot/engine/flows/evaluation/questions.py"
ENTRY = 'Rating("closer", '
ADDED = '    Rating("lighter", since=2),\n'
WORDS = {
    ("en", "evaluation"): "evaluation-rate-lighter = Lighter than before",
    ("en", "digest"): "digest-rate-lighter = Lightness",
    ("fr", "evaluation"): "evaluation-rate-lighter = Plus léger qu'avant",
    ("fr", "digest"): "digest-rate-lighter = Légèreté",
}
FILES = {key: f"content/{'/'.join(key)}.ftl" for key in WORDS}
RECIPE = {QUESTIONS, *FILES.values()}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The first half of the recipe: the entry, without its words."""
    tree = Tree.copied(tmp_path_factory.mktemp("recipe"))
    text = (tree.root / QUESTIONS).read_text(encoding="utf-8")
    (line,) = (line for line in text.splitlines(keepends=True) if ENTRY in line)
    tree.edit(QUESTIONS, line, line + ADDED)
    return tree


def test_another_question_is_asked_kept_and_counted(tree: Tree) -> None:
    checked = tree.bot("content", "check")
    assert checked.returncode == 1
    for (language, name), words in WORDS.items():
        id = words.partition(" ")[0]
        missing = rf"content/{language}/{name}\.ftl:\d+: «{id}» is missing in «{language}»"
        assert re.search(missing, checked.stderr), checked.stderr
    assert checked.stderr.count("is missing") == len(WORDS)

    for key, words in WORDS.items():
        tree.add(FILES[key], f"{words}\n")
    assert tree.changed == RECIPE
    checked = tree.bot("content", "check")
    assert checked.returncode == 0, checked.stderr
    tree.tests("tests/recipes/walk_question.py")

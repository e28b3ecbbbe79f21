"""The bank's mutations can be applied as they stand; one of them is caught here, all of them by `python -m tests.mutations`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from tests.copying import HERE
from tests.mutations.bank import BANK, Mutation
from tests.mutations.trial import StaleMutation, Verdict, Workbench, mutated

NAMES = [one.name for one in BANK]


def test_each_mutation_has_a_name_of_its_own() -> None:
    assert [name for name, count in Counter(NAMES).items() if count > 1] == []
    assert len(BANK) >= 60


@pytest.mark.parametrize("mutation", BANK, ids=NAMES)
def test_its_text_stands_once_and_gives_another_program(mutation: Mutation) -> None:
    source = (HERE / mutation.file).read_text(encoding="utf-8")
    compile(mutated(mutation, source), mutation.file, "exec")
    assert mutated(mutation, source) != source
    assert all((HERE / test).exists() for test in mutation.tests)


TINY = Mutation("tiny", "sums.py", "1 + 1", "1 - 1", ("test_sums.py",))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A tree with one function and its test."""
    root = tmp_path / "root"
    root.mkdir()
    (root / "sums.py").write_text("def two():\n    return 1 + 1\n\n\ndef three():\n    return 2 + 1\n")
    (root / "test_sums.py").write_text("from sums import two\n\n\ndef test_two():\n    assert two() == 2\n")
    (root / "conftest.py").write_text(
        "from hypothesis import settings\n\nsettings.register_profile('unshrunk', max_examples=1)\n"
    )
    return root


def test_a_fault_is_caught_and_taken_back_one_that_no_test_sees_survives(root: Path) -> None:
    with Workbench(root) as bench:
        assert bench.try_out(TINY).verdict is Verdict.CAUGHT
        assert (bench.tree / "sums.py").read_text() == (root / "sums.py").read_text()
        unseen = bench.try_out(replace(TINY, old="2 + 1", new="2 - 1"))
        assert unseen.verdict is Verdict.SURVIVED
        assert not unseen.caught
        assert bench.try_out(replace(TINY, tests=("test_nothing.py",))).verdict is Verdict.BROKEN


def test_a_line_that_has_changed_is_said_so(root: Path) -> None:
    with pytest.raises(StaleMutation, match=r"stands 0 times in sums\.py"):
        mutated(replace(TINY, old="3 + 1"), (root / "sums.py").read_text())
    with pytest.raises(StaleMutation, match="stands 2 times"):
        mutated(replace(TINY, old="return"), (root / "sums.py").read_text())

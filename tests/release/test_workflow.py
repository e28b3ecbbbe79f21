"""The workflow of a release names what is there, takes other people's code by its commit, and lets nothing that builds write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from tests.release.trees import ROOT

FILE = ROOT / ".github" / "workflows" / "release.yml"
TEXT = FILE.read_text(encoding="utf-8")
WORKFLOW: dict[Any, Any] = yaml.safe_load(TEXT)
JOBS: dict[str, dict[str, Any]] = WORKFLOW["jobs"]


def commands(job: str) -> str:
    return "\n".join(step.get("run", "") for step in JOBS[job]["steps"])


def test_actions_are_taken_by_their_commit() -> None:
    uses = re.findall(r"uses: (.*)", TEXT)
    assert len(uses) > 8
    assert [one for one in uses if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one)] == []


def test_what_builds_may_write_nowhere() -> None:
    assert WORKFLOW["permissions"] == {"contents": "read"}
    assert "permissions" not in JOBS["build"]
    for name in ("image", "publish"):
        assert JOBS[name]["permissions"]["id-token"] == "write"
        assert not re.search(r"\bmake\b|python|pytest", commands(name)), "it runs code of this tree beside its rights"


def test_nothing_is_published_that_was_not_built_and_checked() -> None:
    assert JOBS["image"]["needs"] == "build"
    assert JOBS["publish"]["needs"] == "image"
    for command in ("release check", "make upgrade", "make dist", "make site", "diff dist/SHA256SUMS"):
        assert command in commands("build")


@pytest.mark.parametrize("job", ["image", "publish"])
def test_all_that_is_published_is_attested_and_has_its_bill_of_materials(job: str) -> None:
    uses = [step.get("uses", "").partition("@")[0] for step in JOBS[job]["steps"]]
    assert "actions/attest-build-provenance" in uses
    assert "actions/attest" in uses


def test_its_targets_and_verbs_are_there() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    asked = {target for job in JOBS for target in _made(commands(job))}
    assert {"setup", "upgrade", "dist", "site"} <= asked <= targets
    verbs = set(re.findall(r'add_parser\("(\w+)"', (ROOT / "release" / "__main__.py").read_text(encoding="utf-8")))
    assert set(re.findall(r"-m release (\w+)", TEXT)) <= verbs


def _made(text: str) -> Iterator[str]:
    for words in re.findall(r"\bmake ([^\n&|)]+)", text):
        yield from (word for word in words.split() if re.fullmatch(r"[a-z]+", word))


@pytest.mark.parametrize(
    ("tag", "is_one"),
    [("v1.2.0", True), ("v1.2.0rc1", True), ("v10.0.3", True), ("safe1", False), ("v1.2", False), ("1.2.0", False)],
)
def test_it_runs_for_tags_of_releases(tag: str, is_one: bool) -> None:
    (pattern,) = WORKFLOW[True]["push"]["tags"]  # YAML reads `on` as yes
    assert bool(re.fullmatch(pattern.replace(".", r"\.").replace("*", ".*"), tag)) is is_one

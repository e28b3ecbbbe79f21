"""The changelog tells of every release, and of what comes next on top."""

from __future__ import annotations

import subprocess

import pytest

from bot.infra.version import CHANGELOG, TREE
from release.changelog import faults, notes, sections

LOG = """\
# Changelog

## [Unreleased]

### Added

- More.

## [1.2.0] - 2027-01-31

- Much.

## [1.1.0]

- Little.
"""


def tags() -> list[str]:
    """Those of this clone; none where it is no clone."""
    if not (TREE / ".git").exists():
        return []
    return subprocess.run(["git", "tag"], cwd=TREE, capture_output=True, text=True, check=True).stdout.split()


def test_ours_is_right() -> None:
    assert list(faults((TREE / CHANGELOG).read_text(encoding="utf-8"), tags())) == []


def test_every_release_of_ours_says_something() -> None:
    log = (TREE / CHANGELOG).read_text(encoding="utf-8")
    assert all(notes(log, one.name) for one in sections(log)[1:])


@pytest.mark.parametrize(
    ("log", "tagged", "fault"),
    [
        (LOG, ["v1.3.0"], "v1.3.0 is tagged, and has no section"),
        (LOG, ["v1.1.0"], "[1.1.0] is tagged, and has no day"),
        (LOG.replace("## [Unreleased]", "## [1.3.0]"), [], "what is not released yet stands on top"),
        (LOG.replace("[1.1.0]", "[Unreleased]"), [], "there are two sections [Unreleased]"),
        (LOG.replace("[1.1.0]", "[1.10.0]"), [], "versions stand from the newest down"),
        (LOG.replace("[1.1.0]", "[1.2.0]"), [], "versions stand from the newest down"),
        (LOG.replace("- Much.", ""), [], "[1.2.0] says nothing"),
    ],
)
def test_what_is_wrong_is_said(log: str, tagged: list[str], fault: str) -> None:
    assert any(fault in one for one in faults(log, tagged))


def test_what_is_right_passes() -> None:
    assert list(faults(LOG, ["v1.2.0", "v1.3.0rc1", "safe1"])) == []


@pytest.mark.parametrize("head", ["## 1.2.0", "## [1.2] - 2027-01-31", "## [1.2.0] – January"])
def test_a_heading_that_is_none_is_refused(head: str) -> None:
    with pytest.raises(ValueError, match="is no heading of a release"):
        sections(LOG.replace("## [1.2.0] - 2027-01-31", head))


def test_the_notes_of_a_release_are_its_section() -> None:
    assert notes(LOG, "1.2.0") == "- Much."
    assert notes(LOG, "1.3.0rc1") == "### Added\n\n- More."
    with pytest.raises(LookupError, match="no section"):
        notes(LOG, "1.3.0")

"""Which release this is, read from tags.

1. A tag `v1.2.0` on the commit is version `1.2.0`. Later commits are `1.2.1.devN+gCOMMIT`, which comes before `1.2.1`.
2. A clone asks git. An archive of the repository has what git wrote into `.git_archival.txt` when it packed it. A source
   distribution has its PKG-INFO, and what is installed has its metadata.
3. Where none of these is there, and where nothing was tagged yet, the newest release of CHANGELOG.md stands for the tag.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path

PROJECT = "together-bot"
TREE = Path(__file__).parents[2]
ARCHIVAL = ".git_archival.txt"
CHANGELOG = "CHANGELOG.md"
TAGS = "v[0-9]*"

_TAG = re.compile(r"v(\d+)\.(\d+)\.(\d+)(?:(a|b|rc)(\d+))?")
_DESCRIBED = re.compile(r"(?:(?P<tag>v.+?)(?:-(?P<count>\d+)-g)?)?(?P<commit>[0-9a-f]{8,})?(?P<dirty>-dirty)?")
_SECTION = re.compile(r"^## \[(\d+\.\d+\.\d+)\]", re.MULTILINE)


class NoVersion(Exception):
    """A tag that is no version, or a tree that says none."""


def version(tree: Path = TREE) -> str:
    """The version of the source tree, or of what is installed where there is no source tree."""
    return of_tree(tree) if (tree / "pyproject.toml").is_file() else metadata.version(PROJECT)


def of_tree(tree: Path) -> str:
    if described := _from_git(tree):
        return of_description(described, tree)
    if (facts := lines_of(tree / "PKG-INFO")).get("Name") == PROJECT:
        return facts["Version"]
    archived = {name: text for name, text in lines_of(tree / ARCHIVAL).items() if "$" not in text}
    return of_description(archived.get("describe") or archived.get("commit", "")[:8], tree)


def of_description(described: str, tree: Path) -> str:
    """`v1.2.0`, `v1.2.0-4-gabcdef12`, or a bare commit where nothing was tagged; each with `-dirty` where files were changed."""
    found = _DESCRIBED.fullmatch(described)
    tag = _TAG.fullmatch((found and found["tag"]) or _newest(tree))
    if found is None or tag is None:
        raise NoVersion(f"{described} is no version: tags of releases are like v1.2.0, or v1.2.0rc1.")
    count = int(found["count"] or 0)
    if found["tag"] and not count and not found["dirty"]:
        return tag[0].removeprefix("v")
    first, second, third, stage, number = tag.groups()
    coming = f"{third}{stage}{int(number) + 1}" if stage else str(int(third) + 1)
    local = [*([f"g{found['commit']}"] if found["commit"] else []), *(["dirty"] if found["dirty"] else [])]
    return f"{first}.{second}.{coming}.dev{count}" + (f"+{'.'.join(local)}" if local else "")


def _newest(tree: Path) -> str:
    """The tag of the newest release that the changelog tells of."""
    file = tree / CHANGELOG
    found = _SECTION.search(file.read_text(encoding="utf-8")) if file.is_file() else None
    return f"v{found[1]}" if found else "v0.0.0"


def _from_git(tree: Path) -> str:
    """What `git describe` says of a clone; nothing elsewhere, or without git."""
    if not (tree / ".git").exists():  # a tree inside somebody else's clone is none of that clone's releases
        return ""
    words = ["git", "describe", "--tags", "--match", TAGS, "--abbrev=8", "--always", "--long", "--dirty"]
    try:
        asked = subprocess.run(words, cwd=tree, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""


def lines_of(file: Path) -> Mapping[str, str]:
    """`name: value`, as the head of PKG-INFO has it."""
    if not file.is_file():
        return {}
    head = file.read_text(encoding="utf-8").partition("\n\n")[0]
    return {name: value for name, _, value in (line.partition(": ") for line in head.splitlines())}

"""What requirements.lock pins: each package with its hashes, who asks for it, and whether a running bot needs it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from pathlib import Path

from bot.infra.version import PROJECT, TREE

LOCK, PYPROJECT = TREE / "requirements.lock", TREE / "pyproject.toml"

_PINNED = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"#\s+(?:via\s+)?(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?(?: \(pyproject\.toml\))?")


@dataclass(frozen=True)
class Package:
    name: str
    version: str
    hashes: frozenset[str]
    asked_by: frozenset[str]

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def packages(text: str) -> Iterator[Package]:
    """In the order of the lock. A package that is pinned twice, by the Python's version, comes twice."""
    blocks = re.split(r"(?m)^(?=[A-Za-z0-9])", text)
    for block in blocks:
        if pinned := _PINNED.match(block):
            lines = (line.strip() for line in block.splitlines())
            said = (line for line in lines if line.startswith("#") and line != "# via")
            asked_by = frozenset(found["name"].lower() for line in said if (found := _VIA.fullmatch(line)))
            yield Package(pinned["name"], pinned["version"], frozenset(_HASH.findall(block)), asked_by)


def named_by(pyproject: Mapping[str, object]) -> Set[str]:
    """The packages that the project itself asks for to run, by their normal names."""
    project = pyproject["project"]
    assert isinstance(project, dict)
    return {_normal(re.split(r"[\[<>=~!; ]", one)[0]) for one in project["dependencies"]}


def needed_to_run(locked: Iterable[Package], named: Set[str]) -> Set[str]:
    """The names of what is named, and of all that these ask for in turn."""
    asks: dict[str, set[str]] = {}
    for package in locked:
        for other in package.asked_by - {PROJECT}:
            asks.setdefault(other, set()).add(package.name)
    found, ahead = set(named), list(named)
    while ahead:
        new = asks.get(ahead.pop(), set()) - found
        found |= new
        ahead.extend(new)
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(file: Path = LOCK) -> tuple[Package, ...]:
    return tuple(packages(file.read_text(encoding="utf-8")))


def read_named(file: Path = PYPROJECT) -> Set[str]:
    return named_by(tomllib.loads(file.read_text(encoding="utf-8")))

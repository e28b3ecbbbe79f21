"""Takes from requirements.lock what running the bot needs, and what building it needs, hashes and all.

    python deploy/locks.py          writes deploy/requirements.lock and deploy/build.lock

1. Which packages these are is read off the notes `# via …` that the lock has of each: what a wanted package brings in is wanted.
2. Nothing is resolved anew, so an installation has the versions that the tests ran with.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
HEAD = "# Taken from requirements.lock by `make lock`: {why}.\n"

_PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==", re.MULTILINE)
_VIA = re.compile(r"^    #(?: via)? +(\S+)", re.MULTILINE)


def blocks(lock: str) -> dict[str, str]:
    """What the lock says of each package, by its name."""
    starts = [(found.start(), found.group(1)) for found in _PINNED.finditer(lock)]
    ends = [start for start, _ in starts[1:]] + [len(lock)]
    return {name: lock[start:end] for (start, name), end in zip(starts, ends, strict=True)}


def name_of(requirement: str) -> str:
    """`Fluent.Runtime>=0.4` is `fluent-runtime`, as the lock writes it."""
    found = re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found.group()).lower()


def needed(packages: Mapping[str, str], roots: Iterable[str]) -> set[str]:
    """The packages that `roots` bring in, and they themselves. Raises `LookupError` if the lock lacks one of those."""
    wanted = {name_of(root) for root in roots}
    if missing := wanted - packages.keys():
        raise LookupError(f"requirements.lock lacks {', '.join(sorted(missing))}: write it anew with `make lock`")
    brought = {name: {name_of(by) for by in _VIA.findall(block)} for name, block in packages.items()}
    while more := {name for name, by in brought.items() if name not in wanted and by & wanted}:
        wanted |= more
    return wanted


def locks(root: Path = ROOT) -> Iterator[tuple[Path, str]]:
    """Each file with what belongs into it."""
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    packages = blocks(lock)
    for name, why, roots in (
        ("requirements.lock", "what an installation needs", project["project"]["dependencies"]),
        ("build.lock", "what making the wheel needs", project["build-system"]["requires"]),
    ):
        wanted = needed(packages, roots)
        text = "".join(block for package, block in packages.items() if package in wanted)
        yield root / "deploy" / name, HEAD.format(why=why) + text


if __name__ == "__main__":
    for path, text in locks():
        path.write_text(text, encoding="utf-8")
        print(f"{path.relative_to(ROOT)}: {len(blocks(text))} packages")

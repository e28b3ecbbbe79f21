"""CHANGELOG.md by versions: what it says of each, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

UNRELEASED = "Unreleased"

_SECTION = re.compile(r"(?m)^## .*$")
_HEAD = re.compile(r"## \[(?P<name>Unreleased|\d+\.\d+\.\d+)\](?: - (?P<day>\d{4}-\d{2}-\d{2}))?")
_TAG = re.compile(r"v(\d+\.\d+\.\d+)")


@dataclass(frozen=True)
class Section:
    name: str
    day: str
    text: str

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(map(int, self.name.split(".")))


def sections(text: str) -> list[Section]:
    """In the order of the file. Raises `ValueError` for a heading that is none of a release."""
    heads = list(_SECTION.finditer(text))
    found = []
    for head, end in zip(heads, [*(one.start() for one in heads[1:]), len(text)], strict=True):
        read = _HEAD.fullmatch(head[0])
        if read is None:
            raise ValueError(f"{head[0]!r} is no heading of a release: write ## [1.2.0] - 2027-01-31")
        found.append(Section(read["name"], read["day"] or "", text[head.end() : end].strip()))
    return found


def faults(text: str, tags: Iterable[str]) -> Iterator[str]:
    """What is wrong with it, given the tags that there are."""
    there = sections(text)
    if not there or there[0].name != UNRELEASED:
        yield "what is not released yet stands on top, below ## [Unreleased]"
    released = [one for one in there if one.name != UNRELEASED]
    if len(there) - len(released) > 1:
        yield "there are two sections [Unreleased]"
    numbers = [one.numbers for one in released]
    if numbers != sorted(set(numbers), reverse=True):
        yield "versions stand from the newest down, each once"
    names = {one.name for one in released}
    tagged = {found[1] for tag in tags if (found := _TAG.fullmatch(tag))}
    yield from (f"v{name} is tagged, and has no section" for name in sorted(tagged - names))
    yield from (f"[{one.name}] says nothing" for one in released if not one.text)
    yield from (f"[{one.name}] is tagged, and has no day" for one in released if one.name in tagged and not one.day)


def notes(text: str, version: str) -> str:
    """What it says of a release, or of the coming one for a candidate. Raises `LookupError`."""
    name = UNRELEASED if re.search(r"[a-z]", version) else version
    for one in sections(text):
        if one.name == name:
            return one.text
    raise LookupError(
        f"CHANGELOG.md has no section [{version}]: give [Unreleased] that name and its day, and begin a new one"
    )

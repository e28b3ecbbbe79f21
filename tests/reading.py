"""Reads a programme's files once for all the bots that a test run starts, as often as they are the same.

It takes half a second each time, and what was read is kept alive by the caches of the sentences said with it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.engine.words import Sentence
from content import load, phrases
from content.check import check
from content.faults import Fault
from content.read import Content

MOST = 4
"""Programmes that are kept: the shipped one, and a test's own."""

Key = tuple[Path, tuple[tuple[str, int, int], ...], tuple[Sentence[Any], ...]]

_read: dict[Key, tuple[Content, list[Fault]]] = {}


def read_once() -> None:
    """From here on, `content.load` reads a programme again only if a file of it has changed, and what changed alone is parsed."""
    load.check = _check  # type: ignore[attr-defined]
    phrases.parsed = lru_cache(1024)(phrases.parsed)


def _check(folder: Path, sentences: Iterable[Sentence[Any]]) -> tuple[Content, list[Fault]]:
    key = folder, _looks(folder), tuple(sentences)
    if key not in _read:
        while len(_read) >= MOST:
            del _read[next(iter(_read))]
        _read[key] = check(folder, key[2])
    content, faults = _read[key]
    return content, list(faults)


def _looks(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """By which a file that has changed is told: its name, its size, and when it was written."""
    looks = ((path, path.stat()) for path in folder.rglob("*") if path.suffix in (".yaml", ".ftl"))
    return tuple(sorted((str(path), one.st_size, one.st_mtime_ns) for path, one in looks))

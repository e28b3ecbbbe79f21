"""What the files that install the bot say, so that tests can hold it against the code."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.app.settings import SCHEMA
from bot.cli import _parser
from bot.secret_files import PREFIX, SUFFIX
from bot.settings import _OWN

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
PAGE = ROOT / "docs/operations/install.md"
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
PROGRAM = "together-bot"

_SETTING = re.compile(rf"\b{PREFIX}[A-Z][A-Z_]*[A-Z]\b")


def yaml_of(name: str) -> Mapping[str, Any]:
    """Anchors and merges done."""
    read: Mapping[str, Any] = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    return read


def known_settings() -> frozenset[str]:
    """Every `TOGETHER_…` that the bot takes."""
    names = _OWN.union(*(section.names for section in SCHEMA.sections))
    return frozenset(PREFIX + name for name in (*names, *(secret + SUFFIX for secret in SCHEMA.secrets)))


def settings_named(text: str) -> set[str]:
    return set(_SETTING.findall(text))


def is_command(words: Iterable[str]) -> bool:
    """Whether `together-bot` takes these words."""
    program, *rest = words
    if Path(program).name != PROGRAM:
        return False
    try:
        _parser(rest).parse_args(rest)
    except SystemExit:
        return False
    return True


def dockerfile() -> list[tuple[str, str]]:
    """The instructions, each with its words; lines that go on are one, and comments are none."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    return [(word.upper(), rest.strip()) for word, _, rest in (line.partition(" ") for line in joined.splitlines())]


def last_stage() -> list[tuple[str, str]]:
    """What the image is in the end."""
    said = dockerfile()
    start = max(nth for nth, (word, _) in enumerate(said) if word == "FROM")
    return said[start:]


def unit(path: Path) -> dict[str, list[str]]:
    """A unit's settings, each with all its values, whatever their section."""
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if "=" in line and not line.startswith(("#", "[")):
            name, _, value = line.partition("=")
            found.setdefault(name, []).append(value)
    return found


def commands_of(page: str) -> Iterator[list[str]]:
    """Every `together-bot …` of a page, in a block or within a line; what stands in capitals is the reader's to fill in."""
    lines = page.replace("\\\n", " ").splitlines()
    for line in lines:
        for told in [line] if line.startswith("    ") else re.findall(r"`([^`]+)`", line):
            yield from _commands(told)


def _commands(line: str) -> Iterator[list[str]]:
    try:
        words = shlex.split(line, comments=True)
    except ValueError:  # an apostrophe: a sentence
        return
    words = [inner for word in words for inner in (word.split() if " " in word else [word])]
    for nth, word in enumerate(words):
        if Path(word).name == PROGRAM and words[nth + 1 : nth + 2] and words[nth + 1][0].isalpha():
            rest = words[nth + 1 :]
            ends = [at for at, one in enumerate(rest) if one in (">", "|", "&&", "<", ";")]
            yield [PROGRAM, *rest[: ends[0] if ends else None]]

"""The seasons that `together-bot play` plays, each of them once a test run."""

from __future__ import annotations

import contextlib
import io
import json
import os
import tempfile
from functools import cache
from typing import Any

import pytest

from bot.cli import main
from bot.play.cast import named
from bot.play.transcript import Row, as_text
from tests.values import CONTENT


def play(*arguments: str) -> str:
    """What `together-bot play …` prints, whatever this machine's settings are."""
    out = io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        tempfile.TemporaryDirectory() as elsewhere,
        contextlib.redirect_stdout(out),
    ):
        for name in [name for name in os.environ if name.startswith("TOGETHER_")]:
            patch.delenv(name)
        patch.chdir(elsewhere)  # where there is no .env
        assert main(["play", *arguments]) == 0
    return out.getvalue()


@cache
def rows(track: str, lang: str, seances: str = "", cast: str = "eager", *flags: str) -> tuple[dict[str, Any], ...]:
    """The rows of `play --format jsonl`; `flags` are others of its own."""
    chosen = [*(["--seances", seances] if seances else []), *flags]
    printed = play("--track", track, "--lang", lang, "--format", "jsonl", "--cast", cast, *chosen)
    return tuple(json.loads(line) for line in printed.splitlines())


def as_read(rows: list[dict[str, Any]], lang: str) -> str:
    """Rows as a transcript to read."""
    said = as_text([Row(row["seance"] or 0, row) for row in rows], named(CONTENT.languages[lang]))
    return "\n".join(said).lstrip("\n") + "\n"

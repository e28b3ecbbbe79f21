"""Which languages can be named on the command line: those of the programme's folder, before any other setting is read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bot.settings import variables
from content import languages
from content.load import HERE


def content_folder() -> Path:
    """Where the programme's files are."""
    named = variables().get("TOGETHER_CONTENT", "").strip()
    return Path(named) if named else HERE


def codes() -> Sequence[str]:
    """The codes of its languages, the default one first."""
    return languages.codes(content_folder())

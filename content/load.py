"""Loads the programme, or says why it cannot be used."""

from __future__ import annotations

from pathlib import Path

from content.check import check
from content.faults import ContentBroken
from content.read import Content

HERE = Path(__file__).parent


def load(folder: Path = HERE) -> Content:
    """Loads the programme of `folder`; raises `ContentBroken` with every fault, at the start and never in a conversation."""
    content, faults = check(folder)
    if faults:
        raise ContentBroken(faults)
    return content

"""The programme, or the reasons why it cannot be used."""

from __future__ import annotations

from pathlib import Path

from content.check import check
from content.faults import ContentBroken
from content.read import Content

HERE = Path(__file__).parent


def load(folder: Path = HERE) -> Content:
    """The programme of `folder`; raises `ContentBroken` with every fault: at the start, never in a conversation."""
    content, faults = check(folder)
    if faults:
        raise ContentBroken(faults)
    return content

"""What can be read of blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from adapters.slack.words import unescape


def texts(block: object) -> Iterator[str]:
    """Every text in them, in order."""
    if isinstance(block, Mapping) and isinstance(said := block.get("text"), str):
        yield said if block.get("type") == "raw_text" else unescape(said)
    for inner in block.values() if isinstance(block, Mapping) else block if isinstance(block, list) else ():
        yield from texts(inner)


def letters(text: str) -> str:
    """Without what stands in between, and what blocks put there."""
    return "".join(re.findall(r"\w+", text))

"""Loads the programme, or says why it cannot be used."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bot.engine.words import Sentence
from content.check import check
from content.faults import ContentBroken
from content.read import Content

HERE = Path(__file__).parent


def load(sentences: Iterable[Sentence[Any]], folder: Path = HERE) -> Content:
    """The programme of `folder`, which has all of `sentences`.

    Raises `ContentBroken` with every fault: at the start, never in a conversation.
    """
    content, faults = check(folder, sentences)
    if faults:
        raise ContentBroken(faults)
    return content

"""What a picture in the docs is held by: the structure of the card that it was drawn from, and none of its words.

After a change that is meant, `make pictures` draws them all anew (it needs Chromium and Node.js) and writes their fingerprints.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"

TOLD = frozenset({"type", "action_id", "action", "verb", "style"})
"""The keys whose values belong to the structure: what a part is, and what pressing it does."""

WORDS = frozenset({"plain_text", "mrkdwn"})
"""Slack's two types of text; which of them a sentence takes depends on its signs."""

SILENT = frozenset({"speak", "fallbackText", "lang", "$schema", "description", "url", "block_id"})
"""Keys that are left out: words for those who cannot see the card, addresses, and the rest of a long label."""


def structure(payload: object) -> object:
    """The types, actions, counts and order of a card's parts."""
    match payload:
        case {"type": str(kind)} if kind in WORDS:
            return "words"
        case dict():
            return {key: _told(key, value) for key, value in payload.items() if key not in SILENT}
        case list():
            return [structure(one) for one in payload]
        case _:
            return ""


def _told(key: str, value: object) -> object:
    if key in TOLD and isinstance(value, str):
        return value
    return structure(value)


def fingerprint(payload: object) -> str:
    """A digest of the structure."""
    return hashlib.sha256(json.dumps(structure(payload), sort_keys=True).encode()).hexdigest()

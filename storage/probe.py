"""A word that is kept sealed beside the others: it tells whether the keys at hand are those that the database was sealed with."""

from __future__ import annotations

import base64

from bot.ports import KeyLost, KeyValues, WordSeal

PROBE = "seal.probe"
"""Its name among the installation's facts."""
_WORD = b"together"
_WHERE = f"setting.value|{PROBE}"


def matches(facts: KeyValues, seal: WordSeal) -> bool:
    """Whether one of the keys is the one that the probe was sealed with; the first process leaves the probe."""
    kept = facts.get(PROBE)
    if kept is None:
        renew(facts, seal)
        return True
    try:
        seal.open(base64.b64decode(kept), _WHERE)
    except KeyLost:
        return False
    return True


def renew(facts: KeyValues, seal: WordSeal) -> None:
    """Seals the probe with the first key."""
    facts.put(PROBE, base64.b64encode(seal.close(_WORD, _WHERE)).decode())

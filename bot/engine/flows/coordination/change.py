"""What becomes of it when a coordinator is appointed or dismissed."""

from __future__ import annotations

from enum import StrEnum


class Change(StrEnum):
    DONE = "done"
    NEEDLESS = "needless"
    """They coordinate it already, or do not anyway."""
    LAST = "last"
    """Nobody else coordinates it."""
    NOT_YOURS = "not-yours"
    """Who asks does not coordinate it."""

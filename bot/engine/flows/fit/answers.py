"""What can be answered to the question how it goes."""

from __future__ import annotations

from enum import StrEnum


class Feeling(StrEnum):
    WELL = "well"
    EARLY = "early"
    """Too early to say."""
    TALK = "talk"
    """They would like to talk about it."""

"""What is wrong with a line that names a pair, or with somebody who is looked up: a kind, and what it is about.

It is a text too, in the words of those who run the bot; coordinators read a sentence of their own language (`card.flaw`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class FlawKind(StrEnum):
    # of the file
    MISSING = "missing"
    UNKNOWN_COLUMNS = "unknown-columns"
    TWICE = "twice"
    CELLS = "cells"
    NOT_CSV = "not-csv"
    EMPTY = "empty"
    # of a line
    TRACK = "track"
    NO_DATE = "no-date"
    TWO_DATES = "two-dates"
    SAME = "same"
    NAME = "name"
    CHANNEL = "channel"
    ADDRESS = "address"
    LANGUAGES = "languages"
    ZONE = "zone"
    HOURS = "hours"
    HOLIDAYS = "holidays"
    PAIR_TWICE = "pair-twice"
    CAPITALS = "capitals"
    OTHERWISE = "otherwise"
    # of what was sent
    TOO_LARGE = "too-large"
    NO_TEXT = "no-text"
    NO_FILE = "no-file"
    """It cannot be fetched any more."""
    # of somebody who is looked up
    FORM = "form"
    """No address is written so."""
    ELSEWHERE = "elsewhere"
    """In a workspace that is none of ours, or not for this programme."""
    SEVERAL = "several"
    UNKNOWN = "unknown"
    INACTIVE = "inactive"
    BOT = "bot"
    GUEST = "guest"
    INVITED = "invited"


class Flaw(str):
    """Why something cannot be used."""

    __slots__ = ("about", "kind", "other")

    kind: FlawKind
    about: str
    """What was written there, or whom it is about."""
    other: str
    """What it might be instead, or the line that it contradicts."""

    def __new__(cls, kind: FlawKind, words: str, about: str = "", other: str = "") -> Self:
        """`words` are for those who run the bot."""
        made = super().__new__(cls, words)
        made.kind, made.about, made.other = kind, about, other
        return made

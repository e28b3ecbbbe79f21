"""The names of a farewell to the one who stays: its card and timer."""

from __future__ import annotations

from bot.engine.ids import rule

CARD = "parted"

TOLD = rule("parted")

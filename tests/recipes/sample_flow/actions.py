"""The names of the sample: its command, form, button, cards and timer."""

from __future__ import annotations

from bot.engine.ids import action, command, rule

NAME = "sample"
SAMPLE = command(NAME)

KEEP = action("sample", "keep")
AGREE = action("sample", "agree")

CARD, WISH = NAME, "sample-wish"

RECALLED = rule("sample-recalled")

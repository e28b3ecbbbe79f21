"""The names of the sample: its command, form, button, cards and timer."""

from __future__ import annotations

from bot.engine.ids import action, command, rule

SAMPLE = command("sample")

KEEP = action("sample", "keep")
AGREE = action("sample", "agree")

CARD, WISH = "sample", "sample-wish"

RECALLED = rule("sample-recalled")

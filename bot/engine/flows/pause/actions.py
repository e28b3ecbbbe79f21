"""The names of the pause: its commands, card and timer."""

from __future__ import annotations

from bot.engine.ids import command, rule

PAUSE = command("pause")
RESUME = command("resume")

CARD, RESUME_KIND, CATCH_UP = "pause", "resume", "catch-up"

OVER, CAUGHT_UP = rule("resume"), rule("catch-up")

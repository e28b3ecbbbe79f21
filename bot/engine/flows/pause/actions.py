"""The names of the pause: its commands, card and timer."""

from __future__ import annotations

from bot.engine.ids import command, rule

PAUSE = command("pause")
RESUME = command("resume")

CARD, RESUME_KIND = "pause", "resume"

OVER = rule("resume")

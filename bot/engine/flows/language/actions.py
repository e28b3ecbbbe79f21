"""What language can be asked to do: its commands and buttons."""

from __future__ import annotations

from bot.engine.ids import action, command

LANGUAGE = command("language")

CHOSEN = action("language")

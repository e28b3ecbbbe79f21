"""What help can be asked to do: its commands and buttons."""

from __future__ import annotations

from bot.engine.ids import command

HELP = command("help")

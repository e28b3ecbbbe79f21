"""What status can be asked to do: its commands and buttons."""

from __future__ import annotations

from bot.engine.ids import command

STATUS = command("status")

"""The names of the agenda: its command, buttons, card and timer."""

from __future__ import annotations

from bot.engine.ids import action, command, rule

AGENDA = command("agenda")

BACK = action("agenda", "back")
END = action("agenda", "end")
NEXT = action("agenda", "next")
OPEN = action("agenda", "open")
SKIP = action("agenda", "skip")

CARD = "agenda"

SHOWN = rule("agenda")

"""The names of what the two keep of a séance: its command, buttons, form and card."""

from __future__ import annotations

from bot.engine.ids import action, command

TAKEAWAYS = command("takeaways")

WRITE = action("takeaways", "write")
WRITTEN = action("takeaways", "written")
SKIP = action("takeaways", "skip")

CARD = "takeaways"

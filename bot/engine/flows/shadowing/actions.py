"""The names of the shadowing: its command, buttons, forms, cards and timers."""

from __future__ import annotations

from bot.engine.ids import action, command, rule

SHADOWING = command("shadowing")

WISH = action("shadowing", "wish")
NO_WISH = action("shadowing", "no-wish")
KIND = action("shadowing", "kind")
HOW = action("shadowing", "how")
PLAN = action("shadowing", "plan")
WELCOME = action("shadowing", "welcome")

CARD, ASKED, NEWS, REMINDER = "shadowing", "shadowing-asked", "shadowing-news", "shadowing-reminder"

ASKS, REMINDED = rule("shadowing-asked"), rule("shadowing-reminder")

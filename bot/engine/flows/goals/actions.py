"""The names of the goals: their command, buttons, forms, cards and timers."""

from __future__ import annotations

from bot.engine.ids import action, command, rule

GOALS = command("goals")

WRITE = action("goals", "write")
WRITTEN = action("goals", "written")
ACT = action("goals", "act")
ACTED = action("goals", "acted")
SUGGEST = action("goals", "suggest")
SUGGESTED = action("goals", "suggested")
STATE = action("goals", "state")
TAKE = action("goals", "take")
TAKEN = action("goals", "taken")
SKIP = action("goals", "skip")

CARD, ACTION, KEPT = "goals", "goals-action", "goals-kept"

RECALLED = rule("goals-action")

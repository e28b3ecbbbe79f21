"""The names of the goals: their command, buttons, forms, cards and timers."""

from __future__ import annotations

from bot.engine.flows.goals.state import MOST
from bot.engine.ids import action, actions, command, rule

GOALS = command("goals")

WRITE = action("goals", "write")
WRITTEN = action("goals", "written")
ACT = action("goals", "act")
ACTED = action("goals", "acted")
SUGGEST = action("goals", "suggest")
SUGGESTED = action("goals", "suggested")
STATE = tuple(actions("goals", (f"state-{n}" for n in range(1, MOST + 1))).values())
"""How an action stands, by its place on the card: each question of a card has a name of its own."""

CARD, RECALL = "goals", "goals-action"

RECALLED = rule("goals-action")

"""The names of the question whether a séance took place: its buttons, cards and timers."""

from __future__ import annotations

from bot.engine.ids import action, rule

MOVED = action("held", "moved")
NO = action("held", "no")
YES = action("held", "yes")
OWN_WAY = action("held", "own-way")
"""They met without the agenda: it counts like any other."""
ABSENT = action("held", "absent")
"""The other one did not come: whoever says so reads a word in private, and nobody else reads more than after a no."""
ANSWERS = (YES, OWN_WAY, MOVED, NO, ABSENT)

MET = action("held", "met")
NOT_MET = action("held", "not-met")
"""These two put a mistaken answer right."""

CARD, AGAIN = "held", "held-nudge"

ASKED, ASKED_AGAIN = rule("held"), rule("held-nudge")

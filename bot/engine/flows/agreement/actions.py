"""The names of the agreement: its command, buttons, form and cards."""

from __future__ import annotations

from bot.engine.ids import action, command

NAME = "agreement"
AGREEMENT = command(NAME)

EVERY = action("agreement", "every")
MINUTES = action("agreement", "minutes")
DAYS = action("agreement", "days")
TIME = action("agreement", "time")
FORMAT = action("agreement", "format")
PLACE = action("agreement", "place")
YES = action("agreement", "yes")
CHANGE = action("agreement", "change")
KEEP = action("agreement", "keep")

CARD, ASKED, AGREED = NAME, "agreement-asked", "agreement-agreed"

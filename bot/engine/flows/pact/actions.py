"""The names of the pact: its command, buttons, form and cards."""

from __future__ import annotations

from bot.engine.ids import action, command

NAME = "pact"
PACT = command(NAME)

KEEP = action("pact", "keep")
WORD = action("pact", "word")
SIGN = action("pact", "sign")
CHANGE = action("pact", "change")
LEAVE = action("pact", "leave")

CARD, ASKED, SIGNED = NAME, "pact-asked", "pact-signed"

"""The names of the contact: its command, form, buttons and cards."""

from __future__ import annotations

from bot.engine.ids import action, command

CONTACT = command("contact")

WRITE = action("contact", "write")
CHANGE = action("contact", "change")
SEND = action("contact", "send")
DROP = action("contact", "drop")

CARD, LINE, WORD = "contact", "contact-line", "contact-word"
"""The private card; a line to the coordinators; that somebody would like a word with them."""

"""The names of a person's own calendar: its buttons, form and card."""

from __future__ import annotations

from bot.engine.ids import action

OPEN = action("calendar", "open")
ADDRESS = action("calendar", "address")
LINK = action("calendar", "link")
AGAIN = action("calendar", "again")
UNLINK = action("calendar", "unlink")
FEED = action("calendar", "feed")
RENEW = action("calendar", "renew")

CARD = "calendar"

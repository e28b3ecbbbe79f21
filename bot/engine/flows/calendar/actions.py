"""The names of a person's own calendar: its command, buttons, form and card."""

from __future__ import annotations

from bot.engine.ids import action, command

CALENDAR = command("calendar")

OPEN = action("calendar", "open")
ADDRESS = action("calendar", "address")
LINK = action("calendar", "link")
AGAIN = action("calendar", "again")
UNLINK = action("calendar", "unlink")
FEED = action("calendar", "feed")
WRITE_STOP = action("calendar", "write-stop")
RENEW = action("calendar", "renew")

CARD = "calendar"

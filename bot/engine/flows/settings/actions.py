"""The names of the settings: their command, buttons, forms and card."""

from __future__ import annotations

from bot.engine.ids import action, command

SETTINGS = command("settings")

BACK = action("settings", "back")
DAYS = action("settings", "days")
EDGE = action("settings", "edge")
EDIT = action("settings", "edit")
EVERY = action("settings", "every")
LEAVE = action("settings", "leave")
MINUTES = action("settings", "minutes")
AWAY = action("settings", "away")
HOURS = action("settings", "hours")

CARD = "settings"

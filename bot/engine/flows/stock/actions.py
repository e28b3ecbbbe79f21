"""The names of taking stock: its command, its choice and its card."""

from __future__ import annotations

from bot.engine.ids import action, command

STOCK = command("stock")

COUNTED = action("stock", "counted")

CARD = "stock"

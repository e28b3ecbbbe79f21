"""The names of the introduction: its command, form and card."""

from __future__ import annotations

from bot.engine.ids import action, command

INTRODUCTION = command("introduction")

WRITE = action("introduction", "write")

CARD = "introduction"

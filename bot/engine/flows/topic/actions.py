"""The names of the topic: its command, buttons, form and cards."""

from __future__ import annotations

from bot.engine.ids import action, command

TOPIC = command("topic")

IDEAS = action("topic", "ideas")
OWN = action("topic", "own")
PICK = action("topic", "pick")
OTHERS = action("topic", "others")

CARD, PROPOSED, PICKED = "topic", "topic-proposed", "topic-picked"
WANTED, PREPARED = "topic-wanted", "topic-prepared"

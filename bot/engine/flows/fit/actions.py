"""The names of the question how it goes: its command, buttons, card and timers."""

from __future__ import annotations

from bot.engine.flows.fit.answers import Feeling
from bot.engine.ids import actions, command, rule

FIT = command("fit")

ANSWER = actions("fit", [feeling.value for feeling in Feeling])
FEELING = {ANSWER[feeling]: feeling for feeling in Feeling}
TELL = actions("fit", ("tell",))["tell"]

CARD, CLOSE = "fit", "close"

ASKED, CLOSED = rule("fit"), rule("fit-close")

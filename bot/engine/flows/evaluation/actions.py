"""The names of the evaluation: its command, buttons, questions, form, card and timers."""

from __future__ import annotations

from bot.engine.flows.evaluation.questions import HELPED, NAMES, Audience
from bot.engine.ids import action, actions, command, rule

EVALUATE = command("evaluate")

CHANGE = action("evaluation", "change")
DONE = action("evaluation", "done")
REMARK = action("evaluation", "remark")
ANSWER = actions("evaluation", (*NAMES, HELPED))
"""What answering a question does, by its name."""
SEND = {audience: action("evaluation", f"to-{audience}") for audience in Audience}
"""What sends the line, by to whom."""
AUDIENCE = {action: audience for audience, action in SEND.items()}
QUESTION = {action: name for name, action in ANSWER.items()}

CARD, WORD = "evaluation", "word"
NUDGE, CLOSE = "nudge", "close"

ASKED, REMINDED, CLOSED = rule("evaluation"), rule("evaluation-nudge"), rule("evaluation-close")
PASSED_ON = rule("evaluation-word")

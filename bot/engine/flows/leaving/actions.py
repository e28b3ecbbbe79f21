"""The names of what is said when somebody goes or comes back: its cards and timers."""

from __future__ import annotations

from bot.engine.ids import rule

CARD = "parted"
RESTING = "resting"
REST_OVER = "rest-over"
BACK = "back"
ERASED = "erased"
STOPPED, REOPENED = "stopped", "reopened"
"""A coordinator has ended the pair, or taken that back."""
REPLACED = "replaced"
"""A coordinator has replaced one of the two."""
GONE_TOLD, BACK_TOLD = TOLD_KINDS = ("gone-told", "back-told")
"""What coordinators are told."""
MEMBERS_KINDS = (CARD, RESTING, BACK, STOPPED, REOPENED, REPLACED)
"""What one of the two is told."""

TOLD = rule("parted")
HELD_UP = rule("resting")
GONE = rule("rest-over")
CAME_BACK = rule("back")
WENT_ON = rule("reopened")
SUCCEEDED = rule("replaced")
EMPTIED = rule("erased")

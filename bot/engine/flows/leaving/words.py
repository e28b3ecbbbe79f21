"""The sentences of leaving."""

from __future__ import annotations

from bot.engine.words import Words, at_time, of_partner

WORDS = Words("continuation")


PARTED = WORDS("parted", of_partner)
PARTED_ERASED = WORDS("parted-erased")
RESTING_TITLE = WORDS("resting-title")
RESTING = WORDS("resting", of_partner)
NO_MEETING = WORDS("resting-meeting", at_time)
BACK_TITLE = WORDS("back-title")
BACK = WORDS("back", of_partner)

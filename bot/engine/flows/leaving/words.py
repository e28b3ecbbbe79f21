"""The sentences of leaving."""

from __future__ import annotations

from bot.engine.words import Word, Words, at_time, of_partner

WORDS = Words("continuation")


def of_gone(*, name: Word, mentor: Word, mentee: Word) -> None: ...


PARTED = WORDS("parted", of_partner)
STOPPED = WORDS("parted-stopped", of_partner)
"""A coordinator has ended the pair."""
REOPENED_TITLE = WORDS("parted-reopened-title")
REOPENED = WORDS("parted-reopened", of_partner)
GOES_TITLE = WORDS("replaced-goes-title")
GOES = WORDS("replaced-goes", of_partner)
"""To who is replaced."""
GOES_OWN = WORDS("replaced-goes-own")
STAYS_TITLE = WORDS("replaced-stays-title")
STAYS = WORDS("replaced-stays", of_partner)
"""To the other one, who goes on with somebody else."""
STAYS_AFTER = WORDS("replaced-stays-after")
"""The same, to who has heard before that the two go on together no more."""
STAYS_NEXT = WORDS("replaced-stays-next")
CARRIED = WORDS("replaced-carried")
CALLED_OFF = WORDS("replaced-called-off", at_time)
PARTED_ERASED = WORDS("parted-erased")
PARTED_EARLY_TITLE = WORDS("parted-early-title")
PARTED_EARLY = WORDS("parted-early")
"""To who was asked whether they are willing, and does not know who the other one is."""
BACK_EARLY = WORDS("back-early")
RESTING_TITLE = WORDS("resting-title")
RESTING = WORDS("resting", of_partner)
NO_MEETING = WORDS("resting-meeting", at_time)
BACK_TITLE = WORDS("back-title")
BACK = WORDS("back", of_partner)
GONE_TITLE = WORDS("gone-title")
GONE_TOLD = WORDS("gone-told", of_gone)
GONE_EARLY_TOLD = WORDS("gone-early-told", of_gone)
ERASED_TOLD = WORDS("gone-erased-told", of_partner)
BACK_TOLD_TITLE = WORDS("back-told-title")
BACK_TOLD = WORDS("back-told", of_gone)

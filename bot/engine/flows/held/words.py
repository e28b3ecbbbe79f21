"""The sentences of held."""

from __future__ import annotations

from bot.engine.words import Words, of_partner, of_seance

WORDS = Words("agenda")


TITLE = WORDS("held-title", of_seance)
QUESTION = WORDS("held-question", of_seance)
AGAIN = WORDS("held-again", of_seance)
YES = WORDS("held-yes")
OWN_WAY = WORDS("held-own-way")
MOVED = WORDS("held-moved")
NO = WORDS("held-no")
ABSENT = WORDS("held-absent")
ABSENT_TITLE = WORDS("held-absent-title")
ABSENT_NOTED = WORDS("held-absent-noted", of_partner)
THANKS = WORDS("held-thanks", of_seance)
THANKS_OWN_WAY = WORDS("held-thanks-own-way", of_seance)
LATER = WORDS("held-later")
NOT_MET = WORDS("held-not-met")
NOT_MET_SURE = WORDS("held-not-met-sure", of_seance)
MET = WORDS("held-met")
MET_SURE = WORDS("held-met-sure", of_seance)

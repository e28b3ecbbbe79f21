"""The sentences of held."""

from __future__ import annotations

from bot.engine.words import Words, of_seance

WORDS = Words("agenda")


TITLE = WORDS("held-title", of_seance)
QUESTION = WORDS("held-question", of_seance)
AGAIN = WORDS("held-again", of_seance)
YES = WORDS("held-yes")
MOVED = WORDS("held-moved")
NO = WORDS("held-no")
THANKS = WORDS("held-thanks", of_seance)
LATER = WORDS("held-later")
NOT_MET = WORDS("held-not-met")
NOT_MET_SURE = WORDS("held-not-met-sure", of_seance)
MET = WORDS("held-met")
MET_SURE = WORDS("held-met-sure", of_seance)

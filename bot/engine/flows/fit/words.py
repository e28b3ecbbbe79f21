"""The sentences of fit."""

from __future__ import annotations

from bot.engine.flows.fit.answers import Feeling
from bot.engine.words import Word, Words, of_partner

WORDS = Words("fit")


def of_names(*, names: Word) -> None: ...
def of_partner_days(*, partner: Word, days: int) -> None: ...
def of_names_partner(*, names: Word, partner: Word) -> None: ...


TITLE = WORDS("fit-title", of_partner)
LEAD = WORDS("fit-lead", of_partner_days)
PRIVACY = WORDS("fit-privacy", of_partner)
FEELING = WORDS.each("fit-{}", Feeling)
NOTED = WORDS("fit-noted")
CHOSEN = WORDS("fit-chosen")
OFFER = WORDS("fit-offer", of_names_partner)
TELL = WORDS("fit-tell")
ASK = WORDS("fit-ask", of_names)
TOLD = WORDS("fit-told")
OVER = WORDS("fit-over")
NOT_YET = WORDS("fit-not-yet")

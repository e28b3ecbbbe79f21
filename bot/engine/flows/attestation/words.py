"""The sentences of attestation."""

from __future__ import annotations

from datetime import datetime

from bot.engine.people import Role
from bot.engine.programme import Track
from bot.engine.words import Word, Words, at_time

WORDS = Words("attestation")


def of_who(*, name: Word, programme: Word) -> None: ...
def of_meetings(*, count: int, begun: datetime, until: datetime) -> None: ...


TITLE = WORDS("attestation-title")
SAID = WORDS.each("attestation-{}-{}", [(track, role) for track in Track for role in Role], of_who)
MET = WORDS.each("attestation-met-{}", Track, of_meetings)
OWN = WORDS("attestation-own")
NOT_YET = WORDS("attestation-not-yet")
PAGE = WORDS("attestation-page")
PAGE_LINK = WORDS("attestation-page-link")
PAGE_OPEN = WORDS("attestation-page-open")
PAGE_NOT_HERE = WORDS("attestation-page-not-here")
PAGE_ASK = WORDS("attestation-page-ask")
PAGE_SHOW = WORDS("attestation-page-show")
PAGE_MADE = WORDS("attestation-page-made", at_time)
PAGE_SPENT = WORDS("attestation-page-spent")

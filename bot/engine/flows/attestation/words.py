"""The sentences of attestation."""

from __future__ import annotations

from datetime import datetime

from bot.engine.people import Role
from bot.engine.programme import Track
from bot.engine.words import Word, Words

WORDS = Words("attestation")


def of_who(*, name: Word, programme: Word) -> None: ...
def of_meetings(*, count: int, begun: datetime, until: datetime) -> None: ...


TITLE = WORDS("attestation-title")
SAID = WORDS.each("attestation-{}-{}", [(track, role) for track in Track for role in Role], of_who)
MET = WORDS("attestation-met", of_meetings)

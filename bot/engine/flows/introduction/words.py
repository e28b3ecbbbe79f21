"""The sentences of introduction."""

from __future__ import annotations

from bot.engine.flows.introduction.state import PROMPTS, REST
from bot.engine.words import Words, of_partner

WORDS = Words("introduction")


def of_field(*, partner: str, most: int) -> None: ...


TITLE = WORDS("introduction-title")
LEAD = WORDS("introduction-lead")
LEAD_AGAIN = WORDS("introduction-lead-again")
PRIVATE = WORDS("introduction-private", of_partner)
LABELS = WORDS.each("introduction-{}", (*PROMPTS, REST), of_partner)
FIELDS = WORDS.each("introduction-field-{}", (*PROMPTS, REST), of_field)
WRITE = WORDS("introduction-write")
NOTED = WORDS("introduction-noted")
ON_PREP = WORDS("introduction-on-prep")
ON_PREP_AGAIN = WORDS("introduction-on-prep-again")
ON_AGENDA = WORDS("introduction-on-agenda")
ON_AGENDA_AGAIN = WORDS("introduction-on-agenda-again")
NONE_KEPT = WORDS("introduction-none-kept")

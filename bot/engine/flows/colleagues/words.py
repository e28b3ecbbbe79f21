"""The sentences of colleagues."""

from __future__ import annotations

from bot.engine.flows.colleagues.state import PROMPTS
from bot.engine.words import Words, of_name

WORDS = Words("colleagues")


def of_most(*, most: int) -> None: ...


TITLE = WORDS("colleagues-title")
LEAD = WORDS("colleagues-lead")
MESSAGE = WORDS("colleagues-message")
QUESTION = WORDS.each("colleagues-question-{}", ("well", "differently", "use"))
THANKS = WORDS("colleagues-thanks")
CHOOSE = WORDS("colleagues-choose")
LATER = WORDS("colleagues-later")

ASK = WORDS("colleagues-ask", of_name)
PRIVACY = WORDS("colleagues-privacy", of_name)
YES = WORDS("colleagues-yes")
NO = WORDS("colleagues-no")
NOTED_YES = WORDS("colleagues-noted-yes", of_name)
NOTED_NO = WORDS("colleagues-noted-no")

ABOUT = WORDS("colleagues-about", of_name)
WISHED = WORDS("colleagues-wished", of_name)
WITHDRAWN = WORDS("colleagues-withdrawn")
PREPARE = WORDS("colleagues-prepare")
PROMPT = WORDS.each("colleagues-prompt-{}", PROMPTS)
HEADING = WORDS.each("colleagues-heading-{}", PROMPTS)
NOTES_LEAD = WORDS("colleagues-notes-lead", of_name)
NOTES_LIMIT = WORDS("colleagues-notes-limit", of_most)
NOTES_SAVE = WORDS("colleagues-notes-save")
NOTES_TITLE = WORDS("colleagues-notes-title")
HAND = WORDS("colleagues-hand", of_name)
HAND_SURE = WORDS("colleagues-hand-sure", of_name)
HANDED = WORDS("colleagues-handed", of_name)

VIEW_TITLE = WORDS("colleagues-view-title", of_name)
VIEW = WORDS("colleagues-view", of_name)
PREP = WORDS("colleagues-prep")
PREP_WISHED = WORDS("colleagues-prep-wished", of_name)
STATUS = WORDS("colleagues-status", of_name)
STATUS_WISHED = WORDS("colleagues-status-wished")
STATUS_HANDED = WORDS("colleagues-status-handed")
NONE_KEPT = WORDS("colleagues-none-kept")

"""The sentences of contact."""

from __future__ import annotations

from bot.engine.words import Word, Words, of_name

WORDS = Words("contact")


def of_contact(*, contact: Word) -> None: ...
def of_names(*, names: Word) -> None: ...
def of_most(*, most: int) -> None: ...


TITLE = WORDS("contact-title")
LEAD = WORDS("contact-lead")
READERS = WORDS("contact-readers", of_names)
NOBODY = WORDS("contact-nobody")
FIELD = WORDS("contact-field", of_most)
READ_AGAIN = WORDS("contact-read-again")
EMPTY = WORDS("contact-empty")
YOURS = WORDS("contact-yours")
CHANGED_MEANWHILE = WORDS("contact-changed-meanwhile")
SEND = WORDS("contact-send")
ASK = WORDS("contact-ask", of_names)
CHANGE = WORDS("contact-change")
DROP = WORDS("contact-drop")
DROPPED = WORDS("contact-dropped")
SENT = WORDS("contact-sent", of_names)
SENT_ALREADY = WORDS("contact-sent-already")
OUTSIDE = WORDS("contact-outside", of_contact)
OUTSIDE_UNNAMED = WORDS("contact-outside-unnamed")
TO_COORDINATORS_TITLE = WORDS("contact-to-coordinators-title", of_name)
TO_COORDINATORS = WORDS("contact-to-coordinators", of_name)
WISH = WORDS("contact-wish", of_name)
ANSWER = WORDS("contact-answer", of_name)

"""What people read of their own data outside the cards of a journey."""

from __future__ import annotations

from bot.engine.words import Words, at_time, of_partner, of_seance

WORDS = Words("rights")

MOVED = WORDS("rights-moved")

MADE = WORDS("rights-made", at_time)
PERSON = WORDS("rights-person")
CALENDAR = WORDS("rights-calendar")
COORDINATES = WORDS("rights-coordinates")
PAIR = WORDS("rights-pair", of_partner)
MESSAGES = WORDS("rights-messages")
CONTACTS = WORDS("rights-contacts")
NOTED = WORDS("rights-noted")
NOTHING = WORDS("rights-nothing")
WHEN = WORDS("rights-when", at_time)
SEANCE = WORDS("rights-seance", of_seance)

FIELDS = (
    *("name", "channel", "address", "mail", "languages", "zone", "hours", "off", "kind", "where", "linked", "read"),
    *("programme", "track", "role", "partner", "start", "ended", "left", "pause", "seances", "shared", "own", "shown"),
    *("number", "opened", "meeting", "held", "answers", "done", "sent", "day", "count", "pair", "at", "who", "what"),
)
"""The fields of an export that have a name in every language; any other stands as it is kept."""
FIELD = WORDS.each("rights-field-{}", FIELDS)

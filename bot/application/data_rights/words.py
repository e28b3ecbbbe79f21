"""What people read of their own data outside the cards of a journey."""

from __future__ import annotations

from bot.engine.flows.digest.totals import Level
from bot.engine.people import Off, Role
from bot.engine.words import Words, at_time, of_partner, of_seance
from bot.ports import Act

WORDS = Words("rights")

MOVED = WORDS("rights-moved")

MADE = WORDS("rights-made", at_time)
PERSON = WORDS("rights-person")
CALENDAR = WORDS("rights-calendar")
COORDINATES = WORDS("rights-coordinates")
COUNTED = WORDS("rights-counted")
UNREADABLE = WORDS("rights-unreadable")
PAIR = WORDS("rights-pair", of_partner)
MESSAGES = WORDS("rights-messages")
CONTACTS = WORDS("rights-contacts")
NOTED = WORDS("rights-noted")
ANNOUNCED = WORDS("rights-announced")
NOTHING = WORDS("rights-nothing")
WHEN = WORDS("rights-when", at_time)
SEANCE = WORDS("rights-seance", of_seance)

FIELDS = (
    *("name", "channel", "address", "mail", "languages", "zone", "hours", "off", "kind", "where", "linked", "read"),
    *("writes", "events"),
    *("programme", "track", "role", "partner", "start", "ended", "left", "pause", "seances", "shared", "own", "shown"),
    *("offer", "made", "slots", "taps", "at", "minutes", "since", "until", "contact", "line", "last", "unreadable"),
    *("evaluation", "evaluation-answers", "continuation-answer", "yes", "prep", "counted", "week", "ratings"),
    *(
        "shadowing",
        "shadowing-day",
        "shadowing-wish",
        "suits",
        "begun",
        "about",
        "how",
        "by",
        "dress",
        "introduce",
        "told",
    ),
    *("introduction", "me", "matter", "curious", "rest"),
    *("goals", "goals-words", "text", "sign", "steps", "suggestions", "progress", "written", "days", "takeaways"),
    *("people", "entries", "why", "offered", "met", "given", "unseen", "stock"),
    *("colleagues", "colleagues-view", "colleagues-answer", "colleagues-notes", "handed", "no"),
    *("strength", "further", "challenge", "topic", "ideas", "prepare", "picked"),
    *("contact-asked", "contact-draft", "fit", "fit-told", "fit-answer", "feeling", "asked", "closed", "tone"),
    *("number", "opened", "meeting", "held", "answers", "done", "sent", "day", "count", "pair", "who", "what"),
)
"""The fields of an export that have a name in every language; any other stands as it is kept."""
FIELD = WORDS.each("rights-field-{}", FIELDS)
ROLES = WORDS.each("rights-role-{}", Role)
OFF = WORDS.each("rights-off-{}", (kind for kind in Off if kind is not Off.CLOSED))
LEVELS = WORDS.each("rights-level-{}", Level)
WHO = WORDS.each("rights-who-{}", ("operator", "coordinator", "you"))
ACTS = WORDS.each("rights-act-{}", tuple(act.name.lower() for act in Act))

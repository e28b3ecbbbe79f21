"""Sets sentences as they are printed: thin spaces and curly apostrophes, for files that are typed with ordinary ones."""

from __future__ import annotations

import re

NARROW = "\u202f"
NO_BREAK = "\u00a0"

_BEFORE_HIGH = re.compile(r"[ \u00a0\u202f]+([;!?»]+)")
_BEFORE_COLON = re.compile(r"[ \u00a0\u202f]+:(?=\s|$)")
_AFTER_OPENING = re.compile(r"«[ \u00a0\u202f]*")
_BEFORE_CLOSING = re.compile(r"[ \u00a0\u202f]*»")
_BEFORE_PERCENT = re.compile(r"(\d)[ \u00a0\u202f]+([%€])")
_APOSTROPHE = re.compile(r"(?<=\w)'|^'(?=\w)")  # at the start: after a name, « { $mentee }'s »


def french(text: str) -> str:
    """Sets French: `« Oui » : vraiment ?` gets its no-break spaces; what is right already stays."""
    text = _AFTER_OPENING.sub(f"«{NO_BREAK}", text)
    text = _BEFORE_CLOSING.sub(f"{NO_BREAK}»", text)
    text = _BEFORE_HIGH.sub(lambda found: f"{NO_BREAK if found[1] == '»' else NARROW}{found[1]}", text)
    text = _BEFORE_COLON.sub(f"{NO_BREAK}:", text)
    text = _BEFORE_PERCENT.sub(rf"\1{NO_BREAK}\2", text)
    return _APOSTROPHE.sub("’", text)


def english(text: str) -> str:
    return _APOSTROPHE.sub("’", text)


SETTERS = {"fr": french, "en": english}

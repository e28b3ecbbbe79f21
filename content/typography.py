"""Text as it is printed: the right spaces and apostrophes. Typed with ordinary ones, set by the rules that a language names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

NARROW = "\u202f"
NO_BREAK = "\u00a0"

_BEFORE_HIGH = re.compile(r"[ \u00a0\u202f]+([;!?»]+)")
_BEFORE_COLON = re.compile(r"[ \u00a0\u202f]+:(?=\s|$)")
_AFTER_OPENING = re.compile(r"«[ \u00a0\u202f]*")
_BEFORE_CLOSING = re.compile(r"[ \u00a0\u202f]*»")
_BEFORE_PERCENT = re.compile(r"(\d)[ \u00a0\u202f]+([%€])")
_APOSTROPHE = re.compile(r"(?<=\w)'|^'(?=\w)")  # at the start: after a name, « { $mentee }'s »


def french_spaces(text: str) -> str:
    """`« Oui » : vraiment ?` with its no-break spaces; what is right already stays."""
    text = _AFTER_OPENING.sub(f"«{NO_BREAK}", text)
    text = _BEFORE_CLOSING.sub(f"{NO_BREAK}»", text)
    text = _BEFORE_HIGH.sub(lambda found: f"{NO_BREAK if found[1] == '»' else NARROW}{found[1]}", text)
    text = _BEFORE_COLON.sub(f"{NO_BREAK}:", text)
    return _BEFORE_PERCENT.sub(rf"\1{NO_BREAK}\2", text)


def curly_apostrophes(text: str) -> str:
    """`l'écoute` with `’`."""
    return _APOSTROPHE.sub("’", text)


RULES: Mapping[str, Callable[[str], str]] = {
    "french-spaces": french_spaces,
    "curly-apostrophes": curly_apostrophes,
}
"""The rules by the names that a `language.yaml` calls them."""


def typeset(text: str, rules: Iterable[str]) -> str:
    """`text` as the named rules set it, in their order."""
    for rule in rules:
        text = RULES[rule](text)
    return text

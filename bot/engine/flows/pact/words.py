"""The sentences of pact."""

from __future__ import annotations

from bot.engine.flows.pact.state import STATEMENTS
from bot.engine.words import Word, Words, of_name

WORDS = Words("pact")


def of_most(*, most: int) -> None: ...
def of_both(*, name: Word, partner: Word) -> None: ...


TITLE = WORDS("pact-title")
LEAD = WORDS("pact-lead")
WHAT_FOR = WORDS("pact-what-for")
PROMISES = WORDS("pact-promises")
STATEMENT = WORDS.each("pact-{}", STATEMENTS)
WORD = WORDS("pact-word")
FIELD = WORDS.each("pact-field-{}", STATEMENTS)
LIMIT = WORDS("pact-limit", of_most)
SIGN = WORDS("pact-sign")
HAS_SIGNED = WORDS("pact-has-signed", of_name)
ASKED_OF = WORDS("pact-asked-of", of_name)
SIGNED = WORDS("pact-signed")
CHANGE = WORDS("pact-change")
LEAVE = WORDS("pact-leave")
CHANGED_MEANWHILE = WORDS("pact-changed-meanwhile")
OUTSIDE = WORDS("pact-outside")
NEWS_ASKED = WORDS("pact-news-asked", of_both)
NEWS_SIGNED = WORDS("pact-news-signed")
RECALL = WORDS("pact-recall")
NONE_KEPT = WORDS("pact-none-kept")
NOTHING_LEFT = WORDS("pact-nothing-left")
PRIVATE = WORDS("pact-private")

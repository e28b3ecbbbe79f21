"""The sentences of the sample."""

from __future__ import annotations

from bot.engine.words import Word, Words

WORDS = Words("sample")


def of_wish(*, wish: Word) -> None: ...


TITLE = WORDS("sample-title")
LEAD = WORDS("sample-lead")
AGREE = WORDS("sample-agree")
WAITING = WORDS("sample-waiting")
AGREED = WORDS("sample-agreed")
MINE = WORDS("sample-mine", of_wish)
WISH_LEAD = WORDS("sample-wish-lead")
WISH = WORDS("sample-wish")
KEEP = WORDS("sample-keep")
KEPT = WORDS("sample-kept")
NOT_NOW = WORDS("sample-not-now")
RECALL = WORDS("sample-recall", of_wish)

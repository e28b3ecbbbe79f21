"""The sentences of the pages about the bot: what it is, what it keeps, on what terms."""

from __future__ import annotations

from bot.engine.words import Words

WORDS = Words("about")

WHAT = WORDS("about-what")
WHO = WORDS("about-who")
KEPT = WORDS("about-kept")
SEEN = WORDS("about-seen")
WHERE = WORDS("about-where")
RIGHTS = WORDS("about-rights")
TERMS = WORDS("about-terms")
SOFTWARE = WORDS("about-software")
TITLE = WORDS("about-title")

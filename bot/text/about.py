"""What the bot says about itself on the web: what it is, what it keeps, on what terms."""

from __future__ import annotations

from bot.engine.words import Words

WORDS = Words("about")

ABOUT_TITLE = WORDS("about-title")
WHAT = WORDS("about-what")
WHO = WORDS("about-who")
KEPT = WORDS("about-kept")
SEEN = WORDS("about-seen")
WHERE = WORDS("about-where")
RIGHTS = WORDS("about-rights")
CONDITIONS = WORDS("about-terms")
SOFTWARE = WORDS("about-software")

TITLE = ABOUT_TITLE()
ABOUT = (WHAT(), WHO())
PRIVACY = (KEPT(), SEEN(), WHERE(), RIGHTS())
TERMS = (CONDITIONS(), SOFTWARE())

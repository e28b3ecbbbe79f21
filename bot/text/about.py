"""What the pages say that tell what the bot is, what it keeps, and on what terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.engine.messages import Say
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
PAGES: Mapping[str, Sequence[Say]] = {
    "/about": (WHAT(), WHO()),
    "/about/privacy": (KEPT(), SEEN(), WHERE(), RIGHTS()),
    "/about/terms": (CONDITIONS(), SOFTWARE()),
}
"""The paragraphs of each page, by its path."""

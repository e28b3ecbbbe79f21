"""What the pages say that tell what the bot is, what it keeps, and on what terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.engine.flows.privacy.notice import Section
from bot.engine.words import Words

WORDS = Words("about")

ABOUT_TITLE = WORDS("about-title")
WHAT = WORDS("about-what")
WHO = WORDS("about-who")
WHY = WORDS("about-why")
WHERE = WORDS("about-where")
CONDITIONS = WORDS("about-terms")
SOFTWARE = WORDS("about-software")

TITLE = ABOUT_TITLE()


def pages(notice: Sequence[Section]) -> Mapping[str, Sequence[Section]]:
    """The sections of each page, by its path. `notice` is what people read in chat about their own data."""
    return {
        "/about": (Section(None, (WHAT(), WHO())),),
        "/about/privacy": privacy(notice),
        "/about/terms": (Section(None, (CONDITIONS(), SOFTWARE())),),
    }


def privacy(notice: Sequence[Section]) -> Sequence[Section]:
    """Who answers for it, why and where; then the notice."""
    return (Section(None, (WHO(), WHY(), WHERE())), *notice)

"""What the pages say that tell what the bot is, what it keeps, and on what terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.engine.messages import Say, say

TITLE: Say = say("about-title")

PAGES: Mapping[str, Sequence[Say]] = {
    "/about": (say("about-what"), say("about-who")),
    "/about/privacy": (say("about-kept"), say("about-seen"), say("about-where"), say("about-rights")),
    "/about/terms": (say("about-terms"), say("about-software")),
}
"""The paragraphs of each page, by its path."""

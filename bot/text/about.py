"""What the bot says about itself on the web: what it is, what it keeps, on what terms."""

from __future__ import annotations

from bot.engine.messages import say

TITLE = say("about-title")
ABOUT = (say("about-what"), say("about-who"))
PRIVACY = (say("about-kept"), say("about-seen"), say("about-where"), say("about-rights"))
TERMS = (say("about-terms"), say("about-software"))

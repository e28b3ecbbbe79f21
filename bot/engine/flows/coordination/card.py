"""What is said to those who are appointed or dismissed, and to who does it."""

from __future__ import annotations

from bot.engine.flows.coordination import words
from bot.engine.flows.coordination.change import Change
from bot.engine.messages import Message, Text, typed


def appointed(by: str, programme: str) -> Message:
    """To the new one: who has appointed them, and what comes next."""
    said = words.APPOINTED.text(name=typed(by), programme=typed(programme))
    return Message((said, words.APPOINTED_NEXT.text()), words.APPOINTED_TITLE())


def dismissed(by: str, programme: str) -> Message:
    said = words.DISMISSED.text(name=typed(by), programme=typed(programme))
    return Message((said,), words.DISMISSED_TITLE())


def appointing(change: Change, name: str, programme: str) -> Text:
    """To who has appointed `name`, or tried to; the last one is no matter there."""
    said = change if change in words.APPOINT else Change.DONE
    return words.APPOINT[said].text(name=typed(name), programme=typed(programme))


def dismissing(change: Change, name: str, programme: str) -> Text:
    """To who has dismissed `name`, or tried to."""
    return words.DISMISS[change].text(name=typed(name), programme=typed(programme))

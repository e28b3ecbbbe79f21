"""What an adapter says when the bot itself cannot: to somebody whose language nobody could look up."""

from __future__ import annotations

from bot.engine.messages import Message, Say
from bot.engine.words import Words, of_count

WORDS = Words("door")

AWAY = WORDS("away")
SLOW = WORDS("slow")
NOT_OPENED = WORDS("not-opened")
NO_FILES = WORDS("no-files")
CUT_SHORT = WORDS("cut-short")
MORE_CARDS = WORDS("more-cards", of_count)


def away() -> Message:
    """Nothing was stored."""
    return Message((AWAY.text(),))


def slow() -> Message:
    """The answer is on its way, later than the platform waits."""
    return Message((SLOW.text(),))


def not_opened() -> Message:
    """A form that the platform did not open."""
    return Message((NOT_OPENED.text(),))


def no_files() -> Message:
    """To somebody who sent one."""
    return Message((NO_FILES.text(),))


def cut_short() -> Say:
    """In a message that the platform has no room for: some of its words are missing."""
    return CUT_SHORT()


def more_cards(count: int) -> Say:
    """Below what a page has room for."""
    return MORE_CARDS(count=count)

"""What an adapter says when the bot itself cannot: to somebody whose language nobody could look up."""

from __future__ import annotations

from bot.engine.messages import Message, Say, say, text


def away() -> Message:
    """Nothing was stored."""
    return Message((text("away"),))


def slow() -> Message:
    """The answer is on its way, later than the platform waits."""
    return Message((text("slow"),))


def not_opened() -> Message:
    """A form that the platform did not open."""
    return Message((text("not-opened"),))


def no_files() -> Message:
    """To somebody who sent one."""
    return Message((text("no-files"),))


def cut_short() -> Say:
    """In a message that the platform has no room for: some of its words are missing."""
    return say("cut-short")


def more_cards(count: int) -> Say:
    """Below what a page has room for."""
    return say("more-cards", count=count)

"""What an adapter says when the bot itself cannot: to somebody whose language nobody could look up."""

from __future__ import annotations

from bot.engine.messages import Message, text


def away() -> Message:
    """Nothing was stored."""
    return Message((text("away"),))


def slow() -> Message:
    """The answer is on its way, later than the platform waits."""
    return Message((text("slow"),))

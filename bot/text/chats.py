"""What the bot says of chats and cards themselves, where a platform makes it necessary."""

from __future__ import annotations

from bot.engine.messages import Message, Say, say, text, typed

KEEP: Say = say("card-keep")
"""On the button that keeps what was chosen on a card."""

TAKE_BACK: Say = say("card-take-back")
"""Among the answers of a question that was answered, where a second tap takes nothing back."""


def found(mentor: str, mentee: str) -> Message:
    """The first words in the chat of a pair."""
    return Message((text("chat-found", mentor=typed(mentor), mentee=typed(mentee)),))


def wrong() -> Message:
    """To a chat where no pair is alone with the bot."""
    return Message((text("chat-wrong"),))


def in_private() -> Message:
    """To a shared chat, where somebody asked for what is theirs alone and cannot be reached in private."""
    return Message((text("chat-private"),))


def answered() -> Message:
    """To somebody who pressed a shared card, and was answered in their own chat."""
    return Message((text("chat-answered"),))


def foreign() -> Message:
    """To somebody who pressed a card that is none of the bot's."""
    return Message((text("card-foreign"),))

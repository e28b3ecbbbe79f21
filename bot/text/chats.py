"""What the bot says of chats and cards themselves, where a platform makes it necessary."""

from __future__ import annotations

from bot.engine.messages import Message, Say, typed
from bot.engine.words import Words, of_pair

WORDS = Words("door")

CARD_KEEP = WORDS("card-keep")
CARD_TAKE_BACK = WORDS("card-take-back")
FOUND = WORDS("chat-found", of_pair)
WRONG = WORDS("chat-wrong")
PRIVATE = WORDS("chat-private")
ANSWERED = WORDS("chat-answered")
FOREIGN = WORDS("card-foreign")

KEEP: Say = CARD_KEEP()
"""On the button that keeps what was chosen on a card."""

TAKE_BACK: Say = CARD_TAKE_BACK()
"""Among the answers of a question that was answered, where a second tap takes nothing back."""


def found(mentor: str, mentee: str) -> Message:
    """The first words in the chat of a pair."""
    return Message((FOUND.text(mentor=typed(mentor), mentee=typed(mentee)),))


def wrong() -> Message:
    """To a chat where no pair is alone with the bot."""
    return Message((WRONG.text(),))


def in_private() -> Message:
    """To a shared chat, where somebody asked for what is theirs alone and cannot be reached in private."""
    return Message((PRIVATE.text(),))


def answered() -> Message:
    """To somebody who pressed a shared card, and was answered in their own chat."""
    return Message((ANSWERED.text(),))


def foreign() -> Message:
    """To somebody who pressed a card that is none of the bot's."""
    return Message((FOREIGN.text(),))

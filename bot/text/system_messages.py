"""What the bot says of itself: that it cannot answer now, that a platform cannot show more, what a chat or a card is."""

from __future__ import annotations

from bot.engine.messages import Message, Say, say, text, typed

KEEP: Say = say("card-keep")
"""On the button that keeps what was chosen on a card."""

TAKE_BACK: Say = say("card-take-back")
"""Among the answers of a question that was answered, where a second tap takes nothing back."""


# The bot itself


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


# Chats and cards


def pair_chat_found(mentor: str, mentee: str) -> Message:
    """The first words in the chat of a pair."""
    return Message((text("chat-found", mentor=typed(mentor), mentee=typed(mentee)),))


def no_pair_chat() -> Message:
    """To a chat where no pair is alone with the bot."""
    return Message((text("chat-wrong"),))


def only_in_private() -> Message:
    """To a shared chat, where somebody asked for what is theirs alone and cannot be reached in private."""
    return Message((text("chat-private"),))


def answered_in_private() -> Message:
    """To somebody who pressed a shared card, and was answered in their own chat."""
    return Message((text("chat-answered"),))


def foreign_card() -> Message:
    """To somebody who pressed a card that is none of the bot's."""
    return Message((text("card-foreign"),))

"""What the bot says of itself: that it cannot answer now, that a platform cannot show more, what a chat or a card is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.engine.messages import Message, Part, Say, Text, typed
from bot.engine.words import Words, of_count, of_name, of_pair
from bot.ports.troubles import ChannelTrouble, TroubleKind

WORDS = Words("door")


def of_hours(*, since: datetime, until: datetime) -> None: ...
def of_channel(*, channel: str) -> None: ...
def of_channel_since(*, channel: str, since: datetime) -> None: ...
def of_channel_until(*, channel: str, until: datetime) -> None: ...
def since(*, since: datetime) -> None: ...


AWAY = WORDS("away")
UNREADABLE = WORDS("card-unreadable")
SLOW = WORDS("slow")
NOT_OPENED = WORDS("not-opened")
NO_FILES = WORDS("no-files")
FILES_FORBIDDEN = WORDS("files-forbidden")
CUT_SHORT = WORDS("cut-short")
MORE_CARDS = WORDS("more-cards", of_count)

CARD_KEEP = WORDS("card-keep")
CARD_SAVED = WORDS("card-saved")
CARD_SAVED_SO_FAR = WORDS("card-saved-so-far")
CARD_LEAVE_IT = WORDS("card-leave-it")
CARD_DONE = WORDS("card-done")
CARD_YES = WORDS("card-yes")
CHAT_FOUND = WORDS("chat-found", of_pair)
CHAT_WRONG = WORDS("chat-wrong")
CHAT_ADDED = WORDS("chat-added", of_name)
CHAT_PRIVATE = WORDS("chat-private")
CHAT_ANSWERED = WORDS("chat-answered")
CHAT_LASTS = WORDS("chat-lasts")
CARD_FOREIGN = WORDS("card-foreign")
HOURS_MISSING_TITLE = WORDS("hours-missing-title")
HOURS_MISSING = WORDS("hours-missing", of_hours)
HOURS_HELD = WORDS("hours-missing-held")
CHANNEL_TROUBLE_TITLE = WORDS("channel-trouble-title", of_channel)
CHANNEL_REFUSES = WORDS("channel-refuses", of_channel_since)
CHANNEL_DEAF = WORDS("channel-deaf", of_channel_since)
CHANNEL_EXPIRES = WORDS("channel-expires", of_channel_until)
CHANNEL_OTHERS = WORDS("channel-others")
CHANNEL_BACK = WORDS("channel-back", of_channel)
NO_WORKER_TITLE = WORDS("no-worker-title")
NO_WORKER = WORDS("no-worker", since)
WORKER_BACK = WORDS("worker-back")

KEEP: Say = CARD_KEEP()
"""On the button that keeps what was chosen on a card."""

SAVED: Say = CARD_SAVED()
"""What was entered on a card is kept."""

SAVED_SO_FAR: Say = CARD_SAVED_SO_FAR()
"""What a card shows is kept; a change has to be kept anew."""

LEAVE_IT: Say = CARD_LEAVE_IT()
"""Beside a button that asks first (`Button.confirm`): nothing is to change."""


DONE: Say = CARD_DONE()
"""On the box beside an entry of a checklist that is too long to stand on the box."""

YES: Say = CARD_YES()
"""On the box beside an answer that is too long to stand on the box."""


# The bot itself


def away() -> Message:
    """Nothing was stored."""
    return Message((AWAY.text(),))


def unreadable() -> Message:
    """These words cannot be opened just now: the key that sealed them is not there. Nothing was stored."""
    return Message((UNREADABLE.text(),))


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


def hours_missing(since: datetime, until: datetime) -> Message:
    """To coordinators: the database was restored from a copy of `since`."""
    return Message((HOURS_MISSING.text(since=since, until=until), HOURS_HELD.quiet()), HOURS_MISSING_TITLE())


def channel_trouble(trouble: ChannelTrouble) -> Message:
    """To coordinators: a channel does not work, and what that means for people."""
    name, since = trouble.channel.capitalize(), trouble.since
    assert since is not None
    if trouble.kind is TroubleKind.RENEWAL and trouble.until is not None:
        said = CHANNEL_EXPIRES.text(channel=name, until=trouble.until)
    elif trouble.kind is TroubleKind.SOCKET:
        said = CHANNEL_DEAF.text(channel=name, since=since)
    else:
        said = CHANNEL_REFUSES.text(channel=name, since=since)
    return Message((said, CHANNEL_OTHERS.quiet()), CHANNEL_TROUBLE_TITLE(channel=name))


def channel_back(channel: str) -> Message:
    """To coordinators who were told that it does not work."""
    return Message((CHANNEL_BACK.text(channel=channel.capitalize()),))


def no_worker(since: datetime) -> Message:
    """To coordinators: people are heard, and nothing is sent."""
    return Message((NO_WORKER.text(since=since), CHANNEL_OTHERS.quiet()), NO_WORKER_TITLE())


def worker_back() -> Message:
    """To coordinators who were told that nothing is sent."""
    return Message((WORKER_BACK.text(),))


# Chats and cards


def pair_chat_found(mentor: str, mentee: str, added_by: str = "") -> Message:
    """The first words in the chat of a pair; `added_by` is who added the bot to it, if that is known."""
    return Message((CHAT_FOUND.text(mentor=typed(mentor), mentee=typed(mentee)), *_added(added_by)))


def no_pair_chat(added_by: str = "") -> Message:
    """To a chat where no pair is alone with the bot."""
    return Message((CHAT_WRONG.text(), *_added(added_by)))


def _added(name: str) -> tuple[Part, ...]:
    return (CHAT_ADDED.quiet(name=typed(name)),) if name else ()


def only_in_private() -> Message:
    """To a shared chat, where somebody asked for what is theirs alone and cannot be reached in private."""
    return Message((CHAT_PRIVATE.text(),))


def answered_in_private() -> Message:
    """To somebody who pressed a shared card, and was answered in their own chat."""
    return Message((CHAT_ANSWERED.text(),))


def lasting(card: Message) -> Message:
    """A card that is gone from here after a day, and stays in its reader's own chat."""
    return replace(card, parts=(*card.parts, CHAT_LASTS.quiet()))


def files_forbidden() -> Text:
    """In place of a file that the platform would not let the bot give."""
    return FILES_FORBIDDEN.text()


def foreign_card() -> Message:
    """To somebody who pressed a card that is none of the bot's."""
    return Message((CARD_FOREIGN.text(),))

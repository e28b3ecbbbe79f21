"""Why a message could not be delivered."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why a message cannot be delivered, as far as it matters to a coordinator: `undelivered-REASON` says it in words."""

    LEFT = "left"
    """The person is not there any more."""
    BLOCKED = "blocked"
    """The person wants no messages of the bot."""
    ABSENT = "absent"
    """The person does not have the app, or not any more."""
    REMOVED = "removed"
    """The app is not there: removed, switched off by an administrator, its token dead."""
    CLOSED = "closed"
    """The conversation is gone or archived."""
    FORBIDDEN = "forbidden"
    """A setting of the platform, or a missing permission."""
    FAULTY = "faulty"
    """The message itself: a fault of the bot's."""
    DOUBTFUL = "doubtful"
    """It may have arrived, and is better held than sent twice."""
    TRIED = "tried"
    """It was tried too often."""

    SEALED = "sealed"
    """It was sealed with a key that is not there; once the key is back it is delivered."""

    @property
    def lasts(self) -> bool:
        """Whether the next message of the conversation would fare no better."""
        return self not in (Reason.FAULTY, Reason.DOUBTFUL, Reason.TRIED, Reason.SEALED)

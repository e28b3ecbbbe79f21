"""The sentences of those who coordinate."""

from __future__ import annotations

from bot.engine.flows.coordination.change import Change
from bot.engine.words import Word, Words

WORDS = Words("coordination")


def of_name_programme(*, name: Word, programme: Word) -> None: ...


HELLO = WORDS("coordinator-hello")
"""To a coordinator who writes; where their programme stands follows."""
APPOINT = WORDS.each("coordination-appoint-{}", (Change.DONE, Change.NEEDLESS, Change.NOT_YOURS), of_name_programme)
"""To who appoints `name`."""
DISMISS = WORDS.each("coordination-dismiss-{}", Change, of_name_programme)
"""To who dismisses `name`."""
APPOINTED_TITLE = WORDS("coordination-appointed-title")
APPOINTED = WORDS("coordination-appointed", of_name_programme)
"""To who is appointed, by `name`."""
APPOINTED_NEXT = WORDS("coordination-appointed-next")
DISMISSED_TITLE = WORDS("coordination-dismissed-title")
DISMISSED = WORDS("coordination-dismissed", of_name_programme)

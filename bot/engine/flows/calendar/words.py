"""The sentences of a person's own calendar: its card, and the pages on which they sign in to a calendar service."""

from __future__ import annotations

from datetime import datetime

from bot.engine.words import Word, Words

WORDS = Words("calendar")

SERVICES = ("google", "microsoft")
TROUBLES = (
    *("address", "away", "ended", "content", "page", "packed", "large", "slow", "moved", "refused"),
    *("withheld", "missing"),
    *("later", "key", "fault"),
)


def of_calendar(*, calendar: Word) -> None: ...
def of_address(*, address: Word) -> None: ...
def of_service(*, service: Word) -> None: ...
def of_moments(*, moments: int, until: datetime) -> None: ...
def of_count(*, count: int) -> None: ...
def of_name(*, name: Word) -> None: ...
def of_owner(*, name: Word, service: Word) -> None: ...


TITLE = WORDS("calendar-title")
NONE = WORDS("calendar-none")
LEAD = WORDS("calendar-lead")
PRIVACY = WORDS("calendar-privacy")
LINKED = WORDS("calendar-linked")
SINCE = WORDS("calendar-since")
READ = WORDS("calendar-read")
NOT_YET = WORDS("calendar-not-yet")
KNOWN = WORDS("calendar-known", of_moments)
DOUBTFUL = WORDS("calendar-doubtful", of_count)
ZONES = WORDS("calendar-zones", of_count)
ADDRESS = WORDS("calendar-address")
OTHER = WORDS("calendar-other")
AGAIN = WORDS("calendar-again")
UNLINK = WORDS("calendar-unlink")
UNLINK_SURE = WORDS("calendar-unlink-sure")
UNLINKED = WORDS("calendar-unlinked")
LINKED_NOW = WORDS("calendar-linked-now")
ADDRESS_TITLE = WORDS("calendar-address-title")
ADDRESS_HOW = WORDS("calendar-address-how")
FIELD_ADDRESS = WORDS("calendar-field-address")
LINK = WORDS("calendar-link")
ADDRESS_UNUSABLE = WORDS("calendar-address-unusable")
WHY = WORDS.each("calendar-why-{}", TROUBLES)
LOST = WORDS("calendar-lost", of_calendar)
LOST_HOW = WORDS("calendar-lost-how")
MEND = WORDS("calendar-mend")
FEED = WORDS("calendar-feed")
FEED_TITLE = WORDS("calendar-feed-title")
FEED_HOW = WORDS("calendar-feed-how")
FEED_WEBCAL = WORDS("calendar-feed-webcal", of_address)
FEED_SECRET = WORDS("calendar-feed-secret")
FEED_RENEW = WORDS("calendar-feed-renew")
FEED_RENEW_SURE = WORDS("calendar-feed-renew-sure")
FEED_RENEWED = WORDS("calendar-feed-renewed")
CONNECT = WORDS.each("calendar-connect-{}", SERVICES)
CONNECT_WHOSE = WORDS("connect-whose", of_owner)
CONNECT_NOT_YOU = WORDS("connect-not-you", of_name)
CONNECT_GO = WORDS("connect-go", of_service)
CONNECT_DONE = WORDS("connect-done", of_owner)
CONNECT_UNDO = WORDS("connect-undo")
CONNECT_EXPIRED = WORDS("connect-expired")
CONNECT_REFUSED = WORDS("connect-refused")
WRITE = WORDS.each("calendar-write-{}", SERVICES)
WRITE_LEAD = WORDS("calendar-write-lead")
WRITES = WORDS("calendar-writes")
WRITES_YES = WORDS("calendar-writes-yes")
WRITE_STOP = WORDS("calendar-write-stop")
WRITE_STOP_SURE = WORDS("calendar-write-stop-sure")
WRITE_STOPPED = WORDS("calendar-write-stopped")
WRITE_STAYS = WORDS("calendar-write-stays")
WRITE_TROUBLE = WORDS("calendar-write-trouble")
WRITE_ENDED = WORDS("calendar-write-ended")
WRITE_LOST = WORDS("calendar-write-lost", of_calendar)
WRITE_LOST_SIGN_IN = WORDS("calendar-write-lost-sign-in")
WRITE_LOST_TRIES = WORDS("calendar-write-lost-tries")
WRITE_LOST_HOW = WORDS("calendar-write-lost-how")
WRITE_WHOSE = WORDS("connect-write-whose", of_owner)
WRITE_DONE = WORDS("connect-write-done", of_owner)
WRITE_NOT = WORDS("connect-write-not", of_owner)
FEED_NAME = WORDS("feed-title")
"""What a subscribed calendar is called."""

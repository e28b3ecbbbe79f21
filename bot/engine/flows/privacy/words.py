"""The sentences about people's own data: what is kept, who reads it, for how long, and what they can do about it.

The first part is the notice (`notice.py`): the card says it, and so do the page on the web and the paper.
"""

from __future__ import annotations

from bot.engine.words import Word, Words, at_time, of_count, of_partner

WORDS = Words("privacy")


def of_contact(*, contact: Word) -> None: ...
def of_pages(*, number: int, count: int) -> None: ...


# The notice -----------------------------------------------------------------------------------------------------------

KEPT_TITLE = WORDS("privacy-kept-title")
KEPT_PERSON = WORDS("privacy-kept-person")
KEPT_JOURNEY = WORDS("privacy-kept-journey")
KEPT_ANSWERS = WORDS("privacy-kept-answers")
KEPT_CALENDAR = WORDS("privacy-kept-calendar")

READ_TITLE = WORDS("privacy-read-title")
READ_PARTNER = WORDS("privacy-read-partner")
READ_COORDINATORS = WORDS("privacy-read-coordinators")
READ_OPERATORS = WORDS("privacy-read-operators")
READ_TOOL = WORDS("privacy-read-tool")

LONG_TITLE = WORDS("privacy-long-title")
LONG_ANSWERS = WORDS("privacy-long-answers", of_count)
LONG_REST = WORDS("privacy-long-rest", of_count)
LONG_EVENTS = WORDS("privacy-long-events", of_count)
LONG_AUDIT = WORDS("privacy-long-audit", of_count)
LONG_BACKUPS = WORDS("privacy-long-backups", of_count)

CAN_TITLE = WORDS("privacy-can-title")
CAN_EXPORT = WORDS("privacy-can-export")
CAN_CORRECT = WORDS("privacy-can-correct")
CAN_STOP = WORDS("privacy-can-stop", of_count)
CAN_ERASE = WORDS("privacy-can-erase")
CAN_ASK = WORDS("privacy-can-ask")
CAN_ASK_OUTSIDE = WORDS("privacy-can-ask-outside", of_contact)

# The card -------------------------------------------------------------------------------------------------------------

TITLE = WORDS("privacy-title")
EXPORT = WORDS("privacy-export")
ERASE = WORDS("privacy-erase")
ERASE_SURE = WORDS("privacy-erase-sure")
ERASE_FAILED = WORDS("privacy-erase-failed")
ERASED_TITLE = WORDS("privacy-erased-title")
ERASED = WORDS("privacy-erased")
ERASED_STAYS = WORDS("privacy-erased-stays", of_count)

# The export -----------------------------------------------------------------------------------------------------------

EXPORT_TITLE = WORDS("privacy-export-title")
EXPORT_LINK = WORDS("privacy-export-link")
EXPORT_OPEN = WORDS("privacy-export-open")
EXPORT_HERE = WORDS("privacy-export-here")
EXPORT_PART = WORDS("privacy-export-part", of_pages)
PAGE_ASK = WORDS("privacy-page-ask")
PAGE_SHOW = WORDS("privacy-page-show")
PAGE_FILE = WORDS("privacy-page-file")
PAGE_ONCE = WORDS("privacy-page-once")
PAGE_SPENT = WORDS("privacy-page-spent")

# To stop --------------------------------------------------------------------------------------------------------------

STOP_TITLE = WORDS("stop-title")
STOP_ASK = WORDS("stop-ask", of_partner)
STOP_ASK_MANY = WORDS("stop-ask-many")
STOP_MEANS = WORDS("stop-means", of_count)
STOP_YES = WORDS("stop-yes")
STOP_WITH = WORDS("stop-with", of_partner)
STOP_ALL = WORDS("stop-all")
STOP_NO = WORDS("stop-no")
STAYED = WORDS("stop-stayed")
STOPPED_TITLE = WORDS("stop-stopped-title")
STOPPED = WORDS("stop-stopped")
UNTIL = WORDS("stop-until", at_time)
BACK = WORDS("stop-back")
BACK_WITH = WORDS("stop-back-with", of_partner)
BACK_TITLE = WORDS("stop-back-title")
BACK_NOW = WORDS("stop-back-now")
BACK_ALONE = WORDS("stop-back-alone")
BACK_LATE = WORDS("stop-back-late")
NOTHING = WORDS("stop-nothing")

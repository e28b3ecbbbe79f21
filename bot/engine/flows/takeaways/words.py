"""The sentences of takeaways."""

from __future__ import annotations

from bot.engine.flows.takeaways.state import MOST
from bot.engine.words import Words, of_seance

WORDS = Words("takeaways")


def of_most(*, most: int) -> None: ...


NUMBERS = tuple(range(1, MOST + 1))

TITLE = WORDS("takeaways-title", of_seance)
TITLE_ALL = WORDS("takeaways-title-all")
LEAD = WORDS("takeaways-lead")
WHAT_FOR = WORDS("takeaways-what-for")
WRITE = WORDS("takeaways-write")
SKIP = WORDS("takeaways-skip")
CHANGE = WORDS("takeaways-change")
NOTHING = WORDS("takeaways-nothing")
SKIPPED = WORDS("takeaways-skipped")
WITHDRAWN = WORDS("takeaways-withdrawn")
WITHDRAWN_KEPT = WORDS("takeaways-withdrawn-kept")
LIMIT = WORDS("takeaways-limit", of_most)
FIELD = WORDS.each("takeaways-field-{}", NUMBERS)
SAVE = WORDS("takeaways-save")
OF_SEANCE = WORDS("takeaways-of-seance", of_seance)
RECALL = WORDS("takeaways-recall", of_seance)
NONE_KEPT = WORDS("takeaways-none-kept")
CLOSED = WORDS("takeaways-closed")

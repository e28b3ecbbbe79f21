"""The sentences of agenda."""

from __future__ import annotations

from bot.engine.words import Words, of_seance

WORDS = Words("agenda")


def of_topic_total(*, topic: int, total: int) -> None: ...


TITLE = WORDS("agenda-title", of_seance)
LEAD = WORDS("agenda-lead")
NO_DATE = WORDS("agenda-no-date")
ADVICE = WORDS("agenda-advice")
TOPICS = WORDS("agenda-topics")
PROGRESS = WORDS("agenda-progress", of_topic_total)
QUESTIONS = WORDS("agenda-questions")
OPEN = WORDS("agenda-open")
START = WORDS("agenda-start")
NEXT = WORDS("agenda-next")
BACK = WORDS("agenda-back")
SKIP = WORDS("agenda-skip")
END = WORDS("agenda-end")
NOT_NOW = WORDS("agenda-not-now")
OVER = WORDS("agenda-over")

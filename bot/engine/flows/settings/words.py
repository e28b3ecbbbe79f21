"""The sentences of settings."""

from __future__ import annotations

from datetime import datetime

from bot.engine.words import Word, Words, at_time

WORDS = Words("settings")


def of_day(*, first: datetime) -> None: ...
def of_days(*, first: datetime, last: datetime) -> None: ...
def of_code(*, code: Word) -> None: ...
def of_some(*, some: Word) -> None: ...
def of_region(*, region: Word, some: Word) -> None: ...
def of_zone(*, zone: Word) -> None: ...


TITLE = WORDS("settings-title")
LEAD = WORDS("settings-lead")
HOURS = WORDS("settings-hours")
USUAL = WORDS("settings-usual")
SPAN = WORDS("settings-span", of_days)
HOLIDAYS_OF = WORDS("settings-holidays-of", of_code)
ZONE_OF = WORDS("zone", of_zone)
HOLIDAYS = WORDS("settings-holidays")
ZONE = WORDS("settings-zone")
AWAY = WORDS("settings-away")
AWAY_RANGE = WORDS("settings-away-range", of_days)
AWAY_DAY = WORDS("settings-away-day", of_day)
NONE = WORDS("settings-none")
DAYS = WORDS("settings-days")
WEEKDAYS = WORDS.each("settings-day-{}", range(7))
EVERY = WORDS("settings-every")
EVERY_DAYS = WORDS.each("settings-every-{}", (7, 14, 21, 28))
"""Days from one séance to the next."""
MINUTES = WORDS("settings-minutes")
LENGTHS = WORDS.each("settings-minutes-{}", (30, 45, 60, 90))
EDGE = WORDS("settings-edge")
EDGES = WORDS.each("settings-edge-{}", (0, 30, 60))
NO_WISH = WORDS("settings-no-wish")
EDIT = WORDS("settings-edit")
LEAVE = WORDS("settings-leave")
BACK = WORDS("settings-back", of_day)
HOW = WORDS("settings-how")
KEPT = WORDS("settings-kept")
HOURS_TITLE = WORDS("settings-hours-title")
START = WORDS("settings-start")
END = WORDS("settings-end")
USUAL_FROM = WORDS("settings-usual-from")
USUAL_TO = WORDS("settings-usual-to")
HOLIDAYS_CODE = WORDS("settings-holidays-code")
ZONE_NAME = WORDS("settings-zone-name")
SAVE = WORDS("settings-save")
AWAY_TITLE = WORDS("settings-away-title")
AWAY_FIRST = WORDS("settings-away-first")
AWAY_LAST = WORDS("settings-away-last")
UNREADABLE = WORDS("settings-unreadable")
DAYS_UNREADABLE = WORDS("settings-days-unreadable", at_time)
UNKNOWN_ZONE = WORDS("settings-unknown-zone", of_zone)
UNKNOWN_HOLIDAYS = WORDS("settings-unknown-holidays", of_code)
REGION = WORDS("settings-region", of_some)
UNKNOWN_REGION = WORDS("settings-unknown-region", of_region)
REGIONAL = WORDS("settings-regional")
USUAL_OUTSIDE = WORDS("settings-usual-outside")
CALENDAR = WORDS("settings-calendar")

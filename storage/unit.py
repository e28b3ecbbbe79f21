"""One transaction, as the bot sees it."""

from __future__ import annotations

from storage.calendars import Calendars
from storage.claims import Claims, Turns
from storage.pace import Pace
from storage.session import Cursor, Texts


class SqlUnit(Claims, Calendars):
    """`bot.ports.Unit` in SQL: people, journeys, the queue, claims and calendars, each in the file of its name."""

    def __init__(self, cursor: Cursor, texts: Texts, pace: Pace, turns: Turns) -> None:
        super().__init__(cursor, texts)
        self.pace = pace
        self.turns = turns

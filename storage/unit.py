"""One transaction, as the bot sees it."""

from __future__ import annotations

from storage.database.session import Cursor, Texts
from storage.outbox.claims import Claims, Turns
from storage.outbox.pace import Pace
from storage.repositories.calendars import LinkedCalendars


class SqlUnit(Claims, LinkedCalendars):
    """`bot.ports.UnitOfWork` in SQL: people, journeys, the queue, claims and calendars, each in the file of its name."""

    def __init__(self, cursor: Cursor, texts: Texts, pace: Pace, turns: Turns) -> None:
        super().__init__(cursor, texts)
        self.pace = pace
        self.turns = turns

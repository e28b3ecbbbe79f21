"""One transaction, as the bot sees it: repositories and an outbox over one session."""

from __future__ import annotations

from bot.ports import WordSeal
from storage.database.session import Session
from storage.outbox.claims import Turns
from storage.outbox.dead_letters import SqlDeadLetters
from storage.outbox.outbox import SqlOutbox
from storage.outbox.pace import Pace
from storage.repositories.calendars import SqlCalendars
from storage.repositories.facts import SqlKeyValues
from storage.repositories.journeys import SqlJourneys
from storage.repositories.people import SqlPeople
from storage.repositories.seen import SqlSeenLog


class SqlUnit:
    """`bot.ports.UnitOfWork` in SQL. One is made for each transaction, so its parts keep nothing but the session."""

    __slots__ = ("calendars", "dead_letters", "facts", "journeys", "outbox", "people", "seal", "seen", "session")

    def __init__(self, session: Session, pace: Pace, turns: Turns, seal: WordSeal) -> None:
        self.session = session
        self.seal = seal
        self.people = SqlPeople(session)
        self.journeys = SqlJourneys(session, self.people, seal)
        self.outbox = SqlOutbox(session, pace, turns, seal)
        self.dead_letters = SqlDeadLetters(session)
        self.calendars = SqlCalendars(session)
        self.seen = SqlSeenLog(session)
        self.facts = SqlKeyValues(session)

"""One transaction, as the bot sees it: repositories and an outbox over one session."""

from __future__ import annotations

from bot.engine.programme import USUAL, Timing
from bot.ports import WordSeal
from bot.ports.store.ledger import Ledger
from storage.coordination.announcements import SqlAnnouncements
from storage.coordination.inquiries import SqlInquiries
from storage.data_rights.audit import SqlAudit
from storage.data_rights.records import SqlRecords
from storage.database.session import Session
from storage.outbox.claims import Turns
from storage.outbox.dead_letters import SqlDeadLetters
from storage.outbox.outbox import SqlOutbox
from storage.outbox.pace import Pace
from storage.repositories.calendar_events import SqlCalendarEvents
from storage.repositories.calendars import SqlCalendars
from storage.repositories.erasures import SqlErasures
from storage.repositories.facts import SqlKeyValues
from storage.repositories.journeys import SqlJourneys
from storage.repositories.people import SqlPeople
from storage.repositories.programmes import SqlProgrammes
from storage.repositories.seen import SqlSeenLog
from storage.repositories.weeks import SqlWeeks
from storage.standings.lists import SqlStandings
from storage.versions.contents import SqlContents


class SqlUnit:
    """`bot.ports.UnitOfWork` in SQL. One is made for each transaction, so its parts keep nothing but the session."""

    __slots__ = (
        *(
            "announcements",
            "audit",
            "calendar_events",
            "calendars",
            "contents",
            "dead_letters",
            "erasures",
            "facts",
            "inquiries",
            "journeys",
            "outbox",
            "people",
            "programmes",
        ),
        *("records", "seal", "seen", "session", "standings", "weeks"),
    )

    def __init__(
        self,
        session: Session,
        pace: Pace,
        turns: Turns,
        seal: WordSeal,
        ledger: Ledger | None = None,
        *,
        timing: Timing = USUAL,
    ) -> None:
        self.session = session
        self.seal = seal
        self.people = SqlPeople(session)
        self.programmes = SqlProgrammes(session)
        self.contents = SqlContents(session)
        self.standings = SqlStandings(session, timing)
        self.announcements = SqlAnnouncements(session, seal)
        self.journeys = SqlJourneys(session, self.people, self.standings, seal)
        self.outbox = SqlOutbox(session, pace, turns, seal)
        self.dead_letters = SqlDeadLetters(session)
        self.calendars = SqlCalendars(session)
        self.calendar_events = SqlCalendarEvents(session)
        self.seen = SqlSeenLog(session)
        self.weeks = SqlWeeks(session, seal)
        self.facts = SqlKeyValues(session)
        self.inquiries = SqlInquiries(session, seal)
        self.audit = SqlAudit(session)
        self.records = SqlRecords(session, self.people, seal)
        self.erasures = SqlErasures(session, self.people, seal, ledger)

"""What a rehearsal was begun with, and the folder that holds all of it, so that it can go on, and be thrown away."""

from __future__ import annotations

import csv
import fcntl
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from adapters.calendars.settings import CalendarServices
from bot.app import sqlite_at
from bot.app.settings import SCHEMA
from bot.application.enrolment.csv_file import COLUMNS
from bot.engine.people import Role
from bot.ports import ProgrammeRecord, Sections
from bot.settings import Settings, SettingsBroken, read_coordinators
from storage.database import schema
from storage.database.sqlite import Sqlite
from storage.database.urls import database
from storage.ledger.choice import is_in

DATABASE, JOURNAL, TERMS, LOCK = "rehearsal.db", "journal.jsonl", "terms.json", "lock"


class RehearsalRefused(Exception):
    """A rehearsal that cannot be begun, or gone on with; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Who rehearses, and how fast."""

    mentor: str
    """`CHANNEL:ADDRESS`, or `CHANNEL:ADDRESS NAME LANGUAGE ZONE` where the platform does not tell the rest."""
    mentee: str
    coordinator: str = ""
    """`CHANNEL:ADDRESS NAME LANGUAGE ZONE`; nobody, if it is empty."""
    track: str = "mentoring"
    day: float = 60
    """Seconds that a day lasts, where nothing happens in it."""
    protocol: str = "rehearsal.md"
    database: str = ""
    """The URL of a PostgreSQL database that is the rehearsal's own, without a password; a file in the folder, if it is empty."""

    @property
    def channels(self) -> frozenset[str]:
        return frozenset(text.partition(":")[0].lower() for text in (self.mentor, self.mentee))

    def roster(self, today: date) -> str:
        """The pair as an enrolment file; the season begins in the week of `today`."""
        row = {"track": self.track, "first_week": (today - timedelta(days=today.weekday())).isoformat()}
        for role, text in ((Role.MENTOR, self.mentor), (Role.MENTEE, self.mentee)):
            words = text.split()
            row[f"{role}_channel"], _, row[f"{role}_address"] = words[0].partition(":")
            if len(words) > 1:
                row[role] = " ".join(words[1:-2])
                row[f"{role}_languages"], row[f"{role}_zone"] = words[-2].replace("+", " "), words[-1]
        out = io.StringIO()
        writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerow(row)
        return out.getvalue()


def checked(terms: Terms) -> Terms:
    """The same terms. Raises `RehearsalRefused`."""
    for flag, text in (("--mentor", terms.mentor), ("--mentee", terms.mentee)):
        words = text.split()
        if len(words) not in (1, *range(4, 12)) or ":" not in words[0]:
            raise RehearsalRefused(
                f"{flag} {text}: write CHANNEL:ADDRESS, such as slack:awa@example.org, or CHANNEL:ADDRESS NAME LANGUAGE ZONE."
            )
    if terms.mentor.split()[0].casefold() == terms.mentee.split()[0].casefold():
        raise RehearsalRefused("A rehearsal takes two people: --mentor and --mentee name the same one.")
    if terms.database:
        _check_database(terms.database)
    return terms


def _check_database(url: str) -> None:
    """Raises `RehearsalRefused` if a URL is not that of a server's database, or holds a password, which lists of processes show."""
    try:
        parsed, kind = make_url(url), database(url)
    except (ArgumentError, ValueError) as broken:
        raise RehearsalRefused("--database must read postgresql://USER@HOST/NAME.") from broken
    if isinstance(kind, Sqlite):
        raise RehearsalRefused("--database is for PostgreSQL; without it, everything is in a file in the folder.")
    if parsed.password or "password" in parsed.query:
        raise RehearsalRefused(
            "--database shows its password to everybody on this machine: put it into PGPASSFILE or PGPASSWORD."
        )


@dataclass(frozen=True, slots=True)
class Folder:
    """Everything that is kept of a rehearsal; nothing else is ever written, or deleted."""

    path: Path

    @property
    def database(self) -> Path:
        return self.path / DATABASE

    @property
    def ledger(self) -> Path:
        return self.path / f"{DATABASE}.erasures"

    @property
    def journal(self) -> Path:
        return self.path / JOURNAL

    def terms(self) -> Terms | None:
        """Those of the rehearsal that is under way here, if one is. Raises `RehearsalRefused`."""
        file = self.path / TERMS
        if not file.is_file():
            return None
        try:
            return Terms(**json.loads(file.read_text(encoding="utf-8")))
        except (ValueError, TypeError) as broken:
            raise RehearsalRefused(f"{file} cannot be read: it is not what a rehearsal has written.") from broken

    def keep(self, terms: Terms) -> None:
        """Raises `RehearsalRefused` if a new rehearsal names a database that holds something, and `Unavailable`."""
        if terms.database and self.terms() is None and schema.tables(terms.database):
            raise RehearsalRefused(
                "The database that --database names holds something already, and a rehearsal deletes all that is in its own: "
                "make a new one with createdb."
            )
        (self.path / TERMS).write_text(json.dumps(asdict(terms), ensure_ascii=False), encoding="utf-8")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other process is at this rehearsal. Raises `RehearsalRefused`."""
        self.path.mkdir(parents=True, exist_ok=True)
        with (self.path / LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as held:
                raise RehearsalRefused(f"Another process is at the rehearsal in {self.path}: end it first.") from held
            yield

    @contextmanager
    def only_if_begun(self) -> Iterator[None]:
        """Leaves nothing behind of a rehearsal that fails before the first line of its journal."""
        try:
            yield
        except BaseException:
            if not self.journal.is_file():
                self.delete()
            raise

    def delete(self) -> None:
        """The database with all that stands beside it, the journal and the terms; the folder, if nothing else is in it.

        Raises `Unavailable` if a server's database cannot be reached; then the terms stay, and it can be done again.
        """
        if (terms := self.terms()) is not None and terms.database:
            schema.drop(terms.database)
        for file in (*self.path.glob(f"{DATABASE}*"), self.journal, self.path / TERMS, self.path / LOCK):
            file.unlink(missing_ok=True)
        with suppress(OSError):
            self.path.rmdir()


def settings_of(settings: Settings, folder: Folder, terms: Terms) -> Settings:
    """The credentials and content of these settings, with a database, a ledger and coordinators of the rehearsal's own.

    Calendars cannot be signed in to: its dates lie months ahead, and would be written into a real calendar.
    Raises `RehearsalRefused`.
    """
    if missing := sorted(terms.channels - set(settings.channels)):
        raise RehearsalRefused(f"Nobody is reached by {', '.join(missing)}: add it to TOGETHER_CHANNELS.")
    faults: list[str] = []
    coordinators = read_coordinators(terms.coordinator, SCHEMA, settings.channels, faults)
    if faults:
        raise RehearsalRefused("\n".join(faults).replace("TOGETHER_COORDINATORS", "--coordinator"))
    url = terms.database or sqlite_at(folder.database)
    if is_in(url, settings.database_url):
        raise SettingsBroken(
            "TOGETHER_DATABASE_URL is the rehearsal's own database: give another one with --database, or another folder than "
            f"{folder.path}."
        )
    return replace(
        settings,
        database_url=url,
        ledger=str(folder.ledger),
        coordinators=coordinators,
        programme=replace(ProgrammeRecord(), zone=settings.programme.zone),
        sections=Sections(tuple(one for one in settings.sections.values if not isinstance(one, CalendarServices))),
    )

"""Names who plays, and when; they are enrolled by the same CSV as everybody else."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from enum import StrEnum
from io import StringIO

from bot.engine.people import Place
from bot.engine.programme import CalendarForm, Track
from bot.ports import Address, Language
from bot.settings import Coordinator

START = datetime(2026, 1, 5, tzinfo=UTC)
"""A Monday: every season that is played begins then."""


class Cast(StrEnum):
    """How the two use the programme."""

    EAGER = "eager"
    """They take it all up."""
    QUIET = "quiet"
    """They write little, and leave out what they like to leave out."""


_COLUMNS = (
    *("mentor", "mentee", "track", "first_week", "mentor_languages", "mentee_languages", "mentor_zone", "mentee_zone"),
    *("mentor_channel", "mentor_address", "mentee_channel", "mentee_address"),
)


def calendar_link(pair: str, seance: int, reader: Place, form: CalendarForm) -> str:
    """Returns the link of a booking as a transcript shows it, unsigned."""
    return f"https://together.example.org/calendar/{pair}/{seance}/{reader}.{form}"


def coordinator(language: Language) -> Coordinator:
    """Who reads the digest."""
    one = language.players.coordinator
    return Coordinator(Address("local", "coordination"), one.name, (language.code,), one.zone)


def named(language: Language) -> dict[str, str]:
    """The names of those who play, by place."""
    players = language.players
    return {
        Place.MENTOR.value: players.mentor.name,
        Place.MENTEE.value: players.mentee.name,
        Place.COORDINATORS.value: players.coordinator.name,
    }


def roster(language: Language, track: Track) -> str:
    """The CSV that enrols the two."""
    mentor, mentee, code = language.players.mentor, language.players.mentee, language.code
    people = (mentor.name, mentee.name, track, START.date(), code, code, mentor.zone, mentee.zone)
    written = StringIO()
    csv.writer(written, lineterminator="\n").writerows([_COLUMNS, (*people, "local", "mentor", "local", "mentee")])
    return written.getvalue()

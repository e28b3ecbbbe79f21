"""Names who plays, and when; they are enrolled by the same CSV as everybody else."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.engine.people import Place, Role
from bot.engine.programme import CalendarForm, Track
from bot.ports import Address
from bot.settings import Coordinator

START = datetime(2026, 1, 5, tzinfo=UTC)
"""A Monday: every season that is played begins then."""

NAMES = {
    "fr": {Role.MENTOR: ("Awa", "Africa/Dakar"), Role.MENTEE: ("Camille", "Europe/Paris")},
    "en": {Role.MENTOR: ("Priya", "Europe/London"), Role.MENTEE: ("Sam", "Africa/Nairobi")},
}
COORDINATORS = {
    "fr": Coordinator(Address("local", "coordination"), "Dominique", ("fr",), "Europe/Paris"),
    "en": Coordinator(Address("local", "coordination"), "Robin", ("en",), "Europe/London"),
}
REMARK = {"fr": "Un vrai bol d’air, merci.", "en": "A real breath of fresh air, thank you."}
SLIP = {"fr": "prepa", "en": "prepp"}
SETTINGS = {"fr": "réglages", "en": "settings"}


def calendar_link(pair: str, seance: int, reader: Place, form: CalendarForm) -> str:
    """Returns the link of a booking as a transcript shows it, unsigned."""
    return f"https://together.example.org/calendar/{pair}/{seance}/{reader}.{form}"


def roster(lang: str, track: Track) -> str:
    """Returns the CSV that enrols the two."""
    (mentor, mentor_zone), (mentee, mentee_zone) = NAMES[lang].values()
    return (
        "mentor,mentee,track,first_week,mentor_languages,mentee_languages,mentor_zone,mentee_zone,"
        "mentor_channel,mentor_address,mentee_channel,mentee_address\n"
        f"{mentor},{mentee},{track},{START.date()},{lang},{lang},{mentor_zone},{mentee_zone},"
        "local,mentor,local,mentee\n"
    )

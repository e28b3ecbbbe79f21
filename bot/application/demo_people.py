"""Who plays in the demo: a pair and a coordinator of each language, and a pair whose two have no language in common."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Sequence
from datetime import date
from io import StringIO

from bot.application.enrolment.csv_file import COLUMNS
from bot.engine.programme import Track
from bot.ports import Address, Language
from bot.ports.language import Player
from bot.settings import Coordinator

GUESTS = (Player("Léo", "Europe/Paris"), Player("Tomás", "Europe/Madrid"))
"""They meet once, in the shorter track: the first reads the programme's first language, the other its second."""


def zones(languages: Sequence[Language]) -> frozenset[str]:
    """The time zones of all who are enrolled."""
    two = [player for one in languages for player in (one.players.mentor, one.players.mentee)]
    return frozenset(player.zone for player in (*two, *GUESTS))


def roster(languages: Sequence[Language], channel: str, week: date) -> str:
    """The CSV that enrols them."""
    written = StringIO()
    rows = csv.writer(written, lineterminator="\n")
    rows.writerow(COLUMNS)
    for language in languages:
        players, code = language.players, language.code
        rows.writerow(_row(Track.MENTORING, week, channel, ((players.mentor, code), (players.mentee, code))))
    codes = [language.code for language in languages]
    guests = tuple(zip(GUESTS, (codes * 2)[:2], strict=True))
    rows.writerow(_row(Track.NETWORKING, week, channel, guests))
    return written.getvalue()


def coordinators(languages: Sequence[Language], channel: str) -> tuple[Coordinator, ...]:
    """One who reads each language first."""
    named = [(one.players.coordinator, one.code) for one in languages]
    return tuple(Coordinator(Address(channel, _id(one)), one.name, (code,), one.zone) for one, code in named)


def _row(track: Track, week: date, channel: str, two: Sequence[tuple[Player, str]]) -> Sequence[str]:
    people = [player for player, _ in two]
    places = [cell for player in people for cell in (channel, _id(player))]
    return [
        *(player.name for player in people), track.value, week.isoformat(), *(code for _, code in two),
        *(player.zone for player in people), *places,
    ]  # fmt: skip


def _id(player: Player) -> str:
    """The name without capitals, accents or spaces."""
    plain = unicodedata.normalize("NFKD", player.name).encode("ascii", "ignore").decode()
    return "-".join(plain.lower().split()) or player.name

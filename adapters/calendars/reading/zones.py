"""Finds the time zone that a calendar means, by whatever name it calls it.

Names of the IANA list are believed before the rules that stand in the file: they know of later changes of the law.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

DISPLAYED = {
    "alaska": "Alaskan",
    "arizona": "US Mountain",
    "astana": "Central Asia",
    "baja california": "Pacific",
    "brasilia": "E. South America",
    "hawaii": "Hawaiian",
    "indiana east": "US Eastern",
    "saskatchewan": "Canada Central",
    "sri jayawardenepura": "Sri Lanka",
    "west central africa": "W. Central Africa",
}
"""Places that Windows shows and that neither its own names nor the IANA list have, with the first words of its name."""

_OFFSET = re.compile(r"(?:UTC|GMT|Z)?\s*([+-−])\s*(\d{1,2})(?:[:.]?(\d{2}))?", re.IGNORECASE)
_SHOWN = re.compile(r"\(\s*(?:UTC|GMT)\s*(?:([+-−])\s*(\d{1,2})[:.]?(\d{2}))?\s*\)\s*(.*)", re.IGNORECASE)
_UTC = frozenset(("utc", "gmt", "z", "zulu", "tzone://microsoft/utc", "coordinated universal time", "etc/utc"))
_RULES = re.compile(rb"^TZID[^:\n]*:([^\n]*(?:\n[ \t][^\n]*)*)", re.IGNORECASE | re.MULTILINE)
_LOCATION = re.compile(rb"^X-LIC-LOCATION[^:\n]*:([^\n]*)", re.IGNORECASE | re.MULTILINE)
LONGEST_NAME = 200
MOST_RULES = 100_000
"""Bytes of one zone's rules."""


class Zones:
    """The zones of one text."""

    def __init__(self) -> None:
        self._rules: dict[str, bytes] = {}
        self._found: dict[str, tzinfo | None] = {}

    def define(self, text: bytes) -> None:
        """Takes in a zone's own rules; the first of a name counts."""
        name = _RULES.search(text)
        if name is not None and len(text) <= MOST_RULES:
            self._rules.setdefault(_plain(name[1].replace(b"\n", b"").decode("utf-8", "replace")), text)

    def named(self, name: str) -> tzinfo | None:
        """None: there is no such zone."""
        if name not in self._found:
            self._found[name] = self._find(_plain(name))
        return self._found[name]

    def _find(self, name: str) -> tzinfo | None:
        if not name or len(name) > LONGEST_NAME:
            return None
        return known(name) or self._by_rules(name) or displayed(name)

    def _by_rules(self, name: str) -> tzinfo | None:
        text = self._rules.get(name)
        if text is None:
            return None
        location = _LOCATION.search(text)
        found = known(_plain(location[1].decode("utf-8", "replace"))) if location else None
        if found is not None:
            return found
        from icalendar import Timezone  # it takes a while to load, and few calendars need it

        try:
            rules = Timezone.from_ical(text.strip())
            return rules.to_tz(lookup_tzid=False) if isinstance(rules, Timezone) else None
        except Exception:  # rules of anybody's: the library has no one error for them
            return None


def _plain(name: str) -> str:
    return name.strip().strip('"').strip()


def known(name: str) -> tzinfo | None:
    """Returns a zone of the IANA list or of Windows, by its name in any case, or an offset."""
    folded = name.lower()
    if folded in _UTC:
        return UTC
    iana = _iana()
    if found := iana.get(folded) or _windows().get(folded):
        return ZoneInfo(found)
    for n in (3, 2):  # /freeassociation.sourceforge.net/Europe/Paris, /mozilla.org/20070129_1/America/Argentina/Salta
        if (tail := "/".join(folded.split("/")[-n:])) != folded and tail in iana:
            return ZoneInfo(iana[tail])
    offset = _OFFSET.fullmatch(name)
    return None if offset is None else _fixed(offset[1], offset[2], offset[3])


def displayed(name: str) -> tzinfo | None:
    """Returns a zone as Windows shows it to people, `(UTC-05:00) Eastern Time (US & Canada)`."""
    shown = _SHOWN.fullmatch(name)
    if shown is None:
        return None
    offset = _fixed(shown[1] or "+", shown[2] or "0", shown[3])
    places = [part.strip() for part in re.sub(r"[()&]", " ", shown[4]).lower().replace("/", ",").split(",")]
    for place in places:
        words = " ".join(place.split())
        if words in _UTC:
            return UTC
        for found in _of_place(words):
            if offset is None or _standard(found) == offset.utcoffset(None):
                return found
    return offset


def _of_place(words: str) -> list[ZoneInfo]:
    windows, first = _windows(), words.split()[0] if words else ""
    names = [f"{DISPLAYED.get(words, words)} standard time".lower()]
    if " time" in words:  # eastern time us canada
        names.append(f"{words.partition(' time')[0]} standard time")
    found = [ZoneInfo(windows[name]) for name in names if name in windows]
    found += [ZoneInfo(zone) for zone in _cities().get(words.replace(" ", "_"), ())]
    return found or [ZoneInfo(zone) for zone in _cities().get(first, ())]


def _standard(zone: tzinfo) -> timedelta | None:
    """Its offset in the half of the year that has no summer time."""
    return min((datetime(2026, month, 1, tzinfo=zone).utcoffset() or timedelta()) for month in (1, 7))


def _fixed(sign: str, hours: str, minutes: str | None) -> timezone | None:
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset > timedelta(hours=14):
        return None
    return timezone(offset if sign == "+" else -offset)


@cache
def _iana() -> Mapping[str, str]:
    return {name.lower(): name for name in available_timezones()}


@cache
def _windows() -> Mapping[str, str]:
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    return {name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items()}


@cache
def _cities() -> Mapping[str, list[str]]:
    """The zones of the IANA list by the city that they are named after."""
    found: dict[str, list[str]] = {}
    for zone in sorted(available_timezones()):
        if "/" in zone and not zone.startswith("Etc/"):
            found.setdefault(zone.rpartition("/")[2].lower(), []).append(zone)
    return found

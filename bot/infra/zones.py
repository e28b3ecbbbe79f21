"""Time zones as people name them, and which country each is in, by the tables that come with the zones themselves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from zoneinfo import TZPATH, available_timezones

from babel import Locale

from bot.engine.commands import fold


def zone_named(text: str, languages: tuple[str, ...] = ()) -> str | None:
    """`Europe/Paris` for « europe/paris » or « Paris »; None if that names no zone, or several.

    A city may be named in one of the languages too: « Londres ».
    """
    wanted = fold(text).replace(" ", "_")
    for names in (_zones(), _cities(), *map(_translated, languages)):
        if found := names.get(wanted):
            return found
    return None


def country_of(zone: str) -> str:
    """The ISO 3166 code, `FR` for `Europe/Paris`; empty for a zone of no country, such as `UTC`."""
    return _countries().get(zone) or _countries().get(_renamed().get(zone, ""), "")


def fingerprint() -> str:
    """Tells the rules of all zones, as this process knows them, from those of another release: the system's, else `tzdata`'s."""
    found = sha256()
    for zone in sorted(available_timezones()):
        here = [Path(folder) / zone for folder in TZPATH if (Path(folder) / zone).is_file()]
        found.update(zone.encode())
        found.update((here[0] if here else files("tzdata").joinpath("zoneinfo", *zone.split("/"))).read_bytes())
    return found.hexdigest()


@cache
def _zones() -> Mapping[str, str]:
    return {fold(zone): zone for zone in available_timezones()}


@cache
def _translated(language: str) -> Mapping[str, str]:
    """Cities by their names in a language."""
    zones = Locale(language).time_zones.items()
    return {
        fold(told["city"]).replace(" ", "_"): zone for zone, told in zones if "city" in told and zone in _countries()
    }


@cache
def _cities() -> Mapping[str, str]:
    """The last part of a zone's name, where only one zone has it; those of a country come before others' old names."""
    found: dict[str, str] = {}
    for zones in (available_timezones() - _countries().keys(), _countries().keys()):
        cities: dict[str, set[str]] = {}
        for zone in zones:
            cities.setdefault(fold(zone.rpartition("/")[2]), set()).add(zone)
        found |= {city: named.pop() for city, named in cities.items() if len(named) == 1}
    return found


@cache
def _countries() -> Mapping[str, str]:
    """`zone.tab`: a zone a line, each in one country; what begins with # is a remark."""
    rows = (line.split("\t") for line in _table("zone.tab") if not line.startswith("#"))
    return {row[2]: row[0] for row in rows}


@cache
def _renamed() -> Mapping[str, str]:
    """`tzdata.zi`: « L Europe/Kyiv Europe/Kiev », the new name and the old one."""
    rows = (line.split(" ") for line in _table("tzdata.zi") if line.startswith("L "))
    return {row[2]: row[1] for row in rows}


def _table(name: str) -> list[str]:
    return files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8").splitlines()

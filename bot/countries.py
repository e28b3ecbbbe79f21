"""Which country a time zone is in, by the table that comes with the time zones themselves."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def country_of(zone: str) -> str:
    """The ISO 3166 code, `FR` for `Europe/Paris`; empty for a zone of no country, such as `UTC`."""
    return _countries().get(zone, "")


@cache
def _countries() -> Mapping[str, str]:
    """`zone.tab`: a zone a line, each in one country; what begins with # is a remark."""
    table = files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return {row[2]: row[0] for row in rows}

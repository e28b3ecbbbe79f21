"""Finds public holidays: a country's or a part of it (`FR`, `CH-GE`) by the `holidays` package, or an organisation's own list.

Dates that depend on the moon are estimates until they are announced: they come as `Off.ESTIMATED`, better avoided and no more.
So do the days of a country that only some of its regions keep, as long as nobody has said which region it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from bot.engine.people import DaysOff, Off
from bot.infra.yaml_bounds import LARGEST, Boundless, checked

LONGEST = timedelta(days=800)
SOME = 10
"""A day is better avoided if at least one in so many regions keeps it: a town's own saint is no matter for the others."""

_CODE = re.compile(r"([A-Z]{2})(?:-([A-Z0-9]{1,3}))?")
_PART = re.compile(r"[A-Z0-9]{1,3}")
_OWN = re.compile(r"[A-Z0-9][A-Z0-9-]{1,31}")


class ListBroken(Exception):
    """An organisation's list that cannot be used; the message names the file, the line and the list."""


@dataclass(frozen=True, slots=True)
class OwnList:
    """Holds an organisation's own days, of every year."""

    name: str
    days: tuple[DaysOff, ...]


@dataclass(frozen=True, slots=True)
class Holidays:
    """Returns by `holidays("CH-GE", first, last)` the days off between two days, both included; None for an unknown code."""

    own: Mapping[str, OwnList] = field(default_factory=dict)

    def __call__(self, code: str, first: date, last: date) -> tuple[DaysOff, ...] | None:
        code = code.strip().upper().replace("_", "-")
        last = min(last, first + LONGEST)
        if code in self.own:
            days: Iterator[DaysOff] | tuple[DaysOff, ...] = self.own[code].days
        else:
            found = [_country(code, year) for year in range(first.year, last.year + 1)]
            if None in found:
                return None
            days = (day for year in found for day in year or ())
        return tuple(
            sorted((day for day in days if day.first <= last and day.last >= first), key=lambda day: day.first)
        )

    def regions(self, code: str) -> Mapping[str, Sequence[str]]:
        """Returns the regions of a country whose holidays differ, each with its names; none of anything else."""
        return {} if code in self.own else _regions(code)


@lru_cache(64)
def _regions(country: str) -> Mapping[str, Sequence[str]]:
    import holidays  # takes a while, and few commands need it

    parts = holidays.list_supported_countries(include_aliases=False).get(country, ())
    if not parts:
        return {}
    aliases = getattr(holidays.country_holidays(country, years=()), "subdivisions_aliases", {})
    return {
        part: tuple(name for name, code in aliases.items() if code == part) for part in parts if _PART.fullmatch(part)
    }


def _of_some_regions(country: str, year: int, everywhere: Container[date]) -> Iterator[DaysOff]:
    """Yields the days that some regions keep, and not all."""
    import holidays

    regions = _regions(country)
    kept = Counter(day for part in regions for day in holidays.country_holidays(country, subdiv=part, years=year))
    for day, count in kept.items():
        if day.year == year and day not in everywhere and count * SOME >= len(regions):
            yield DaysOff(day, day, Off.ESTIMATED)


@lru_cache(512)
def _country(code: str, year: int) -> tuple[DaysOff, ...] | None:
    import holidays  # takes a while, and few commands need it

    shape = _CODE.fullmatch(code)
    if shape is None:
        return None
    country, part = shape.groups()
    known = holidays.list_supported_countries(include_aliases=False)
    if country not in known or (part is not None and part not in known[country]):
        return None
    found = holidays.country_holidays(country, subdiv=part, years=year)
    label = _estimated_label(found)
    days = [
        DaysOff(day, day, Off.ESTIMATED if label and all(label in one for one in name.split("; ")) else Off.HOLIDAY)
        for day, name in found.items()
        if day.year == year
    ]
    some = _of_some_regions(country, year, found) if part is None else ()
    return tuple(sorted((*days, *some), key=lambda day: day.first))


def _estimated_label(found: Any) -> str:
    """Returns how the package marks an estimated day in this country's names: « (estimated) », « (estimé) »."""
    label = getattr(found, "estimated_label", "")
    return str(found.tr(label)).replace("%s", "").strip() if label else ""


def load(folder: Path) -> Holidays:
    """Loads the lists in a folder of YAML files; a folder that is not there has none. Raises `ListBroken`."""
    own: dict[str, OwnList] = {}
    for path in sorted(folder.glob("*.yaml")) if folder.is_dir() else ():
        if path.stat().st_size > LARGEST:
            raise ListBroken(f"{path}:0: is larger than {LARGEST} bytes. Write less into it.")
        text = path.read_text(encoding="utf-8", errors="replace")
        tree = None
        try:
            checked(text)
            tree = yaml.compose(text, yaml.SafeLoader)
            lists = yaml.safe_load(text) or {}
        except Boundless as error:
            raise ListBroken(f"{path}:{error.line}: {error}.") from error
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            raise ListBroken(f"{path}:{mark.line + 1 if mark else 1}: this is not YAML: {error}") from error
        except ValueError as error:
            raise ListBroken(f"{path}:{_line_of_no_value(tree)}: this is not YAML: {error}") from error
        if not isinstance(lists, dict):
            raise ListBroken(f"{path}:1: it has to hold lists, each under a code of its own such as ACME-PARIS")
        nodes = {key.value: (key, value) for key, value in tree.value} if tree else {}
        for code, entry in lists.items():
            key, node = nodes[str(code)]
            place = f"{path}:{key.start_mark.line + 1}: {code}"
            if not isinstance(code, str) or not _OWN.fullmatch(code):
                raise ListBroken(f"{place}: a code is made of capital letters, digits and hyphens")
            if code in own:
                raise ListBroken(f"{place}: there is another list of this code")
            own[code] = _own(entry, place, [f"{path}:{line}: {code}" for line in _lines_of_days(node)])
    return Holidays(own)


def _line_of_no_value(node: yaml.Node | None) -> int:
    """Returns the line of the first scalar that looks like a value and is none, such as the date 2026-13-01."""
    for scalar in _scalars(node):
        try:
            yaml.SafeLoader("").construct_object(scalar)
        except ValueError:
            return int(scalar.start_mark.line) + 1
    return 1


def _scalars(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    match node:
        case yaml.ScalarNode():
            yield node
        case yaml.SequenceNode(value=nodes):
            for one in nodes:
                yield from _scalars(one)
        case yaml.MappingNode(value=pairs):
            for key, value in pairs:
                yield from _scalars(key)
                yield from _scalars(value)


def _lines_of_days(node: yaml.Node) -> Iterator[int]:
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if key.value == "days" and isinstance(value, yaml.SequenceNode):
            yield from (day.start_mark.line + 1 for day in value.value)


def _own(entry: object, place: str, places: list[str]) -> OwnList:
    match entry:
        case {"name": str(name), "days": list(days), **rest} if not rest:
            return OwnList(name, tuple(_day(day, where) for day, where in zip(days, places, strict=True)))
    raise ListBroken(f"{place}: a list has a name and days, and nothing else")


def _day(day: object, place: str) -> DaysOff:
    match day:
        case {"name": str(), **rest}:
            estimated = rest.pop("estimated", False)
            first = rest.pop("day", None) or rest.pop("from", None)
            last = rest.pop("to", first)
            if (
                type(first) is date
                and type(last) is date
                and first <= last
                and isinstance(estimated, bool)
                and not rest
            ):
                return DaysOff(first, last, Off.ESTIMATED if estimated else Off.HOLIDAY)
    raise ListBroken(
        f"{place}: a day reads {{day: 2026-12-25, name: …}} or {{from: …, to: …, name: …}}, and may be estimated"
    )

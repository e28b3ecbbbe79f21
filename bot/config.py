"""Settings, typed, from the environment or `.env`. What is wrong or missing is named at the start, all of it at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.ports import Address

CHANNELS = ("local", "slack", "teams")
PREFIX = "TOGETHER_"


class SettingsBroken(Exception):
    """Settings that cannot be used; a line each, with what to do."""


@dataclass(frozen=True, slots=True)
class Coordinator:
    address: Address
    name: str
    languages: tuple[str, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting `TOGETHER_…`; `.env.example` explains each."""

    database_url: str = "sqlite:///var/together.db"
    content: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8080
    coordinators: tuple[Coordinator, ...] = ()
    digest_threshold: int = 5


def from_environment(directory: Path | None = None) -> Settings:
    """The settings of this process: the environment first, then `.env` in `directory` (the current one).

    Raises `SettingsBroken`.
    """
    path = (directory or Path()) / ".env"
    values: dict[str, str] = {}
    if path.is_file():
        from dotenv import dotenv_values

        values = {name: value for name, value in dotenv_values(path).items() if value is not None}
    return parse({**values, **os.environ})


def parse(values: Mapping[str, str]) -> Settings:
    """Settings out of `TOGETHER_…` variables; others are none of ours. Raises `SettingsBroken`."""
    faults: list[str] = []
    mine = {name.removeprefix(PREFIX): value.strip() for name, value in values.items() if name.startswith(PREFIX)}
    mine = {name: value for name, value in mine.items() if value and name not in _FOR_TESTS}
    known = {"DATABASE_URL", "CONTENT", "HOST", "PORT", "COORDINATORS", "DIGEST_THRESHOLD"}
    listed = ", ".join(PREFIX + name for name in sorted(known))
    faults += [f"{PREFIX}{name} is no setting; known are {listed}." for name in sorted(mine.keys() - known)]
    default = Settings()
    content = Path(mine["CONTENT"]) if "CONTENT" in mine else None
    if content is not None and not content.is_dir():
        faults.append(f"{PREFIX}CONTENT={content} is no folder; give the path of a copy of content/.")
    url = mine.get("DATABASE_URL", default.database_url)
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        faults.append(f"{PREFIX}DATABASE_URL must start with sqlite:/// or postgresql://.")
    settings = Settings(
        database_url=url,
        content=content,
        host=mine.get("HOST", default.host),
        port=_number(mine, "PORT", default.port, 0, 65535, faults),
        coordinators=tuple(_coordinators(mine.get("COORDINATORS", ""), faults)),
        digest_threshold=_number(mine, "DIGEST_THRESHOLD", default.digest_threshold, 3, 1000, faults),
    )
    if faults:
        raise SettingsBroken("\n".join(faults))
    return settings


_FOR_TESTS = {"REQUIRE_BROWSER"}


def _number(values: Mapping[str, str], name: str, default: int, least: int, most: int, faults: list[str]) -> int:
    text = values.get(name, str(default))
    if text.isdecimal() and least <= int(text) <= most:
        return int(text)
    faults.append(f"{PREFIX}{name}={text} must be a whole number from {least} to {most}.")
    return default


def _coordinators(text: str, faults: list[str]) -> list[Coordinator]:
    """`slack:T01/U02 Claire Martin fr Europe/Paris`, several parted by semicolons."""
    found = []
    for entry in filter(None, (part.strip() for part in text.split(";"))):
        words = entry.split()
        channel, _, id = words[0].partition(":")
        if len(words) < 4 or channel not in CHANNELS or not id:
            faults.append(
                f"{PREFIX}COORDINATORS: «{entry}» must read CHANNEL:ADDRESS NAME LANGUAGE ZONE, "
                "for example «local:claire Claire Martin fr Europe/Paris»; several are parted by semicolons."
            )
        elif not is_zone(words[-1]):
            faults.append(f"{PREFIX}COORDINATORS: «{words[-1]}» is no time zone; write it like Europe/Paris.")
        else:
            name = " ".join(words[1:-2])
            found.append(Coordinator(Address(channel, id), name, tuple(words[-2].split("+")), words[-1]))
    return found


def is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ValueError, OSError):
        return False
    return bool(name)

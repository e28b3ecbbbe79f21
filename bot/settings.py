"""Settings, typed, from the environment or `.env`. What is wrong or missing is named at the start, all of it at once."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.ports import Address
from bot.settings_calendars import NAMES as CALENDAR_NAMES
from bot.settings_calendars import CalendarService, read_services
from bot.settings_slack import NAMES as SLACK_NAMES
from bot.settings_slack import WHERE, SlackSettings, read_slack

CHANNELS = ("local", "slack", "teams")
PREFIX = "TOGETHER_"
PLAYGROUND_TENANT = "00000000-0000-0000-0000-000000000001"
"""What the Microsoft 365 Agents Playground calls its tenant."""


class SettingsBroken(Exception):
    """Settings that cannot be used; a line each, with what to do."""


@dataclass(frozen=True, slots=True)
class Coordinator:
    address: Address
    name: str
    languages: tuple[str, ...]
    zone: str


@dataclass(frozen=True, slots=True)
class TeamsApp:
    """The app as it is registered with Microsoft."""

    id: str
    """Empty for the Playground alone, where nobody is asked who they are."""
    password: str = field(repr=False)
    tenants: tuple[str, ...]
    """Those that may speak to the bot; the first is the app's own."""
    catalogue: str = ""
    """Its id in the organisation's catalogue, where Graph may open chats with it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting `TOGETHER_…`; `.env.example` explains each."""

    database_url: str = "sqlite:///var/together.db"
    content: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8080
    channels: tuple[str, ...] = ("local",)
    coordinators: tuple[Coordinator, ...] = ()
    digest_threshold: int = 5
    public_url: str = ""
    """Where the platforms reach the web process, if a channel asks for it."""
    secret_keys: tuple[str, ...] = field(default=(), repr=False)
    slack: SlackSettings = field(default_factory=SlackSettings)
    teams: TeamsApp | None = None
    organizer_mail: str = ""
    """Whom calendars name as the organizer of a séance; it reads what people answer to an invitation."""
    calendars: Mapping[str, CalendarService] = field(default_factory=dict)
    """Services that people may sign in to: `google`, `microsoft`."""


def from_environment(directory: Path | None = None) -> Settings:
    """The settings of this process. Raises `SettingsBroken`."""
    return parse(variables(directory))


def variables(directory: Path | None = None) -> Mapping[str, str]:
    """The environment, and below it what `.env` in `directory` (the current one) says."""
    path = (directory or Path()) / ".env"
    values: dict[str, str] = {}
    if path.is_file():
        from dotenv import dotenv_values

        values = {name: value for name, value in dotenv_values(path).items() if value is not None}
    return {**values, **os.environ}


def parse(values: Mapping[str, str]) -> Settings:
    """Settings out of `TOGETHER_…` variables; others are none of ours. Raises `SettingsBroken`."""
    faults: list[str] = []
    mine = {name.removeprefix(PREFIX): value.strip() for name, value in values.items() if name.startswith(PREFIX)}
    mine = {name: value for name, value in mine.items() if value and name not in _FOR_TESTS}
    known = {"DATABASE_URL", "CONTENT", "HOST", "PORT", "CHANNELS", "COORDINATORS", "DIGEST_THRESHOLD", *_TEAMS}
    known |= {"PUBLIC_URL", "SECRET_KEYS", "ORGANIZER_MAIL", *SLACK_NAMES, *CALENDAR_NAMES}
    listed = ", ".join(PREFIX + name for name in sorted(known))
    faults += [f"{PREFIX}{name} is no setting; known are {listed}." for name in sorted(mine.keys() - known)]
    default = Settings()
    content = Path(mine["CONTENT"]) if "CONTENT" in mine else None
    if content is not None and not content.is_dir():
        faults.append(f"{PREFIX}CONTENT={content} is no folder; give the path of a copy of content/.")
    url = mine.get("DATABASE_URL", default.database_url)
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        faults.append(f"{PREFIX}DATABASE_URL must start with sqlite:/// or postgresql://.")
    channels = _channels(mine.get("CHANNELS", "local"), faults)
    settings = Settings(
        database_url=url,
        content=content,
        host=mine.get("HOST", default.host),
        port=_number(mine, "PORT", default.port, range(65536), faults),
        channels=channels,
        coordinators=tuple(_coordinators(mine.get("COORDINATORS", ""), faults)),
        digest_threshold=_number(mine, "DIGEST_THRESHOLD", default.digest_threshold, range(3, 1001), faults),
        public_url=_public(mine.get("PUBLIC_URL", ""), faults),
        organizer_mail=_mail(mine, "ORGANIZER_MAIL", faults),
        secret_keys=_keys(mine.get("SECRET_KEYS", ""), faults),
        slack=read_slack(mine, wanted="slack" in channels, faults=faults),
        teams=_teams(mine, faults) if "teams" in mine.get("CHANNELS", "").lower() else None,
        calendars=read_services(mine, faults),
    )
    if faults:
        raise SettingsBroken("\n".join(faults))
    return settings


_MAIL = re.compile(r"[^\s@<>]+@[\w-]+(\.[\w-]+)+")
_FOR_TESTS = {"REQUIRE_BROWSER", "REQUIRE_NODE", "PICTURES"}


def _channels(text: str, faults: list[str]) -> tuple[str, ...]:
    """`local`, or several parted by commas."""
    names = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    if unknown := [name for name in names if name not in CHANNELS]:
        faults.append(f"{PREFIX}CHANNELS names {', '.join(unknown)}; known are {', '.join(CHANNELS)}.")
    return names


def _public(text: str, faults: list[str]) -> str:
    if text and not text.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        faults.append(f"{PREFIX}PUBLIC_URL={text} must start with https://.")
    return text.rstrip("/")


def _mail(values: Mapping[str, str], name: str, faults: list[str]) -> str:
    text = values.get(name, "")
    if text and not _MAIL.fullmatch(text):
        faults.append(f"{PREFIX}{name}={text} is no e-mail address; write it like mentoring@example.org.")
    return text


def _keys(text: str, faults: list[str]) -> tuple[str, ...]:
    """Of Fernet, the newest first, parted by commas; never repeated in a message."""
    keys = tuple(key.strip() for key in text.split(",") if key.strip())
    for nth, key in enumerate(keys, 1):
        try:
            valid = len(base64.urlsafe_b64decode(key)) == 32
        except ValueError:
            valid = False
        if not valid:
            faults.append(f"{PREFIX}SECRET_KEYS: key {nth} is none of Fernet's ({WHERE['SECRET_KEYS']}).")
    return keys


def _number(values: Mapping[str, str], name: str, default: int, allowed: range, faults: list[str]) -> int:
    text = values.get(name, str(default))
    if text.isdecimal() and int(text) in allowed:
        return int(text)
    faults.append(f"{PREFIX}{name}={text} must be a whole number from {allowed[0]} to {allowed[-1]}.")
    return default


_TEAMS = ("TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_TENANTS", "TEAMS_CATALOGUE_ID", "TEAMS_PLAYGROUND")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _teams(values: Mapping[str, str], faults: list[str]) -> TeamsApp:
    """The app, or, with `TEAMS_PLAYGROUND=1` on this machine alone, no app at all."""
    id, tenants = values.get("TEAMS_APP_ID", "").lower(), values.get("TEAMS_TENANTS", "").lower()
    listed = tuple(tenants.replace(",", " ").split())
    playground = values.get("TEAMS_PLAYGROUND", "")
    if playground not in ("", "1"):
        faults.append(f"{PREFIX}TEAMS_PLAYGROUND={playground} is neither 1 nor empty.")
    if playground == "1":
        if id or values.get("HOST", _LOOPBACK[0]) not in _LOOPBACK:
            faults.append(f"{PREFIX}TEAMS_PLAYGROUND asks nobody who they are: only without an app id, on 127.0.0.1.")
        return TeamsApp("", "", listed or (PLAYGROUND_TENANT,))
    if not _GUID.fullmatch(id):
        faults.append(f"{PREFIX}TEAMS_APP_ID must be the application (client) id of the app's registration.")
    if not values.get("TEAMS_APP_PASSWORD"):
        faults.append(f"{PREFIX}TEAMS_APP_PASSWORD is missing: a client secret of the app's registration.")
    if not listed or not all(map(_GUID.fullmatch, listed)):
        faults.append(
            f"{PREFIX}TEAMS_TENANTS must name the directory (tenant) ids that may use the bot, its own first."
        )
    catalogue = values.get("TEAMS_CATALOGUE_ID", "").lower()
    if catalogue and not _GUID.fullmatch(catalogue):
        faults.append(f"{PREFIX}TEAMS_CATALOGUE_ID must be the app's id in the organisation's catalogue.")
    return TeamsApp(id, values.get("TEAMS_APP_PASSWORD", ""), listed, catalogue)


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
            id = id.lower() if channel == "teams" else id
            found.append(Coordinator(Address(channel, id), name, tuple(words[-2].split("+")), words[-1]))
    return found


def is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no name at all, a folder
        return False
    return bool(name)

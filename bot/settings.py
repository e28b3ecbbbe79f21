"""Settings, typed, from the environment or `.env`. What is wrong or missing is named at the start, all of it at once."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.engine.commands import LONGEST_NAME
from bot.ports import Address, ChannelPlugin, ProgrammeRecord, Retention, Section, Sections
from bot.secret_files import PREFIX, with_files

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""The variable with the folder in which the processes of one machine keep together what they measure."""
KEYS_MISSING = (
    f"{PREFIX}SECRET_KEYS is missing: what people write is sealed with it. "
    "Make a key with `together-bot keys new`, and give the same one to every process."
)

_OWN = frozenset(
    {
        *("DATABASE_URL", "CONTENT", "HOST", "PORT", "CHANNELS", "COORDINATORS", "DIGEST_THRESHOLD"),
        *("NAME", "PROGRAMME_NAME", "PROGRAMME_ZONE", "CONTACT_OUTSIDE"),
        *("KEEP_ANSWERS_MONTHS", "KEEP_MONTHS", "KEEP_EVENTS_DAYS"),
        *("PUBLIC_URL", "SECRET_KEYS", "ORGANIZER_MAIL", "KEEP_BACKUPS_DAYS", "LEDGER"),
        *("METRICS_PORT", "METRICS_HOST"),
        *("HEALTH_HOST", "HEALTH_PORT", "LOG"),
    }
)
"""Settings that belong to no part; the others are named by their `Section`."""

_SECRET = frozenset({"SECRET_KEYS", "DATABASE_URL", "LEDGER"})
"""Those that hold a secret, or an address with a password in it."""


LOGS = ("plain", "json")
"""How a line of the log can look."""

MONTHS, DAYS = range(1, 121), range(1, 3651)
"""How long a programme may say that things are kept."""


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
    name: str = ""
    """What the bot is called; empty: as its content says."""
    content: Path | None = None
    host: str = "127.0.0.1"
    port: int = 8080
    channels: tuple[str, ...] = ("local",)
    coordinators: tuple[Coordinator, ...] = ()
    digest_threshold: int = 5
    programme: ProgrammeRecord = field(default_factory=ProgrammeRecord)
    """The first programme, but for its threshold."""
    public_url: str = ""
    """Where the platforms reach the web process, if a channel asks for it."""
    secret_keys: tuple[str, ...] = field(default=(), repr=False)
    """Of the setting; `bot.app.keys` knows where they come from if there are none."""
    organizer_mail: str = ""
    """Whom calendars name as the organizer of a séance; it reads what people answer to an invitation."""
    keep_backups_days: int = 30
    """After so many days the operator deletes a backup: what people are told. Nothing here deletes files kept elsewhere."""
    ledger: str = ""
    """Where erasures are noted: a file, or a database of its own; empty: `FILE.erasures` beside a SQLite file."""
    metrics_port: int = 0
    """Where a process answers with what it measures; 0: nowhere."""
    metrics_host: str = "127.0.0.1"
    metrics_folder: Path | None = None
    """Where the processes of one machine keep together what they measure: `PROMETHEUS_MULTIPROC_DIR`."""
    health_host: str = "127.0.0.1"
    health_port: int = 0
    """Where a worker says whether it is well; 0: nowhere. The web process says it where it listens anyway."""
    log: str = "plain"
    """How a line of the log looks: `plain` or `json`."""
    sections: Sections = field(default_factory=Sections)
    """What channels and calendar services have read for themselves."""

    @property
    def first(self) -> ProgrammeRecord:
        """The first programme, as the settings have it."""
        return replace(self.programme, threshold=self.digest_threshold)


@dataclass(frozen=True, slots=True)
class SettingsSchema:
    """The parts of the bot that have settings of their own."""

    channels: Sequence[ChannelPlugin]
    """All that there are, switched on or not."""
    others: Sequence[Section] = ()

    def keeps_own_key(self, settings: Settings) -> bool:
        """Whether the bot keeps a key of its own making beside its database: a SQLite file, and channels for trying alone."""
        on = [channel for channel in self.channels if channel.name in settings.channels]
        return not settings.database_url.startswith("postgresql") and all(channel.for_trying for channel in on)

    @property
    def names(self) -> Sequence[str]:
        """Of the channels."""
        return [channel.name for channel in self.channels]

    @property
    def sections(self) -> Iterator[Section]:
        yield from (channel.section for channel in self.channels)
        yield from self.others

    @property
    def secrets(self) -> frozenset[str]:
        """Settings that may stand in a file of their own, which `NAME_FILE` names."""
        return _SECRET.union(*(section.secrets for section in self.sections))

    def read(self, values: Mapping[str, str], on: Sequence[str], faults: list[str]) -> Sections:
        """What is wrong with a channel's settings is a fault only if it is switched on."""
        wanted = [*(channel.section for channel in self.channels if channel.name in on), *self.others]
        found = [section.read(values, faults) for section in wanted]
        return Sections(tuple(one for one in found if one is not None))


def variables(directory: Path | None = None) -> Mapping[str, str]:
    """The environment, and below it what `.env` in `directory` (the current one) says."""
    path = (directory or Path()) / ".env"
    values: dict[str, str] = {}
    if path.is_file():
        from dotenv import dotenv_values

        values = {name: value for name, value in dotenv_values(path).items() if value is not None}
    return {**values, **os.environ}


def parse(values: Mapping[str, str], schema: SettingsSchema) -> Settings:
    """Reads the settings from `TOGETHER_…` variables and ignores all others. Raises `SettingsBroken`."""
    faults: list[str] = []
    mine = _mine(values, schema, faults)
    default = Settings()
    content = Path(mine["CONTENT"]) if "CONTENT" in mine else None
    if content is not None and not content.is_dir():
        faults.append(f"{PREFIX}CONTENT={content} is no folder; give the path of a copy of content/.")
    url = mine.get("DATABASE_URL", default.database_url)
    if not url.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        faults.append(f"{PREFIX}DATABASE_URL must start with sqlite:/// or postgresql://.")
    channels = _channels(mine.get("CHANNELS", ",".join(default.channels)), schema.names, faults)
    settings = Settings(
        database_url=url,
        name=read_name(mine.get("NAME", ""), faults),
        content=content,
        host=mine.get("HOST", default.host),
        port=_number(mine, "PORT", default.port, range(65536), faults),
        channels=channels,
        coordinators=read_coordinators(mine.get("COORDINATORS", ""), schema, channels, faults),
        digest_threshold=_number(mine, "DIGEST_THRESHOLD", default.digest_threshold, range(3, 1001), faults),
        programme=_first(mine, faults),
        public_url=_public(mine.get("PUBLIC_URL", ""), faults),
        organizer_mail=_mail(mine, "ORGANIZER_MAIL", faults),
        keep_backups_days=_number(mine, "KEEP_BACKUPS_DAYS", default.keep_backups_days, range(1, 3651), faults),
        ledger=mine.get("LEDGER", ""),
        metrics_port=_number(mine, "METRICS_PORT", default.metrics_port, range(65536), faults),
        metrics_host=mine.get("METRICS_HOST", default.metrics_host),
        metrics_folder=_metrics_folder(values.get(SHARED, ""), faults),
        health_host=mine.get("HEALTH_HOST", default.health_host),
        health_port=_number(mine, "HEALTH_PORT", default.health_port, range(65536), faults),
        log=_log(mine.get("LOG", default.log), faults),
        secret_keys=_keys(mine.get("SECRET_KEYS", ""), faults),
        sections=schema.read(mine, channels, faults),
    )
    if settings.metrics_port and settings.metrics_port == settings.port:
        faults.append(
            f"{PREFIX}METRICS_PORT={settings.port} is {PREFIX}PORT, which everybody reaches: take another one."
        )
    if "SECRET_KEYS" not in mine and not schema.keeps_own_key(settings):
        faults.append(KEYS_MISSING)
    if faults:
        raise SettingsBroken("\n".join(faults))
    return settings


def _mine(values: Mapping[str, str], schema: SettingsSchema, faults: list[str]) -> Mapping[str, str]:
    """What is set, without the prefix, and what files hold. Raises `SettingsBroken` if one of these cannot be read."""
    mine = {name.removeprefix(PREFIX): value.strip() for name, value in values.items() if name.startswith(PREFIX)}
    mine = {name: value for name, value in mine.items() if value and name not in _FOR_TESTS}
    mine = with_files(mine, schema.secrets, faults)
    unread = bool(faults)
    known = _OWN.union(*(section.names for section in schema.sections))
    listed = ", ".join(PREFIX + name for name in sorted(known))
    faults += [f"{PREFIX}{name} is no setting; known are {listed}." for name in sorted(mine.keys() - known)]
    if unread:  # what else would be said of these settings is that they are missing, which they are not
        raise SettingsBroken("\n".join(faults))
    return mine


def _first(mine: Mapping[str, str], faults: list[str]) -> ProgrammeRecord:
    default, kept = ProgrammeRecord(), Retention()
    zone = mine.get("PROGRAMME_ZONE", default.zone)
    if not is_zone(zone):
        faults.append(f"{PREFIX}PROGRAMME_ZONE={zone} is no time zone; write it like Europe/Paris.")
    return replace(
        default,
        name=mine.get("PROGRAMME_NAME", default.name),
        zone=zone,
        outside_contact=mine.get("CONTACT_OUTSIDE", default.outside_contact),
        retention=Retention(
            _number(mine, "KEEP_ANSWERS_MONTHS", kept.answers_months, MONTHS, faults),
            _number(mine, "KEEP_MONTHS", kept.rest_months, MONTHS, faults),
            _number(mine, "KEEP_EVENTS_DAYS", kept.events_days, DAYS, faults),
        ),
    )


_NAME = re.compile(rf"\w(?:[\w .'’&-]{{0,{LONGEST_NAME - 2}}}[\w.])?")


def read_name(text: str, faults: list[str]) -> str:
    """What the bot is called: what people can type, and platforms take."""
    if text and not _NAME.fullmatch(text):
        faults.append(
            f"{PREFIX}NAME={text} is no name for a bot: letters, digits, spaces and .'&- only, at most {LONGEST_NAME}."
        )
    return text


_MAIL = re.compile(r"[^\s@<>]+@[\w-]+(\.[\w-]+)+")
_FOR_TESTS = {"REQUIRE_BROWSER", "REQUIRE_NODE", "PICTURES"}


def _channels(text: str, known: Sequence[str], faults: list[str]) -> tuple[str, ...]:
    """`local`, or several parted by commas."""
    names = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    if unknown := [name for name in names if name not in known]:
        faults.append(f"{PREFIX}CHANNELS names {', '.join(unknown)}; known are {', '.join(known)}.")
    return tuple(name for name in names if name in known)


def _log(text: str, faults: list[str]) -> str:
    if text not in LOGS:
        faults.append(f"{PREFIX}LOG={text} is no way to write a log; known are {', '.join(LOGS)}.")
    return text


def _public(text: str, faults: list[str]) -> str:
    if text and not text.startswith(("https://", "http://localhost", "http://127.0.0.1")):
        faults.append(f"{PREFIX}PUBLIC_URL={text} must start with https://.")
    return text.rstrip("/")


def _mail(values: Mapping[str, str], name: str, faults: list[str]) -> str:
    text = values.get(name, "")
    if text and not _MAIL.fullmatch(text):
        faults.append(f"{PREFIX}{name}={text} is no e-mail address; write it like mentoring@example.org.")
    return text


def _metrics_folder(text: str, faults: list[str]) -> Path | None:
    """None if there is no such variable. Whatever is measured is written there, so nothing would go on without it."""
    if not text:
        return None
    folder = Path(text)
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        faults.append(f"{SHARED}={text} is no folder that can be written to: make it, or leave {SHARED} out.")
    return folder


def _keys(text: str, faults: list[str]) -> tuple[str, ...]:
    """The newest first, parted by commas, or one a line; never repeated in a message."""
    keys = tuple(key.strip() for key in re.split(r"[,\n]", text) if key.strip())
    faults += [
        f"{PREFIX}SECRET_KEYS: key {nth} is no key; `together-bot keys new` makes one."
        for nth, key in enumerate(keys, 1)
        if not is_key(key)
    ]
    return keys


def is_key(text: str) -> bool:
    """Whether it is 32 bytes in the URL's base64, as `together-bot keys new` prints them."""
    try:
        return len(base64.urlsafe_b64decode(text)) == 32
    except ValueError:
        return False


def _number(values: Mapping[str, str], name: str, default: int, allowed: range, faults: list[str]) -> int:
    text = values.get(name, str(default))
    if text.isdecimal() and int(text) in allowed:
        return int(text)
    faults.append(f"{PREFIX}{name}={text} must be a whole number from {allowed[0]} to {allowed[-1]}.")
    return default


def read_coordinators(
    text: str, schema: SettingsSchema, on: Sequence[str], faults: list[str]
) -> tuple[Coordinator, ...]:
    """`slack:T01/U02 Claire Martin fr Europe/Paris`, several parted by semicolons."""
    known = {channel.name: channel for channel in schema.channels}
    found = dict[str, Coordinator]()
    for entry in filter(None, (part.strip() for part in text.split(";"))):
        words = entry.split()
        channel, _, id = words[0].partition(":")
        if len(words) < 4 or channel not in known or not id:
            faults.append(
                f"{PREFIX}COORDINATORS: «{entry}» must read CHANNEL:ADDRESS NAME LANGUAGE ZONE, "
                "for example «local:claire Claire Martin fr Europe/Paris»; several are parted by semicolons."
            )
        elif not is_zone(words[-1]):
            faults.append(f"{PREFIX}COORDINATORS: «{words[-1]}» is no time zone; write it like Europe/Paris.")
        elif channel not in on:
            faults.append(f"{PREFIX}COORDINATORS: «{words[0]}» can read nothing; add {channel} to {PREFIX}CHANNELS.")
        elif form := known[channel].address_form(id):
            faults.append(f"{PREFIX}COORDINATORS: «{words[0]}» is no address there; write {channel}:{form}.")
        elif str(address := Address(channel, known[channel].address(id))).casefold() in found:
            faults.append(f"{PREFIX}COORDINATORS: «{words[0]}» is named twice; name everybody once.")
        else:
            one = Coordinator(address, " ".join(words[1:-2]), tuple(words[-2].split("+")), words[-1])
            found[str(address).casefold()] = one
    return tuple(found.values())


def is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # unknown, no name at all, a folder
        return False
    return bool(name)

"""The settings of this process: the bot's own, and those of every channel and calendar service that there is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from adapters.calendars import settings as calendars
from adapters.channels import CHANNELS
from bot import settings
from bot.settings import Settings, SettingsBroken, SettingsSchema, variables
from storage.database.urls import can_be_read

URL_UNREAD = (
    "TOGETHER_DATABASE_URL cannot be read: write sqlite:////FOLDER/FILE.db, or postgresql://USER:PASSWORD@HOST:PORT/NAME with a "
    "number for the port, %40 and %2F for @ and / in the password, and behind ? only what PostgreSQL's own clients know."
)

SCHEMA = SettingsSchema(CHANNELS, (calendars.SECTION,))


def parse(values: Mapping[str, str]) -> Settings:
    """The settings that `TOGETHER_…` variables say. Raises `SettingsBroken`."""
    read = settings.parse(values, SCHEMA)
    if not can_be_read(read.database_url):
        raise SettingsBroken(URL_UNREAD)  # without what stands there: it may hold a password
    return read


def from_environment(directory: Path | None = None) -> Settings:
    """The settings that the environment and `.env` in `directory` (the current one) say. Raises `SettingsBroken`."""
    return parse(variables(directory))

"""The settings of this process: the bot's own, and those of every channel and calendar service that there is."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from adapters import CHANNELS
from adapters.calendars import settings as calendars
from bot import settings
from bot.settings import Settings, SettingsSchema, variables

SCHEMA = SettingsSchema(CHANNELS, (calendars.SECTION,))


def parse(values: Mapping[str, str]) -> Settings:
    """The settings that `TOGETHER_…` variables say. Raises `SettingsBroken`."""
    return settings.parse(values, SCHEMA)


def from_environment(directory: Path | None = None) -> Settings:
    """The settings that the environment and `.env` in `directory` (the current one) say. Raises `SettingsBroken`."""
    return parse(variables(directory))

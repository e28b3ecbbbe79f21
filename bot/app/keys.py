"""Where the keys come from that seal what people write: the setting, or a file beside the local page's database."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path

from bot.settings import Settings, SettingsBroken

SQLITE = "sqlite:///"


def new_key() -> str:
    """Makes a key: 32 bytes by chance, in letters that a setting can hold."""
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def keys_of(settings: Settings) -> tuple[str, ...]:
    """Returns the keys of this process; the first seals, all open. Raises `SettingsBroken`."""
    if settings.secret_keys:
        return settings.secret_keys
    if not (settings.database_url.startswith(SQLITE) and set(settings.channels) <= set(Settings().channels)):
        raise SettingsBroken("TOGETHER_SECRET_KEYS is missing: what people write is sealed with it.")
    file = Path(f"{settings.database_url.removeprefix(SQLITE)}.key")
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(f"{new_key()}\n")
    return tuple(file.read_text().split())

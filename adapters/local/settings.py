"""The page's one setting, and who may reach it: this machine alone, unless the setting takes the risk."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from bot.ports import Section
from bot.settings import SettingsBroken

OPEN = "LOCAL_OPEN_TO_NETWORK"


@dataclass(frozen=True, slots=True)
class LocalSettings:
    open_to_network: bool = False
    """Whoever reaches the port acts as anybody and reads everything: the page asks nobody who they are."""


def read(values: Mapping[str, str], faults: list[str]) -> LocalSettings | None:
    """`values` are without their prefix. None: the page keeps to this machine."""
    told = values.get(OPEN, "0")
    if told not in ("0", "1"):
        faults.append(f"TOGETHER_{OPEN}={told} must be 1, or left out.")
    return LocalSettings(open_to_network=True) if told == "1" else None


SECTION = Section((OPEN,), read)


def keep_to_this_machine(host: str, settings: LocalSettings | None) -> None:
    """Raises `SettingsBroken` if the page would listen where other machines can reach it, and nobody asked for that.

    What a request says of its `Host` is no protection: whoever reaches the port writes there what they like.
    """
    if (settings is not None and settings.open_to_network) or is_loopback(host):
        return
    raise SettingsBroken(
        f"TOGETHER_HOST={host} would let other machines use the local page, where whoever comes acts as anybody and reads"
        f" everything: keep 127.0.0.1, take local out of TOGETHER_CHANNELS, or take that risk with TOGETHER_{OPEN}=1."
    )


def is_loopback(host: str) -> bool:
    """Whether every address of `host` is this machine's own; a name that nobody knows is not."""
    try:
        infos = socket.getaddrinfo(host or None, None, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except (OSError, UnicodeError):
        return False
    found = {str(info[4][0]).partition("%")[0] for info in infos}
    return bool(found) and all(ipaddress.ip_address(address).is_loopback for address in found)

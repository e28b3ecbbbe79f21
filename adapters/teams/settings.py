"""Teams' settings: the app as it is registered with Microsoft, or none for the Playground."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

NAMES = ("TEAMS_APP_ID", "TEAMS_APP_PASSWORD", "TEAMS_TENANTS", "TEAMS_CATALOGUE_ID", "TEAMS_PLAYGROUND")
PLAYGROUND_TENANT = "00000000-0000-0000-0000-000000000001"
"""What the Microsoft 365 Agents Playground calls its tenant."""

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


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


def read(values: Mapping[str, str], faults: list[str]) -> TeamsApp:
    """The app, or, with `TEAMS_PLAYGROUND=1` on this machine alone, no app at all. `values` are without their prefix."""
    id, tenants = values.get("TEAMS_APP_ID", "").lower(), values.get("TEAMS_TENANTS", "").lower()
    listed = tuple(tenants.replace(",", " ").split())
    playground = values.get("TEAMS_PLAYGROUND", "")
    if playground not in ("", "1"):
        faults.append(f"TOGETHER_TEAMS_PLAYGROUND={playground} is neither 1 nor empty.")
    if playground == "1":
        if id or values.get("HOST", _LOOPBACK[0]) not in _LOOPBACK:
            faults.append("TOGETHER_TEAMS_PLAYGROUND asks nobody who they are: only without an app id, on 127.0.0.1.")
        return TeamsApp("", "", listed or (PLAYGROUND_TENANT,))
    if not _GUID.fullmatch(id):
        faults.append("TOGETHER_TEAMS_APP_ID must be the application (client) id of the app's registration.")
    if not values.get("TEAMS_APP_PASSWORD"):
        faults.append("TOGETHER_TEAMS_APP_PASSWORD is missing: a client secret of the app's registration.")
    if not listed or not all(map(_GUID.fullmatch, listed)):
        faults.append(
            "TOGETHER_TEAMS_TENANTS must name the directory (tenant) ids that may use the bot, its own first."
        )
    catalogue = values.get("TEAMS_CATALOGUE_ID", "").lower()
    if catalogue and not _GUID.fullmatch(catalogue):
        faults.append("TOGETHER_TEAMS_CATALOGUE_ID must be the app's id in the organisation's catalogue.")
    return TeamsApp(id, values.get("TEAMS_APP_PASSWORD", ""), listed, catalogue)

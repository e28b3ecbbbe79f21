"""Teams' settings: the app as it is registered with Microsoft, or none for the Playground."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from adapters.teams.clouds import CLOUDS, PUBLIC, MicrosoftCloud
from adapters.teams.credentials import (
    Certificate,
    Credential,
    FederatedFile,
    FederatedIdentity,
    ManagedIdentity,
    certificate_fault,
)

NAMES = (
    "TEAMS_APP_ID",
    "TEAMS_APP_PASSWORD",
    "TEAMS_CERTIFICATE",
    "TEAMS_MANAGED_IDENTITY",
    "TEAMS_FEDERATED",
    "TEAMS_CLOUD",
    "TEAMS_TENANTS",
    "TEAMS_CATALOGUE_ID",
    "TEAMS_PLAYGROUND",
    # of the app package alone: `identity` reads them
    "TEAMS_FULL_NAME",
    "TEAMS_DEVELOPER",
    "TEAMS_WEBSITE_URL",
    "TEAMS_PRIVACY_URL",
    "TEAMS_TERMS_URL",
    "TEAMS_COLOR",
)
SECRETS = ("TEAMS_APP_PASSWORD",)
"""The one that nobody else may read; the other credentials are files, or no secrets."""

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
    """The client secret; empty where the app has another credential, or is the Playground's."""
    tenants: tuple[str, ...]
    """Those that may speak to the bot; the first is the app's own."""
    catalogue: str = ""
    """Its id in the organisation's catalogue, where Graph may open chats with it."""
    keyless: Certificate | ManagedIdentity | FederatedIdentity | FederatedFile | None = None
    """What it has instead of a client secret."""
    cloud: MicrosoftCloud = PUBLIC

    @property
    def credential(self) -> Credential:
        return self.password if self.keyless is None else self.keyless


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
    keyless = _keyless(values, faults)
    if not listed or not all(map(_GUID.fullmatch, listed)):
        faults.append(
            "TOGETHER_TEAMS_TENANTS must name the directory (tenant) ids that may use the bot, its own first."
        )
    if isinstance(keyless, ManagedIdentity) and len(listed) > 1:
        faults.append("TOGETHER_TEAMS_MANAGED_IDENTITY serves its own tenant alone: TOGETHER_TEAMS_TENANTS names one.")
    catalogue = values.get("TEAMS_CATALOGUE_ID", "").lower()
    if catalogue and not _GUID.fullmatch(catalogue):
        faults.append("TOGETHER_TEAMS_CATALOGUE_ID must be the app's id in the organisation's catalogue.")
    return TeamsApp(id, values.get("TEAMS_APP_PASSWORD", ""), listed, catalogue, keyless, _cloud(values, faults))


_CREDENTIALS = ("TEAMS_APP_PASSWORD", "TEAMS_CERTIFICATE", "TEAMS_MANAGED_IDENTITY", "TEAMS_FEDERATED")


def _keyless(
    values: Mapping[str, str], faults: list[str]
) -> Certificate | ManagedIdentity | FederatedIdentity | FederatedFile | None:
    """Reads the one credential; nothing for a client secret, and where none or several are given."""
    given = [name for name in _CREDENTIALS if values.get(name)]
    if not given:
        faults.append(
            "TOGETHER_TEAMS_APP_PASSWORD is missing: a client secret of the app's registration"
            " (or one of the credentials without a secret, see docs/teams.md)."
        )
        return None
    if len(given) > 1:
        faults.append(f"Of {', '.join(f'TOGETHER_{name}' for name in given)} only one can count: leave the others out.")
        return None
    value = values[given[0]]
    match given[0]:
        case "TEAMS_CERTIFICATE":
            if fault := certificate_fault(Path(value)):
                faults.append(f"TOGETHER_TEAMS_CERTIFICATE={value} {fault}.")
            return Certificate(Path(value))
        case "TEAMS_MANAGED_IDENTITY":
            if value != "1":
                faults.append(f"TOGETHER_TEAMS_MANAGED_IDENTITY={value} is neither 1 nor empty: it is the app's id.")
            return ManagedIdentity()
        case "TEAMS_FEDERATED":
            return _federated(value, faults)
        case _:
            return None


def _federated(value: str, faults: list[str]) -> FederatedIdentity | FederatedFile:
    if _GUID.fullmatch(value.lower()):
        return FederatedIdentity(value.lower())
    if not Path(value).is_file():
        faults.append(
            f"TOGETHER_TEAMS_FEDERATED={value} is neither the client id of a managed identity nor a file with a token."
        )
    return FederatedFile(Path(value))


def _cloud(values: Mapping[str, str], faults: list[str]) -> MicrosoftCloud:
    name = values.get("TEAMS_CLOUD", "").lower() or "public"
    if name not in CLOUDS:
        faults.append(f"TOGETHER_TEAMS_CLOUD={name} is none of {', '.join(CLOUDS)}.")
    return CLOUDS.get(name, PUBLIC)

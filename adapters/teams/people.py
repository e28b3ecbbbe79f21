"""Reads the Teams addresses of an enrolment file. It asks nobody: who it is shows when they install the app."""

from __future__ import annotations

import re

from bot.engine.flows.coordination.inquiries.flaws import Flaw, FlawKind
from bot.ports import DirectoryEntry

_GUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_ADDRESS = re.compile(rf"{_GUID}/(?:{_GUID}|[^\s/@]+@[^\s/@]+\.[^\s/@]+)")


def is_address(text: str) -> bool:
    """Whether this is `TENANT/OBJECT-ID` or `TENANT/E-MAIL`."""
    return _ADDRESS.fullmatch(text.lower()) is not None


class TeamsDirectory:
    """Implements `bot.ports.Directory`. `tenants` are those that may speak to the bot."""

    def __init__(self, tenants: tuple[str, ...]) -> None:
        self._tenants = tenants

    async def find(self, address: str) -> DirectoryEntry | Flaw:
        """Reads `TENANT/OBJECT-ID` or `TENANT/E-MAIL`, in lower case from here on."""
        address = address.lower()
        if not is_address(address):
            words = "must read TENANT/OBJECT-ID or TENANT/E-MAIL, the tenant and the object as Entra has their ids"
            return Flaw(FlawKind.FORM, f"«{address}» {words}", address)
        tenant, _, who = address.partition("/")
        if tenant not in self._tenants:
            return Flaw(FlawKind.ELSEWHERE, f"the tenant {tenant} is none of TOGETHER_TEAMS_TENANTS", address)
        return DirectoryEntry(address, mail=who if "@" in who else "")

    async def close(self) -> None:
        pass

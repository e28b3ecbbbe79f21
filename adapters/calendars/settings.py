"""The settings of calendar services that people sign in to: Google and Microsoft 365."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.ports import Section

NAMES = (
    "GOOGLE_CLIENT_ID",
    "GOOGLE_CLIENT_SECRET",
    "MICROSOFT_CLIENT_ID",
    "MICROSOFT_CLIENT_SECRET",
    "MICROSOFT_TENANT",
)


@dataclass(frozen=True, slots=True)
class CalendarService:
    """The bot as it is registered with a service."""

    id: str
    secret: str = field(repr=False)
    tenant: str = ""
    """Microsoft's directory whose people may sign in."""
    played: str = ""
    """Where its servers are played, `http://127.0.0.1:8081`; empty for its own. No setting names it."""


@dataclass(frozen=True, slots=True)
class CalendarServices:
    """Services that people may sign in to."""

    by_name: Mapping[str, CalendarService] = field(default_factory=dict)
    """Of `google` and `microsoft`, those that are configured."""


def read(values: Mapping[str, str], faults: list[str]) -> CalendarServices | None:
    """`values` are without their prefix; None if no service is configured."""
    found = {}
    for name in ("google", "microsoft"):
        upper = name.upper()
        wanted = [one for one in NAMES if one.startswith(upper)]
        if not any(values.get(one) for one in wanted):
            continue
        needed = [*wanted, "PUBLIC_URL"]
        faults += [
            f"TOGETHER_{one} is missing: signing in to {name.capitalize()} for calendars needs it (docs/calendars.md)."
            for one in needed
            if not values.get(one)
        ]
        id, secret, tenant = (values.get(f"{upper}_{what}", "") for what in ("CLIENT_ID", "CLIENT_SECRET", "TENANT"))
        if tenant and not tenant.replace("-", "").replace(".", "").isalnum():
            faults.append("TOGETHER_MICROSOFT_TENANT must be a directory (tenant) id, a domain, or organizations.")
        found[name] = CalendarService(id, secret, tenant)
    return CalendarServices(found) if found else None


SECTION = Section(NAMES, read, secrets=("GOOGLE_CLIENT_SECRET", "MICROSOFT_CLIENT_SECRET"))

"""What the app is called in Teams, whose it is, where its pages are, and its colour: by flags of the manifest command, by
settings, and failing both as the content and the web process have it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.engine.commands import NAME
from bot.ports import ManifestRefused
from bot.settings import read_name

DEVELOPER, FULL_NAME, ADDRESS = 32, 100, 2048
"""Characters that Teams takes."""

ACCENT = "#4A5BA8"

PAGES = {"website": "/about", "privacy": "/about/privacy", "terms": "/about/terms"}
"""What the web process serves of the three addresses that Teams links to."""

SETTINGS: Mapping[str, str] = {
    "name": "NAME",
    "full_name": "TEAMS_FULL_NAME",
    "developer": "TEAMS_DEVELOPER",
    "website": "TEAMS_WEBSITE_URL",
    "privacy": "TEAMS_PRIVACY_URL",
    "terms": "TEAMS_TERMS_URL",
    "color": "TEAMS_COLOR",
}
"""The setting that stands behind each flag; without the prefix `TOGETHER_`."""

_ADDRESS = re.compile(r"https://[A-Za-z0-9.-]+(:\d{1,5})?(/\S*)?", re.ASCII)
_COLOR = re.compile(r"#[0-9a-fA-F]{6}", re.ASCII)


class BadApp(ManifestRefused):
    """What the manifest was asked for cannot be; the message says why."""


@dataclass(frozen=True, slots=True)
class AppIdentity:
    """What people see of the app before they write to it. An empty field is filled in by the content or the web process."""

    name: str = NAME
    full_name: str = ""
    developer: str = ""
    website: str = ""
    privacy: str = ""
    terms: str = ""
    color: str = ACCENT

    def address(self, page: str, domain: str) -> str:
        """Returns the address of one of `PAGES`."""
        given = {"website": self.website, "privacy": self.privacy, "terms": self.terms}[page]
        return given or f"https://{domain}{PAGES[page]}"


TOGETHER = AppIdentity()


def identity(flags: Mapping[str, str | None], setting: Callable[[str], str]) -> AppIdentity:
    """Reads what was asked for; a flag wins over its setting. Raises `BadApp`."""
    given = {field: (flags.get(field) or setting(name)).strip() for field, name in SETTINGS.items()}
    faults: list[str] = []
    read_name(given["name"], faults)
    for field, most in (("full_name", FULL_NAME), ("developer", DEVELOPER)):
        if len(given[field]) > most:
            faults.append(f"«{given[field]}» has {len(given[field])} characters; Teams takes {most}.")
    faults += [
        f"«{given[page]}» is no address of a page; it reads like https://example.org/mentoring."
        for page in PAGES
        if given[page] and (len(given[page]) > ADDRESS or not _ADDRESS.fullmatch(given[page]))
    ]
    if given["color"] and not _COLOR.fullmatch(given["color"]):
        faults.append(f"«{given['color']}» is no colour; it reads like {ACCENT}.")
    if faults:
        raise BadApp("\n".join(faults))
    return AppIdentity(**{field: value for field, value in given.items() if value})

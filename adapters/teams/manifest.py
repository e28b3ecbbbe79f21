"""Makes the app package that an organisation uploads: a manifest and two icons in a zip.

https://learn.microsoft.com/microsoft-365/extensibility/schema/root
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

from adapters.teams import icons, limits
from adapters.teams.identity import TOGETHER, AppIdentity, BadApp
from bot.engine.flows.agenda.actions import AGENDA
from bot.engine.flows.agreement.actions import AGREEMENT
from bot.engine.flows.contact.actions import CONTACT
from bot.engine.flows.date.actions import DATE
from bot.engine.flows.evaluation.actions import EVALUATE
from bot.engine.flows.goals.actions import GOALS
from bot.engine.flows.help.actions import HELP
from bot.engine.flows.pause.actions import PAUSE
from bot.engine.flows.people.actions import PEOPLE
from bot.engine.flows.prep.actions import PREP
from bot.engine.flows.settings.actions import SETTINGS
from bot.engine.flows.status.actions import STATUS
from bot.ports.language import AppWords

Json = dict[str, object]

VERSION = "1.29"
"""The first with slash commands and targeted messages."""

LISTED = frozenset(
    {
        *(PREP, AGENDA, DATE, EVALUATE, STATUS, AGREEMENT),
        *(GOALS, PEOPLE, PAUSE, SETTINGS, CONTACT, HELP),
    }
)
"""The twelve commands that Teams shows: those that people use most. The others are typed, and `help` names them."""

READS_MEETINGS = "OnlineMeeting.ReadBasic.Chat"
"""The consent of a meeting's chat, without which no `meetingStart` and `meetingEnd` come from there."""

_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_SCHEMAS = "https://developer.microsoft.com/json-schemas/teams"


@dataclass(frozen=True, slots=True)
class Package:
    """Says which package is wanted, besides how the app is called."""

    version: str = "1.0.0"
    """The package's own: Teams takes an update only if it has risen."""
    meetings: bool = False
    """With the consent to hear when meetings begin and end, which is shown to whoever adds the app."""


PLAIN = Package()


def package(
    app_id: str, domain: str, words: Sequence[AppWords], *, shown: AppIdentity = TOGETHER, wanted: Package = PLAIN
) -> bytes:
    """The zip, for the `words` of each language, the default one first. Raises `BadApp`."""
    made = manifest(app_id, domain, words, shown=shown, wanted=wanted)
    files = {
        "manifest.json": _text(made),
        **{f"{other.language}.json": _text(_local(words[0], other, shown)) for other in words[1:]},
        "color.png": icons.color(shown.color),
        "outline.png": icons.outline(),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def manifest(
    app_id: str, domain: str, words: Sequence[AppWords], *, shown: AppIdentity = TOGETHER, wanted: Package = PLAIN
) -> Json:
    """For a bot's id and the domain of its web process, which serves the three pages that Teams links to. Raises `BadApp`."""
    app_id, domain, version = app_id.strip().lower(), domain.strip().lower(), wanted.version.strip()
    if not _GUID.fullmatch(app_id):
        raise BadApp(f"«{app_id}» is no application id; it reads like 00000000-1111-2222-3333-444444444444.")
    if not _DOMAIN.fullmatch(domain):
        raise BadApp(f"«{domain}» is no domain; it reads like bot.example.org.")
    if not _VERSION.fullmatch(version):
        raise BadApp(f"«{version}» is no version; it reads like 1.0.1.")
    first, *others = words
    text = first.text.of(shown.name)
    return {
        "$schema": f"{_SCHEMAS}/v{VERSION}/MicrosoftTeams.schema.json",
        "manifestVersion": VERSION,
        "version": version,
        "id": app_id,
        "developer": {
            "name": shown.developer or shown.name,
            "websiteUrl": shown.address("website", domain),
            "privacyUrl": shown.address("privacy", domain),
            "termsOfUseUrl": shown.address("terms", domain),
        },
        "name": {"short": shown.name, "full": shown.full_name or text.name},
        "description": {"short": text.short, "full": text.full},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": shown.color,
        "localizationInfo": {
            "defaultLanguageTag": first.language,
            "additionalLanguages": [
                {"languageTag": other.language, "file": f"{other.language}.json"} for other in others
            ],
        },
        "bots": [_bot(app_id, first)],
        # Graph lets an app put itself into a chat only if its package names it: TeamsAppInstallation.ReadWriteSelfForChat
        "webApplicationInfo": {"id": app_id, "resource": f"api://botid-{app_id}"},
        "validDomains": [domain],
        **(_consent(READS_MEETINGS) if wanted.meetings else {}),
    }


def _consent(*names: str) -> Json:
    """What whoever adds the app to a chat agrees to, for that chat."""
    asked = [{"name": name, "type": "Application"} for name in names]
    return {"authorization": {"permissions": {"resourceSpecific": asked}}}


LISTS: Sequence[Json] = (
    {"scopes": ["personal", "groupChat"]},
    {"scopes": ["groupChat"], "triggers": ["slash"]},
)
"""Where commands are shown: after the bot's name, and in a chat of several after a slash. One-to-one chats take no slash."""


def _bot(app_id: str, words: AppWords) -> Json:
    return {
        "botId": app_id,
        "scopes": ["personal", "groupChat"],
        "supportsFiles": True,
        "isNotificationOnly": False,
        "supportsTargetedMessages": True,
        "commandLists": [{**one, "commands": _commands(words)} for one in LISTS],
    }


def _commands(words: AppWords) -> list[Json]:
    """As many as Teams takes."""
    listed = [command for command in words.commands if command.command in LISTED]
    return [
        {
            "title": command.word[: limits.COMMAND_TITLE],
            "description": command.description[: limits.COMMAND_DESCRIPTION],
        }
        for command in listed[: limits.COMMANDS]
    ]


def _local(first: AppWords, other: AppWords, shown: AppIdentity) -> Json:
    """The same in another language, each of the lists of commands too. A full name that was given holds in all."""
    text = other.text.of(shown.name)
    found: Json = {
        "$schema": f"{_SCHEMAS}/v{VERSION}/MicrosoftTeams.Localization.schema.json",
        "name.short": shown.name,
        "name.full": shown.full_name or text.name,
        "description.short": text.short,
        "description.full": text.full,
    }
    for number, command in enumerate(_commands(other)[: len(_commands(first))]):
        for where in range(len(LISTS)):
            at = f"bots[0].commandLists[{where}].commands[{number}]"
            found |= {f"{at}.{name}": told for name, told in command.items()}
    return found


def _text(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"

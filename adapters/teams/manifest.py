"""Makes the app package that an organisation uploads: a manifest and two icons in a zip.

https://learn.microsoft.com/microsoft-365/extensibility/schema/root
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Sequence

from adapters.teams import icons, limits
from bot.ports import ManifestRefused
from bot.ports.language import AppWords, CommandWord

Json = dict[str, object]

VERSION = "1.19"
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")


class BadApp(ManifestRefused):
    """What the manifest was asked for cannot be; the message says why."""


PAGES = {"websiteUrl": "/about", "privacyUrl": "/about/privacy", "termsOfUseUrl": "/about/terms"}
"""What the web process serves of them."""


def package(
    app_id: str, domain: str, words: Sequence[AppWords], *, version: str = "1.0.0", preview: bool = False
) -> bytes:
    """The zip, for the `words` of each language, the default one first. Raises `BadApp`.

    `preview` adds the slash commands, which need a tenant that allows developer previews.
    """
    made = manifest(app_id, domain, words, version=version, preview=preview)
    lists = 2 if preview else 1
    files = {
        "manifest.json": _text(made),
        **{f"{other.language}.json": _text(_local(words[0], other, lists)) for other in words[1:]},
        "color.png": icons.color(),
        "outline.png": icons.outline(),
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def manifest(
    app_id: str, domain: str, words: Sequence[AppWords], *, version: str = "1.0.0", preview: bool = False
) -> Json:
    """For a bot's id and the domain of its web process, which serves the three pages that Teams links to.

    `version` is the package's own: Teams takes an update only if it has risen. Raises `BadApp`.
    """
    app_id, domain, version = app_id.strip().lower(), domain.strip().lower(), version.strip()
    if not _GUID.fullmatch(app_id):
        raise BadApp(f"«{app_id}» is no application id; it reads like 00000000-1111-2222-3333-444444444444.")
    if not _DOMAIN.fullmatch(domain):
        raise BadApp(f"«{domain}» is no domain; it reads like bot.example.org.")
    if not _VERSION.fullmatch(version):
        raise BadApp(f"«{version}» is no version; it reads like 1.0.1.")
    first, *others = words
    schema = "vDevPreview" if preview else f"v{VERSION}"
    return {
        "$schema": f"https://developer.microsoft.com/json-schemas/teams/{schema}/MicrosoftTeams.schema.json",
        "manifestVersion": "devPreview" if preview else VERSION,
        "version": version,
        "id": app_id,
        "developer": {
            "name": "together",
            **{link: f"https://{domain}{path}" for link, path in PAGES.items()},
        },
        "name": {"short": "together", "full": first.text.name},
        "description": {"short": first.text.short, "full": first.text.full},
        "icons": {"color": "color.png", "outline": "outline.png"},
        "accentColor": icons.ACCENT,
        "localizationInfo": {
            "defaultLanguageTag": first.language,
            "additionalLanguages": [
                {"languageTag": other.language, "file": f"{other.language}.json"} for other in others
            ],
        },
        "bots": [_bot(app_id, first, preview=preview)],
        # Graph lets an app put itself into a chat only if its package names it: TeamsAppInstallation.ReadWriteSelfForChat
        "webApplicationInfo": {"id": app_id, "resource": f"api://botid-{app_id}"},
        "validDomains": [domain],
    }


def _bot(app_id: str, words: AppWords, *, preview: bool) -> Json:
    bot: Json = {
        "botId": app_id,
        "scopes": ["personal", "groupChat"],
        "supportsFiles": False,
        "isNotificationOnly": False,
        "commandLists": [{"scopes": ["personal", "groupChat"], "commands": _commands(words.commands)}],
    }
    if preview:
        slash = {"scopes": ["groupChat"], "triggers": ["slash"], "commands": _commands(words.commands)}
        lists = bot["commandLists"]
        assert isinstance(lists, list)
        bot |= {"supportsTargetedMessages": True, "commandLists": [*lists, slash]}
    return bot


def _commands(commands: Sequence[CommandWord]) -> list[Json]:
    """As many as Teams takes."""
    return [
        {
            "title": command.word[: limits.COMMAND_TITLE],
            "description": command.description[: limits.COMMAND_DESCRIPTION],
        }
        for command in commands[: limits.COMMANDS]
    ]


def _local(first: AppWords, other: AppWords, lists: int) -> Json:
    """The same in another language, each of the `lists` of commands too."""
    found: Json = {
        "$schema": "https://developer.microsoft.com/json-schemas/teams/"
        f"v{VERSION}/MicrosoftTeams.Localization.schema.json",
        "name.short": "together",
        "name.full": other.text.name,
        "description.short": other.text.short,
        "description.full": other.text.full,
    }
    for number, command in enumerate(_commands(other.commands)[: len(first.commands)]):
        for where in range(lists):
            at = f"bots[0].commandLists[{where}].commands[{number}]"
            found |= {f"{at}.{name}": told for name, told in command.items()}
    return found


def _text(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"

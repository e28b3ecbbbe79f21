"""Makes the app's manifest for api.slack.com/apps (docs.slack.dev/reference/app-manifest); docs/slack.md explains each scope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from adapters.slack import limits, shortcuts
from adapters.slack.words import begun
from bot.engine.flows.agenda.actions import AGENDA
from bot.engine.flows.date.actions import DATE
from bot.engine.flows.evaluation.actions import EVALUATE
from bot.engine.flows.help.actions import HELP
from bot.engine.flows.language.actions import LANGUAGE
from bot.engine.flows.pause.actions import PAUSE
from bot.engine.flows.prep.actions import PREP
from bot.engine.flows.status.actions import STATUS
from bot.engine.ids import Command
from bot.ports import ManifestRefused
from bot.ports.language import AppWords

SCOPES = {
    "app_mentions:read": "hear « @together prep » in a channel",
    "chat:write": "post the cards and update them",
    "commands": "the command /together, and the shortcuts",
    "files:read": "read the CSV that a coordinator drops into their own conversation with the bot",
    "files:write": "give a coordinator a list as a file, where the bot has no address on the web",
    "im:history": "hear a word written to the bot, and look a doubtful message up",
    "im:write": "open each one's conversation with the bot",
    "mpim:history": "look a doubtful message up in the pair's conversation",
    "mpim:write": "open the pair's conversation",
    "users:read": "time zones and languages, also when they change; who is deactivated, a bot or a guest",
    "users:read.email": "find members by the e-mail addresses of the CSV",
}
"""Each bot scope, and what it is for."""

EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked", "user_change")

HINTED = frozenset(
    {
        *(PREP, AGENDA, DATE, EVALUATE),
        *(STATUS, PAUSE, LANGUAGE, HELP),
    }
)
"""The commands that Slack shows while somebody types `/together`."""

DESCRIPTION = 140
"""Characters that Slack has room for."""

_ADDRESS = re.compile(r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d{1,5})?(/[\w.~-]+)*", re.ASCII)


class BadAddress(ManifestRefused):
    """Slack takes https addresses only."""

    def __init__(self, url: str) -> None:
        super().__init__(f"«{url}» is no address that Slack could reach: write it like https://together.example.org")


def manifest(
    words: Sequence[AppWords], url: str = "", *, socket: bool = False, oauth: bool = False, rotation: bool = False
) -> dict[str, object]:
    """`words` are those of each language, the default one first: Slack shows all of them side by side.

    `url` is where Slack reaches the web process; not needed with Socket Mode. `rotation` lets tokens expire: only where
    they come by OAuth can they be renewed. Raises `BadAddress`.
    """
    url = url.rstrip("/")
    if url and not _ADDRESS.fullmatch(url):
        raise BadAddress(url)
    where = {} if socket else {"request_url": f"{url}/slack/events"}
    command = {
        "command": "/together",
        "description": _beside(one.text.command for one in words),
        "usage_hint": " · ".join(one.word for one in words[0].commands if one.command in HINTED),
        "should_escape": False,
        **({} if socket else {"url": f"{url}/slack/events"}),
    }
    scopes: dict[str, object] = {"scopes": {"bot": list(SCOPES)}}
    if oauth:
        scopes["redirect_urls"] = [f"{url}/slack/oauth_redirect"]
    return {
        "_metadata": {"major_version": 2},
        "display_information": {
            "name": "together",
            "description": _beside(one.text.tagline for one in words),
            "background_color": "#2f4858",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "together", "always_online": True},
            "shortcuts": [_shortcut(words, kind, one) for kind in shortcuts.KINDS for one in shortcuts.COMMANDS],
            "slash_commands": [command],
        },
        "oauth_config": scopes,
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS), **where},
            "interactivity": {"is_enabled": True, **where},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": rotation,
        },
    }


def named(made: Mapping[str, object], name: str) -> dict[str, object]:
    """Returns the manifest of an app that is called so; its command stays `/together`, which every language's words name."""
    shown, features = made["display_information"], made["features"]
    assert isinstance(shown, dict)
    assert isinstance(features, dict)
    bot = {**features["bot_user"], "display_name": name}
    return {**made, "display_information": {**shown, "name": name}, "features": {**features, "bot_user": bot}}


def _shortcut(words: Sequence[AppWords], kind: str, command: Command) -> dict[str, str]:
    """In the default language, as a button with that command says it; all languages stand in its description."""
    runs = [one.run for told in words for one in told.commands if one.command == command]
    return {
        "name": begun(runs[0], limits.SHORTCUT_NAME),
        "type": kind,
        "callback_id": shortcuts.callback_id(kind, command),
        "description": _beside(runs),
    }


def _beside(texts: Iterable[str]) -> str:
    """As many of the languages' texts as there is room for."""
    said = ""
    for text in texts:
        longer = f"{said} · {text}" if said else text
        if len(longer) > DESCRIPTION:
            break
        said = longer
    return said

"""The app's manifest, for api.slack.com/apps (docs.slack.dev/reference/app-manifest); docs/slack.md explains each scope."""

from __future__ import annotations

import re

from bot.ports import ManifestRefused

SCOPES = {
    "app_mentions:read": "hear « @together prep » in a channel",
    "chat:write": "post the cards and update them",
    "commands": "the command /together",
    "im:history": "hear a word written to the bot, and look a doubtful message up",
    "im:write": "open each one's conversation with the bot",
    "mpim:history": "look a doubtful message up in the pair's conversation",
    "mpim:write": "open the pair's conversation",
    "users:read": "time zones and languages, also when they change; who is deactivated, a bot or a guest",
    "users:read.email": "find members by the e-mail addresses of the CSV",
}
"""Each bot scope, and what it is for."""

EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked", "user_change")


_ADDRESS = re.compile(r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d{1,5})?(/[\w.~-]+)*", re.ASCII)


class BadAddress(ManifestRefused):
    """Slack takes https addresses only."""

    def __init__(self, url: str) -> None:
        super().__init__(f"«{url}» is no address that Slack could reach: write it like https://together.example.org")


def manifest(url: str = "", *, socket: bool = False, oauth: bool = False) -> dict[str, object]:
    """`url` is where Slack reaches the web process; not needed with Socket Mode. Raises `BadAddress`."""
    url = url.rstrip("/")
    if url and not _ADDRESS.fullmatch(url):
        raise BadAddress(url)
    where = {} if socket else {"request_url": f"{url}/slack/events"}
    command = {
        "command": "/together",
        "description": "Votre parcours · your programme",
        "usage_hint": "prep · agenda · date · évaluer · statut · pause · langue · aide",
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
            "description": "Un parcours de mentorat, pas à pas · a mentoring programme, step by step",
            "background_color": "#2f4858",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "together", "always_online": True},
            "slash_commands": [command],
        },
        "oauth_config": scopes,
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS), **where},
            "interactivity": {"is_enabled": True, **where},
            "org_deploy_enabled": False,
            "socket_mode_enabled": socket,
            "token_rotation_enabled": False,
        },
    }

"""Slack's settings: one workspace by its token, or many by OAuth; by HTTP, or by Socket Mode behind a firewall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

NAMES = (
    "SLACK_API_URL",
    "SLACK_APP_ID",
    "SLACK_APP_TOKEN",
    "SLACK_BOT_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_SIGNING_SECRET",
)

SECRETS = ("SLACK_APP_TOKEN", "SLACK_BOT_TOKEN", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET")
"""Those of them that nobody else may read."""

DEFAULT_API_URL = "https://slack.com/api/"

WHERE = {
    "SLACK_API_URL": "Leave it out for slack.com; for GovSlack it is https://slack-gov.com/api/",
    "SLACK_APP_TOKEN": "Basic Information, App-Level Tokens, scope connections:write; it begins with xapp-",
    "SLACK_BOT_TOKEN": "OAuth & Permissions, Bot User OAuth Token; it begins with xoxb-",
    "SLACK_CLIENT_ID": "Basic Information, App Credentials",
    "SLACK_CLIENT_SECRET": "Basic Information, App Credentials",
    "SLACK_SIGNING_SECRET": "Basic Information, App Credentials",
    "PUBLIC_URL": "the https address at which Slack reaches the web process",
}
"""Where a missing setting is found: pages of the app at api.slack.com/apps, unless it says otherwise."""

_ROTATING = "xoxe."
"""What tokens begin with that expire."""

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

_PREFIXES = {"SLACK_BOT_TOKEN": "xoxb-", "SLACK_APP_TOKEN": "xapp-"}


@dataclass(frozen=True, slots=True)
class SlackSettings:
    bot_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    """Switches Socket Mode on."""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    app_id: str = ""
    api_url: str = DEFAULT_API_URL

    @property
    def many(self) -> bool:
        """Many workspaces, each installed by OAuth."""
        return not self.bot_token


def read(values: Mapping[str, str], faults: list[str]) -> SlackSettings:
    """`values` are without their prefix."""
    mine = {name: values.get(name, "") for name in NAMES}
    faults.extend(_faults({**values, **mine}))
    url = mine["SLACK_API_URL"] or DEFAULT_API_URL
    return SlackSettings(
        bot_token=mine["SLACK_BOT_TOKEN"],
        signing_secret=mine["SLACK_SIGNING_SECRET"],
        app_token=mine["SLACK_APP_TOKEN"],
        client_id=mine["SLACK_CLIENT_ID"],
        client_secret=mine["SLACK_CLIENT_SECRET"],
        app_id=mine["SLACK_APP_ID"],
        api_url=url if url.endswith("/") else f"{url}/",
    )


def _faults(values: Mapping[str, str]) -> list[str]:
    found = [
        f"TOGETHER_{name} must begin with {prefix} ({WHERE[name]})."
        for name, prefix in _PREFIXES.items()
        if values.get(name) and not values[name].startswith((prefix, _ROTATING))
    ]
    if values.get("SLACK_BOT_TOKEN", "").startswith(_ROTATING):
        found.append(
            "TOGETHER_SLACK_BOT_TOKEN expires after twelve hours, and a setting cannot be renewed: token rotation is on for "
            "this app. Install it by OAuth (TOGETHER_SLACK_CLIENT_ID), or make a new app without rotation: Slack does not "
            "let it be switched off again."
        )
    if values.get("SLACK_API_URL") and not _is_api(values["SLACK_API_URL"]):
        found.append(f"TOGETHER_SLACK_API_URL must read https://HOST/api/. {WHERE['SLACK_API_URL']}.")
    by_oauth = any(values.get(name) for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"))
    if values.get("SLACK_BOT_TOKEN") and by_oauth:
        found.append(
            "TOGETHER_SLACK_BOT_TOKEN is for one workspace and TOGETHER_SLACK_CLIENT_ID for many by OAuth: keep one."
        )
    needed = (
        ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "PUBLIC_URL", "SLACK_SIGNING_SECRET"]
        if by_oauth
        else ["SLACK_BOT_TOKEN"]
    )
    if not by_oauth and not values.get("SLACK_APP_TOKEN"):
        needed.append("SLACK_SIGNING_SECRET")
    return found + [
        f"TOGETHER_{name} is missing and TOGETHER_CHANNELS names slack: {WHERE[name]}."
        for name in needed
        if not values.get(name)
    ]


def _is_api(url: str) -> bool:
    """Whether it can be the address of a Web API; plain http on this machine alone."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # raises for one that is no number
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
    bare = not (parts.query or parts.fragment or parts.username or parts.password)
    return safe and bare and bool(parts.hostname) and parts.path.rstrip("/") == "/api"

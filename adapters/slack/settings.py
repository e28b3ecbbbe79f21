"""Slack's settings: one workspace by its token, or many by OAuth; by HTTP, or by Socket Mode behind a firewall."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NAMES = (
    "SLACK_API_URL",
    "SLACK_APP_ID",
    "SLACK_APP_TOKEN",
    "SLACK_BOT_TOKEN",
    "SLACK_CLIENT_ID",
    "SLACK_CLIENT_SECRET",
    "SLACK_SIGNING_SECRET",
)

WHERE = {
    "SLACK_APP_TOKEN": "Basic Information, App-Level Tokens, scope connections:write; it begins with xapp-",
    "SLACK_BOT_TOKEN": "OAuth & Permissions, Bot User OAuth Token; it begins with xoxb-",
    "SLACK_CLIENT_ID": "Basic Information, App Credentials",
    "SLACK_CLIENT_SECRET": "Basic Information, App Credentials",
    "SLACK_SIGNING_SECRET": "Basic Information, App Credentials",
    "PUBLIC_URL": "the https address at which Slack reaches the web process",
}
"""Where a missing setting is found: pages of the app at api.slack.com/apps, unless it says otherwise."""

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
    api_url: str = "https://slack.com/api/"

    @property
    def many(self) -> bool:
        """Many workspaces, each installed by OAuth."""
        return not self.bot_token


def read(values: Mapping[str, str], faults: list[str]) -> SlackSettings:
    """`values` are without their prefix."""
    mine = {name: values.get(name, "") for name in NAMES}
    faults.extend(_faults({**values, **mine}))
    url = mine["SLACK_API_URL"] or "https://slack.com/api/"
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
        if values.get(name) and not values[name].startswith(prefix)
    ]
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

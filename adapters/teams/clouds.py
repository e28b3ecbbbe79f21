"""Names Microsoft's clouds: where each lets an app log in, who signs what it sends, what the app's tokens are for, and where
Teams is written to.

Hosts: learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high and how-to-deploy-china-cloud,
learn.microsoft.com/graph/deployments, "Send proactive messages" of the Teams platform's documentation, and Microsoft's own Teams
and Agents SDKs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import assert_never


class Resource(Enum):
    """What a token of the app is for."""

    CONNECTOR = auto()
    """Teams, which takes the bot's messages."""
    GRAPH = auto()


@dataclass(frozen=True, slots=True)
class MicrosoftCloud:
    """Holds the addresses of one cloud, each without a slash at its end."""

    login: str
    connector: str
    """Signs the tokens of what Teams sends, and is what the bot's own tokens to Teams are for."""
    openid: str
    """Says where the keys of those signatures are."""
    graph: str
    exchange: str
    """What the token of a managed identity is for that vouches for an app."""
    service: str
    """Where Teams is written to while no activity has told; empty where Microsoft names no such address."""

    def resource(self, resource: Resource) -> str:
        match resource:
            case Resource.CONNECTOR:
                return self.connector
            case Resource.GRAPH:
                return self.graph
            case _:
                assert_never(resource)


PUBLIC = MicrosoftCloud(
    login="https://login.microsoftonline.com",
    connector="https://api.botframework.com",
    openid="https://login.botframework.com/v1/.well-known/openidconfiguration",
    graph="https://graph.microsoft.com",
    exchange="api://AzureADTokenExchange",
    service="https://smba.trafficmanager.net/teams",
)
GCC = replace(PUBLIC, service="https://smba.infra.gcc.teams.microsoft.com/teams")
GCC_HIGH = MicrosoftCloud(
    login="https://login.microsoftonline.us",
    connector="https://api.botframework.us",
    openid="https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
    graph="https://graph.microsoft.us",
    exchange="api://AzureADTokenExchangeUSGov",
    service="https://smba.infra.gov.teams.microsoft.us/teams",
)
DOD = MicrosoftCloud(
    login=GCC_HIGH.login,
    connector=GCC_HIGH.connector,
    openid=GCC_HIGH.openid,
    graph="https://dod-graph.microsoft.us",
    exchange=GCC_HIGH.exchange,
    service="https://smba.infra.dod.teams.microsoft.us/teams",
)
CHINA = MicrosoftCloud(
    login="https://login.partner.microsoftonline.cn",
    connector="https://api.botframework.azure.cn",
    openid="https://login.botframework.azure.cn/v1/.well-known/openidconfiguration",
    graph="https://microsoftgraph.chinacloudapi.cn",
    exchange="api://AzureADTokenExchangeChina",
    service="",
)

CLOUDS = {"public": PUBLIC, "gcc": GCC, "gcc-high": GCC_HIGH, "dod": DOD, "china": CHINA}
"""By the name that `TOGETHER_TEAMS_CLOUD` gives them."""

"""The channels that are switched on, each imported only then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.app import App
from bot.ports import Channel, Directory

if TYPE_CHECKING:
    from adapters.teams.connector import Connector
    from adapters.teams.server import Teams


def outbound(parts: App) -> Mapping[str, Channel]:
    """What the worker delivers to, by name."""
    found: dict[str, Channel] = {}
    if "local" in parts.settings.channels:
        from adapters.local.channel import LocalChannel
        from storage.repositories.mailbox import SqlMailbox

        found["local"] = LocalChannel(SqlMailbox(parts.store), parts.content.voices, parts.clock)
    if "teams" in parts.settings.channels:
        found["teams"] = teams(parts).channel
    if "slack" in parts.settings.channels:
        from bot.app.slack import channel

        found["slack"] = channel(parts)
    return found


async def check(parts: App) -> None:
    """Raises `SettingsBroken` where a platform does not take what the settings say."""
    if "slack" in parts.settings.channels:
        from bot.app import slack

        await slack.check(parts)


async def closed(channels: Mapping[str, Channel]) -> None:
    """Ends the connections that channels keep open, if they keep any."""
    for channel in channels.values():
        close = getattr(channel, "close", None)
        if close is not None:
            await close()


def directories(parts: App) -> Mapping[str, Directory]:
    """Where members can be looked up, by the channel's name."""
    found: dict[str, Directory] = {}
    if parts.settings.teams is not None:
        from adapters.teams.people import TeamsDirectory

        found["teams"] = TeamsDirectory(parts.settings.teams.tenants)
    if "slack" in parts.settings.channels:
        from bot.app.slack import directory

        found["slack"] = directory(parts)
    return found


def teams(parts: App, connector: Connector | None = None) -> Teams:
    """The Teams channel of this process; `connector` instead of its own."""
    from adapters.teams.server import App as TeamsApp
    from adapters.teams.server import Parts, Teams
    from storage.repositories.references import SqlReferences

    app = parts.settings.teams
    assert app is not None, "the settings see to it that a channel that is on has what it needs"
    references = SqlReferences(parts.store)
    given = Parts(
        parts.interactions,
        parts.store,
        references,
        parts.content.voices,
        parts.clock,
        parts.content.programme.languages,
    )
    return Teams(TeamsApp(app.id, app.password, app.tenants, app.catalogue), given, connector=connector)

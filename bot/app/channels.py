"""The channels that are switched on, each imported only then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.app import Container
from bot.ports import Channel, Directory

if TYPE_CHECKING:
    from adapters.teams.connector import Connector
    from adapters.teams.server import Teams


def outbound(container: Container) -> Mapping[str, Channel]:
    """What the worker delivers to, by name."""
    found: dict[str, Channel] = {}
    if "local" in container.settings.channels:
        from adapters.local.channel import LocalChannel
        from storage.repositories.mailbox import SqlMailbox

        found["local"] = LocalChannel(SqlMailbox(container.store), container.content.voices, container.clock)
    if "teams" in container.settings.channels:
        found["teams"] = teams(container).channel
    if "slack" in container.settings.channels:
        from bot.app.slack import channel

        found["slack"] = channel(container)
    return found


async def check(container: Container) -> None:
    """Raises `SettingsBroken` where a platform does not take what the settings say."""
    if "slack" in container.settings.channels:
        from bot.app import slack

        await slack.check(container)


async def closed(channels: Mapping[str, Channel]) -> None:
    """Ends the connections that channels keep open, if they keep any."""
    for channel in channels.values():
        close = getattr(channel, "close", None)
        if close is not None:
            await close()


def directories(container: Container) -> Mapping[str, Directory]:
    """Where members can be looked up, by the channel's name."""
    found: dict[str, Directory] = {}
    if container.settings.teams is not None:
        from adapters.teams.people import TeamsDirectory

        found["teams"] = TeamsDirectory(container.settings.teams.tenants)
    if "slack" in container.settings.channels:
        from bot.app.slack import directory

        found["slack"] = directory(container)
    return found


def teams(container: Container, connector: Connector | None = None) -> Teams:
    """The Teams channel of this process; `connector` instead of its own."""
    from adapters.teams.server import App as TeamsApp
    from adapters.teams.server import Parts, Teams
    from storage.repositories.references import SqlReferences

    app = container.settings.teams
    assert app is not None, "the settings see to it that a channel that is on has what it needs"
    references = SqlReferences(container.store)
    given = Parts(
        container.interactions,
        container.store,
        references,
        container.content.voices,
        container.clock,
        container.content.programme.languages,
    )
    return Teams(TeamsApp(app.id, app.password, app.tenants, app.catalogue), given, connector=connector)

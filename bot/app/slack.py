"""Slack's parts, put together. Imported only where the channel is switched on: Bolt takes half a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.slack.workspaces import ManyWorkspaces, OneWorkspace, Wire, Workspaces
from bot.app import Container
from storage.repositories.installations import SqlInstallations

if TYPE_CHECKING:
    from aiohttp import web

    from adapters.slack.channel import SlackChannel
    from adapters.slack.people import SlackDirectory
    from adapters.slack.server import Front


def channel(container: Container) -> SlackChannel:
    from adapters.slack.channel import SlackChannel

    wire = Wire(container.settings.slack.api_url)
    return SlackChannel(_workspaces(container, wire), container.content.voices, wire)


def directory(container: Container) -> SlackDirectory:
    from adapters.slack.people import SlackDirectory

    wire = Wire(container.settings.slack.api_url)
    return SlackDirectory(_workspaces(container, wire), wire)


async def check(container: Container) -> None:
    """Raises `SettingsBroken` if Slack does not take the bot token of the settings, `KeyMissing` if a stored one cannot be read."""
    if container.settings.slack.many:
        await _installations(container).every()
    wire = Wire(container.settings.slack.api_url)
    try:
        await _taken(container, wire)
    finally:
        await wire.close()


async def _taken(container: Container, wire: Wire) -> None:
    from adapters.slack.tokens import taken

    if not container.settings.slack.many:
        await taken("SLACK_BOT_TOKEN", wire.client(container.settings.slack.bot_token).auth_test())


def attach(application: web.Application, container: Container) -> None:
    """Slack's routes, or its socket, and what they need while the application runs."""
    from adapters.slack.server import attach

    attach(application, front(container))


def front(container: Container) -> Front:
    from adapters.slack.answers import BackgroundTasks, Responder
    from adapters.slack.edge import Edge
    from adapters.slack.handlers import Handlers
    from adapters.slack.home import Home
    from adapters.slack.lookup import LookUp
    from adapters.slack.server import REDIRECT, Front

    settings = container.settings.slack
    wire, background = Wire(settings.api_url), BackgroundTasks()
    workspaces = _workspaces(container, wire)
    handlers = Handlers(
        interactions=container.interactions,
        voices=container.content.voices,
        workspaces=workspaces,
        responder=Responder(wire),
        background=background,
        home=Home(container.interactions),
        languages=container.content.programme.languages,
    )
    installations = _installations(container) if settings.many else None

    async def ready() -> None:
        await _taken(container, wire)
        if installations is not None:
            await installations.rotate()  # also shows that every token can be read

    oauth = None
    if installations is not None:
        from adapters.slack.install import OAuthApp, flow

        oauth = flow(
            installations,
            wire,
            container.clock,
            OAuthApp(settings.client_id, settings.client_secret, f"{container.settings.public_url}{REDIRECT}"),
            container.settings.secret_keys,
        )
    edge = Edge(settings.signing_secret, LookUp(workspaces), container.clock, settings.app_id)
    return Front(handlers, wire, background, edge, oauth, settings.app_token, ready)


def _workspaces(container: Container, wire: Wire) -> Workspaces:
    settings = container.settings.slack
    if not settings.many:
        return OneWorkspace(wire, settings.bot_token, container.clock)
    return ManyWorkspaces(wire, _installations(container), container.clock)


def _installations(container: Container) -> SqlInstallations:
    return SqlInstallations(container.store, "slack", container.settings.secret_keys)

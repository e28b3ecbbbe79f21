"""Slack's parts, put together. Imported only where the channel is switched on: Bolt takes half a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.slack.workspaces import ManyWorkspaces, OneWorkspace, Wire, Workspaces
from bot.app import App
from storage.repositories.installations import SqlInstallations

if TYPE_CHECKING:
    from aiohttp import web

    from adapters.slack.channel import SlackChannel
    from adapters.slack.people import SlackDirectory
    from adapters.slack.server import Front


def channel(parts: App) -> SlackChannel:
    from adapters.slack.channel import SlackChannel

    wire = Wire(parts.settings.slack.api_url)
    return SlackChannel(_workspaces(parts, wire), parts.content.voices, wire)


def directory(parts: App) -> SlackDirectory:
    from adapters.slack.people import SlackDirectory

    wire = Wire(parts.settings.slack.api_url)
    return SlackDirectory(_workspaces(parts, wire), wire)


async def check(parts: App) -> None:
    """Raises `SettingsBroken` if Slack does not take the bot token of the settings, `KeyMissing` if a stored one cannot be read."""
    if parts.settings.slack.many:
        await _installations(parts).every()
    wire = Wire(parts.settings.slack.api_url)
    try:
        await _taken(parts, wire)
    finally:
        await wire.close()


async def _taken(parts: App, wire: Wire) -> None:
    from adapters.slack.tokens import taken

    if not parts.settings.slack.many:
        await taken("SLACK_BOT_TOKEN", wire.client(parts.settings.slack.bot_token).auth_test())


def attach(application: web.Application, parts: App) -> None:
    """Slack's routes, or its socket, and what they need while the application runs."""
    from adapters.slack.server import attach

    attach(application, front(parts))


def front(parts: App) -> Front:
    from adapters.slack.answers import BackgroundTasks, Responder
    from adapters.slack.edge import Edge
    from adapters.slack.handlers import Handlers
    from adapters.slack.home import Home
    from adapters.slack.lookup import LookUp
    from adapters.slack.server import REDIRECT, Front

    settings = parts.settings.slack
    wire, background = Wire(settings.api_url), BackgroundTasks()
    workspaces = _workspaces(parts, wire)
    handlers = Handlers(
        interactions=parts.interactions,
        voices=parts.content.voices,
        workspaces=workspaces,
        responder=Responder(wire),
        background=background,
        home=Home(parts.interactions),
        languages=parts.content.programme.languages,
    )
    installations = _installations(parts) if settings.many else None

    async def ready() -> None:
        await _taken(parts, wire)
        if installations is not None:
            await installations.rotate()  # also shows that every token can be read

    oauth = None
    if installations is not None:
        from adapters.slack.install import flow

        oauth = flow(
            installations,
            wire,
            parts.clock,
            client_id=settings.client_id,
            client_secret=settings.client_secret,
            redirect_uri=f"{parts.settings.public_url}{REDIRECT}",
            keys=parts.settings.secret_keys,
        )
    edge = Edge(settings.signing_secret, LookUp(workspaces), parts.clock, settings.app_id)
    return Front(handlers, wire, background, edge, oauth, settings.app_token, ready)


def _workspaces(parts: App, wire: Wire) -> Workspaces:
    settings = parts.settings.slack
    if not settings.many:
        return OneWorkspace(wire, settings.bot_token, parts.clock)
    return ManyWorkspaces(wire, _installations(parts), parts.clock)


def _installations(parts: App) -> SqlInstallations:
    return SqlInstallations(parts.store, "slack", parts.settings.secret_keys)

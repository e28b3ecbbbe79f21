"""Puts Slack's parts together. Imported only where the channel is switched on: Bolt takes half a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.slack.answers import BackgroundTasks, Responder
from adapters.slack.channel import SlackChannel
from adapters.slack.people import SlackDirectory
from adapters.slack.settings import SlackSettings
from adapters.slack.tokens import taken
from adapters.slack.workspaces import ManyWorkspaces, OneWorkspace, Wire, Workspaces
from bot.ports import ChannelContext, Installations

if TYPE_CHECKING:
    from adapters.slack.server import Front


def channel(context: ChannelContext) -> SlackChannel:
    wire = _wire(context)
    return SlackChannel(_workspaces(context, wire), context.voices, wire)


def directory(context: ChannelContext) -> SlackDirectory:
    wire = _wire(context)
    return SlackDirectory(_workspaces(context, wire), wire)


async def check(context: ChannelContext) -> None:
    """Raises `SettingsBroken` if Slack does not take the bot token of the settings, `KeyMissing` if a stored one cannot be read."""
    if _settings(context).many:
        await _installations(context).every()
    wire = _wire(context)
    try:
        await _taken(context, wire)
    finally:
        await wire.close()


async def _taken(context: ChannelContext, wire: Wire) -> None:
    settings = _settings(context)
    if not settings.many:
        await taken("SLACK_BOT_TOKEN", wire.client(settings.bot_token).auth_test())


def front(context: ChannelContext) -> Front:
    """What serves Slack in the web process."""
    from adapters.slack.edge import Edge
    from adapters.slack.handlers import Handlers
    from adapters.slack.home import Home
    from adapters.slack.lookup import LookUp
    from adapters.slack.server import REDIRECT, Front

    settings = _settings(context)
    wire, background = _wire(context), BackgroundTasks()
    workspaces = _workspaces(context, wire)
    handlers = Handlers(
        interactions=context.interactions,
        voices=context.voices,
        workspaces=workspaces,
        responder=Responder(wire),
        background=background,
        home=Home(context.interactions),
        languages=context.languages,
    )
    installations = _installations(context) if settings.many else None

    async def ready() -> None:
        await _taken(context, wire)
        if installations is not None:
            await installations.rotate()  # also shows that every token can be read

    oauth = None
    if installations is not None:
        from adapters.slack.install import OAuthApp, flow

        oauth = flow(
            installations,
            wire,
            context.clock,
            OAuthApp(settings.client_id, settings.client_secret, f"{context.web.url}{REDIRECT}"),
            context.web.keys,
        )
    edge = Edge(settings.signing_secret, LookUp(workspaces), context.clock, settings.app_id)
    return Front(handlers, wire, background, edge, oauth, settings.app_token, ready)


def _settings(context: ChannelContext) -> SlackSettings:
    return context.sections.of(SlackSettings)


def _wire(context: ChannelContext) -> Wire:
    return Wire(_settings(context).api_url)


def _workspaces(context: ChannelContext, wire: Wire) -> Workspaces:
    settings = _settings(context)
    if not settings.many:
        return OneWorkspace(wire, settings.bot_token, context.clock)
    return ManyWorkspaces(wire, _installations(context), context.clock)


def _installations(context: ChannelContext) -> Installations:
    return context.installations(SlackChannel.name)

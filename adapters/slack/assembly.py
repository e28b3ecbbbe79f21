"""Puts Slack's parts together. Imported only where the channel is switched on: Bolt takes half a second."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from adapters.slack.answers import BackgroundTasks, Responder
from adapters.slack.channel import SlackChannel
from adapters.slack.dropped import SlackDroppedFiles
from adapters.slack.people import SlackDirectory
from adapters.slack.rotation import REDIRECT, OAuthApp, Rotation
from adapters.slack.scopes import told
from adapters.slack.settings import SlackSettings
from adapters.slack.tokens import answers, scopes, taken
from adapters.slack.workspaces import ManyWorkspaces, OneWorkspace, Wire, Workspaces
from bot.ports import ChannelContext, Installations
from bot.ports.troubles import ChannelTrouble, TroubleKind
from bot.settings import SettingsBroken

if TYPE_CHECKING:
    from aiohttp import web

    from adapters.slack.server import Front


def channel(context: ChannelContext) -> SlackChannel:
    wire = _wire(context)
    workspaces = _workspaces(context, wire, _rotation(context, wire))
    return SlackChannel(workspaces, context.voices, wire, context.troubles, context.files)


def directory(context: ChannelContext) -> SlackDirectory:
    wire = _wire(context)
    return SlackDirectory(_workspaces(context, wire, _rotation(context, wire)), wire)


def files(context: ChannelContext) -> SlackDroppedFiles:
    wire = _wire(context)
    return SlackDroppedFiles(_workspaces(context, wire, _rotation(context, wire)), wire)


def install_page(context: ChannelContext) -> str:
    return _app(context).install_url if _settings(context).many else ""


async def check(context: ChannelContext) -> None:
    """Raises `SettingsBroken` if Slack takes nothing and no other channel is on, `KeyMissing` if a stored token cannot be read."""
    wire = _wire(context)
    try:
        await _judged(context, wire)
    finally:
        await wire.close()


async def _judged(context: ChannelContext, wire: Wire) -> None:
    """Asks Slack what the settings are worth; what is wrong is reported. Raises `SettingsBroken`, `KeyMissing`."""
    try:
        await answers(wire)
        if _settings(context).many:
            await _many(context)
        else:
            await _one(context, wire)
    except SettingsBroken as broken:
        await context.troubles.report(ChannelTrouble(SlackChannel.name, TroubleKind.TOKEN, str(broken)))
        if context.alone:
            raise


async def _one(context: ChannelContext, wire: Wire) -> None:
    said = await taken("SLACK_BOT_TOKEN", wire.client(_settings(context).bot_token).auth_test())
    if said is None:
        return
    for workspace in ("", str(said["team_id"])):
        await context.troubles.over(SlackChannel.name, TroubleKind.TOKEN, workspace=workspace)
    granted = scopes(said.headers)
    if granted is not None:
        await told(context.troubles, "", granted.split(","))


async def _many(context: ChannelContext) -> None:
    await context.troubles.over(SlackChannel.name, TroubleKind.TOKEN)
    for one in await _installations(context).every():
        await told(context.troubles, one.workspace, one.scopes)


def front(context: ChannelContext) -> Front:
    """What serves Slack in the web process."""
    from adapters.slack.edge import Edge
    from adapters.slack.handlers import Handlers
    from adapters.slack.home import Home
    from adapters.slack.lookup import LookUp
    from adapters.slack.server import Front
    from adapters.slack.socket import Connection

    settings = _settings(context)
    wire, background = _wire(context), BackgroundTasks()
    rotation = _rotation(context, wire)
    workspaces = _workspaces(context, wire, rotation)
    handlers = Handlers(
        interactions=context.interactions,
        voices=context.voices,
        workspaces=workspaces,
        responder=Responder(wire),
        background=background,
        home=Home(context.interactions),
        languages=context.languages,
        troubles=context.troubles,
    )
    socket = Connection(settings.app_token, wire, context.troubles, context.alone) if settings.app_token else None

    async def ready() -> None:
        await _judged(context, wire)
        if settings.many:
            await _installations(context).rotate()  # also shows that every token can be read
        if socket is None:
            await context.troubles.over(SlackChannel.name, TroubleKind.SOCKET)

    return Front(
        handlers=handlers,
        wire=wire,
        background=background,
        edge=Edge(settings.signing_secret, LookUp(workspaces), context.clock, settings.app_id),
        installing=_install_routes(context, wire) if settings.many else (),
        socket=socket,
        ready=ready,
        rotation=rotation,
    )


def _install_routes(context: ChannelContext, wire: Wire) -> Sequence[web.RouteDef]:
    from adapters.slack.install import Installing, flow
    from adapters.slack.install_pages import InstallPages
    from adapters.slack.install_routes import routes

    app = _app(context)
    pages = InstallPages(context.voices, context.languages, app.install_url)
    parts = Installing(
        installations=_installations(context),
        store=context.store,
        clock=context.clock,
        troubles=context.troubles,
        keys=context.web.keys,
        languages=context.languages,
        greets=context.greets,
    )
    return routes(flow(parts, wire, app, pages), pages)


def _settings(context: ChannelContext) -> SlackSettings:
    return context.sections.of(SlackSettings)


def _wire(context: ChannelContext) -> Wire:
    return Wire(_settings(context).api_url)


def _workspaces(context: ChannelContext, wire: Wire, rotation: Rotation | None) -> Workspaces:
    settings = _settings(context)
    if not settings.many:
        return OneWorkspace(wire, settings.bot_token, context.clock)
    return ManyWorkspaces(wire, _installations(context), context.clock, rotation)


def _rotation(context: ChannelContext, wire: Wire) -> Rotation | None:
    """None where the token stands in the settings: it cannot be renewed there."""
    if not _settings(context).many:
        return None
    return Rotation(wire, _installations(context), _app(context), context.clock, context.troubles)


def _app(context: ChannelContext) -> OAuthApp:
    settings = _settings(context)
    return OAuthApp(settings.client_id, settings.client_secret, f"{context.web.url}{REDIRECT}")


def _installations(context: ChannelContext) -> Installations:
    return context.installations(SlackChannel.name)

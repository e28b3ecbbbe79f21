"""The channels that are switched on, each given what it needs of the bot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from adapters.channels import CHANNELS
from bot.application.coordination.channel_troubles import NotedTroubles
from bot.application.coordination.files import ProgrammeFiles
from bot.application.coordination.inquiries.inquirer import Inquirer
from bot.ports import Channel, ChannelContext, ChannelPlugin, Directory, Installations, WebAddress
from bot.settings import Settings
from content.command_words import Completion
from storage.outbox.pace import Pace
from storage.repositories.installations import SqlInstallations
from storage.repositories.mailbox import SqlMailbox
from storage.repositories.references import SqlReferences

if TYPE_CHECKING:
    from aiohttp import web

    from bot.app import Container


def switched_on(settings: Settings) -> Sequence[ChannelPlugin]:
    return [plugin for plugin in CHANNELS if plugin.name in settings.channels]


def context(container: Container) -> ChannelContext:
    """What the channels are given; all of them the same."""
    settings, store = container.settings, container.store
    return ChannelContext(
        sections=settings.sections,
        web=WebAddress(settings.public_url, settings.secret_keys, settings.host),
        interactions=container.interactions,
        store=store,
        mailbox=SqlMailbox(store),
        references=SqlReferences(store),
        installations=partial(_installations, container),
        voices=container.content.voices,
        clock=container.clock,
        languages=container.content.programme.languages,
        spoken=tuple(container.content.languages.values()),
        words=Completion(container.content),
        files=ProgrammeFiles(container.store, container.clock),
        troubles=troubles(container),
        alone=len(switched_on(settings)) == 1,
    )


def troubles(container: Container) -> NotedTroubles:
    """What keeps channels from working: said in the log, to coordinators, and beside `/readyz`."""
    return NotedTroubles(container.store, container.clock)


def _installations(container: Container, channel: str) -> Installations:
    return SqlInstallations(container.store, channel, container.settings.secret_keys)


def pace(settings: Settings) -> Pace:
    """How fast each channel may be written to."""
    return Pace({plugin.name: plugin.rate for plugin in switched_on(settings)})


def outbound(container: Container) -> Mapping[str, Channel]:
    """What the worker delivers to, by name."""
    given = context(container)
    return {plugin.name: plugin.channel(given) for plugin in switched_on(container.settings)}


async def closed(channels: Mapping[str, Channel]) -> None:
    """Ends the connections that channels keep open."""
    for channel in channels.values():
        await channel.close()


async def check(container: Container) -> None:
    """Raises `SettingsBroken` where a platform does not take what the settings say, and no other channel is there to go on."""
    given = context(container)
    for plugin in switched_on(container.settings):
        await plugin.check(given)


def directories(container: Container) -> Mapping[str, Directory]:
    """Where members can be looked up, by the channel's name."""
    given = context(container)
    asked = {plugin.name: plugin.directory(given) for plugin in switched_on(container.settings)}
    return {name: directory for name, directory in asked.items() if directory is not None}


def inquirer(container: Container, owner: str) -> Inquirer:
    """Looks up whom coordinators ask for."""
    given = context(container)
    sent = {plugin.name: plugin.dropped(given) for plugin in switched_on(container.settings)}
    files = {name: one for name, one in sent.items() if one is not None}
    return Inquirer(container.service, directories(container), files, owner)


def attach(application: web.Application, container: Container) -> None:
    """The routes of every channel that is switched on."""
    given = context(container)
    for plugin in switched_on(container.settings):
        plugin.attach(application, given)

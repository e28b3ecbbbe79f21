"""The local page, as the bot's list of channels has it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from adapters.local.settings import SECTION, LocalSettings, keep_to_this_machine
from bot.ports import NO_LIMIT, Channel, ChannelContext, Directory, Manifest
from bot.ports.plugins.doctor import Check, DoctorContext
from bot.ports.plugins.dropped import DroppedFiles
from bot.text.system_messages import unreadable

if TYPE_CHECKING:
    from aiohttp import web

    from adapters.local.context import Jump


class LocalPlugin:
    """`bot.ports.ChannelPlugin`."""

    name = "local"
    section = SECTION
    rate = NO_LIMIT
    for_trying = True
    gives_files = False
    manifest: Manifest | None = None

    def address(self, id: str) -> str:
        return id

    def address_form(self, id: str) -> str:
        return ""

    def channel(self, context: ChannelContext) -> Channel:
        from adapters.local.channel import LocalChannel

        return LocalChannel(context.mailbox, context.voices, context.clock)

    def directory(self, context: ChannelContext) -> Directory | None:
        return None

    def dropped(self, context: ChannelContext) -> DroppedFiles | None:
        return None

    def install_page(self, context: ChannelContext) -> str:
        return ""

    def attach(self, application: web.Application, context: ChannelContext) -> None:
        attach_page(application, context, None)

    async def check(self, context: ChannelContext) -> None:
        """There is nobody to ask."""

    def doctor(self, given: DoctorContext) -> Sequence[Check]:
        return ()


def attach_page(application: web.Application, context: ChannelContext, jump: Jump | None) -> None:
    """Adds the page. `jump` moves the demo's clock; a real one cannot be moved.

    Raises `SettingsBroken` if other machines could reach it and nobody asked for that.
    """
    keep_to_this_machine(context.web.host, context.sections.get(LocalSettings))
    from adapters.local.cast import cast
    from adapters.local.context import PageContext
    from adapters.local.render import render
    from adapters.local.server import attach

    page = PageContext(
        interactions=context.interactions,
        mailbox=context.mailbox,
        clock=context.clock,
        cast=lambda: context.store.run(cast),
        jump=jump,
        words=context.words,
        languages=context.spoken,
        unreadable=render(unreadable(), context.voices(context.languages[:1], ())),
    )
    attach(application, page)


PLUGIN = LocalPlugin()

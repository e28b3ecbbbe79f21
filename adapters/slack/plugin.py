"""Slack, as the bot's list of channels has it. Bolt and the SDK are loaded only by the methods that need them."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from adapters.slack import limits
from adapters.slack.manifest import manifest, named
from adapters.slack.settings import NAMES, SECRETS, read
from bot.ports import Channel, ChannelContext, Directory, Manifest, ManifestRefused, ManifestSource, Rate, Section
from bot.ports.plugins.doctor import Check, DoctorContext
from bot.ports.plugins.dropped import DroppedFiles

if TYPE_CHECKING:
    from aiohttp import web


_ADDRESS = re.compile(r"[TE][A-Z0-9]+/[UW][A-Z0-9]+|([TE][A-Z0-9]+/)?[^\s/@]+@[^\s/@]+")


class SlackPlugin:
    """`bot.ports.ChannelPlugin`."""

    name = "slack"
    section = Section(NAMES, read, secrets=SECRETS)
    rate = Rate(limits.CONVERSATION_SECONDS, limits.WORKSPACE_PER_SECOND, limits.WORKSPACE_BURST)
    for_trying = False
    gives_files = True

    @property
    def manifest(self) -> Manifest:
        return SlackManifest()

    def address(self, id: str) -> str:
        return id

    def address_form(self, id: str) -> str:
        """Slack's ids of a workspace and a member, or an e-mail address."""
        return "" if _ADDRESS.fullmatch(id) else "TEAM/USER, such as T01AB/U02CD, or an e-mail address"

    def channel(self, context: ChannelContext) -> Channel:
        from adapters.slack import assembly

        return assembly.channel(context)

    def directory(self, context: ChannelContext) -> Directory:
        from adapters.slack import assembly

        return assembly.directory(context)

    def dropped(self, context: ChannelContext) -> DroppedFiles:
        from adapters.slack import assembly

        return assembly.files(context)

    def install_page(self, context: ChannelContext) -> str:
        """By OAuth."""
        from adapters.slack import assembly

        return assembly.install_page(context)

    def attach(self, application: web.Application, context: ChannelContext) -> None:
        """Slack's routes, or its socket."""
        from adapters.slack import assembly, server

        server.attach(application, assembly.front(context))

    async def check(self, context: ChannelContext) -> None:
        from adapters.slack import assembly

        await assembly.check(context)

    def doctor(self, given: DoctorContext) -> Sequence[Check]:
        from adapters.slack.doctor import checks

        return checks(given)


class SlackManifest:
    """`bot.ports.Manifest`: JSON, on standard output."""

    help = "print the manifest for api.slack.com/apps"

    def add_flags(self, parser: ArgumentParser) -> None:
        parser.add_argument("--url", help="where Slack reaches the web process, instead of TOGETHER_PUBLIC_URL")
        parser.add_argument(
            "--socket", action="store_true", help="for Socket Mode: behind a firewall, without an address"
        )
        parser.add_argument("--oauth", action="store_true", help="for many workspaces, each installed by OAuth")
        parser.add_argument(
            "--rotation",
            action="store_true",
            help="with --oauth: tokens that expire and are renewed; Slack does not let it be switched off again",
        )

    def make(self, args: Namespace, source: ManifestSource) -> str:
        url = args.url or source.setting("PUBLIC_URL")
        if not url and (args.oauth or not args.socket):
            raise ManifestRefused(
                "Slack must reach the web process by https: give its address with --url or TOGETHER_PUBLIC_URL"
                + ("." if args.oauth else ", or print a manifest for Socket Mode with --socket.")
            )
        if args.rotation and not args.oauth:
            raise ManifestRefused(
                "tokens that expire can only be renewed where they come by OAuth: add --oauth. A token in "
                "TOGETHER_SLACK_BOT_TOKEN would be dead after twelve hours."
            )
        made = manifest(source.words(), url, socket=args.socket, oauth=args.oauth, rotation=args.rotation)
        if name := source.setting("NAME"):
            made = named(made, name)
        return json.dumps(made, indent=2, ensure_ascii=False)


PLUGIN = SlackPlugin()

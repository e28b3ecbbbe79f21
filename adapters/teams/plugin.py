"""Teams, as the bot's list of channels has it. botbuilder and msal are loaded only by the methods that need them."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from adapters.teams import limits
from adapters.teams.settings import NAMES, SECRETS, TeamsApp, read
from bot.engine.commands import NAME
from bot.ports import Channel, ChannelContext, Directory, Manifest, ManifestRefused, ManifestSource, Rate, Section
from bot.ports.plugins.doctor import Check, DoctorContext
from bot.ports.plugins.dropped import DroppedFiles

if TYPE_CHECKING:
    from aiohttp import web

    from adapters.teams.connector import Connector
    from adapters.teams.server import Teams


class TeamsPlugin:
    """`bot.ports.ChannelPlugin`."""

    name = "teams"
    section = Section(NAMES, read, secrets=SECRETS)
    rate = Rate(limits.LANE_SECONDS, limits.SCOPE_PER_SECOND, limits.SCOPE_BURST)
    for_trying = False
    gives_files = False

    @property
    def manifest(self) -> Manifest:
        return TeamsManifest()

    def address(self, id: str) -> str:
        """Entra's ids in lower case, as Teams sends them."""
        return id.lower()

    def address_form(self, id: str) -> str:
        from adapters.teams.people import is_address

        return "" if is_address(id) else "TENANT/OBJECT-ID or TENANT/E-MAIL, with Entra's ids"

    def channel(self, context: ChannelContext) -> Channel:
        return teams(context).channel

    def directory(self, context: ChannelContext) -> Directory:
        from adapters.teams.people import TeamsDirectory

        return TeamsDirectory(context.sections.of(TeamsApp).tenants)

    def dropped(self, context: ChannelContext) -> DroppedFiles:
        from adapters.teams.dropped import TeamsDroppedFiles

        return TeamsDroppedFiles()

    def install_page(self, context: ChannelContext) -> str:
        return ""

    def attach(self, application: web.Application, context: ChannelContext) -> None:
        """The address that Teams posts to."""
        teams(context).attach(application)

    async def check(self, context: ChannelContext) -> None:
        """Nothing is asked at the start."""

    def doctor(self, given: DoctorContext) -> Sequence[Check]:
        from adapters.teams.doctor import checks

        return checks(given)


def teams(context: ChannelContext, connector: Connector | None = None) -> Teams:
    """The Teams channel of this process; `connector` instead of its own."""
    from adapters.teams.server import Teams

    return Teams(context.sections.of(TeamsApp), context, connector=connector)


class TeamsManifest:
    """`bot.ports.Manifest`: a zip file with the app package."""

    help = "write the app package that a Teams organisation uploads"

    def add_flags(self, parser: ArgumentParser) -> None:
        parser.add_argument("--id", help="the app's id, instead of TOGETHER_TEAMS_APP_ID")
        parser.add_argument(
            "--domain", help="where Teams reaches the web process, instead of that of TOGETHER_PUBLIC_URL"
        )
        parser.add_argument("--version", default="1.0.0", help="of the package: a higher one for each update (1.0.0)")
        parser.add_argument("--name", help="what the app is called, at most 30 characters (TOGETHER_NAME)")
        parser.add_argument("--full-name", help="the longer name that the catalogue shows (TOGETHER_TEAMS_FULL_NAME)")
        parser.add_argument("--developer", help="whose app it is (TOGETHER_TEAMS_DEVELOPER)")
        parser.add_argument("--website", help="a page about it (TOGETHER_TEAMS_WEBSITE_URL)")
        parser.add_argument("--privacy", help="a page about what is kept (TOGETHER_TEAMS_PRIVACY_URL)")
        parser.add_argument("--terms", help="a page with the terms of use (TOGETHER_TEAMS_TERMS_URL)")
        parser.add_argument("--color", help="of the icon's ground, like #4A5BA8 (TOGETHER_TEAMS_COLOR)")
        parser.add_argument(
            "--meetings",
            action="store_true",
            help="hears when a meeting begins and ends; whoever adds the app to a chat is asked to agree to it",
        )
        parser.add_argument("--preview", action="store_true", help=SUPPRESS)  # slash commands once needed it
        parser.add_argument("-o", "--output", type=Path, default=Path("together-teams.zip"), metavar="FILE.zip")

    def make(self, args: Namespace, source: ManifestSource) -> str:
        from adapters.teams.identity import identity
        from adapters.teams.manifest import Package, package

        id = args.id or source.setting("TEAMS_APP_ID")
        if not id:
            raise ManifestRefused("Give the app's id with --id, or in TOGETHER_TEAMS_APP_ID.")
        domain = args.domain or urlsplit(source.setting("PUBLIC_URL")).hostname
        if not domain:
            raise ManifestRefused(
                "Give the domain of the web process with --domain, or its address in TOGETHER_PUBLIC_URL."
            )
        shown = identity(vars(args), source.setting)
        wanted = Package(args.version, meetings=args.meetings)
        written = package(id, domain, source.words(), shown=shown, wanted=wanted)
        output: Path = args.output
        try:
            output.write_bytes(written)
        except OSError as error:
            raise ManifestRefused(f"{output} cannot be written: {error.strerror}.") from error
        return f"{output}: upload it in the Teams admin centre, or in Teams under Apps, Manage your apps." + _called(
            shown.name, source.setting("NAME") or NAME
        )


def _called(app: str, bot: str) -> str:
    """What is left to do where the app has another name than the bot."""
    return "" if app == bot else f"\nThe bot still calls itself {bot}: set TOGETHER_NAME={app} where it runs."


PLUGIN = TeamsPlugin()

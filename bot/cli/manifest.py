"""`together-bot manifest NAME`: a command for each channel that has an app to register, with the channel's own flags."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence

from adapters.channels import CHANNELS
from bot.app.sentences import declared
from bot.ports import Manifest, ManifestSource
from bot.ports.language import AppWords
from bot.settings import variables


def add_channels(parser: ArgumentParser) -> None:
    """Adds the commands, one a channel."""
    commands = parser.add_subparsers(dest="what", required=True)
    for name, manifest in _manifests().items():
        manifest.add_flags(commands.add_parser(name, help=manifest.help))


def make(args: Namespace) -> str:
    """Makes the manifest of the channel that `args` names; returns what is printed. Raises `ManifestRefused`."""
    return _manifests()[args.what].make(args, ManifestSource(variables(), _words))


def _manifests() -> Mapping[str, Manifest]:
    return {channel.name: channel.manifest for channel in CHANNELS if channel.manifest is not None}


def _words() -> Sequence[AppWords]:
    from bot.cli.languages import content_folder
    from content.command_words import app_words
    from content.load import load

    return app_words(load(declared(), content_folder()))

"""`together-bot manifest NAME`: a command for each channel that has an app to register, with the channel's own flags."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping

from adapters import CHANNELS
from bot.ports import Manifest, ManifestSource, Words
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


def _words() -> Mapping[str, Words]:
    from content.command_words import Completion
    from content.load import HERE, load

    books = load(HERE).books
    words = Completion(books)
    return {book.language: words(book.language, coordinator=False) for book in books}

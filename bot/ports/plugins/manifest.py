"""The app to register with a platform: what `together-bot manifest NAME` takes and does."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.ports.language import AppWords

Proposals = Sequence[tuple[str, str]]
"""Proposals to type, each with a description, in the order to propose them."""


class Completions(Protocol):
    def __call__(self, language: str, *, coordinator: bool) -> Proposals:
        """What can be typed; `coordinator`: by a coordinator. A language that is not spoken gets the default one's words."""
        ...


class ManifestRefused(ValueError):
    """The manifest that was asked for cannot be made; the message says what to do."""


@dataclass(frozen=True, slots=True)
class ManifestSource:
    """What a manifest is made of besides the flags. It comes before the settings that it leads to, so these are
    not checked yet."""

    variables: Mapping[str, str]
    """The settings that there are already, with their prefix `TOGETHER_`."""
    words: Callable[[], Sequence[AppWords]]
    """What is said of the app in each language, the default one first; it reads the content."""

    def setting(self, name: str) -> str:
        """The value of `TOGETHER_NAME`, or nothing."""
        return self.variables.get(f"TOGETHER_{name}", "").strip()


class Manifest(Protocol):
    """A channel's `manifest` command."""

    @property
    def help(self) -> str:
        """What it does, in a few words."""
        ...

    def add_flags(self, parser: ArgumentParser) -> None: ...

    def make(self, args: Namespace, source: ManifestSource) -> str:
        """Makes it, writes files if the flags ask for them, and returns what is printed. Raises `ManifestRefused`."""
        ...

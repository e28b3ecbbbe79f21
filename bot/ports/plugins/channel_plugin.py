"""A channel as the bot knows it: everything that it brings, in one object.

A channel is a folder in `adapters/` with a `ChannelPlugin`, and one line in `CHANNELS` of `adapters.channels`. Nothing else
names it. The plugin itself is light: a platform's libraries are loaded by the methods that need them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.ports.channel import Channel
from bot.ports.clock import Clock
from bot.ports.interactions import Interactions
from bot.ports.language import Language
from bot.ports.mailbox import Mailbox
from bot.ports.plugins.doctor import Check, DoctorContext
from bot.ports.plugins.dropped import DroppedFiles
from bot.ports.plugins.files import Files
from bot.ports.plugins.manifest import Completions, Manifest
from bot.ports.plugins.rate import Rate
from bot.ports.plugins.sections import Section, Sections
from bot.ports.references import References
from bot.ports.store.unit_of_work import Store
from bot.ports.troubles import ChannelTroubles
from bot.ports.voice import Voices
from bot.ports.workspaces import Directory, Installations

if TYPE_CHECKING:
    from aiohttp import web


@dataclass(frozen=True, slots=True)
class WebAddress:
    """Where the platforms reach the web process, and the keys of what it hands out."""

    url: str = ""
    """Without a slash at its end; empty if no channel asks for it."""
    keys: tuple[str, ...] = ()
    """As `together-bot keys new` makes them, the newest first."""
    host: str = "127.0.0.1"
    """Where the web process listens."""


@dataclass(frozen=True, slots=True)
class ChannelContext:
    """What a channel is given of the bot."""

    sections: Sections
    """The channel's own settings are among them."""
    web: WebAddress
    interactions: Interactions
    store: Store
    mailbox: Mailbox
    references: References
    installations: Callable[[str], Installations]
    """Those of a channel, by its name. Raises `ValueError` without keys."""
    voices: Voices
    clock: Clock
    languages: Sequence[str]
    """Of the programme, the default one first."""
    spoken: Sequence[Language]
    """The same, with what their folders say of them."""
    words: Completions
    files: Files
    """What the files hold that come with messages."""
    troubles: ChannelTroubles
    """Where a channel says what keeps it from working."""
    greets: bool = True
    """Whoever installs the app in a workspace is told what comes next."""
    alone: bool = True
    """No other channel is switched on: where nothing can be done, the process need not start."""


class ChannelPlugin(Protocol):
    """What every channel brings."""

    @property
    def name(self) -> str:
        """As it stands in addresses, in `TOGETHER_CHANNELS` and in enrolment files."""
        ...

    @property
    def section(self) -> Section:
        """Its settings, read only if it is switched on."""
        ...

    @property
    def rate(self) -> Rate:
        """How fast it may be written to."""
        ...

    @property
    def for_trying(self) -> bool:
        """Whether it is on this machine, for trying it out: alone on SQLite, the bot then makes its key by itself."""
        ...

    @property
    def gives_files(self) -> bool:
        """Whether what comes with a message as `Message.file` is given as a file; otherwise it is said as text."""
        ...

    @property
    def manifest(self) -> Manifest | None:
        """The app to register with the platform; None if nothing has to be registered."""
        ...

    def address(self, id: str) -> str:
        """A person's id as the channel writes it, of what somebody typed."""
        ...

    def address_form(self, id: str) -> str:
        """How an address must read, if nobody of the channel can have this one; empty if somebody can."""
        ...

    def channel(self, context: ChannelContext) -> Channel:
        """What the worker delivers to."""
        ...

    def directory(self, context: ChannelContext) -> Directory | None:
        """Where members are looked up; None if people are reached under whatever name they were enrolled."""
        ...

    def dropped(self, context: ChannelContext) -> DroppedFiles | None:
        """Where files are fetched that people send in its conversations; None if they bring along what is in them."""
        ...

    def install_page(self, context: ChannelContext) -> str:
        """Where people install the app in a workspace of theirs; empty if the settings alone put it there."""
        ...

    def attach(self, application: web.Application, context: ChannelContext) -> None:
        """Adds the channel's routes, and what they need while the application runs."""
        ...

    async def check(self, context: ChannelContext) -> None:
        """Raises `SettingsBroken` if the platform does not take what the settings say; where the channel is not alone it may
        report that instead, so that the others go on."""
        ...

    def doctor(self, given: DoctorContext) -> Sequence[Check]:
        """What `together-bot doctor` asks, each with an id that begins with the channel's name. They change nothing on the
        platform or in the database."""
        ...

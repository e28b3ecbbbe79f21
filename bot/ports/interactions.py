"""What adapters hand in, and what they are given to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from bot.engine.messages import Message
from bot.ports.people import Address
from bot.ports.voice import Voice


@dataclass(frozen=True, slots=True)
class Answer:
    """What the person who just did something is shown, them alone, in the conversation where they did it.

    `pair` and `key` go into the buttons of the card, so that pressing one comes back with them.
    """

    message: Message
    voice: Voice
    pair: str = ""
    key: str = ""
    redraw: bool = False
    """In place of the pressed card."""
    shared: Message | None = None
    """What takes that place if both see the card, and `message` is for the one who acted alone."""
    to_stranger: bool = False
    """Nobody knows whom it is for: a channel that knows the language of their client says it in that."""


@dataclass(frozen=True, slots=True)
class CardPress:
    """Something on a card was pressed or chosen."""

    id: str
    """Of the event, as the platform has it."""
    sender: Address
    conversation: str
    pair: str
    card: str
    """The key of the card."""
    action: str
    values: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class FormSubmission:
    """A form was filled in; its fields by name."""

    id: str
    sender: Address
    conversation: str
    pair: str
    card: str
    """The key of the card that the form stands on, or came from."""
    action: str
    fields: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class DroppedFile:
    """A file that somebody sent to the bot, in a conversation that nobody else reads."""

    name: str
    reference: str = field(default="", repr=False)
    """By which the channel's `DroppedFiles` fetches it; empty if what is in it came along."""
    content: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class PlatformProfile:
    """What a platform says of somebody."""

    who: Address
    zone: str
    """An IANA time zone; empty if it says none."""
    language: str
    """`fr`; empty if it says none."""


class Interactions(Protocol):
    """Where adapters bring what people do. All answers come after the commit.

    `id` is unique for each thing done (the platform's own id of the event): the same id again changes nothing.
    `conversation` is the channel's id of where it was done. Raises `Unavailable`.
    """

    async def known(self, addresses: Sequence[Address]) -> Address:
        """The first at which somebody is known; failing that, the first."""
        ...

    async def typed(self, id: str, sender: Address, conversation: str, text: str) -> Sequence[Answer]: ...

    async def pressed(self, press: CardPress) -> Sequence[Answer]: ...
    async def submitted(self, submission: FormSubmission) -> Sequence[Answer]: ...
    async def dropped(self, id: str, sender: Address, file: DroppedFile) -> Sequence[Answer]:
        """Somebody sent a file. Nothing, if the bot has no use for it: coordinators alone send any, with pairs to enrol."""
        ...

    async def viewed(self, sender: Address, pair: str, card: str) -> Answer | None:
        """A shared card as its reader sees it now, them alone (`Message.personal`); None if it is not theirs."""
        ...

    async def overview(self, id: str, sender: Address) -> Sequence[Answer]:
        """Where everything of a person stands: of each pair its state and what to prepare, then the programme they
        coordinate. Never empty, unless `id` is known already."""
        ...

    async def called(self, id: str, channel: str, conversation: str, *, over: bool) -> None:
        """A video call began in a chat, or everybody has left it."""
        ...

    async def followed(self, id: str, profile: PlatformProfile) -> None:
        """Somebody's profile changed."""
        ...

    async def left(self, who: Address) -> None:
        """Somebody's account was deactivated: their journeys rest for a while before they end."""
        ...

    async def returned(self, who: Address) -> None:
        """Somebody's account is there, perhaps again: what rested goes on."""
        ...

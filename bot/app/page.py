"""What the local page is given of the bot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from adapters.local.cast import cast
from adapters.local.context import PageContext
from bot.app import Container
from content.command_words import CommandWords
from storage.repositories.mailbox import SqlMailbox


def stage(container: Container, jump: Callable[[], Awaitable[datetime | None]] | None) -> PageContext:
    """`jump` moves the demo's clock; a real one cannot be moved."""
    return PageContext(
        interactions=container.interactions,
        mailbox=SqlMailbox(container.store),
        clock=container.clock,
        cast=lambda: container.store.run(cast),
        jump=jump,
        words=CommandWords(container.content.books),
    )

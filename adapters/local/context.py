"""What the page needs to be given: `plugin` fills a `PageContext`, and the page knows nothing else of the bot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.local.places import inbox, private, shared
from bot.infra.clock import Clock
from bot.ports import Completions, Interactions, Language, Mailbox


@dataclass(frozen=True, slots=True)
class PersonView:
    """Describes somebody on the page. `address` is the id of their local address."""

    address: str
    name: str
    languages: tuple[str, ...]
    """What they read, the preferred one first."""
    zone: str
    """An IANA time zone, `Europe/Paris`."""


@dataclass(frozen=True, slots=True)
class PairView:
    id: str
    track: str
    mentor: PersonView
    mentee: PersonView


@dataclass(frozen=True, slots=True)
class Cast:
    """Holds everybody whom the page shows, as they are now."""

    pairs: tuple[PairView, ...]
    coordinator: PersonView | None
    """Whose inbox is shown; None if the coordinators are all elsewhere."""

    def conversations(self, address: str) -> Iterator[str]:
        """Yields the conversations that a person takes part in; none for a stranger."""
        if self.coordinator is not None and address == self.coordinator.address:
            yield inbox(address)
        for pair in self.pairs:
            if address in (pair.mentor.address, pair.mentee.address):
                yield private(address)
                yield shared(pair.id)


@dataclass(frozen=True, slots=True)
class PageContext:
    interactions: Interactions
    mailbox: Mailbox
    clock: Clock
    cast: Callable[[], Awaitable[Cast]]
    """Asked at every request, so that a new pair or a changed language shows at once. May raise `Unavailable`."""
    jump: Callable[[], Awaitable[datetime | None]] | None
    """Moves the clock to the next thing that happens and delivers what is then due; the new time, or None if nothing is
    planned any more. May raise `Unavailable`. None in place of it: the clock is the world's, and nobody moves it."""
    words: Completions
    languages: Sequence[Language]
    """Those that the page can speak, the default one first."""
    poll: float = 0.25
    """Seconds between two looks into the mailbox while a page is open. Looking, not being told, sees what another
    process has delivered."""

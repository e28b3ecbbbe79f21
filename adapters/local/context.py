"""What the page needs to be given: `plugin` fills a `PageContext`, and the page knows nothing else of the bot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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

    def reads_first(self, language: str) -> bool:
        return self.languages[:1] == (language,)


@dataclass(frozen=True, slots=True)
class PairView:
    id: str
    track: str
    mentor: PersonView
    mentee: PersonView
    coordinators: frozenset[str] | None = None
    """The addresses of those whose inbox may stand beside it; None: anybody's."""

    def is_coordinated_by(self, person: PersonView) -> bool:
        return self.coordinators is None or person.address in self.coordinators


@dataclass(frozen=True, slots=True)
class Cast:
    """Holds everybody whom the page shows, as they are now."""

    pairs: tuple[PairView, ...]
    coordinators: tuple[PersonView, ...]
    """Of whom one's inbox is shown; none if they are all elsewhere."""

    def conversations(self, address: str) -> Iterator[str]:
        """Yields the conversations that a person takes part in; none for a stranger."""
        if any(address == one.address for one in self.coordinators):
            yield inbox(address)
        for pair in self.pairs:
            if address in (pair.mentor.address, pair.mentee.address):
                yield private(address)
                yield shared(pair.id)

    def pair_for(self, language: str) -> PairView | None:
        """The pair to show to somebody who reads that language: one whose two do, failing that one of whom one does."""

        def readers(pair: PairView) -> int:
            return sum(person.reads_first(language) for person in (pair.mentor, pair.mentee))

        return max(self.pairs, key=readers, default=None)

    def coordinators_of(self, pair: PairView | None) -> Sequence[PersonView]:
        """Those of the pair's programme; all of them without a pair."""
        return [one for one in self.coordinators if pair is None or pair.is_coordinated_by(one)]


Jump = Callable[[str | None], Awaitable[datetime | None]]


@dataclass(frozen=True, slots=True)
class PageContext:
    interactions: Interactions
    mailbox: Mailbox
    clock: Clock
    cast: Callable[[], Awaitable[Cast]]
    """Asked at every request, so that a new pair or a changed language shows at once. May raise `Unavailable`."""
    jump: Jump | None
    """Moves the clock to the next thing that the two of that pair, or anybody, will see; the new time, or None if nothing
    is planned for them any more. May raise `Unavailable`. None in place of it: the clock is the world's, and nobody moves it."""
    words: Completions
    languages: Sequence[Language]
    """Those that the page can speak, the default one first."""
    unreadable: Mapping[str, object] = field(default_factory=dict)
    """What is drawn in place of a card whose words cannot be opened."""
    poll: float = 0.25
    """Seconds between two looks into the mailbox while a page is open. Looking, not being told, sees what another
    process has delivered."""

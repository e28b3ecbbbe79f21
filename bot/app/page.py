"""What the local page is given of the bot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from adapters.local.context import Cast, PageContext, PairView, PersonView
from bot.app import Container
from bot.engine.people import Role
from bot.engine.programme import Command
from bot.ports import Person, UnitOfWork
from content.phrases import Phrasebook
from storage.repositories.mailbox import SqlMailbox


def stage(container: Container, jump: Callable[[], Awaitable[datetime | None]] | None) -> PageContext:
    """`jump` moves the demo's clock; a real one cannot be moved."""
    return PageContext(
        interactions=container.interactions,
        mailbox=SqlMailbox(container.store),
        clock=container.clock,
        cast=lambda: container.store.run(_cast),
        jump=jump,
        words=Completion(container.content.books),
    )


def _cast(unit: UnitOfWork) -> Cast:
    pairs = []
    for journey in unit.journeys.all():
        people = unit.people.of_pair(journey.pair)
        views = {role: _person(people[role]) for role in Role}
        pairs.append(PairView(journey.pair, journey.track.value, views[Role.MENTOR], views[Role.MENTEE]))
    coordinator = next((person for _, person in unit.people.coordinators() if person.address.channel == "local"), None)
    return Cast(tuple(pairs), _person(coordinator) if coordinator else None)


def _person(person: Person) -> PersonView:
    return PersonView(person.address.id, person.name, person.languages, person.zone)


class Completion:
    """What the command box proposes."""

    def __init__(self, books: Sequence[Phrasebook]) -> None:
        self._books = {book.language: book for book in books}
        self._default = books[0]

    def __call__(self, language: str, *, coordinator: bool) -> Sequence[tuple[str, str]]:
        if coordinator:
            return ()
        book = self._books.get(language, self._default)
        return [
            (book.plain(f"command-{command}-words").split(",")[0].strip(), _description(book.plain(f"help-{command}")))
            for command in Command
        ]


def _description(line: str) -> str:
    """`prep – something to prepare with` without its word."""
    return line.partition("–")[2].strip() or line

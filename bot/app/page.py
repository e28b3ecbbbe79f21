"""What the local page is given of the bot."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

from adapters.local.context import Cast, PageContext, PairView, PersonView
from bot.app import Container
from bot.app.completion import Completion
from bot.engine.people import Role
from bot.ports import Person, UnitOfWork
from storage.repositories.mailbox import SqlMailbox


def stage(container: Container, jump: Callable[[], Awaitable[datetime | None]] | None) -> PageContext:
    """`jump` moves the demo's clock; a real one cannot be moved."""
    return PageContext(
        interactions=container.interactions,
        mailbox=SqlMailbox(container.store),
        clock=container.clock,
        cast=lambda: container.store.run(_cast),
        jump=jump,
        words=Completion(container.content),
        languages=tuple(container.content.languages.values()),
    )


def _cast(unit: UnitOfWork) -> Cast:
    pairs = []
    for journey in unit.journeys():
        people = unit.people(journey.pair)
        views = {role: _person(people[role]) for role in Role}
        pairs.append(PairView(journey.pair, journey.track.value, views[Role.MENTOR], views[Role.MENTEE]))
    coordinator = next((person for _, person in unit.coordinators() if person.address.channel == "local"), None)
    return Cast(tuple(pairs), _person(coordinator) if coordinator else None)


def _person(person: Person) -> PersonView:
    return PersonView(person.address.id, person.name, person.languages, person.zone)

"""People, pairs and things that happen, to test with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from bot.app.sentences import declared
from bot.engine.effects import Effect, Outcome, Post, Reply
from bot.engine.journey import Journey, begin
from bot.engine.messages import Button, Buttons, Checklist, Choices, Form, Message
from bot.engine.people import PRIVATE, DaysOff, Hours, Member, Place, Role
from bot.engine.programme import Item, Programme, Track
from bot.text.plain import plain
from content.load import load

CONTENT = load(declared())
PROGRAMME: Programme = CONTENT.programme

MENTOR, MENTEE = Role.MENTOR, Role.MENTEE
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

MONDAY = date(2026, 1, 5)
"""When the pairs of these tests begin."""


def at(text: str) -> datetime:
    """`2026-01-05 10:00`, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


BEFORE = at("2026-01-04 12:00")


def member(
    name: str,
    languages: tuple[str, ...] = ("fr",),
    zone: str = "Europe/Paris",
    hours: Hours | None = None,
    off: tuple[DaysOff, ...] = (),
) -> Member:
    return Member(person=name.lower(), name=name, languages=languages, zone=zone, hours=hours or Hours(), off=off)


AWA, CAMILLE = member("Awa"), member("Camille")


def pair(
    mentor: Member = AWA, mentee: Member = CAMILLE, track: Track = Track.MENTORING, start: date = MONDAY
) -> Journey:
    return begin("p1", track, mentor, mentee, start)


def said(message: Message, language: str = "en", zone: str = "UTC") -> str:
    """The message as plain text."""
    return plain(message, CONTENT.voices((language,), (zone,)))


def posts(outcome: Outcome) -> list[Post]:
    return [effect for effect in outcome.effects if isinstance(effect, Post)]


def replies(outcome: Outcome) -> list[Reply]:
    return [effect for effect in outcome.effects if isinstance(effect, Reply)]


def reply(outcome: Outcome, language: str = "en") -> str:
    """The one answer to the person who acted, as plain text."""
    (only,) = replies(outcome)
    return said(only.message, language)


def new(outcome: Outcome) -> list[Post]:
    """What is shown for the first time or brought up to date, cards that are only drawn again left out."""
    return [post for post in posts(outcome) if not post.refresh]


def message(effect: Effect) -> Message | None:
    return effect.message if isinstance(effect, Post | Reply) else None


def buttons(card: Message) -> list[Button]:
    return [button for part in card.parts if isinstance(part, Buttons) for button in part.buttons]


def actions(card: Message) -> dict[str, list[tuple[str, ...]]]:
    """What can be pressed on a card: action → the values that a press could carry."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for part in card.parts:
        match part:
            case Buttons(buttons=some):
                for button in some:
                    found.setdefault(button.action, []).append((button.value,) if button.value else ())
            case Choices(action=action, options=options, many=many):
                every = tuple(option.value for option in options)
                found[action] = [(value,) for value in every] + [(), every if many else every[:1]]
            case Checklist(action=action, ticks=ticks):
                own = tuple(tick.value for tick in ticks if not tick.locked)
                found[action] = [own, own[:1], ()]
            case _:
                pass
    return found


def forms(card: Message) -> list[Form]:
    return [part for part in card.parts if isinstance(part, Form)]


def ticks(card: Message) -> dict[str, bool]:
    """The checklist's items and whether they are ticked."""
    lists = [part for part in card.parts if isinstance(part, Checklist)]
    return {tick.value: tick.ticked for part in lists for tick in part.ticks}


def private(role: Role) -> Place:
    return PRIVATE[role]


@dataclass(frozen=True)
class About:
    """Where an item belongs."""

    track: Track
    seance: int
    item: Item


def items(programme: Programme = PROGRAMME) -> Iterator[tuple[str, About]]:
    """Every item of the programme."""
    for track, seances in programme.tracks.items():
        for seance in seances:
            for item in seance.items:
                yield item.id, About(track, seance.number, item)

"""Gives coordinators what somebody of a pair sends them, in their own hours, and what the bot itself has to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.engine.effects import Post
from bot.engine.journey import Journey
from bot.engine.messages import Message
from bot.engine.people import Member, Place
from bot.engine.scheduling.hours import next_common
from bot.ports import Lane, OutboxMessage, Person


def to_coordinators(
    journey: Journey, post: Post, coordinators: Sequence[tuple[Lane, Person]], at: datetime
) -> Iterator[OutboxMessage]:
    """The post for each of them, in their language, not before they are at work on a day of the programme; `at` is now.

    Like the digest it belongs to no pair's conversation, so that the key has to name the pair.
    """
    for lane, person in coordinators:
        due = next_common([journey.calendar.working(Member.of(person.id, person))], at)
        yield OutboxMessage(
            pair="",
            key=f"{post.key}.{journey.pair}",
            to=post.to,
            lane=lane,
            message=post.message,
            languages=person.languages[:1],
            zones=(person.zone,),
            seance=post.seance,
            due=due if due > at else None,
        )


def told(key: str, message: Message, coordinators: Sequence[tuple[Lane, Person]]) -> Sequence[OutboxMessage]:
    """The message for each of them, in their language and at once: it is about the installation, and of no pair."""
    return [
        OutboxMessage(
            pair="",
            key=key,
            to=Place.COORDINATORS,
            lane=lane,
            message=message,
            languages=person.languages[:1],
            zones=(person.zone,),
        )
        for lane, person in coordinators
    ]

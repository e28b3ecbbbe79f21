"""Which conversations a post goes to: one for a pair that shares it, two private ones for a pair split across channels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot.engine.effects import Post
from bot.engine.ids import CardId, read
from bot.engine.journey import Journey
from bot.engine.people import Role, common_languages
from bot.ports import Lane, OutboxMessage, Person


def addressed(journey: Journey, people: Mapping[Role, Person], post: Post) -> Iterable[OutboxMessage]:
    """The post for each lane. Of a pair of which one was erased, only cards that are out already are drawn again."""
    roles = tuple(role for role in post.to.roles if role in people)
    if len(roles) < len(post.to.roles):
        yield from _left_over(journey, people, post)
        return
    homes = {(people[role].address.channel, people[role].address.workspace) for role in roles}
    if len(roles) > 1 and len(homes) == 1:
        channel, workspace = homes.pop()
        lanes = {Lane(channel, workspace, f"pair:{journey.pair}"): roles}
    else:
        lanes = {private_lane(people[role]): (role,) for role in roles}
    for lane, readers in lanes.items():
        languages = shared_languages(people) if len(readers) > 1 else people[readers[0]].reads
        yield _owed(journey, post, lane, readers, languages)


def _left_over(journey: Journey, people: Mapping[Role, Person], post: Post) -> Iterable[OutboxMessage]:
    """Wherever the card may be: in the conversation of the two, or in private. What is in none of them is not posted."""
    for role in post.to.roles:
        if role in people and post.refresh:
            alone = private_lane(people[role])
            for lane in (alone, Lane(alone.channel, alone.workspace, f"pair:{journey.pair}")):
                yield _owed(journey, post, lane, (role,), people[role].reads)


def _owed(
    journey: Journey, post: Post, lane: Lane, readers: tuple[Role, ...], languages: tuple[str, ...]
) -> OutboxMessage:
    return OutboxMessage(
        pair=journey.pair,
        key=post.key,
        to=post.to,
        lane=lane,
        message=post.message,
        languages=languages,
        zones=tuple(dict.fromkeys(journey.members[role].zone for role in readers)),
        seance=post.seance,
        refresh=post.refresh,
        unprompted=post.unprompted,
        resend_if_uncertain=post.resend_if_uncertain,
        urgency=post.urgency,
    )


def shared_languages(people: Mapping[Role, Person]) -> tuple[str, ...]:
    """In which languages the bot writes to both at once; until one is known to be either's, in both that may be."""
    if len(people) < len(Role):  # the other one has been erased
        return next(iter(people.values())).reads
    mentor, mentee = people[Role.MENTOR], people[Role.MENTEE]
    unknown = [person for person in (mentor, mentee) if len(person.reads) > 1]
    if len(unknown) == 1:  # what is known decides
        mentor, mentee = replace(mentor, languages=mentor.reads), replace(mentee, languages=mentee.reads)
    common = common_languages(mentor, mentee)
    return mentee.reads if len(unknown) == 2 and len(common) == 1 else common


def readers_of(post: OutboxMessage, people: Mapping[Role, Person]) -> tuple[Role, ...]:
    """Who of the pair reads a post in its lane: one of the two only, if they are split across channels."""
    alone = tuple(role for role in post.to.roles if role in people and private_lane(people[role]) == post.lane)
    return alone or post.to.roles


def is_shared(key: CardId) -> bool:
    """Whether a card is the pair's, not a member's own."""
    return bool(key) and read(key).role is None


def private_lane(person: Person) -> Lane:
    return Lane(person.address.channel, person.address.workspace, f"dm:{person.id}")

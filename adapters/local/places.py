"""Names the page's conversations: one for each private lane, one for each pair, one for each coordinator."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.people import Role
from bot.ports import OutboxMessage, Person, Reason, Refused


def private(address: str) -> str:
    """Returns a member's own conversation with the bot; `address` is their id on the page."""
    return f"dm:{address}"


def shared(pair: str) -> str:
    """Returns the conversation of the two and the bot."""
    return f"pair:{pair}"


def inbox(address: str) -> str:
    """Returns a coordinator's own conversation with the bot."""
    return f"coordinator:{address}"


def conversation(post: OutboxMessage, people: Mapping[Role, Person]) -> str:
    """Returns where a post goes; raises `Refused` if nobody is there to read it."""
    kind, _, id = post.lane.place.partition(":")
    match kind:
        case "pair":
            return shared(id)
        case "coordinator":
            return inbox(id)
        case "dm":
            for person in people.values():
                if person.id == id:
                    return private(person.address.id)
            raise Refused(Reason.LEFT, f"{id} is not in the pair {post.pair}")
        case _:
            raise Refused(Reason.FAULTY, f"the page has no place {post.lane.place!r}")

"""Says who reads a post, and how people are named: an address is `TEAM/USER`."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.people import Role
from bot.ports import Address, OutboxMessage, Person, Reason, Refused


def address(team: str, user: str) -> Address:
    return Address("slack", f"{team}/{user}")


def user(address: Address) -> str:
    """Returns the member's id in their workspace."""
    return address.id.rpartition("/")[2]


def readers(post: OutboxMessage, people: Mapping[Role, Person]) -> list[str]:
    """Returns the members whose conversation with the bot a lane is; raises `Refused` if nobody is there to read it."""
    kind, _, id = post.lane.place.partition(":")
    match kind:
        case "pair" if len(people) == 2:
            return sorted(user(person.address) for person in people.values())
        case "coordinator":
            return [id.rpartition("/")[2]]
        case "dm":
            for person in people.values():
                if person.id == id:
                    return [user(person.address)]
            raise Refused(Reason.LEFT, f"{id} is not in the pair {post.pair}")
        case _:
            raise Refused(Reason.FAULTY, f"Slack has no place {post.lane.place!r}")

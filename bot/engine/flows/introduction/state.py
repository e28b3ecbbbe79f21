"""What somebody wants to say of themselves in three minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.engine.journey import Journey
from bot.engine.people import Role
from bot.engine.state import OwnState, Reads

PROMPTS = ("me", "matter", "curious")
"""In the order in which they are asked."""
REST = "rest"
"""What the first meeting left over: asked from the second on."""


@dataclass(frozen=True, slots=True)
class Introduction:
    me: str = ""
    """Who they are and what they do; all as typed."""
    matter: str = ""
    """What they work on, or are proud of."""
    curious: str = ""
    """What they would like to know of the other one."""
    rest: str = ""

    def line(self, prompt: str) -> str:
        match prompt:
            case "me":
                return self.me
            case "matter":
                return self.matter
            case "curious":
                return self.curious
            case _:
                return self.rest

    def saying(self, **lines: str) -> Introduction:
        """The same with those lines in the place of its own."""
        return replace(self, **lines)


INTRODUCTION = OwnState("introduction", Introduction(), Reads.OWNER)


def carried(old: Journey, new: Journey, role: Role) -> Journey:
    """What they say of themselves; not what they would have liked to know of the other one, or what was left over."""
    said = old.own_of(INTRODUCTION, role)
    about = Introduction(me=said.me, matter=said.matter)
    return new if about == Introduction() else new.keeping_own(INTRODUCTION, role, about)

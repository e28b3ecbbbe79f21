"""What one of the two sees of a card that both have: more of it, where something is theirs alone.

A channel shows it, in the reader's own language, where its platform can show each reader something else. The card itself
is safe for both and stands wherever that is not so.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.engine.effects import Post
from bot.engine.flows import date_card, prep, seance
from bot.engine.journey import Journey
from bot.engine.messages import Message
from bot.engine.people import Role
from bot.engine.programme import Programme

_KEY = re.compile(r"s(\d+)\.(date|agenda|held|held-nudge|reminder)(\.\d+)?")


def view(programme: Programme, journey: Journey, key: str, role: Role) -> Message | None:
    """The shared card `key` as it is for `role` now; None if it hung on a date that was given up, or is of another kind."""
    found = _KEY.fullmatch(key)
    sitting = journey.sitting(int(found[1])) if found else None
    if found is None or sitting is None or key != sitting.key(found[2]):
        return None
    then = replace(journey, sittings=journey.sittings[: sitting.number])
    match found[2]:
        case "date":
            return date_card.card(programme, then)
        case _ if sitting.meeting is None:
            return None
        case "agenda":
            return seance.card(programme, then, sitting, sitting.meeting)
        case "reminder":
            return prep.reminder(programme, then, sitting, sitting.meeting, role)
        case name:
            return seance.held_card(sitting, name)


def is_personal(programme: Programme, journey: Journey, post: Post) -> bool:
    """Whether a view of one's own adds to what both see, and leaves none of it out."""
    roles, parts = post.to.roles, post.message.parts
    if len(roles) < 2:
        return False
    seen = [view(programme, journey, post.key, role) for role in roles]
    if any(one is None or not all(part in one.parts for part in parts) for one in seen):
        return False
    return len(journey.languages(post.to)) > 1 or any(one != post.message for one in seen)

"""What coordinators read on the day on which something could not be delivered."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.flows.digest import words
from bot.engine.flows.digest.first import all_unreached, unreached
from bot.engine.flows.digest.frozen import Unreached
from bot.engine.flows.digest.model import Names
from bot.engine.messages import Buttons, Message, typed


def undelivered(found: Sequence[Unreached], people: int, names: Names, programme: str, name: str = "") -> Message:
    """`programme` is its id, `name` what it is called, for who coordinates several."""
    title = words.TODAY_OF(programme=typed(name)) if name else words.TODAY()
    parts = unreached(found, names, words.UNDELIVERABLE(count=people))
    buttons = (Buttons((all_unreached(programme),)),) if any(one.pair for one in found) else ()
    return Message((*parts, *buttons), title)

"""What goes with the one who stays into a new pair, once the other is replaced.

1. Each flow says what that is (`Flow.carried`); whatever no flow names stays with the old pair: séances, agreement, pact, what
   the two kept of a séance, and all that either has written for themselves.
2. Nothing of the one who goes is among it.
3. What cannot be read just now would be lost on the way: then nothing is replaced.
"""

from __future__ import annotations

from bot.engine.flows import FLOWS
from bot.engine.journey import SHARED, Journey
from bot.engine.people import Role
from bot.engine.state import NOTHING, Unreadable


def carried(old: Journey, new: Journey, stays: Role) -> Journey:
    """The new journey with what is of the one who stays. Raises `Unreadable`."""
    for lost in (SHARED, stays):
        if lost in old.unreadable:
            raise Unreadable(lost)
    for flow in FLOWS:
        if flow.carried is not None:
            lent = frozenset(one for one in flow.lent if one[0] is stays)
            new = flow.carried(old.lending(lent), new.lending(lent), stays)
    return new.lending(NOTHING)

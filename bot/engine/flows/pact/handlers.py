"""What people do with the pact, beyond what `flows/both.py` does: keep, drop and word its statements."""

from __future__ import annotations

from dataclasses import replace

from bot.engine.effects import Outcome
from bot.engine.events import Pressed, Submitted
from bot.engine.flows.pact.card import BOTH, LONGEST
from bot.engine.flows.pact.state import STATEMENTS, shown
from bot.engine.journey import Journey
from bot.engine.programme import Programme


def ticked(programme: Programme, journey: Journey, event: Pressed) -> Outcome:
    """What is ticked is kept, what is not is dropped; the same list again changes nothing."""
    dropped = tuple(one for one in STATEMENTS if one not in event.values)
    return BOTH.proposed(programme, journey, event, replace(shown(programme, journey), dropped=dropped))


def worded(programme: Programme, journey: Journey, event: Submitted) -> Outcome:
    """A statement in their own words; left empty, it is the programme's again."""
    said = {one: " ".join(event.fields.get(one, "").split())[:LONGEST] for one in STATEMENTS}
    own = {one: text for one, text in said.items() if text}
    return BOTH.proposed(programme, journey, event, replace(shown(programme, journey), worded=own))

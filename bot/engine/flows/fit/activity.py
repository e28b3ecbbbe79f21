"""What the séance that holds it shows of the question how it goes: nothing, for it is asked in private afterwards."""

from __future__ import annotations

from bot.engine.flows.activity import Activity
from bot.engine.flows.fit import actions

ACTIVITY = Activity("fit", actions.FIT, (), offered=False)

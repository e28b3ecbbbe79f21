"""What coordinators read of a programme on Monday; no pair sees it."""

from __future__ import annotations

from bot.engine.flow import Flow
from bot.engine.flows.digest.words import WORDS

FLOW = Flow(name="digest", words=(WORDS,))

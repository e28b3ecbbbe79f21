"""What the sponsor reads at the end of a programme; no pair sees it."""

from __future__ import annotations

from bot.engine.flow import Flow
from bot.engine.flows.report.words import WORDS

FLOW = Flow(name="report", words=(WORDS,))

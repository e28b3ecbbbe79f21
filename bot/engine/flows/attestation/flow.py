"""The attestation that each of a pair may ask for."""

from __future__ import annotations

from bot.engine.flow import Flow
from bot.engine.flows.attestation.words import WORDS

FLOW = Flow(name="attestation", words=(WORDS,))

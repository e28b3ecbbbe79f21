"""Why a coordinator's kind word is needed no more."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from bot.engine.flows.coordination.needs import is_unanswered
from bot.engine.flows.digest.model import is_late
from bot.engine.journey import Journey, Stage
from bot.engine.programme import Timing


class NotNeeded(StrEnum):
    """What has become of the pair since the digest named it: `digest-nudge-REASON` says it in words."""

    STARTING = "starting"
    SEARCHING = "searching"
    """Dates were offered only lately."""
    BOOKED = "booked"
    MET = "met"
    """Their time has come; they are asked whether they met."""
    HELD = "held"
    PAUSED = "paused"
    ENDED = "ended"


def not_needed(timing: Timing, journey: Journey, at: datetime) -> NotNeeded | None:
    """Why the pair needs no word just now; None if it does: the digest says so."""
    if is_late(journey, at, timing) or is_unanswered(timing, journey, at):
        return None
    match journey.stage(at):
        case Stage.STARTING:
            return NotNeeded.STARTING
        case Stage.SCHEDULING:
            return NotNeeded.HELD if _met_lately(timing, journey, at) else NotNeeded.SEARCHING
        case Stage.BOOKED:
            return NotNeeded.BOOKED
        case Stage.MET:
            return NotNeeded.MET
        case Stage.DECIDING:
            return NotNeeded.HELD
        case Stage.PAUSED:
            return NotNeeded.PAUSED
        case Stage.ENDED:
            return NotNeeded.ENDED


def _met_lately(timing: Timing, journey: Journey, at: datetime) -> bool:
    held = [sitting.held for sitting in journey.sittings if sitting.held is not None]
    return bool(held) and at < held[-1] + timedelta(days=timing.late)

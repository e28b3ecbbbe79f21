"""How fast each channel that is switched on may be written to."""

from __future__ import annotations

from bot.settings import Settings
from storage.outbox.pace import Pace, Rate


def paces(settings: Settings) -> Pace:
    rates: dict[str, Rate] = {}
    if "slack" in settings.channels:
        from adapters.slack import limits

        rates["slack"] = Rate(limits.CONVERSATION_SECONDS, limits.WORKSPACE_PER_SECOND, limits.WORKSPACE_BURST)
    if "teams" in settings.channels:
        from adapters.teams import limits as teams

        rates["teams"] = Rate(teams.LANE_SECONDS, teams.SCOPE_PER_SECOND, teams.SCOPE_BURST)
    return Pace(rates)

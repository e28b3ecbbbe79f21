"""Lists what Teams allows, and what this channel keeps to.

Per bot and conversation: 7 sends a second, 8 in two seconds, 60 in thirty, 1,800 an hour; 50 requests a second for an
app in a tenant; a message of at most 100 KB (learn.microsoft.com, "Rate limiting", "Format your bot messages").
"""

from __future__ import annotations

from collections.abc import Mapping

LANE_SECONDS = 0.6
"""Between two posts of one lane of the queue: fewer than 8 in two seconds and 60 in thirty, with room for answers."""

PACE: Mapping[float, int] = {1: 4, 2: 5, 30: 40, 3600: 1500}
"""Requests in one conversation, in so many seconds, of one process; there is room for the answers of another."""

SCOPE_PER_SECOND = 16.0
"""Posts in one tenant. Each may be two requests, one for each private chat of a pair, so these are 40 in a second at most;
the other ten are for answers and rosters."""

SCOPE_BURST = 4

LARGEST = 80_000
"""Bytes of an activity, counted as Teams counts them, in UTF-16."""

SUMMARY = 250
"""Characters of a notification."""

BUTTONS_IN_A_ROW = 6
"""Teams shows no more of a set at once."""

VIEWERS = 60
"""People who may each have a view of their own of one card."""

BUTTON, TOOLTIP, SPOKEN = 120, 200, 2000
"""Characters."""

COMMANDS, COMMAND_TITLE, COMMAND_DESCRIPTION = 12, 128, 128
"""Of one list in the manifest. A description may be longer, and nobody would see it whole."""

SEND_SECONDS = 10.0
"""How long a send may take; shorter than any lease."""

CONNECTIONS = 100
"""Open to Teams at once, and kept for the next send."""

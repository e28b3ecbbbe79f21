"""What Teams allows, and what this channel keeps to.

Per bot and conversation: 7 sends a second, 8 in two seconds, 60 in thirty, 1,800 an hour; 50 requests a second for an
app in a tenant; a message of at most 100 KB (learn.microsoft.com, "Rate limiting", "Format your bot messages").
"""

from __future__ import annotations

LANE_SECONDS = 0.6
"""Between two posts of one conversation: fewer than 8 in two seconds and 60 in thirty, with room for answers."""

SCOPE_PER_SECOND = 40.0
"""Posts in one tenant; the other ten requests a second are for answers and rosters."""

SCOPE_BURST = 10

LARGEST = 80_000
"""Bytes of an activity, counted as Teams counts them, in UTF-16."""

SUMMARY = 250
"""Characters of a notification."""

BUTTONS_IN_A_ROW = 6
"""Teams shows no more of a set at once."""

VIEWERS = 60
"""People who may each have a view of their own of one card."""

BUTTON, PLACEHOLDER, SPOKEN = 120, 200, 2000
"""Characters."""

COMMANDS, COMMAND_TITLE, COMMAND_DESCRIPTION = 10, 32, 128
"""Of one list in the manifest, as its version 1.19 has it; later ones take more."""

SEND_SECONDS = 10.0
"""How long a send may take; shorter than any lease."""

CONNECTIONS = 100
"""Open to Teams at once, and kept for the next send."""

"""The names of what a programme's last day brings: its cards and timers."""

from __future__ import annotations

from bot.engine.ids import rule

CLOSES = "closes"
CLOSED, EXTENDED = CARDS = ("closed", "extended")
"""What each of the two is told: that it is over, and that it goes on after all."""

ENDS, TOLD, REOPENS, GOES_ON = rule("closes"), rule("closed"), rule("reopens"), rule("extended")
REOPENING = "reopens"

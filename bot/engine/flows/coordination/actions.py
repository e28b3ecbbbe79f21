"""The names of what coordinators do for their programme."""

from __future__ import annotations

CARD = "coordination"

"""Tells how much of the machine others took while something was measured."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

TOLERATED = 0.05
"""Of all processors: more, and a figure was disturbed."""


class Ticks(NamedTuple):
    """Seconds of all processors so far: spent by anybody, spent by this process and those it has waited for, and passed."""

    busy: float
    own: float
    passed: float


def now() -> Ticks:
    """Linux alone says it."""
    own = sum(os.times()[:4])
    try:
        fields = [int(one) for one in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]]
    except (OSError, ValueError):
        return Ticks(own, own, 0)
    user, nice, system, idle, waiting, irq, softirq, steal = fields[:8]
    a_second = os.sysconf("SC_CLK_TCK")
    busy = user + nice + system + irq + softirq + steal
    return Ticks(busy / a_second, own, (busy + idle + waiting) / a_second)


def others_since(then: Ticks) -> float:
    """The part of all processors that others have had since; 0 where nobody can tell."""
    busy, own, passed = (b - a for a, b in zip(then, now(), strict=True))
    return max(0.0, busy - own) / passed if passed else 0.0

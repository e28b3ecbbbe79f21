"""Journeys as earlier releases stored them, brought to today's form.

1. A stored journey says its `format`; without one it is of the first.
2. In the first format what conversations keep stood in fields of the journey and of its séances. Since the second it stands
   in the slots of their flows.
3. In the second format words stood beside facts. Since the third they are stored apart from it, sealed: `bot.infra.codec`.
4. An upgrade works on plain JSON values and knows no type, so that it goes on working when types change.
"""

from __future__ import annotations

from typing import Any

FORMAT = 3
"""What is written today."""

Json = dict[str, Any]


def upgraded(journey: Json) -> Json:
    """A journey of any earlier format in today's; others are left as they are."""
    return _to_2(journey) if journey.get("format", 1) < 2 else journey


def _to_2(journey: Json) -> Json:
    shared: Json = dict(journey.get("shared", {}))
    own: dict[str, Json] = {role: dict(slots) for role, slots in journey.get("own", {}).items()}
    sittings = []
    for old in journey.get("sittings", ()):
        sitting = dict(old)
        for role, evaluation in (sitting.pop("evaluations", None) or {}).items():
            _by_seance(own, role, "evaluation")[str(sitting["number"])] = evaluation
        for role, ticks in (sitting.pop("ticked", None) or {}).items():
            _by_seance(own, role, "prep")[str(sitting["number"])] = ticks
        sittings.append(sitting)
    rest = {name: value for name, value in journey.items() if name not in ("continuation", "nudged", "sittings")}
    if nudged := journey.get("nudged"):
        shared["nudge"] = {"asked": nudged}
    if continuation := journey.get("continuation"):
        shared["continuation"] = {"gate": continuation["gate"], "opened": continuation["opened"]}
        answered = continuation.get("answered", {})
        for role, yes in continuation.get("answers", {}).items():
            own.setdefault(role, {})["continuation-answer"] = {"yes": yes, "at": answered.get(role)}
    return {**rest, "sittings": sittings, "shared": shared, "own": own, "format": FORMAT}


def _by_seance(own: dict[str, Json], role: str, slot: str) -> Json:
    kept: Json = own.setdefault(role, {}).setdefault(slot, {"by_seance": {}})["by_seance"]
    return kept
